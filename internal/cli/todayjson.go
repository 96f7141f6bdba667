package cli

import (
	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// The document of "ippo today --json" (ruling 26). A figure that
// cannot be said is null, never 0.

type todayJSON struct {
	Date  goal.Day        `json:"date"`
	Goals []todayGoalJSON `json:"goals"`
	Kept  []keptJSON      `json:"kept"`
}

type todayGoalJSON struct {
	Goal      string         `json:"goal"`
	Area      goal.Area      `json:"area"`
	Purpose   *string        `json:"purpose"`
	Step      stepJSON       `json:"step"`
	Status    goal.DayStatus `json:"status"`
	Chain     *goal.Chain    `json:"chain"`
	Practised int            `json:"days_practised"`
	Week      *weekJSON      `json:"week"`
	IfThen    []string       `json:"if_then"`
	Waiting   bool           `json:"waiting"`
	Season    *int           `json:"season"`
	Day       *int           `json:"day"`
	Asks      *asksJSON      `json:"asks"` // of the thirty days; null on a day that asks for the step alone
}

type asksJSON struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Own   string `json:"own,omitempty"` // the person's words that it is about
}

type stepJSON struct {
	Text    string  `json:"text"`
	Minutes float64 `json:"minutes"`
	Cue     string  `json:"cue"`
}

type weekJSON struct {
	Unit   string         `json:"unit"`
	Done   float64        `json:"done"`
	Target float64        `json:"target"`
	State  goal.WeekState `json:"state"`
}

type keptJSON struct {
	Goal   string         `json:"goal"`
	Status goal.DayStatus `json:"status"`
}

func (d deps) todayDocument(t app.Today) todayJSON {
	doc := todayJSON{Date: t.Day, Goals: []todayGoalJSON{}, Kept: []keptJSON{}}
	for _, l := range t.Goals {
		doc.Goals = append(doc.Goals, d.todayGoal(l))
	}
	for _, l := range t.Kept {
		doc.Kept = append(doc.Kept, keptJSON{l.Goal.Slug, l.Status})
	}
	return doc
}

func (d deps) todayGoal(l goal.Look) todayGoalJSON {
	g := todayGoalJSON{
		Goal: l.Goal.Slug, Area: l.Goal.Area, Status: l.Status, Chain: chainOf(l), Practised: l.Practised,
		Step: stepJSON{l.Plan.Step.Text, l.Plan.Step.Minutes, l.Plan.Cue}, IfThen: []string{},
		Waiting: l.Chain.State == goal.Waiting,
	}
	if l.Purpose != nil {
		s := d.words.Purpose(*l.Purpose)
		g.Purpose = &s
	}
	for _, p := range l.Plan.IfThens {
		g.IfThen = append(g.IfThen, p.Words)
	}
	if w := l.Week; w != nil {
		g.Week = &weekJSON{l.Plan.Metric.Unit, w.Done, w.Target, w.State}
	}
	if l.Season != nil {
		g.Season, g.Day = &l.Season.Number, dayOfSeason(l)
	}
	if day, own, ok := d.words.DayAsks(l); ok {
		g.Asks = &asksJSON{day.Title, day.Text, own}
	}
	return g
}

// dayOfSeason is the number of the day; nil after the season's last (ruling 45).
func dayOfSeason(l goal.Look) *int {
	if l.SeasonOver {
		return nil
	}
	return &l.DayNumber
}

// chainOf a goal that is asked daily; others have none (ruling 33).
func chainOf(l goal.Look) *goal.Chain {
	if l.Adherence == nil {
		return nil
	}
	return &l.Chain
}
