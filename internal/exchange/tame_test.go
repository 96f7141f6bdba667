package exchange

import (
	"bytes"
	"testing"
)

// No escape comes through, wherever the text is cut.
func TestTamedTexts(t *testing.T) {
	for in, want := range map[string]string{
		"up the hill\n\tslowly":         "up the hill\n\tslowly",
		"a\x1b]0;pwn\a\x1b[2Jb\x7f\x00": "a]0;pwn[2Jb",
		"a\u009b31mb\u0085c":            "a31mbc",
		"Ärger, ¡qué día! 今日も":          "Ärger, ¡qué día! 今日も",
	} {
		for cut := range len(in) {
			var b bytes.Buffer
			w := &tamed{w: &b}
			for _, part := range []string{in[:cut], in[cut:]} {
				if n, err := w.Write([]byte(part)); err != nil || n != len(part) {
					t.Fatalf("%d of %d, %v", n, len(part), err)
				}
			}
			if b.String() != want {
				t.Errorf("%q cut at %d: %q", in, cut, b.String())
			}
		}
	}
}
