package goal

import (
	"testing"
	"time"
)

// When the first review opens: begun on a day of July 2026, with what was said of
// its days, seen on a day.
func TestRuling94WhenTheFirstReviewOpens(t *testing.T) {
	for name, x := range map[string]struct {
		begun, today, on int // days of July; on 0: no day is known
		marks            string
		pauses           []Pause
		rest             Weekdays
		open             bool
	}{
		"begun on Monday, its first evening":  {6, 6, 12, "d", nil, 0, false},
		"its third day":                       {6, 8, 12, "ddd", nil, 0, false},
		"the fourth logged day opens it":      {6, 9, 12, "dddd", nil, 0, true},
		"a miss is a word too":                {6, 9, 12, "dxdx", nil, 0, true},
		"four days that rest":                 {6, 9, 12, "rrrr", nil, 0, true},
		"the fourth day alone does not":       {6, 9, 12, "ddd", nil, 0, false},
		"silence until Saturday":              {6, 11, 12, "", nil, 0, false},
		"and Sunday opens it":                 {6, 12, 12, "", nil, 0, true},
		"begun on Thursday: this Sunday":      {9, 11, 12, "ddd", nil, 0, false},
		"and it is open then":                 {9, 12, 12, "", nil, 0, true},
		"begun on Friday: Sunday week":        {10, 12, 19, "ddd", nil, 0, false},
		"at the latest":                       {10, 18, 19, "d", nil, 0, false},
		"its fourth word on Monday":           {10, 13, 19, "dddd", nil, 0, true},
		"begun on Sunday":                     {12, 12, 19, "d", nil, 0, false},
		"rest weekdays are in plan":           {9, 9, 12, "", nil, Weekdays(0).With(time.Saturday).With(time.Sunday), false},
		"rest days are words":                 {9, 12, 12, "dd", nil, Weekdays(0).With(time.Saturday).With(time.Sunday), true},
		"a pause moves it a week":             {6, 9, 19, "d", []Pause{{From: jul(8), To: jul(12)}}, 0, false},
		"four days before a pause are enough": {6, 9, 12, "d", []Pause{{From: jul(10), To: jul(12)}}, 0, false},
		"a pause without an end hides it":     {6, 9, 0, "d", []Pause{{From: jul(7)}}, 0, false},
	} {
		g := planned(jul(x.begun))
		g.Pauses = x.pauses
		if x.rest != 0 {
			g.Plan[0].Change.Rest = &x.rest
		}
		l := diary{goal: g, marks: x.marks, today: x.today - x.begun}.look()
		want := Day(0)
		if x.on != 0 {
			want = jul(x.on)
		}
		if on, open := l.FirstReview(Story{}); on != want || open != x.open {
			t.Errorf("%s: %s %v, want %s %v", name, on, open, want, x.open)
		}
	}
}

// What was reviewed once stays open, whatever is taken back.
func TestRuling94AReviewThatWasMadeStaysOpen(t *testing.T) {
	l := diary{goal: planned(jul(6)), marks: "d"}.look()
	if _, open := l.FirstReview(Story{Reviews: []DatedReview{{}}}); !open {
		t.Error("a review was made")
	}
}

// A review is due on the last day of each week, from the first one on.
func TestRuling94ReviewDays(t *testing.T) {
	for day, want := range map[int]bool{12: false, 18: false, 19: true, 20: false, 26: true} {
		if got := (diary{goal: planned(jul(10)), today: day - 10}).look().ReviewDay(); got != want {
			t.Errorf("%d July: %v", day, got)
		}
	}
}

// What a review decided is told from its day to the day on which it begins.
func TestRuling93TheDecidedChangeIsTold(t *testing.T) {
	cue := "After lunch"
	made := Revision{From: jul(13), At: jul(12).Time().UnixMilli() + 20*3600_000, Rule: R7a, Change: PlanChange{Cue: &cue}}
	for day, want := range map[int]bool{11: false, 12: true, 13: true, 14: false} {
		g := planned(jul(6))
		g.Plan = append(g.Plan, made)
		if r, told := (diary{goal: g, marks: "d", today: day - 6}).look().DecidedChange(); told != want || told && r.From != jul(13) {
			t.Errorf("%d July: %v %+v", day, told, r)
		}
	}
	if _, told := (diary{goal: planned(jul(6)), marks: "d"}).look().DecidedChange(); told {
		t.Error("nothing was decided")
	}
}
