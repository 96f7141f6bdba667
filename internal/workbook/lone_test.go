package workbook

import (
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

// The short way to the clusters of a text finds those of the long one.
func TestClustersAreThoseOfTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.OneOf(rapid.RuneFrom([]rune("aé、。のがガー木々“—…ﾞ　\u0301\u200d👩🇯👍")), rapid.Rune())
		s := string(rapid.SliceOf(letters).Draw(t, "text"))
		g := uniseg.NewGraphemes(s)
		clusters(s, func(from, to int) bool {
			if !g.Next() || s[from:to] != g.Str() {
				t.Fatalf("%q: %q is no cluster", s, s[from:to])
			}
			return true
		})
		if g.Next() {
			t.Fatalf("%q: %q is left over", s, g.Str())
		}
	})
}
