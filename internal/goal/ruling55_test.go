package goal

import "testing"

func TestRuling55ItRunsByItself(t *testing.T) {
	keep := func(change ...func(*ReviewInputs)) Suggestion {
		in := ordinaryWeek()
		in.Week, in.EaseRow, in.Steady, in.There = 7, true, new(24./28), true
		for _, f := range change {
			f(&in)
		}
		return Review(in)
	}
	for name, c := range map[string]struct {
		change func(*ReviewInputs)
		want   Rule
	}{
		"as it is":        {func(*ReviewInputs) {}, R9b},
		"ease not in row": {func(in *ReviewInputs) { in.EaseRow = false }, R11},
		"week 5":          {func(in *ReviewInputs) { in.Week = 5 }, R11},
		"23 of 28":        {func(in *ReviewInputs) { in.Steady = new(23. / 28) }, R11},
		"growing":         {attained(1, 1.1), R10},
		"a young target":  {func(in *ReviewInputs) { attained(1, 1.1)(in); in.SinceTarget = 7 }, R9b},
		"twelve are kept": {func(in *ReviewInputs) { in.Kept = 12 }, R11},
		"not touched":     {func(in *ReviewInputs) { in.There = false }, R11},
		"declined twice": {func(in *ReviewInputs) {
			in.PassOver, in.PassUntil = passedOver([]decline{{jul(6), ActKeep}, {jul(13), ActKeep}}, jul(26))
		}, R11},
		"28 days after it": {func(in *ReviewInputs) {
			in.PassOver, in.PassUntil = passedOver([]decline{{jul(6), ActKeep}, {jul(13), ActKeep}}, jul(13)+28)
		}, R9b},
	} {
		if s := keep(c.change); s.Rule != c.want {
			t.Errorf("%s: %s, want %s", name, s.Rule, c.want)
		}
	}
}

// Three reviews before this one, of three weeks in a row.
func TestRuling55ThreeWeeksInARow(t *testing.T) {
	review := func(week Day, ease *int) DatedReview {
		return DatedReview{WeekReview: WeekReview{Week: week, Ease: ease}}
	}
	first := jul(27)
	for name, c := range map[string]struct {
		reviews []DatedReview
		want    bool
	}{
		"5, 6, 5":          {[]DatedReview{review(first-21, new(5)), review(first-14, new(6)), review(first-7, new(5))}, true},
		"5, 4, 5":          {[]DatedReview{review(first-21, new(5)), review(first-14, new(4)), review(first-7, new(5))}, false},
		"not sure":         {[]DatedReview{review(first-21, new(5)), review(first-14, nil), review(first-7, new(5))}, false},
		"one not reviewed": {[]DatedReview{review(first-21, new(5)), review(first-7, new(6))}, false},
	} {
		l := july{days: "DDDDDDD DDDDDDD DDDDDDD DDDDDDD", today: jul(31)}.look()
		if in := l.ReviewInputs(Story{Reviews: c.reviews}, nil, first, ReviewAnswers{}); in.EaseRow != c.want {
			t.Errorf("%s: %v", name, in.EaseRow)
		}
	}
}

// Taken, the goal is kept with the review, and its season is left undecided.
func TestRuling55KeptWithTheReview(t *testing.T) {
	l := july{days: "DDDDDDD", today: jul(13)}.look()
	b := l.Follows(WeekReview{Goal: "g", Suggestion: Suggestion{Action: ActKeep}, Decision: Accepted})
	if b != (SetStatus{Goal: "g", To: StatusKept}) {
		t.Errorf("%+v", b)
	}
	if b := l.Follows(WeekReview{Goal: "g", Suggestion: Suggestion{Action: ActKeep}, Decision: KeepAsIs}); b != nil {
		t.Errorf("declined: %+v", b)
	}
}
