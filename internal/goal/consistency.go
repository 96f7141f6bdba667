package goal

import "math"

// frequency is how often a habit is meant to happen: Num times in Den days.
type frequency struct{ Num, Den int }

// daily is the frequency of our own goals (ruling 25).
func daily() frequency { return frequency{1, 1} }

// tick is one day of a habit as the consistency score sees it.
type tick struct {
	Value float64 // 1 for a yes, 0 for none; or the amount
	Skip  bool    // rest or pause: the score stays, and the day adds nothing
}

// scoreMemory sets the score's half-life: 13 days for a daily habit.
const scoreMemory = 13

// consistency is the score after each day of a yes-or-no habit, 0 to 1, oldest
// first: an exponential memory of how full the last Den days were. Habits
// below daily get twice the window, so that the weekday may wander. Rulings
// 25 and 33; the formula is that of Loop's scores.
func consistency(f frequency, ticks []tick) []float64 {
	f = f.normal()
	window := f
	if f.Num < f.Den {
		window = frequency{2 * f.Num, 2 * f.Den}
	}
	return f.scores(ticks, window.Den, 0, func(yes float64) float64 {
		return clamp01(yes / float64(window.Num))
	})
}

// consistencyAtLeast is the score of a habit that asks for at least target in
// Den days.
func consistencyAtLeast(f frequency, target float64, ticks []tick) []float64 {
	f = f.normal()
	return f.scores(ticks, f.Den, 0, func(sum float64) float64 {
		if target <= 0 {
			return 1
		}
		return clamp01(sum / target)
	})
}

// consistencyAtMost is the score of a habit that asks for at most target in
// Den days. It starts at 1 and falls to 0 at twice the target.
func consistencyAtMost(f frequency, target float64, ticks []tick) []float64 {
	f = f.normal()
	return f.scores(ticks, f.Den, 1, func(sum float64) float64 {
		switch {
		case target > 0:
			return clamp01(1 - (sum-target)/target)
		case sum > 0:
			return 0
		default:
			return 1
		}
	})
}

// normal makes seven times in seven days once a day, and nonsense daily.
func (f frequency) normal() frequency {
	if f.Num <= 0 || f.Den <= 0 || f.Num == f.Den {
		return daily()
	}
	return f
}

// scores slides a window of days over the ticks; full says how full a window's
// sum is.
func (f frequency) scores(ticks []tick, window int, score float64, full func(sum float64) float64) []float64 {
	keep := math.Pow(0.5, math.Sqrt(float64(f.Num)/float64(f.Den))/scoreMemory)
	scores := make([]float64, len(ticks))
	sum := 0.0
	for i, t := range ticks {
		sum += t.amount()
		if i >= window {
			sum -= ticks[i-window].amount()
		}
		if !t.Skip {
			score = score*keep + full(sum)*(1-keep)
		}
		scores[i] = score
	}
	return scores
}

// dailyScore is the last of the scores of a daily yes-or-no habit, without the
// others: what every glance at ten years needs. Nil without a day.
func dailyScore(days []DayStatus) *float64 {
	if len(days) == 0 {
		return nil
	}
	keep, score := math.Pow(0.5, 1.0/scoreMemory), 0.0
	for _, d := range days {
		switch {
		case d == DayDone:
			score = score*keep + (1 - keep)
		case d.active():
			score *= keep
		}
	}
	return &score
}

func (t tick) amount() float64 {
	if t.Skip || !isFinite(t.Value) {
		return 0
	}
	return max(0, t.Value)
}
