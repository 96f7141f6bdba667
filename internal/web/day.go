package web

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// The forms of the day. Each carries the id of its command, made when the page
// was rendered: the double click and the reload are the replay.

// dayForm reads what every form of the day carries.
func (ps *todayPages) dayForm(r *http.Request) (form, app.Named, goal.Day, error) {
	f, err := read(r)
	if err != nil {
		return f, app.Named{}, 0, err
	}
	day, err := f.day("day")
	if err != nil {
		return f, app.Named{}, 0, err
	}
	n, err := ps.app.Named(r.Context(), who(r), f.text("goal"))
	return f, n, day, err
}

func (ps *todayPages) stamp(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	b := goal.Stamp{Goal: l.Goal.ID, Full: f.has("full")}
	if p := f.text("plan"); p != "" {
		b.Met = []goal.Met{{Plan: p, Did: true}}
	}
	if _, err := ps.do(r, f, day, b); err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "stamped", Goal: l.Goal.Slug})
}

// more adds an amount in the goal's own unit (ruling 7).
func (ps *todayPages) more(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	x, err := f.number("more")
	if err != nil {
		return err
	}
	full := f.has("full")
	if x == nil && !full {
		return goal.Invalid("more", "error.measure.number")
	}
	b := goal.Stamp{Goal: l.Goal.ID, Full: full}
	if countsIn(l.Plan.Metric) == "amount" {
		b.Amount = x
	} else {
		b.Minutes = x
	}
	if _, err := ps.do(r, f, day, b); err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "stamped", Goal: l.Goal.Slug})
}

func (ps *todayPages) skip(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	_, err = ps.do(r, f, day, goal.Skip{Goal: l.Goal.ID, Tag: goal.MissTag(f.text("tag")), Note: f.text("note")})
	if err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "skipped", Goal: l.Goal.Slug})
}

func (ps *todayPages) rest(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	if _, err := ps.do(r, f, day, goal.Rest{Goal: l.Goal.ID}); err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "rested", Goal: l.Goal.Slug})
}

func (ps *todayPages) pause(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	b := goal.PauseGoals{Goals: []string{l.Goal.ID}, From: l.Today}
	if b.From, err = f.day("from"); err != nil {
		return err
	}
	if b.From == 0 {
		b.From = l.Today
	}
	if b.To, err = f.day("until"); err != nil {
		return err
	}
	if _, err := ps.do(r, f, day, b); err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "paused", Goal: l.Goal.Slug})
}

func (ps *todayPages) resume(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	if _, err := ps.do(r, f, day, goal.ResumeGoals{Goals: []string{l.Goal.ID}}); err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "resumed", Goal: l.Goal.Slug})
}

func (ps *todayPages) cover(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	if _, err := ps.do(r, f, day, goal.Cover{Goal: l.Goal.ID}); err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "covered", Goal: l.Goal.Slug})
}

// word keeps energy, mood and a line with the day.
func (ps *todayPages) word(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	b := goal.Remark{Goal: l.Goal.ID, Note: f.text("note")}
	if b.Energy, err = f.scale("energy"); err != nil {
		return err
	}
	if b.Mood, err = f.scale("mood"); err != nil {
		return err
	}
	if b.Note == "" && b.Energy == nil && b.Mood == nil {
		return back(w, r, next(f), said{})
	}
	if _, err := ps.do(r, f, day, b); err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "kept", Goal: l.Goal.Slug})
}

// quiet is the answer after three quiet days: a two-minute step for a week,
// the same step, or those days were a pause.
func (ps *todayPages) quiet(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	switch f.text("way") {
	case "two":
		step := l.Plan.Step
		step.Minutes = goal.MinStepMinutes
		_, err = ps.do(r, f, day, goal.Revise{Goal: l.Goal.ID, Days: 7, Plan: goal.PlanChange{Step: &step}})
	case "pause":
		from, e := f.day("from")
		if e != nil {
			return e
		}
		from = max(from, l.Today-goal.PauseBack)
		_, err = ps.do(r, f, day, goal.PauseGoals{Goals: []string{l.Goal.ID}, From: from, To: l.Today - 1})
	case "same":
		return back(w, r, next(f), said{What: "same"})
	default:
		return goal.Invalid("way", "goalpage.back.choose")
	}
	if err != nil {
		return err
	}
	return back(w, r, next(f), said{What: "changed", Goal: l.Goal.Slug})
}

// undo takes back the command it names, or the last one.
func (ps *todayPages) undo(w http.ResponseWriter, r *http.Request) error {
	f, err := read(r)
	if err != nil {
		return err
	}
	undo, id := ps.app.UndoLast, f.text("target")
	if first := f.text("first"); first != "" {
		undo, id = ps.app.UndoAsOne, first
	}
	ans, err := undo(r.Context(), who(r), "web", id)
	if err != nil {
		return err
	}
	x := said{What: "undone", Kind: ans.Undid()}
	if ans.Entry.Result.Redo {
		x.What = "redone"
	}
	return back(w, r, next(f), x)
}
