package goal

import "math"

// ShownRange is the 80% range of the outcome as a review showed it, with what it
// was a range of (ruling 57).
type ShownRange struct {
	Season int         `json:"season"`
	Type   OutcomeType `json:"type"`
	Unit   string      `json:"unit,omitempty"`
	Low    float64     `json:"low"` // as shown, see [Rough]
	High   float64     `json:"high"`
}

// ShownRange is the range that a review shows today; nil while nothing can be said.
func (l Look) ShownRange() *ShownRange {
	f := l.Forecast()
	if f.State != ForecastSaid {
		return nil
	}
	o := l.Season.Outcome
	return &ShownRange{Season: l.Season.Number, Type: o.Type, Unit: o.Unit, Low: Rough(f.Low), High: Rough(f.High)}
}

// Rough is a number as a forecast says it: two digits that mean something, and one
// after the point at most.
func Rough(x float64) float64 {
	if x == 0 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-1)
	return math.Round(math.Round(x/unit)*unit*10) / 10
}

// RangesHeld counts the ranges of a season's reviews, and those that held its
// result, bounds included (ruling 57).
type RangesHeld struct {
	Held int `json:"held"`
	Of   int `json:"of"`
}

// rangesHeld is not ok without a result, and with fewer ranges than say anything.
func rangesHeld(shown []ShownRange, result *float64) (h RangesHeld, ok bool) {
	if result == nil || len(shown) < minRanges {
		return RangesHeld{}, false
	}
	for _, r := range shown {
		if *result >= r.Low-roundingSlack && *result <= r.High+roundingSlack {
			h.Held++
		}
	}
	h.Of = len(shown)
	return h, true
}

// RangesHeld tells the ranges of the season back, from day 90 on; not ok before, of
// a season that was left early, or where the outcome has another type or unit since.
func (l Look) RangesHeld(s Story) (RangesHeld, bool) {
	if l.Season == nil || l.DayNumber < SeasonDays {
		return RangesHeld{}, false
	}
	var shown []ShownRange
	for _, r := range s.Reviews {
		if r.Range == nil || r.Range.Season != l.Season.Number {
			continue
		}
		if o := l.Season.Outcome; r.Range.Type != o.Type || r.Range.Unit != o.Unit {
			return RangesHeld{}, false
		}
		shown = append(shown, *r.Range)
	}
	return rangesHeld(shown, l.forecastResult())
}

// forecastResult is what the season's forecasts were of: the sum, the number of
// milestones, the mean, or the last weekly median. Nil where there is none.
func (l Look) forecastResult() *float64 {
	switch l.Season.Outcome.Type {
	case OutcomeLevelUp, OutcomeLevelDown:
		return l.Progress.Level
	case OutcomeMilestones:
		n := l.milestonesSoFar().Sum
		return &n
	case OutcomeTotal, OutcomeDays, OutcomeAverage:
		return l.Progress.Actual
	case OutcomeNone, OutcomeOneOff:
	}
	return nil
}

// explainRanges tells how the ranges were counted.
func (l Look) explainRanges(s Story) (Explanation, bool) {
	h, ok := l.RangesHeld(s)
	if !ok {
		return Explanation{}, false
	}
	return Explanation{Figure: FigureRanges, Lines: []Because{
		explainLine("ranges.held", h.Held, h.Of), explainLine("ranges.result", *l.forecastResult()), explainLine("ranges.how"),
	}}, true
}
