package goal

import (
	"testing"

	"pgregory.net/rapid"
)

// planned is a goal of three walks a week and a step of five minutes, with
// revisions made in the order given.
func planned(first Day, rs ...Revision) Goal {
	step, metric := Step{Text: "walk", Minutes: 5}, Metric{Kind: MetricSessions, Target: 3, SessionMin: 15}
	g := Goal{
		ID: "g", Begun: first, Status: StatusActive, Statuses: []StatusChange{{From: first, To: StatusActive}},
		Plan:    []Revision{{From: first, Command: "begin", Change: PlanChange{Step: &step, Metric: &metric}}},
		Seasons: []Season{{Number: 1, First: first}},
	}
	for i, r := range rs {
		r.At = int64(i + 1)
		g.Plan = append(g.Plan, r)
	}
	return g
}

func smallerStep(minutes float64) PlanChange {
	return PlanChange{Step: &Step{Text: "walk", Minutes: minutes}}
}

func target(t float64) PlanChange {
	return PlanChange{Metric: &Metric{Kind: MetricSessions, Target: t, SessionMin: 15}}
}

// Ruling 32: a deviation ends by itself, and what was changed for good in
// between is right during it and after it.
func TestRuling32DeviationsEndByThemselves(t *testing.T) {
	monday := Date(2026, 1, 5)
	week := func(c PlanChange) Revision { return Revision{From: monday + 7, Until: monday + 13, Change: c} }
	lighter := week(PlanChange{Step: smallerStep(3).Step, Metric: target(2).Metric})
	cue, words := "after lunch", PlanChange{Step: &Step{Text: "stairs", Minutes: 5}}
	type plan struct {
		day     Day
		text    string
		minutes float64
		target  float64
		cue     string
	}
	for name, c := range map[string]struct {
		revisions []Revision
		want      []plan
	}{
		"alone": {[]Revision{lighter}, []plan{
			{monday + 6, "walk", 5, 3, ""}, {monday + 7, "walk", 3, 2, ""}, {monday + 13, "walk", 3, 2, ""}, {monday + 14, "walk", 5, 3, ""},
		}},
		"another part is changed for good": {[]Revision{lighter, {From: monday + 9, Change: PlanChange{Cue: &cue}}}, []plan{
			{monday + 8, "walk", 3, 2, ""}, {monday + 9, "walk", 3, 2, cue}, {monday + 14, "walk", 5, 3, cue},
		}},
		"the words of the step are changed, its minutes are not": {[]Revision{lighter, {From: monday + 9, Change: words}}, []plan{
			{monday + 9, "stairs", 3, 2, ""}, {monday + 14, "stairs", 5, 3, ""},
		}},
		"the same number is changed for good": {[]Revision{lighter, {From: monday + 9, Change: target(4)}}, []plan{
			{monday + 8, "walk", 3, 2, ""}, {monday + 9, "walk", 3, 4, ""}, {monday + 14, "walk", 5, 4, ""},
		}},
		"changed for good before it was made, from a later day": {[]Revision{{From: monday + 7, Change: target(4)}, lighter}, []plan{
			{monday + 6, "walk", 5, 3, ""}, {monday + 7, "walk", 3, 2, ""}, {monday + 14, "walk", 5, 4, ""},
		}},
		"two, one over the other": {[]Revision{lighter, {From: monday + 10, Until: monday + 16, Change: PlanChange{Cue: &cue}}}, []plan{
			{monday + 9, "walk", 3, 2, ""}, {monday + 10, "walk", 3, 2, cue}, {monday + 14, "walk", 5, 3, cue}, {monday + 17, "walk", 5, 3, ""},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			g := planned(monday, c.revisions...)
			for _, want := range c.want {
				p := PlanOn(g.Plans(), want.day)
				got := plan{want.day, p.Step.Text, p.Step.Minutes, p.Metric.Target, p.Cue}
				if got != want {
					t.Errorf("%+v, want %+v", got, want)
				}
			}
		})
	}
	g := planned(monday, lighter)
	if p := PlanOn(g.Plans(), monday+8); p.Until != monday+13 || g.Lasting(monday+8).Step.Minutes != 5 {
		t.Errorf("it says until when (%s), and the lasting plan is untouched", p.Until)
	}
}

// Ruling 32: T in odd and T+1 in even weeks from the alternation's start; a
// change of anything else does not begin it anew.
func TestRuling32AlternationIsCountedFromItsStart(t *testing.T) {
	monday := Date(2026, 1, 5)
	alternates := PlanChange{Metric: &Metric{Kind: MetricSessions, Target: 3, SessionMin: 15, Alternates: true}}
	where := PlanChange{Metric: &Metric{Kind: MetricSessions, Target: 3, SessionMin: 15, Alternates: true, Where: "Sat 9:00, park"}}
	cue := "after lunch"
	g := planned(monday,
		Revision{From: monday + 7, Change: alternates},
		Revision{From: monday + 15, Change: PlanChange{Cue: &cue}},
		Revision{From: monday + 23, Change: where},
		Revision{From: monday + 28, Until: monday + 34, Change: target(2)})
	l := newLife(g, nil, NewCalendar(Settings{}, utc), monday+60)
	for i, want := range []float64{3, 3, 4, 3, 2, 3, 4} {
		first := monday + Day(7*i)
		if w := l.weekOf(g.Seasons[0], first, first+6, nil); w.Target != want {
			t.Errorf("week %d: %v, want %v", i+1, w.Target, want)
		}
	}
}

func anyRevision(first Day) *rapid.Generator[Revision] {
	return rapid.Custom(func(t *rapid.T) Revision {
		r := Revision{From: first + Day(rapid.IntRange(1, 40).Draw(t, "from"))}
		if rapid.Bool().Draw(t, "ends") {
			r.Until = r.From + Day(rapid.IntRange(0, 13).Draw(t, "days"))
		}
		switch rapid.IntRange(0, 3).Draw(t, "part") {
		case 0:
			r.Change = smallerStep(float64(rapid.IntRange(2, 10).Draw(t, "minutes")))
		case 1:
			r.Change = target(float64(rapid.IntRange(1, 7).Draw(t, "target")))
		case 2:
			cue := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "cue")
			r.Change = PlanChange{Cue: &cue}
		default:
			rest := Weekdays(rapid.IntRange(0, 3).Draw(t, "rest"))
			r.Change = PlanChange{Rest: &rest}
		}
		return r
	})
}

// A plan revision, lasting or not, never changes a closed week before its date.
func TestARevisionNeverChangesAClosedWeekBeforeIt(t *testing.T) {
	monday := Date(2026, 1, 5)
	logs := sessionOn(monday, monday+2, monday+8, monday+15, monday+20, monday+31)
	weeks := func(g Goal, today Day) []Week {
		return newLife(g, nil, NewCalendar(Settings{}, utc), today).weeks(g.Seasons[0], logs)
	}
	rapid.Check(t, func(t *rapid.T) {
		rs := rapid.SliceOfN(anyRevision(monday), 0, 5).Draw(t, "before")
		next := anyRevision(monday).Draw(t, "new")
		today := next.From // the new one holds from today at the earliest
		before, after := weeks(planned(monday, rs...), today), weeks(planned(monday, append(rs, next)...), today)
		for i := range before {
			if before[i].End >= next.From {
				break
			}
			if a, b := before[i], after[i]; a.Target != b.Target || a.Done != b.Done || a.Days != b.Days || a.Label != b.Label {
				t.Fatalf("week of %s was %+v and became %+v", a.Start, a, b)
			}
		}
	})
}

// Outside its days a deviation changes nothing at all.
func TestADeviationChangesItsOwnDaysOnly(t *testing.T) {
	monday := Date(2026, 1, 5)
	rapid.Check(t, func(t *rapid.T) {
		rs := rapid.SliceOfN(anyRevision(monday), 0, 5).Draw(t, "revisions")
		d := anyRevision(monday).Filter(func(r Revision) bool { return r.Until != 0 }).Draw(t, "deviation")
		without, with := planned(monday, rs...).Plans(), planned(monday, append(rs, d)...).Plans()
		for day := monday; day < monday+60; day++ {
			a, b := PlanOn(without, day), PlanOn(with, day)
			if day < d.From || day > d.Until {
				if a.Metric != b.Metric || a.Step != b.Step || a.Cue != b.Cue || a.Rest != b.Rest || a.Until != b.Until {
					t.Fatalf("%s: %+v became %+v", day, a, b)
				}
			}
		}
	})
}
