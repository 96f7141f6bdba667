package prompt

import (
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/cli/draw"
)

// A form draws one line for each line of an option, and cuts what is wider.
func TestOptionsKeepTheirWords(t *testing.T) {
	long := "I was unwell, in pain, or it was too much"
	for _, n := range []int{12, 32, 80} {
		f := Field{Label: "Tick it if that was so", Options: []string{"no", long}}
		lines := 1 + len(draw.Wrap(f.Label, n))
		for i, o := range optionsOf(f.Options, n) {
			if got := strings.Join(strings.Fields(o.Key), " "); got != f.Options[i] {
				t.Errorf("%d columns: %q", n, got)
			}
			for l := range strings.SplitSeq(o.Key, "\n") {
				if draw.Cols(l) > n {
					t.Errorf("wider than %d columns: %q", n, l)
				}
			}
			lines += strings.Count(o.Key, "\n") + 1
		}
		if got := f.height(n); got != lines {
			t.Errorf("%d columns: room for %d lines, %d are drawn", n, got, lines)
		}
	}
}
