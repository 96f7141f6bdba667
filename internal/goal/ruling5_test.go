package goal

import "testing"

// What waits for the next week can be taken back before it comes: that was said
// later, and holds from the same day.
func TestRuling5WhatWaitsForTheNextWeekCanBeTakenBack(t *testing.T) {
	monday := Date(2026, 1, 5)
	today, next := monday+2, monday+7
	sunday, none := Weekdays(1), Weekdays(0)
	longer := PlanChange{Metric: &Metric{Kind: MetricSessions, Target: 3, SessionMin: 20}}
	for name, c := range map[string]struct {
		waits  PlanChange
		change PlanChange
		from   Day
	}{
		"rest weekdays wait":                    {PlanChange{}, PlanChange{Rest: &sunday}, next},
		"none, while some are to come":          {PlanChange{Rest: &sunday}, PlanChange{Rest: &none}, next},
		"none, while none are to come":          {PlanChange{}, PlanChange{Rest: &none}, today},
		"the session of today, while a longer":  {longer, target(3), next},
		"another number, while a longer is due": {longer, target(4), today},
	} {
		g := planned(monday, Revision{From: next, Change: c.waits})
		l := See(Sight{Goal: g, Today: today, Calendar: NewCalendar(Settings{}, utc)})
		if from := l.revisionStart(c.change, 0); from != c.from {
			t.Errorf("%s: from %s, want %s", name, from, c.from)
		}
	}
}

// What was decided earlier and holds later changes the parts that it was about,
// and not what somebody said in between.
func TestRuling5WhatIsDatedAheadKeepsToItsPart(t *testing.T) {
	monday := Date(2026, 1, 5)
	next := monday + 7
	longer := func(target float64) PlanChange {
		return PlanChange{Metric: &Metric{Kind: MetricSessions, Target: target, SessionMin: 20}}
	}
	pages := PlanChange{Metric: &Metric{Kind: MetricUnits, Target: 3, Unit: "pages"}}
	for name, c := range map[string]struct {
		ahead, between PlanChange
		target         float64
		sessionMin     float64
		text           string
		minutes        float64
	}{
		"a longer session, and then another number": {longer(3), target(4), 4, 20, "walk", 5},
		"both, and then another number":             {longer(5), target(4), 5, 20, "walk", 5},
		"another metric is whole":                   {pages, target(4), 3, 0, "walk", 5},
		"other words, and then a smaller step":      {PlanChange{Step: &Step{Text: "stairs", Minutes: 5}}, smallerStep(3), 3, 15, "stairs", 3},
	} {
		g := planned(monday, Revision{From: next, Change: c.ahead, Command: "ahead"}, Revision{From: monday + 2, Change: c.between, Command: "between"})
		p := PlanOn(g.Plans(), next)
		if p.Metric.Target != c.target || p.Metric.SessionMin != c.sessionMin || p.Step.Text != c.text || p.Step.Minutes != c.minutes {
			t.Errorf("%s: %+v, %+v", name, p.Metric, p.Step)
		}
	}
}
