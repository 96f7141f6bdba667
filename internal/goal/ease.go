package goal

import "math"

// EaseBand puts a weekly answer 1-7 to "I do this without having to think
// about it" into words. There is no validated cut-off (method 6.3).
type EaseBand string

// The three bands.
const (
	EaseDecision EaseBand = "decision"  // still takes a decision
	EaseEasier   EaseBand = "easier"    // getting easier
	EaseByItself EaseBand = "by_itself" // mostly runs by itself
)

// EaseBandOf puts an answer into words.
func EaseBandOf(score float64) EaseBand {
	switch {
	case score >= easeByItself:
		return EaseByItself
	case score >= easeGettingFrom:
		return EaseEasier
	default:
		return EaseDecision
	}
}

// easeScore is one weekly answer; "not sure" is left out.
type easeScore struct {
	Day   float64 // in-plan day
	Score float64 // 1-7
}

// EaseFit is a person's own curve y(t) = a - b*exp(-c*t) towards a plateau.
type EaseFit struct {
	Plateau   float64 // a, on the scale 1-7
	Start     float64 // a - b, the first answer
	T95       float64 // days to 95% of the way, 2.996/c; the most likely value
	Low, High float64 // 80% range of T95
	Tight     bool    // the range is narrow enough to be said
}

// fitEase fits the curve once there are six answers. A wide range is not Tight:
// "too early to say". Method 6.3.
func fitEase(scores []easeScore) (EaseFit, bool) {
	if len(scores) < easeMinScores {
		return EaseFit{}, false
	}
	fit := EaseFit{Start: scores[0].Score}
	var masses []float64
	best, all := math.Inf(-1), 0.0
	for t95 := float64(easeFirstT95); t95 <= easeLastT95; t95 += easeStepT95 {
		plateau, peak, mass := fitPlateau(scores, t95)
		z := (math.Log(t95) - math.Log(easePriorT95)) / easePriorSD
		peak -= z * z / 2
		if peak > best {
			best, fit.Plateau, fit.T95 = peak, plateau, t95
		}
		mass *= math.Exp(-z*z/2) / t95 // the prior is one of ln T95, the grid is even in T95
		masses, all = append(masses, mass), all+mass
	}
	fit.Low, fit.High = gridRange(masses, all)
	fit.Tight = fit.High <= easeWidest*fit.Low
	return fit, true
}

// fitPlateau tries every plateau for one T95: the best one, its log likelihood,
// and the likelihood of them all together. The plateau is not below any answer.
func fitPlateau(scores []easeScore, t95 float64) (plateau, peak, mass float64) {
	lowest := scores[0].Score
	for _, s := range scores {
		lowest = max(lowest, s.Score)
	}
	peak = math.Inf(-1)
	for i := 0; ; i++ {
		a := lowest + float64(i)*easeStepTop
		if a > easeTop+roundingSlack {
			return plateau, peak, mass
		}
		l := easeLikelihood(scores, a, t95)
		mass += math.Exp(l)
		if l > peak {
			plateau, peak = a, l
		}
	}
}

// easeLikelihood is the log likelihood of the answers, up to a constant.
func easeLikelihood(scores []easeScore, plateau, t95 float64) float64 {
	l, first := 0.0, scores[0]
	for _, s := range scores {
		z := (s.Score - easeCurve(plateau, first.Score, t95, s.Day-first.Day)) / easeNoise
		l -= z * z / 2
	}
	return l
}

// easeCurve is y after t days.
func easeCurve(plateau, start, t95, t float64) float64 {
	return plateau - (plateau-start)*math.Exp(-math.Log(20)/t95*t)
}

// gridRange is the middle 80% of masses on the grid of T95.
func gridRange(masses []float64, all float64) (low, high float64) {
	sum := 0.0
	for i, m := range masses {
		t95 := float64(easeFirstT95 + i*easeStepT95)
		sum += m
		if low == 0 && sum >= (1-rangeQuantile)*all {
			low = t95
		}
		if sum >= rangeQuantile*all {
			return low, t95
		}
	}
	return low, easeLastT95
}
