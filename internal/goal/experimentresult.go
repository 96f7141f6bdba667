package goal

import (
	"math/rand/v2"

	"github.com/ippo-app/ippo/internal/stats"
)

// ExperimentResult is how an experiment came out (method 7.5).
type ExperimentResult struct {
	Experiment Experiment
	Over       bool // all its days have passed, or it was ended
	DaysSoFar  int
	Before     []Day // the baseline, or the A days of an alternating test
	With       []Day // the days of the change, or the B days
	Arms       [2]Arm
	// Comparison of done days; only looked at once it is over.
	Comparison Comparison
	// Amounts compares minutes, amounts or energy; nil for days done.
	Amounts *AmountComparison
}

// Verdict of what the experiment looks at.
func (r ExperimentResult) Verdict() ExperimentVerdict {
	if r.Amounts != nil {
		return r.Amounts.Verdict
	}
	return r.Comparison.Verdict
}

// Sides of an alternating test, day by day: true is B. Nil for a plain one.
func (x Experiment) Sides() []bool {
	if !x.Alternate {
		return nil
	}
	return stats.Pairs(rand.New(rand.NewPCG(x.Seed, 0)), x.Days) //nolint:gosec // a coin, not a secret
}

// ExperimentResult compares the days of an experiment with those before the
// week that led to it.
func (l Look) ExperimentResult(x Experiment, feelings map[Day]Feeling) ExperimentResult {
	r := ExperimentResult{Experiment: x, Over: x.Ended || l.Today > x.Last}
	r.DaysSoFar = max(0, int(min(l.Today, x.Last)-x.First)+1)
	if x.Alternate {
		sides := x.Sides()
		for d := x.First; d <= min(x.Last, l.Today); d++ {
			if !l.Life.On(d).active() {
				continue
			}
			if sides[int(d-x.First)] {
				r.With = append(r.With, d)
			} else {
				r.Before = append(r.Before, d)
			}
		}
	} else {
		r.Before = l.baseline(l.trigger(x))
		r.With = l.activeDays(x.First, min(x.Last, l.Today))
	}
	r.Arms = [2]Arm{l.arm(r.Before), l.arm(r.With)}
	r.Comparison = compareArms(r.Arms[0], r.Arms[1])
	if x.Measure != OfAdherence && x.Measure != "" {
		c := l.compareValues(r, feelings)
		r.Amounts = &c
	}
	return r
}

// trigger is the first day of the week that led to the change: the one named,
// else the week before the experiment began.
func (l Look) trigger(x Experiment) Day {
	if x.Trigger != 0 {
		return x.Trigger
	}
	first, _ := l.Calendar.Week(x.First - 1)
	return first
}

// baseline are the last active days before a week, as many as [baselineOf] looks
// at.
func (l Look) baseline(trigger Day) []Day {
	first := trigger
	for n := 0; first > l.Life.First && n < baselineDays; {
		first--
		if l.Life.On(first).active() {
			n++
		}
	}
	return baselineOf(l.activeDays(first, trigger-1), trigger)
}

func (l Look) activeDays(first, last Day) []Day {
	var days []Day
	for d := max(first, l.Life.First); d <= last; d++ {
		if l.Life.On(d).active() {
			days = append(days, d)
		}
	}
	return days
}

func (l Look) arm(days []Day) Arm {
	var a Arm
	for _, d := range days {
		a.Active++
		if s := l.Life.On(d); s == DayDone {
			a.Done++
		} else if s == DayUnlogged {
			a.Unlogged++
		}
	}
	return a
}
