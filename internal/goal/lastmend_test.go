package goal

import "testing"

// Ruling 24: the mend of a missed day is the next day that was done, over rest;
// a span is asked for its latest.
func TestLastMendOfASpan(t *testing.T) {
	for _, c := range []struct {
		marks       string
		from, until int
		missed      int // -1 for none
		mend        int
	}{
		{"dxd", 0, 2, 1, 2},
		{"dxrd", 0, 3, 1, 3},
		{"dxdxd", 0, 4, 3, 4},
		{"dxdxd", 0, 2, 1, 2},
		{"dxdxd", 2, 2, -1, 0},
		{"dxdxd", 1, 1, 1, 2}, // mended on the day after the span
		{"dxxd", 0, 3, -1, 0},
		{"ddd", 0, 2, -1, 0},
		{"dx", 0, 1, -1, 0},
	} {
		l := diary{goal: planned(monday5), marks: c.marks}.look()
		wantMissed, wantMend := Day(0), Day(0)
		if c.missed >= 0 {
			wantMissed, wantMend = monday5+Day(c.missed), monday5+Day(c.mend)
		}
		missed, mend := l.LastMend(monday5+Day(c.from), monday5+Day(c.until))
		if missed != wantMissed || mend != wantMend {
			t.Errorf("%s %d-%d: %v mended on %v, want %v on %v", c.marks, c.from, c.until, missed, mend, wantMissed, wantMend)
		}
	}
}
