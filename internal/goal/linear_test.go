package goal

import (
	"runtime"
	"strings"
	"testing"
)

// work is what a call allocates, in bytes: a measure of its work that does not
// hang on the clock of the machine.
func work(f func()) float64 {
	var before, after runtime.MemStats
	f() // whatever is made once is made here
	runtime.ReadMemStats(&before)
	for range 10 {
		f()
	}
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc-before.TotalAlloc) / 10
}

// The checks of sentences and plans take work in proportion to the length of
// the text, whatever it holds, as far as it can be a sentence; beyond, next to
// none. Bounded both ways, no input takes a millisecond for each of its
// kilobytes.
func TestMethod1_5And5_2WorkIsLinear(t *testing.T) {
	checks := map[string]func(string){
		"purpose": func(s string) { CheckPurpose(s, "en") },
		"parse":   func(s string) { ParsePurpose(s) },
		"if-then": func(s string) { MarkIfThen(s) },
		"split":   func(s string) { SplitIfThen(s) },
	}
	const start = "i want to grow in "
	texts := map[string]func(n int) string{
		"one word": func(n int) string { return start + strings.Repeat("a", n/2) + " so i can " + strings.Repeat("b", n/2) },
		"many words": func(n int) string {
			return start + strings.Repeat("ab ", n/6) + " so i can " + strings.Repeat("cd ", n/6)
		},
		"the joint":     func(n int) string { return start + strings.Repeat("so i can ", n/9) },
		"half a joint":  func(n int) string { return start + strings.Repeat("so that i ", n/10) },
		"the beginning": func(n int) string { return strings.Repeat(start, n/len(start)) },
		"ifs and thens": func(n int) string { return strings.Repeat("if i, then ", n/11) },
		"places":        func(n int) string { return "if " + strings.Repeat("at my ", n/6) + ", then i walk" },
		"dots":          func(n int) string { return start + "x so i can " + strings.Repeat(".", n) },
		"apostrophes":   func(n int) string { return start + strings.Repeat("’ ", n/4) + " so i can x" },
		"no letters":    func(n int) string { return strings.Repeat("\xff", n/3) },
	}
	const longest = maxSentence - 60
	for check, f := range checks {
		for name, text := range texts {
			short, long, beyond := text(longest/4), text(longest), text(1<<16)
			a, b := work(func() { f(short) }), work(func() { f(long) })
			if b > 5*a+1<<14 {
				t.Errorf("%s of %s: four times the text, %.1f times the work", check, name, b/a)
			}
			if c := work(func() { f(beyond) }); c > 32*float64(len(beyond))+1<<14 {
				t.Errorf("%s of %s: %.0f bytes of work for %d of text", check, name, c, len(beyond))
			}
		}
	}
}

func FuzzIfThenParts(f *testing.F) {
	f.Add("If I miss a day, then I do the minimum step the next morning")
	f.Add("after I pour my coffee I'll read")
	f.Add(", then  then i will \xff")
	f.Fuzz(func(t *testing.T, s string) {
		cue, response := SplitIfThen(s)
		if len(cue)+len(response) > len(normalize(s)) {
			t.Errorf("%q grew into %q and %q", s, cue, response)
		}
		m := MarkIfThen(s)
		if m.Weak() != (m.score() < weakIfThen) || m.score() < 0 || m.score() > 6 {
			t.Errorf("%q: %+v", s, m)
		}
	})
}

func FuzzReadMeasurement(f *testing.F) {
	f.Add("level_up", "0,8 km")
	f.Add("milestones", "m3")
	f.Add("one_off", "yes")
	f.Fuzz(func(t *testing.T, kind, s string) {
		o := Outcome{Type: OutcomeType(kind), Unit: "km", Milestones: []Milestone{{Text: "a"}, {Text: "b"}, {Text: "c"}}}
		value, milestone, _, ready, err := ParseMeasurement(o, s)
		if err != nil {
			return
		}
		if !isFinite(value) || milestone < 0 || milestone > len(o.Milestones) || ready && (value < 0 || value > 10) {
			t.Errorf("%q as %s: %v %d %v", s, kind, value, milestone, ready)
		}
	})
}
