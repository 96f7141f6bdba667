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
