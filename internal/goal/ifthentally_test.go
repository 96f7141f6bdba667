package goal

import (
	"strings"
	"testing"
)

// Ruling 4: the default plan is met on a first miss, and did and worked when
// the next counted day is done.
func TestRuling4DefaultPlan(t *testing.T) {
	for days, want := range map[string]PlanCounts{
		"":            {},
		"DDDM.":       {},
		"DDDMD":       {1, 1, 1},
		"DMRPCD":      {1, 1, 1},
		"DMMD":        {1, 0, 0},
		"DMMMDMD":     {2, 1, 1},
		"DDMDDRDMMDD": {2, 1, 1},
		"UDUUD":       {2, 1, 1},
	} {
		if got := defaultPlanCounts(statuses(days)); got != want {
			t.Errorf("%s: %+v, want %+v", days, got, want)
		}
	}
}

// Ruling 4: a plan keeps its counts while its wording is sharpened by the
// person, and begins anew when a review replaced its IF or its THEN.
func TestRuling4PlanCounts(t *testing.T) {
	monday := Date(2026, 1, 5)
	revision := func(from Day, rule Rule, words string) Revision {
		return Revision{From: from, Rule: rule, Change: PlanChange{IfThens: &[]IfThen{{ID: "p", Words: words, Obstacle: TagTime}}}}
	}
	met := func(d Day, did, done bool) DayLog {
		l := DayLog{Day: d, Met: []Met{{"p", did}, {"other", true}}}
		if done {
			l.Status = LogDone
		}
		return l
	}
	logs := []DayLog{
		met(monday, true, true), met(monday+1, false, false), met(monday+2, true, false), met(monday+8, true, true), met(monday+9, false, true),
	}
	for name, c := range map[string]struct {
		revisions []Revision
		want      PlanCounts
	}{
		"as it was":             {[]Revision{revision(monday, "", "If rain, then indoors")}, PlanCounts{5, 3, 2}},
		"sharpened by hand":     {[]Revision{revision(monday, "", "If rain"), revision(monday+7, "", "If it rains")}, PlanCounts{5, 3, 2}},
		"another IF by R7f":     {[]Revision{revision(monday, "", "If rain"), revision(monday+7, R7f, "If I hear rain")}, PlanCounts{2, 1, 1}},
		"another THEN by R7g":   {[]Revision{revision(monday, "", "a"), revision(monday+9, R7g, "b")}, PlanCounts{1, 0, 0}},
		"R7e added it, no more": {[]Revision{revision(monday+1, R7e, "a")}, PlanCounts{5, 3, 2}},
	} {
		g := planned(monday, c.revisions...)
		l := See(Sight{Goal: g, Logs: logs, Calendar: NewCalendar(Settings{}, utc), Today: monday + 20})
		if got := l.PlanCounts("p"); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// Method 5.3: what the counts say, an offer to put a plan aside once four weeks
// went by without its IF, and no verdict while most days are silent (6.2).
func TestMethod5_3PlanAdvice(t *testing.T) {
	words := func(from Day, rule Rule, w string) Revision {
		return Revision{From: from, Rule: rule, Change: PlanChange{IfThens: &[]IfThen{{ID: "p", Words: w}}}}
	}
	made := words(monday5+7, "", "If rain, then indoors")
	for name, c := range map[string]struct {
		revisions []Revision
		marks     string
		met       int // days on which it was met and not done, from day 8 on
		want      PlanVerdict
		archive   bool
	}{
		"four weeks, never met":     {[]Revision{made}, strings.Repeat("d", 36), 0, PlanTooFew, true},
		"not four weeks yet":        {[]Revision{made}, strings.Repeat("d", 35), 0, PlanTooFew, false},
		"met twice":                 {[]Revision{made}, strings.Repeat("d", 36), 2, PlanTooFew, false},
		"met three times, not done": {[]Revision{made}, strings.Repeat("d", 36), 3, PlanSharpenIf, false},
		"another IF since":          {[]Revision{made, words(monday5+21, R7f, "If I hear rain")}, strings.Repeat("d", 36), 0, PlanTooFew, false},
		"most days are silent":      {[]Revision{made}, strings.Repeat("dd.", 12) + "..", 3, PlanTooFew, false},
	} {
		d := diary{goal: planned(monday5, c.revisions...), marks: c.marks}
		l := d.look()
		for i := range c.met {
			log := l.Logs[monday5+Day(9+3*i)]
			log.Met = []Met{{"p", false}}
			l.Logs[monday5+Day(9+3*i)] = log
		}
		if v, archive := l.PlanAdvice("p"); v != c.want || archive != c.archive {
			t.Errorf("%s: %s, put aside %v", name, v, archive)
		}
	}
}
