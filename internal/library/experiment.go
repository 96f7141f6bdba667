package library

import "github.com/ippo-app/ippo/internal/goal"

// Hypothesis is what an experiment expects (method 7.5, Plan).
func (w *Words) Hypothesis(x goal.Experiment) string {
	a := Args{"what": x.What, "measure": w.Say("experiment.measure." + string(x.Measure)), "from": x.From, "to": x.To}
	if x.From == "" || x.To == "" {
		return w.Say("experimentpage.hypothesis_bare", a)
	}
	return w.Say("experimentpage.hypothesis", a)
}

// OneLever is what an experiment changes, and when.
func (w *Words) OneLever(x goal.Experiment) string {
	a := w.Span(x.First, x.Last)
	a["lever"] = w.Say("experiment.lever." + string(x.Lever))
	return w.Say("experimentpage.one_lever", a)
}

// Verdict is what can be said of an experiment that is over. Of amounts it begins
// with the two means, unless there are too few days for them (method 7.5, ruling
// 56).
func (w *Words) Verdict(r goal.ExperimentResult) string {
	v, a := r.Verdict(), r.Amounts
	if a == nil || v == goal.VerdictNotEnough {
		return w.Say("experiment.verdict." + string(v))
	}
	args := Args{
		"measure": w.Say("experiment.measure." + string(r.Experiment.Measure)),
		"a":       w.About(a.Means[0]), "b": w.About(a.Means[1]), "n": a.Above, "of": a.Values[1],
	}
	if r.Experiment.Alternate {
		return w.Join(w.Say("experiment.means.pairs", args), w.pairsVerdict(*a))
	}
	said := w.Say("experiment.means", args)
	if v == goal.VerdictNumbers {
		return said
	}
	surer := "experiment.surer"
	if r.Experiment.Lever == goal.LeverStep { // the size of a step cannot alternate
		surer = "experiment.surer.step"
	}
	return w.Join(said, w.Say("experiment.verdict."+string(v)), w.Say(surer))
}

// pairsVerdict is the verdict of the strong test with what luck alone would do.
func (w *Words) pairsVerdict(a goal.AmountComparison) string {
	if a.Luck == 0 {
		return w.Say("experiment.verdict." + string(a.Verdict))
	}
	return w.Join(w.Say("experiment.pairs."+string(a.Verdict)), w.Say("experiment.luck", Args{"n": a.Luck}))
}

// VerdictReasons are the numbers that a verdict rests on.
func (w *Words) VerdictReasons(r goal.ExperimentResult) string {
	var lines []string
	for _, b := range r.Reasons() {
		lines = append(lines, w.Explain(b))
	}
	return w.Join(lines...)
}
