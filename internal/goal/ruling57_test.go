package goal

import (
	"testing"
)

// Ruling 57: the ranges that the reviews showed, and the result.
func TestRuling57RangesToldBack(t *testing.T) {
	result := 905.0
	for _, c := range []struct {
		shown  [][2]float64
		result *float64
		want   RangesHeld
		said   bool
	}{
		{[][2]float64{{531, 1590}, {660, 1205}, {700, 1150}, {720, 1100}, {760, 1050}}, &result, RangesHeld{5, 5}, true},
		{[][2]float64{{531, 1590}, {660, 1205}, {950, 1150}, {960, 1100}}, &result, RangesHeld{2, 4}, true},
		{[][2]float64{{531, 1590}, {660, 1205}, {700, 1150}}, &result, RangesHeld{}, false},
		{[][2]float64{{905, 1590}, {660, 905}, {906, 1000}, {800, 904}}, &result, RangesHeld{2, 4}, true},
		{[][2]float64{{531, 1590}, {531, 1590}, {531, 1590}, {531, 1590}, {531, 1590}}, nil, RangesHeld{}, false},
	} {
		var shown []ShownRange
		for _, r := range c.shown {
			shown = append(shown, ShownRange{Low: r[0], High: r[1]})
		}
		if got, ok := rangesHeld(shown, c.result); got != c.want || ok != c.said {
			t.Errorf("%v: %+v %v, want %+v %v", c.shown, got, ok, c.want, c.said)
		}
	}
}

// rangedLife is a season of ninety days whose outcome is the sum of what was
// measured, 905, with a review of each of its weeks.
func rangedLife(o Outcome, last Day, change func(week int, r *DatedReview)) (Look, Story) {
	g := seasonGoal(o)
	l := seen(g, "", last, Measurement{Day: monday5 + 3, Value: 900}, Measurement{Day: monday5 + 80, Value: 5})
	var s Story
	for week := range 5 {
		r := DatedReview{WeekReview: WeekReview{Week: monday5 + Day(7*(week+2)), Range: &ShownRange{
			Season: 1, Type: o.Type, Unit: o.Unit, Low: 600, High: 905 - Rough(float64(week/4)),
		}}}
		if change != nil {
			change(week, &r)
		}
		s.review(r)
	}
	return l, s
}

func TestRuling57WhatIsNotCounted(t *testing.T) {
	money, day90 := Outcome{Type: OutcomeTotal, Unit: "euros"}, monday5+89
	for name, c := range map[string]struct {
		last   Day
		change func(week int, r *DatedReview)
		want   RangesHeld
		said   bool
	}{
		"all five":      {day90, nil, RangesHeld{4, 5}, true},
		"after the end": {day90 + 20, nil, RangesHeld{4, 5}, true},
		"before day 90": {day90 - 1, nil, RangesHeld{}, false},
		"one was too early": {day90, func(week int, r *DatedReview) {
			if week == 0 {
				r.Range = nil
			}
		}, RangesHeld{3, 4}, true},
		"two were too early": {day90, func(week int, r *DatedReview) {
			if week < 2 {
				r.Range = nil
			}
		}, RangesHeld{}, false},
		"another unit since": {day90, func(week int, r *DatedReview) {
			if week == 0 {
				r.Range.Unit = "dollars"
			}
		}, RangesHeld{}, false},
		"another type since": {day90, func(week int, r *DatedReview) {
			if week == 0 {
				r.Range.Type = OutcomeAverage
			}
		}, RangesHeld{}, false},
		"of another season": {day90, func(_ int, r *DatedReview) { r.Range.Season = 2 }, RangesHeld{}, false},
	} {
		l, s := rangedLife(money, c.last, c.change)
		if got, ok := l.RangesHeld(s); got != c.want || ok != c.said {
			t.Errorf("%s: %+v %v, want %+v %v", name, got, ok, c.want, c.said)
		}
	}
	l, s := rangedLife(money, day90, nil)
	again := s.Reviews[0]
	again.Range = &ShownRange{Season: 1, Type: OutcomeTotal, Unit: "euros", Low: 1000, High: 1100}
	s.review(again) // the same week once more: its last range counts
	if got, _ := l.RangesHeld(s); got != (RangesHeld{3, 5}) {
		t.Errorf("a week reviewed twice: %+v", got)
	}
}

// A season kept in week 7 has no result to hold.
func TestRuling57ASeasonLeftEarly(t *testing.T) {
	l, s := rangedLife(Outcome{Type: OutcomeTotal, Unit: "euros"}, monday5+100, nil)
	l.Goal.Statuses = append(l.Goal.Statuses, StatusChange{From: monday5 + 45, To: StatusEnded})
	l.Goal.Status = StatusEnded
	l = See(Sight{Goal: l.Goal, Letters: l.Life.stored, Measurements: l.measured, Calendar: l.Calendar, Today: l.Today})
	if got, ok := l.RangesHeld(s); ok {
		t.Errorf("told back: %+v", got)
	}
	if l, ok := l.InSeason(1); ok {
		if got, ok := l.RangesHeld(s); ok {
			t.Errorf("told back in its season: %+v", got)
		}
	}
}

// A review keeps what was shown, rounded as it was shown; nothing while it is too
// early.
func TestRuling57AReviewKeepsWhatItShowed(t *testing.T) {
	l := minutesOf(monday5+28, true, 70, 95, 40, 85)
	f, r := l.Forecast(), l.ShownRange()
	if r == nil || r.Low != Rough(f.Low) || r.High != Rough(f.High) || r.Season != 1 || r.Type != OutcomeTotal {
		t.Errorf("%+v of %+v", r, f)
	}
	if r := minutesOf(monday5+10, true, 70).ShownRange(); r != nil {
		t.Errorf("too early: %+v", r)
	}
	for x, want := range map[float64]float64{0: 0, 531: 530, 1590: 1600, 4.54: 4.5, .123: .1, -1205: -1200} {
		near(t, "rough", Rough(x), want, 9)
	}
}
