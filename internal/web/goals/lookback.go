package goals

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// SeasonEnd is the look back of day ninety.
func (ps *Pages) SeasonEnd(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, "/goals/"+r.PathValue("goal")+"/look-back/"+strconv.Itoa(goal.SeasonDays), http.StatusSeeOther)
	return nil
}

// LookBack is the retrospective of day 30, 60 or 90 (method 9.2).
func (ps *Pages) LookBack(w http.ResponseWriter, r *http.Request) error {
	told, n, err := ps.storyAt(r)
	if err != nil {
		return err
	}
	return ps.showLookBack(w, r, http.StatusOK, told, n, answersBefore(told, n), nil)
}

// storyAt is the goal of the path, and the day that is looked back from.
func (ps *Pages) storyAt(r *http.Request) (app.GoalStory, int, error) {
	told, err := ps.App.LoadStory(r.Context(), page.Who(r), r.PathValue("goal"))
	if err != nil {
		return told, 0, err
	}
	n, err := strconv.Atoi(r.PathValue("day"))
	if err != nil || n != goal.CardDays && n != 2*goal.CardDays && n != goal.SeasonDays {
		return told, 0, goal.NotFound("number", "error.look_back.number")
	}
	if told.Look.Season == nil || told.Look.DayNumber < n {
		return told, 0, goal.NotFound("number", "error.look_back.early", n)
	}
	return told, n, nil
}

// answersBefore fills the form with a look back that was made.
func answersBefore(t app.GoalStory, n int) page.Form {
	f := page.Form{Values: url.Values{}}
	b, ok := t.Story.LookBack(t.Look.Season.Number, n)
	if !ok {
		return f
	}
	f.Set("keep", b.Keep)
	f.Set("change", b.Change)
	f.Set("stop", b.Stop)
	f.Set("learnt", b.Learnt)
	f.Set("reached", b.Reached)
	f.Set("way", string(b.Way))
	for name, n := range map[string]*int{"worth": b.Worth, "pulse": b.Pulse} {
		if n != nil {
			f.Set(name, strconv.Itoa(*n))
		}
	}
	return f
}

// lookBackView is the retrospective with its figures.
type lookBackView struct {
	page.Frame
	app.GoalStory
	number  int
	round   goal.Round
	form    page.Form
	problem *goal.Error
	id      string
	compass goal.Compass
	typed   page.Drafted
}

// asGoal is the goal as its own page tells it.
func (v lookBackView) asGoal() goalView {
	return goalView{Frame: v.Frame, Look: v.Look, story: v.Story}
}

func (ps *Pages) showLookBack(w http.ResponseWriter, r *http.Request, code int, t app.GoalStory, n int, fields page.Form, problem *goal.Error) error {
	f, err := ps.Frame(r, "plan", "retro.title."+strconv.Itoa(n))
	if err != nil {
		return err
	}
	c, err := ps.App.Compass(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	round, _ := t.Look.Round(n) // its day has come
	if n != goal.SeasonDays {   // what stands beside it is of that evening, too (ruling 45)
		t.Look = t.Look.Evening(round.Last)
	}
	typed, err := ps.Drafted(r, f, app.FormLookBack(t.Look.Goal.ID, t.Look.Season.Number, n))
	if err != nil {
		return err
	}
	if problem == nil {
		fields = typed.Over(fields)
	}
	v := lookBackView{typed: typed, Frame: f, GoalStory: t, number: n, round: round, form: fields, problem: problem, id: ps.App.NewID(), compass: c.Compass}
	return ps.Show(w, r, code, f, lookBackPage(v))
}

// SaveLookBack keeps it and goes on the way that was chosen.
func (ps *Pages) SaveLookBack(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	told, n, err := ps.storyAt(r)
	if err != nil {
		return err
	}
	id := told.Look.Goal.ID
	b := goal.LookBack{
		Goal: id, Season: told.Look.Season.Number, Number: n, Keep: f.Text("keep"), Change: f.Text("change"), Stop: f.Text("stop"), Learnt: f.Text("learnt"),
		Reached: f.Text("reached"),
	}
	if !f.Has("later") {
		b.Way = goal.Way(f.Text("way"))
	}
	if b.Worth, err = f.Scale("worth"); err == nil {
		b.Pulse, err = f.Scale("pulse")
	}
	if err == nil {
		err = ps.Conclude(page.Sends(r, app.FormLookBack(id, b.Season, n)), f, told.Look, b)
	}
	if p := page.AsError(err); p != nil && (p.Code == goal.CodeInvalid || p.Code == goal.CodeConflict) {
		return ps.showLookBack(w, r, page.Status(p.Code), told, n, f, p)
	}
	if err != nil {
		return err
	}
	to := "/goals/" + told.Look.Goal.Slug
	switch b.Way {
	case goal.WayOneChange, goal.WayNewStep:
		to += "/edit"
	case goal.WayNewArea:
		to = "/begin"
	default:
	}
	return page.Redirect(w, r, to, page.Flash{What: "changed", Goal: told.Look.Goal.Slug})
}

// ways that fit the day: keeping a goal comes with the season's end.
func (v lookBackView) ways() []goal.Way {
	if v.number == goal.SeasonDays {
		return []goal.Way{goal.WayKeep, goal.WayRepeat, goal.WayNewStep, goal.WayNewArea, goal.WayRest}
	}
	return []goal.Way{goal.WayRepeat, goal.WayOneChange, goal.WayNewStep, goal.WayNewArea, goal.WayRest}
}

// lead is the sentence under the title.
func (v lookBackView) lead() string {
	if v.number != goal.SeasonDays {
		return v.W.Say("retro.text")
	}
	return v.W.SeasonEnd(v.Look)
}

// lenses of the compass with the person's own words.
func (v lookBackView) lens(l library.Lens) string {
	text := ""
	for _, i := range v.compass.Items {
		if i.Lens == string(l) {
			if text != "" {
				text += v.W.Say("chain.and")
			}
			text += i.Words
		}
	}
	return text
}

func (v lookBackView) chosen(name string) *int {
	n, err := v.form.Scale(name)
	if err != nil {
		return nil
	}
	return n
}

func (v lookBackView) card() goal.Card { return v.Look.Cards()[goal.CardNumber(v.number)-1] }

// pulses are the answers of the reviews, the first one first.
func pulses(a goal.Again) string {
	said := make([]string, len(a.Pulses))
	for i, n := range a.Pulses {
		said[i] = strconv.Itoa(n)
	}
	return strings.Join(said, " · ")
}
