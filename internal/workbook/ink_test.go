package workbook_test

import (
	"bytes"
	"regexp"
	"runtime"
	"testing"

	"github.com/ippo-app/ippo/internal/workbook"
)

// All ink is grey but the seals and the seams, whose three colours read in grey
// too; and nothing of the file names the goal but its words.
func TestOnlyThreeColoursAreNotGrey(t *testing.T) {
	p, _ := printed(t, book("en", workbook.A4, walker()))
	known := map[string]bool{"0.733 0.227 0.133": true, "0.788 0.596 0.180": true, "0.227 0.173 0.039": true}
	seen := map[string]bool{}
	colour := regexp.MustCompile(`(\d\.\d+ \d\.\d+ \d\.\d+) (?:rg|RG)\b`)
	for _, n := range p.pages() {
		for _, m := range colour.FindAllSubmatch(p.stream(p.ref(p.objects[n], "Contents")), -1) {
			seen[string(m[1])] = true
			if !known[string(m[1])] {
				t.Fatalf("another colour: %s", m[1])
			}
		}
	}
	if len(seen) != len(known) {
		t.Errorf("drawn in %v", seen)
	}
	for _, secret := range []string{"walk-5-km", "(g1)"} {
		if bytes.Contains(p.raw, []byte(secret)) {
			t.Errorf("the file names %s", secret)
		}
	}
}

// Neither the zone of the machine nor its processors change a byte.
func TestTheMachineChangesNothing(t *testing.T) {
	b := book("en", workbook.A4, walker())
	here, _ := printed(t, b)
	t.Setenv("TZ", "Pacific/Auckland")
	t.Setenv("LANG", "ja_JP.UTF-8")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	there, _ := printed(t, b)
	if !bytes.Equal(here.raw, there.raw) {
		t.Error("another machine gives another book")
	}
}
