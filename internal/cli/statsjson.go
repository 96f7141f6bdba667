package cli

import (
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// The document of "ippo stats --json" for one goal (ruling 26).
type statsJSON struct {
	Goal        string               `json:"goal"`
	Status      goal.Status          `json:"status"`
	Begins      goal.Day             `json:"begins,omitempty"` // of a goal whose first day is yet to come
	Season      *int                 `json:"season"`
	Day         *int                 `json:"day"`
	Practised   int                  `json:"days_practised"`
	Chain       *goal.Chain          `json:"chain"`
	Closed      []goal.ClosedChain   `json:"closed_chains"`
	Adherence   *goal.Adherence      `json:"adherence"`
	NMT         *goal.NeverMissTwice `json:"never_miss_twice"`
	Consistency *float64             `json:"consistency"`
	Weeks       []goal.Week          `json:"weeks"`
	Week        *weekJSON            `json:"week"`
	Outcome     *outcomeJSON         `json:"outcome"`
	IfThen      []planJSON           `json:"if_then"`
	Ease        *easeJSON            `json:"ease"`
	Ranges      *goal.RangesHeld     `json:"ranges"` // of reviews; null before day 90, and where they say nothing
	Experiments []experimentJSON     `json:"experiments"`
	Timeline    []goal.Event         `json:"timeline"`
	Card        []dayCellJSON        `json:"card"`
}

type outcomeJSON struct {
	Type     goal.OutcomeType `json:"type"`
	Text     string           `json:"text"`
	Start    float64          `json:"start"`
	Target   *float64         `json:"target"`
	Unit     string           `json:"unit"`
	Actual   *float64         `json:"actual"`
	On       *goal.Day        `json:"actual_day"` // of a level: its latest reading (ruling 46)
	Level    *float64         `json:"level"`      // of a level: its last weekly median
	Touched  *goal.Day        `json:"touched"`    // of a level: its first reading at the target
	Pace     *float64         `json:"pace"`
	Buffer   *float64         `json:"buffer_days"`
	Reached  *bool            `json:"reached"`
	Forecast *forecastJSON    `json:"forecast"`
}

// forecastJSON is the outcome at day 90; null while nothing can be said.
type forecastJSON struct {
	Mean  float64  `json:"mean"`
	Low   float64  `json:"low"`
	High  float64  `json:"high"`
	Reach *float64 `json:"p_reach"`
	Words string   `json:"words"`
}

// easeJSON is how the step runs by the weekly answers; low and high are days,
// null while it is too early to say.
type easeJSON struct {
	Answers int      `json:"answers"`
	Low     *float64 `json:"low"`
	High    *float64 `json:"high"`
	Words   string   `json:"words"`
}

// planJSON is an if-then plan and how it went; plan 0 is the default one.
type planJSON struct {
	Plan  int    `json:"plan"`
	Words string `json:"words"`
	goal.PlanCounts
}

// dayCellJSON is one day of the running card.
type dayCellJSON struct {
	Date   goal.Day       `json:"date"`
	Day    *int           `json:"day"` // in-plan day; null in a pause
	Status goal.DayStatus `json:"status"`
	More   bool           `json:"more"`
	Mended bool           `json:"mended"`
}

func (d deps) statsDocument(t app.GoalStory) statsJSON {
	l := t.Look
	s := statsJSON{
		Goal: l.Goal.Slug, Status: l.Goal.ShownStatus(l.Today), Practised: l.Practised, Chain: chainOf(l),
		Closed: append([]goal.ClosedChain{}, l.Closed...), Adherence: l.Adherence, NMT: l.NMT,
		Consistency: l.Consistency, Weeks: append([]goal.Week{}, l.Weeks...), Outcome: d.outcomeDocument(l),
		IfThen: []planJSON{}, Card: cardDocument(l), Ease: d.easeDocument(t),
		Experiments: d.experimentDocuments(t), Timeline: append([]goal.Event{}, l.Timeline(t.Story)...),
	}
	if h, ok := l.RangesHeld(t.Story); ok {
		s.Ranges = &h
	}
	if w := l.Week; w != nil {
		s.Week = &weekJSON{l.Plan.Metric.Unit, w.Done, w.Target, w.State}
	}
	if l.Ahead {
		s.Begins = l.Goal.Begun
	}
	if l.Season != nil {
		s.Season, s.Day = &l.Season.Number, dayOfSeason(l)
	}
	for i, p := range l.Plan.IfThens {
		s.IfThen = append(s.IfThen, planJSON{i + 1, p.Words, l.PlanCounts(p.ID)})
	}
	if l.Adherence != nil {
		s.IfThen = append(s.IfThen, planJSON{0, d.say("term.default_plan"), l.PlanCounts(goal.DefaultPlan)})
	}
	return s
}

// outcomeDocument is the outcome of the running season, nil without one.
func (d deps) outcomeDocument(l goal.Look) *outcomeJSON {
	if l.Season == nil || l.Season.Outcome.Type == goal.OutcomeNone {
		return nil
	}
	o, p := l.Season.Outcome, l.Progress
	known := func(d goal.Day) *goal.Day {
		if d == 0 {
			return nil
		}
		return &d
	}
	return &outcomeJSON{
		Type: o.Type, Text: o.Text, Start: o.Start, Target: o.Target, Unit: o.Unit,
		On: known(p.ActualDay), Level: p.Level, Touched: known(p.Touched), Actual: p.Actual, Pace: p.Pace, Buffer: p.BufferDays, Reached: p.Reached, Forecast: d.forecastDocument(l),
	}
}

func (d deps) forecastDocument(l goal.Look) *forecastJSON {
	f := l.Forecast()
	if f.State != goal.ForecastSaid {
		return nil
	}
	return &forecastJSON{f.Value, f.Low, f.High, f.Chance, strings.Join(d.words.Forecast(l), " ")}
}

func (d deps) easeDocument(t app.GoalStory) *easeJSON {
	lines := d.words.Ease(t.Look, t.Story)
	if len(lines) == 0 {
		return nil
	}
	e := easeJSON{Answers: len(t.Look.EaseScores(t.Story)), Words: strings.Join(lines, " ")}
	if fit, ok := t.Look.Ease(t.Story); ok && fit.Tight {
		e.Low, e.High = &fit.Low, &fit.High
	}
	return &e
}

// cardDocument are the days of the running card up to today.
func cardDocument(l goal.Look) []dayCellJSON {
	cells := []dayCellJSON{}
	for _, row := range runningCard(l).Rows {
		for _, c := range row.Cells {
			if c.Day == 0 || c.Future {
				continue
			}
			x := dayCellJSON{Date: c.Day, Status: c.Status, More: c.More, Mended: c.Mended}
			if c.Number > 0 {
				x.Day = &c.Number
			}
			cells = append(cells, x)
		}
	}
	return cells
}

// runningCard is the card that today lies on; empty without a season.
func runningCard(l goal.Look) goal.Card {
	if l.Season == nil {
		return goal.Card{}
	}
	return l.Cards()[goal.CardNumber(l.DayNumber)-1]
}
