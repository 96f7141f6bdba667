package goal

import (
	"strings"
	"testing"
)

func TestRuling54SomethingToLookForwardTo(t *testing.T) {
	for _, c := range []struct {
		name   string
		bundle bool
		over   bool
		linked *PlanCounts
		done14 int
		want   Rule
	}{
		{"no bundle", false, false, nil, 9, R7m},
		{"declined twice", false, true, nil, 9, R7e},
		{"an audio book", true, false, nil, 9, R7e},
		{"with a plan", true, false, &PlanCounts{Met: 4, Did: 1}, 9, R7f},
		{"enough days", false, false, nil, 12, R11},
	} {
		in := ordinaryWeek()
		two(c.done14)(&in)
		tags(map[MissTag]int{TagNotWant: 3, TagTime: 1})(&in)
		in.Bundle, in.Linked = c.bundle, c.linked
		if c.over {
			in.PassOver = []Action{ActBundle}
		}
		if s := Review(in); s.Rule != c.want {
			t.Errorf("%s: %s, want %s", c.name, s.Rule, c.want)
		}
	}
}

// After a long pause a bundle counts as none for fourteen days; kept, it is dated
// anew.
func TestRuling54ALongPauseFadesABundle(t *testing.T) {
	book := "audio book"
	for since, want := range map[int]bool{5: false, 14: false, 15: true} {
		days := strings.Repeat("D", 10) + strings.Repeat("P", 8) + strings.Repeat("D", since)
		j := july{days: days, plan: []Revision{{From: jul(8), At: 1, Change: PlanChange{Bundle: &book}}}}
		j.today = jul(6) + Day(len(days)) - 1
		l := j.look()
		if in := l.ReviewInputs(Story{}, nil, l.ReviewWeek(), ReviewAnswers{}); in.Bundle != want {
			t.Errorf("%d days after the pause: %v", since, in.Bundle)
		}
		anew := Revision{From: j.today, At: 2, Change: PlanChange{Bundle: &book}}
		j.plan = append(j.plan, anew)
		l = j.look()
		if in := l.ReviewInputs(Story{}, nil, l.ReviewWeek(), ReviewAnswers{}); since == 5 && !in.Bundle {
			t.Errorf("kept words are dated anew: %v", in.Bundle)
		}
	}
}
