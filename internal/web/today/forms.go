package today

import (
	"net/http"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// The forms of the day. Each carries the id of its command, made when the page
// was rendered: the double click and the reload are the replay.

// dayForm reads what every form of the day carries.
func (ps *Pages) dayForm(r *http.Request) (page.Form, app.Named, goal.Day, error) {
	f, err := page.ReadForm(r)
	if err != nil {
		return f, app.Named{}, 0, err
	}
	day, err := f.Day("day")
	if err != nil {
		return f, app.Named{}, 0, err
	}
	n, err := ps.App.Named(r.Context(), page.Who(r), f.Text("goal"))
	return f, n, day, err
}

// Stamp presses today's seal, or that of the day the form names.
func (ps *Pages) Stamp(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	b := goal.Stamp{Goal: l.Goal.ID, Full: f.Has("full")}
	if p := f.Text("plan"); p != "" {
		b.Met = []goal.Met{{Plan: p, Did: true}}
	}
	ans, err := ps.Do(r, f, day, b)
	if err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Stamped(f, ans, l.Goal.Slug, ps.today(r)))
}

// today is the person's day now.
func (ps *Pages) today(r *http.Request) goal.Day {
	_, day, err := ps.App.Settings(r.Context(), page.Who(r))
	if err != nil {
		return 0
	}
	return day
}

// More adds an amount in the goal's own unit (ruling 7). A number that cannot be meant comes
// back with its field, and the sentence beside it (ruling 98).
func (ps *Pages) More(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	err = ps.more(w, r, f, l, day)
	told := page.AsError(err)
	if told == nil || told.Code != goal.CodeInvalid || page.Next(f) != "/" {
		return err
	}
	words, err := ps.Words(r)
	if err != nil {
		return err
	}
	no := refused{goal: l.Goal.Slug, typed: f.Text("more"), sentence: words.Sentence(told)}
	if told.Field == "minutes" && !strings.HasPrefix(no.typed, "-") {
		no.sentence = words.Say("error.day.minutes")
	}
	return ps.show(w, r, http.StatusUnprocessableEntity, no)
}

func (ps *Pages) more(w http.ResponseWriter, r *http.Request, f page.Form, l app.Named, day goal.Day) error {
	x, err := f.Number("more")
	if err != nil {
		return err
	}
	full := f.Has("full")
	if x == nil && !full {
		return goal.Invalid("more", "error.measure.number")
	}
	b := goal.Stamp{Goal: l.Goal.ID, Full: full}
	if page.CountsIn(l.Plan.Metric) == "amount" {
		b.Amount = x
	} else {
		b.Minutes = x
	}
	ans, err := ps.Do(r, f, day, b)
	if err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Stamped(f, ans, l.Goal.Slug, ps.today(r)))
}

// Skip says that it was not done, and why if the person likes.
func (ps *Pages) Skip(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	_, err = ps.Do(r, f, day, goal.Skip{Goal: l.Goal.ID, Tag: goal.MissTag(f.Text("tag")), Note: f.Text("note")})
	if err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Flash{What: "skipped", Goal: l.Goal.Slug})
}

// Rest makes the day a day of rest.
func (ps *Pages) Rest(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	if _, err := ps.Do(r, f, day, goal.Rest{Goal: l.Goal.ID}); err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Flash{What: "rested", Goal: l.Goal.Slug})
}

// Pause lets the goal rest until a day, or until it is taken up again.
func (ps *Pages) Pause(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	b := goal.PauseGoals{Goals: []string{l.Goal.ID}, From: l.Today}
	if b.From, err = f.Day("from"); err != nil {
		return err
	}
	if b.From == 0 {
		b.From = l.Today
	}
	if b.To, err = f.Day("until"); err != nil {
		return err
	}
	if _, err := ps.Do(r, f, day, b); err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Flash{What: "paused", Goal: l.Goal.Slug})
}

// Resume ends a pause.
func (ps *Pages) Resume(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	if _, err := ps.Do(r, f, day, goal.ResumeGoals{Goals: []string{l.Goal.ID}}); err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Flash{What: "resumed", Goal: l.Goal.Slug})
}

// Cover carries a missed day with a reserve.
func (ps *Pages) Cover(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	ans, err := ps.Do(r, f, day, goal.Cover{Goal: l.Goal.ID})
	if err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Flash{What: "covered", Goal: l.Goal.Slug, Day: ans.Entry.Day, Target: ans.Command})
}

// Word keeps energy, mood and a line with the day.
func (ps *Pages) Word(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	b := goal.Remark{Goal: l.Goal.ID, Note: f.Text("note"), Tag: goal.MissTag(f.Text("tag"))}
	if b.Energy, err = f.Scale("energy"); err != nil {
		return err
	}
	if b.Mood, err = f.Scale("mood"); err != nil {
		return err
	}
	if b.Note == "" && b.Tag == "" && b.Energy == nil && b.Mood == nil {
		return page.Redirect(w, r, page.Next(f), page.Flash{})
	}
	if day == 0 {
		if day, err = ps.App.Day(r.Context(), page.Who(r)); err != nil {
			return err
		}
	}
	if _, err := ps.Do(page.Sends(r, app.FormNote(l.Goal.ID, day)), f, day, b); err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Flash{What: "kept", Goal: l.Goal.Slug})
}

// Quiet is the answer after three quiet days: a two-minute step for a week,
// the same step, or those days were a pause.
func (ps *Pages) Quiet(w http.ResponseWriter, r *http.Request) error {
	f, l, day, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	switch f.Text("way") {
	case "two":
		_, err = ps.Do(r, f, day, l.Goal.SmallestForAWeek(l.Plan))
	case "pause":
		from, e := f.Day("from")
		if e != nil {
			return e
		}
		_, err = ps.Do(r, f, day, l.Goal.PauseUpToYesterday(from, l.Today))
	case "same":
		return page.Redirect(w, r, page.Next(f), page.Flash{What: "same"})
	default:
		return goal.Invalid("way", "goalpage.back.choose")
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, page.Next(f), page.Flash{What: "changed", Goal: l.Goal.Slug})
}

// Undo takes back the command it names, or the last one.
func (ps *Pages) Undo(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	undo, id := ps.App.UndoOnce, f.Text("target")
	if first := f.Text("first"); first != "" {
		undo, id = ps.App.UndoAsOne, first
	}
	as := f.Text("id")
	if as == "" {
		as = ps.App.NewID()
	}
	ans, err := undo(r.Context(), page.Who(r), "web", as, id)
	if err != nil {
		return err
	}
	x := page.Flash{What: "undone", Kind: ans.Undid()}
	if ans.Entry.Result.Redo {
		x.What = "redone"
	}
	return page.Redirect(w, r, page.Next(f), x)
}
