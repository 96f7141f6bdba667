package goal

import (
	"reflect"
	"testing"
)

func TestSilentOffers(t *testing.T) {
	l := Look{Goal: Goal{ID: "g"}, Today: 100, Status: DayOpen, Quiet: QuietDays, Plan: Plan{Step: Step{Text: "walk", Minutes: 5}}}
	for name, c := range map[string]struct {
		change func(*Look)
		want   bool
	}{
		"three quiet days":    {func(*Look) {}, true},
		"two":                 {func(l *Look) { l.Quiet-- }, false},
		"a long pause":        {func(l *Look) { l.Quiet, l.Back = 0, true }, true},
		"today was answered":  {func(l *Look) { l.Status = DayDone }, false},
		"today is rest, back": {func(l *Look) { l.Status, l.Back = DayRest, true }, false},
	} {
		l := l
		c.change(&l)
		if l.Silent() != c.want {
			t.Errorf("%s: %v", name, l.Silent())
		}
	}
	if b := l.Goal.SmallestForAWeek(l.Plan); b.Days != 7 || *b.Plan.Step != (Step{Text: "walk", Minutes: MinStepMinutes}) || b.Goal != "g" {
		t.Errorf("%+v", b)
	}
	for from, want := range map[Day]Day{95: 95, 40: 93} {
		if b := l.Goal.PauseUpToYesterday(from, l.Today); !reflect.DeepEqual(b, PauseGoals{Goals: []string{"g"}, From: want, To: 99}) {
			t.Errorf("from %v: %+v", from, b)
		}
	}
}

func TestWhatFollowsAReview(t *testing.T) {
	l := Look{Goal: Goal{ID: "g"}, Today: 100}
	for _, c := range []struct {
		action   Action
		decision Decision
		ok       bool
	}{
		{ActRest, Accepted, true}, {ActRest, Changed, false}, {ActRest, KeepAsIs, false}, {ActRest, DecisionNone, false}, {ActRestWeek, Accepted, false},
	} {
		b := l.Follows(WeekReview{Suggestion: Suggestion{Action: c.action}, Decision: c.decision})
		if (b != nil) != c.ok || c.ok && !reflect.DeepEqual(b, PauseGoals{Goals: []string{"g"}, From: 101, To: 107}) {
			t.Errorf("%s %s: %+v", c.action, c.decision, b)
		}
	}
}

func TestMethod9_2WhatFollowsALookBack(t *testing.T) {
	l := Look{Goal: Goal{ID: "g"}, Today: 100}
	for _, c := range []struct {
		way    Way
		number int
		want   Body
	}{
		{WayNone, SeasonDays, nil},
		{WayRepeat, SeasonDays, NextSeason{Goal: "g"}},
		{WayRepeat, CardDays, nil},
		{WayOneChange, SeasonDays, nil},
		{WayNewStep, SeasonDays, nil},
		{WayNewArea, CardDays, SetStatus{Goal: "g", To: StatusParked}},
		{WayRest, CardDays, PauseGoals{Goals: []string{"g"}, From: 101}},
		{WayKeep, SeasonDays, SetStatus{Goal: "g", To: StatusKept}},
	} {
		if got := l.Follows(LookBack{Way: c.way, Number: c.number}); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s on day %d: %+v, want %+v", c.way, c.number, got, c.want)
		}
	}
}

// Ruling 7: what counts units counts no minutes.
func TestRuling7CountsUnits(t *testing.T) {
	for _, k := range []MetricKind{MetricNone, MetricSessions, MetricMinutes, MetricUnits, MetricDays, MetricCustom} {
		minutes, amount := Metric{Kind: k}.Everyday(3)
		if k.CountsUnits() != (k == MetricUnits || k == MetricCustom) || k.CountsUnits() != (amount != nil) || k.CountsUnits() == (minutes != nil) {
			t.Errorf("%s: %v %v %v", k, k.CountsUnits(), minutes, amount)
		}
	}
}
