package library

import (
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Template is a season that is ready to begin (method 9.1, ruling 40).
type Template struct {
	Number   int           `json:"number"`
	Name     string        `json:"name"`
	Title    string        `json:"title"`
	Area     goal.Area     `json:"area"`
	Outcome  goal.Outcome  `json:"outcome"`
	Metric   goal.Metric   `json:"metric"`
	Weekly   string        `json:"weekly"` // the weekly metric in words
	Step     goal.Step     `json:"step"`
	Cue      string        `json:"cue"`
	Fallback string        `json:"fallback"`
	GrowIn   string        `json:"grow_in"`
	SoICan   string        `json:"so_i_can"`
	IfThens  []goal.IfThen `json:"if_thens"`
}

// Templates are the eighteen, in their order.
func (w *Words) Templates() []Template { return w.templates() }

// Template by its name.
func (w *Words) Template(name string) (Template, bool) {
	for _, t := range w.templates() {
		if t.Name == strings.ToLower(strings.TrimSpace(name)) {
			return t, true
		}
	}
	return Template{}, false
}

// Begin is what the template asks for; the goal's id is the caller's.
func (t Template) Begin(id string) goal.Begin {
	metric, step, cue, fallback := t.Metric, t.Step, t.Cue, t.Fallback
	ifThens := append([]goal.IfThen{}, t.IfThens...)
	return goal.Begin{
		Goal: id, Title: t.Outcome.Text, Area: t.Area, Template: t.Name, Outcome: t.Outcome,
		GrowIn: t.GrowIn, SoICan: t.SoICan, Provisional: true,
		Plan: goal.PlanChange{Metric: &metric, Step: &step, Cue: &cue, Fallback: &fallback, IfThens: &ifThens},
	}
}
