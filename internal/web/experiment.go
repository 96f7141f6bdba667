package web

import (
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// experiment shows the one that runs or was the last, or the form of a new one.
func (ps *goalsPages) experiment(w http.ResponseWriter, r *http.Request) error {
	told, err := ps.app.Told(r.Context(), who(r), r.PathValue("goal"))
	if err != nil {
		return err
	}
	return ps.showExperiment(w, r, http.StatusOK, told, form{Values: url.Values{}}, nil)
}

// experimentView is the page of experiments.
type experimentView struct {
	frame
	app.Told
	form    form
	problem *goal.Error
	id      string
	running *goal.ExperimentResult
	past    []goal.ExperimentResult
}

func (ps *goalsPages) showExperiment(w http.ResponseWriter, r *http.Request, code int, t app.Told, fields form, problem *goal.Error) error {
	f, err := ps.frame(r, "plan", "experiment.title")
	if err != nil {
		return err
	}
	v := experimentView{frame: f, Told: t, form: fields, problem: problem, id: ps.app.NewID()}
	for _, x := range t.Story.Experiments {
		result := t.Look.ExperimentResult(x, t.Feelings)
		if x.Ended {
			v.past = append([]goal.ExperimentResult{result}, v.past...)
		} else {
			v.running = &result
		}
	}
	return ps.show(w, r, code, f, experimentPage(v))
}

// saveExperiment starts one, or ends the one that runs.
func (ps *goalsPages) saveExperiment(w http.ResponseWriter, r *http.Request) error {
	f, err := read(r)
	if err != nil {
		return err
	}
	told, err := ps.app.Told(r.Context(), who(r), r.PathValue("goal"))
	if err != nil {
		return err
	}
	var body goal.Body
	if x, running := told.Story.Running(); running {
		body = goal.EndExperiment{Experiment: x.Experiment, Goal: x.Goal, Study: f.text("study"), Act: goal.Act(f.text("act"))}
	} else {
		body = startOf(f, told.Look, ps.app.NewID())
	}
	_, err = ps.do(r, f, 0, body)
	if p := asError(err); p != nil && p.Code == goal.CodeInvalid {
		return ps.showExperiment(w, r, http.StatusUnprocessableEntity, told, f, p)
	}
	if err != nil {
		return err
	}
	return back(w, r, "/goals/"+told.Look.Goal.Slug+"/experiment", said{What: "changed", Goal: told.Look.Goal.Slug})
}

// startOf reads the form of a new experiment.
func startOf(f form, l goal.Look, id string) goal.StartExperiment {
	days, err := strconv.Atoi(f.text("days"))
	if err != nil {
		days = goal.UsualExperiment
	}
	b := goal.StartExperiment{
		Experiment: id, Goal: l.Goal.ID, Lever: goal.Lever(f.text("lever")), What: strings.TrimSuffix(f.text("what"), "."),
		Measure: goal.MeasureOf(f.text("measure")), From: f.text("from"), To: f.text("to"), Days: days,
		Alternate: days == goal.AlternateExperiment, Seed: rand.Uint64(), Trigger: l.ReviewWeek(), //nolint:gosec // a coin, not a secret
	}
	if cue := f.text("cue"); cue != "" && b.Lever == goal.LeverCue && !b.Alternate {
		b.Plan.Cue = &cue
	}
	return b
}

// side of an alternating test today; empty otherwise.
func (v experimentView) side(x goal.Experiment) string {
	sides, i := x.Sides(), int(v.Look.Today-x.First)
	if i < 0 || i >= len(sides) {
		return ""
	}
	if sides[i] {
		return v.W.Say("experimentpage.side_b")
	}
	return v.W.Say("experimentpage.side_a")
}

// verdict of a result in words.
func (v experimentView) verdict(r goal.ExperimentResult) string {
	if r.Amounts == nil {
		return v.W.Say("experiment.verdict." + string(r.Comparison.Verdict))
	}
	text := v.W.Say("experiment.median", library.Args{
		"a": v.W.About(r.Medians[0]), "b": v.W.About(r.Medians[1]), "n": r.Amounts.Above, "of": r.Amounts.Days,
	})
	if r.Amounts.Sayable {
		return text
	}
	return text + " " + v.W.Say("experiment.verdict.not_clear")
}

func (v experimentView) counts(a goal.Arm) string {
	return v.W.Say("experiment.days_of", library.Args{"done": a.Done, "active": a.Active})
}

func (v experimentView) chance(r goal.ExperimentResult) string {
	return v.W.Say("experiment.chance", library.Args{"n": int(r.Comparison.Chance*100 + 0.5)})
}
