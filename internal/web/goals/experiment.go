package goals

import (
	"crypto/sha256"
	"encoding/binary"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Experiment shows the one that runs or was the last, or the form of a new one.
func (ps *Pages) Experiment(w http.ResponseWriter, r *http.Request) error {
	told, err := ps.App.LoadStory(r.Context(), page.Who(r), r.PathValue("goal"))
	if err != nil {
		return err
	}
	return ps.showExperiment(w, r, http.StatusOK, told, page.Form{Values: url.Values{}}, nil)
}

// experimentView is the page of experiments.
type experimentView struct {
	page.Frame
	app.GoalStory
	form    page.Form
	problem *goal.Error
	id      string
	running *goal.ExperimentResult
	past    []goal.ExperimentResult
	typed   page.Drafted
}

func (ps *Pages) showExperiment(w http.ResponseWriter, r *http.Request, code int, t app.GoalStory, fields page.Form, problem *goal.Error) error {
	f, err := ps.Frame(r, "plan", "experiment.title")
	if err != nil {
		return err
	}
	typed, err := ps.Drafted(r, f, app.FormExperiment(t.Look.Goal.ID))
	if err != nil {
		return err
	}
	if problem == nil {
		fields = typed.Over(fields)
	}
	v := experimentView{typed: typed, Frame: f, GoalStory: t, form: fields, problem: problem, id: ps.App.NewID()}
	for _, x := range t.Story.Experiments {
		result := t.Look.ExperimentResult(x, t.Feelings)
		if x.Ended {
			v.past = append([]goal.ExperimentResult{result}, v.past...)
		} else {
			v.running = &result
		}
	}
	return ps.Show(w, r, code, f, experimentPage(v))
}

// SaveExperiment starts one, or ends the one that runs.
func (ps *Pages) SaveExperiment(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	told, err := ps.App.LoadStory(r.Context(), page.Who(r), r.PathValue("goal"))
	if err != nil {
		return err
	}
	var body goal.Body
	if x, ok := latest(told.Story); ok && !f.Has("what") { // the form of the one that runs, or ran when it was sent first
		body = goal.EndExperiment{Experiment: x.Experiment, Goal: x.Goal, Study: f.Text("study"), Act: goal.Act(f.Text("act"))}
	} else {
		body = startOf(f, told.Look, ps.IDFrom(f, "experiment"))
	}
	_, err = ps.Do(page.Sends(r, app.FormExperiment(told.Look.Goal.ID)), f, 0, body)
	if p := page.AsError(err); p != nil && p.Code == goal.CodeInvalid {
		return ps.showExperiment(w, r, http.StatusUnprocessableEntity, told, f, p)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, "/goals/"+told.Look.Goal.Slug+"/experiment", page.Flash{What: "changed", Goal: told.Look.Goal.Slug})
}

// latest is the experiment that runs, else the one that ran last.
func latest(s goal.Story) (goal.Experiment, bool) {
	if x, running := s.Running(); running {
		return x, true
	}
	if n := len(s.Experiments); n > 0 {
		return s.Experiments[n-1], true
	}
	return goal.Experiment{}, false
}

// coin is a number that nobody chose, and that is the same when the form comes
// again.
func coin(id string) uint64 {
	sum := sha256.Sum256([]byte(id))
	return binary.BigEndian.Uint64(sum[:])
}

// startOf reads the form of a new experiment.
func startOf(f page.Form, l goal.Look, id string) goal.StartExperiment {
	days, err := strconv.Atoi(f.Text("days"))
	if err != nil {
		days = goal.UsualExperiment
	}
	b := goal.StartExperiment{
		Experiment: id, Goal: l.Goal.ID, Lever: goal.Lever(f.Text("lever")), What: strings.TrimSuffix(f.Text("what"), "."),
		Measure: goal.MeasureOf(f.Text("measure")), From: f.Text("from"), To: f.Text("to"), Days: days,
		Alternate: days == goal.AlternateExperiment, Seed: coin(id), Trigger: l.ReviewWeek(),
	}
	if cue := f.Text("cue"); cue != "" && b.Lever == goal.LeverCue && !b.Alternate {
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

func (v experimentView) counts(a goal.Arm) string {
	return v.W.Say("experiment.days_of", library.Args{"done": a.Done, "active": a.Active})
}
