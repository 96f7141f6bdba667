package goals

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// The forms of a goal's own page.

// goalForm reads a form of the goal in the path.
func (ps *Pages) goalForm(r *http.Request) (page.Form, goal.Look, error) {
	f, err := page.ReadForm(r)
	if err != nil {
		return f, goal.Look{}, err
	}
	l, err := ps.App.Look(r.Context(), page.Who(r), r.PathValue("goal"))
	return f, l, err
}

// WriteDay writes in a past day, or corrects one: what it replaces it names.
func (ps *Pages) WriteDay(w http.ResponseWriter, r *http.Request) error {
	f, l, err := ps.goalForm(r)
	if err != nil {
		return err
	}
	day, err := f.Day("day")
	if err != nil {
		return err
	}
	if day == 0 {
		return goal.Invalid("day", "error.day")
	}
	if day < l.Today-goal.BackfillDays && !f.Has("late") {
		return goal.Invalid("late", "goalpage.back.ask")
	}
	var body goal.Body
	switch f.Text("what") {
	case "done":
		stamp := goal.Stamp{Goal: l.Goal.ID}
		x, err := f.Number("more")
		if err != nil {
			return err
		}
		if l.Life.Plan(day).Metric.Kind.CountsUnits() {
			stamp.Amount = x
		} else {
			stamp.Minutes = x
		}
		body = stamp
	case "rest":
		body = goal.Rest{Goal: l.Goal.ID, Replaces: l.Logs[day].Stamps()}
	case "skip":
		body = goal.Skip{Goal: l.Goal.ID, Replaces: l.Logs[day].Stamps()}
	default:
		return goal.Invalid("what", "goalpage.back.choose")
	}
	if _, err := ps.Do(r, f, day, body); err != nil {
		return err
	}
	return page.Redirect(w, r, "/goals/"+l.Goal.Slug, page.Flash{What: "written", Goal: l.Goal.Slug})
}

// Measure writes down where the outcome stands.
func (ps *Pages) Measure(w http.ResponseWriter, r *http.Request) error {
	f, l, err := ps.goalForm(r)
	if err != nil {
		return err
	}
	if l.Season == nil {
		return goal.Invalid("value", "error.measure.no_outcome")
	}
	b := goal.Measure{Goal: l.Goal.ID}
	b.Value, b.Milestone, b.Yes, b.Ready, err = goal.ParseMeasurement(l.Season.Outcome, f.Text("value"))
	if err != nil {
		return err
	}
	if _, err := ps.Do(r, f, 0, b); err != nil {
		return err
	}
	what := "written"
	if l.SeasonOver {
		what = "written_after"
	}
	return page.Redirect(w, r, "/goals/"+l.Goal.Slug, page.Flash{What: what, Goal: l.Goal.Slug})
}

// Status parks, keeps, takes up again, ends or repeats a goal.
func (ps *Pages) Status(w http.ResponseWriter, r *http.Request) error {
	f, l, err := ps.goalForm(r)
	if err != nil {
		return err
	}
	var body goal.Body
	switch f.Text("to") {
	case "park":
		body = goal.SetStatus{Goal: l.Goal.ID, To: goal.StatusParked}
	case "keep":
		body = goal.SetStatus{Goal: l.Goal.ID, To: goal.StatusKept}
	case "resume":
		body = goal.SetStatus{Goal: l.Goal.ID, To: goal.StatusActive, Yes: f.Has("yes")}
	case "end":
		body = goal.SetStatus{Goal: l.Goal.ID, To: goal.StatusEnded}
	case "repeat":
		body = goal.NextSeason{Goal: l.Goal.ID}
	default:
		return goal.Invalid("to", "error.status", f.Text("to"))
	}
	if _, err := ps.Do(r, f, 0, body); err != nil {
		return err
	}
	return page.Redirect(w, r, "/goals/"+l.Goal.Slug, page.Flash{What: "changed", Goal: l.Goal.Slug})
}
