package goal

import "slices"

// Reasons are the numbers that the verdict of an experiment rests on, line by line
// (method 7.5, ruling 56).
func (r ExperimentResult) Reasons() []Because {
	line := func(key string, args ...any) Because { return explainLine("experiment."+key, args...) }
	a := r.Amounts
	switch {
	case a == nil:
		return append([]Because{line("chance", r.Comparison.Chance), line("discount")}, r.baselineReason()...)
	case a.Swaps != nil:
		all := []Because{line("pairs", a.Pairs, minPairs), line("means", a.Means[0], a.Values[0], a.Means[1], a.Values[1])}
		if a.Pairs > 0 {
			all = append(all, line("swaps", a.Swaps.AsFar, a.Swaps.Of))
		}
		return all
	}
	return append([]Because{
		line("means", a.Means[0], a.Values[0], a.Means[1], a.Values[1]), line("usual", a.Usual, a.Above, a.Values[1]),
		line("overlap", *a.NonOverlap), line("leans"),
	}, r.baselineReason()...)
}

func (r ExperimentResult) baselineReason() []Because {
	if r.Experiment.Alternate {
		return nil
	}
	return []Because{{Key: "experiment.baseline"}}
}

// explainExperiment tells of the newest experiment that is over; there is none
// before.
func (l Look) explainExperiment(s Story, feelings map[Day]Feeling) (Explanation, bool) {
	for _, x := range slices.Backward(s.Experiments) {
		if r := l.ExperimentResult(x, feelings); r.Over {
			return Explanation{Figure: FigureExperiment, Lines: r.Reasons()}, true
		}
	}
	return Explanation{}, false
}
