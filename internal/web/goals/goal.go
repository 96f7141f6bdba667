// Package goals is everything of one goal: its own page with card, weeks and
// outcome, the plan as a form, a month from paper, experiments, and looking back
// at day 30, 60 and 90.
package goals

import (
	"net/http"
	"slices"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
	"github.com/ippo-app/ippo/internal/web/part"
)

// Pages are everything of one goal.
type Pages struct{ *page.Kit }

// New makes the pages with a kit.
func New(k *page.Kit) *Pages {
	k.Keeps("look-back", page.FormKind{Field: page.Fields("learnt", "keep", "change", "stop", "reached", "way", "worth", "pulse")})
	k.Keeps("plan", page.FormKind{Field: page.Fields(
		"step", "minutes", "cue", "fallback", "setup", "bundle", "rest", "target", "unit", "session_min", "where", "if_then", "grow_in", "so_i_can", "provisional", "from", "reason",
	)})
	k.Keeps("experiment", page.FormKind{Field: page.Fields("lever", "what", "cue", "measure", "from", "to", "days", "act", "study")})
	k.Keeps("paper", page.FormKind{Field: func(name string) bool { return name == "note" || ofSheet.MatchString(name) }})
	return &Pages{k}
}

// Plan leads to the first goal that is asked, or to where one begins.
func (ps *Pages) Plan(w http.ResponseWriter, r *http.Request) error {
	gs, err := ps.App.Goals(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	for _, st := range []goal.Status{goal.StatusActive, goal.StatusKept, goal.StatusParked, goal.StatusEnded} {
		if i := slices.IndexFunc(gs, func(g goal.Goal) bool { return g.Status == st }); i >= 0 {
			http.Redirect(w, r, "/goals/"+gs[i].Slug, http.StatusSeeOther)
			return nil
		}
	}
	http.Redirect(w, r, "/welcome", http.StatusSeeOther)
	return nil
}

// Goal is the page of one goal: card, season, weeks, outcome and timeline.
func (ps *Pages) Goal(w http.ResponseWriter, r *http.Request) error {
	head, err := ps.App.Head(r.Context(), page.Who(r)) // before the page, so that it never claims too much
	if err != nil {
		return err
	}
	told, err := ps.App.LoadStory(r.Context(), page.Who(r), r.PathValue("goal"))
	if err != nil {
		return err
	}
	all, err := ps.App.Goals(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	f, err := ps.Frame(r, "plan", "web.tab.plan")
	if err != nil {
		return err
	}
	f.Title, f.Watch.Head = told.Look.Goal.Title, head
	v := goalView{Frame: f, Look: told.Look, story: told.Story, feelings: told.Feelings, all: all, newID: ps.App.NewID}
	return ps.Show(w, r, http.StatusOK, f, goalPage(v))
}

// goalView is what the page of a goal shows.
type goalView struct {
	page.Frame
	goal.Look
	story    goal.Story
	feelings map[goal.Day]goal.Feeling
	all      []goal.Goal
	newID    func() string
}

// head is the small line above the title.
func (v goalView) head() string {
	area := v.W.Say("area." + string(v.Goal.Area))
	if v.Goal.Area == "" {
		area = v.W.Say("status." + string(v.Goal.ShownStatus(v.Today)))
	}
	if v.Season == nil {
		return area
	}
	key := "goalpage.season_open"
	if v.SeasonEnd != 0 {
		key = "goalpage.season"
	}
	return v.W.Say(key, library.Args{
		"area": area, "n": v.Season.Number, "first": v.W.Date(v.Season.First), "last": v.W.Date(v.SeasonEnd),
	})
}

// others are the goals that this page can lead to, but ended ones.
func (v goalView) others() []goal.Goal {
	var gs []goal.Goal
	for _, g := range v.all {
		if g.ID != v.Goal.ID && g.Status != goal.StatusEnded {
			gs = append(gs, g)
		}
	}
	return gs
}

// card that today lies in, and all three.
func (v goalView) card() (goal.Card, []goal.Card) {
	cards := v.Cards()
	if len(cards) == 0 {
		return v.lifeCard(), nil
	}
	return cards[goal.CardNumber(v.DayNumber)-1], cards
}

// lifeCard stands for the card where there is no season: five weeks up to now.
func (v goalView) lifeCard() goal.Card {
	c := goal.Card{Number: 1, Last: v.Today}
	first, _ := v.Calendar.Week(max(v.Life.First, v.Today-28))
	for d := first; d <= v.Today; {
		start, end := v.Calendar.Week(d)
		row := goal.CardRow{Start: start}
		for x := start; x <= end; x++ {
			cell := v.Cell(x)
			if x < v.Life.First || x > v.Today {
				cell = goal.Cell{}
			} else if c.First == 0 {
				c.First = x
			}
			row.Cells = append(row.Cells, cell)
		}
		c.Rows = append(c.Rows, row)
		d = end + 1
	}
	return c
}

// marks that the card needs a key for.
func (v goalView) keys(c goal.Card) []string {
	ids := []string{"m-min", "m-full", "m-mend", "m-rest"}
	for _, row := range c.Rows {
		for _, x := range row.Cells {
			if x.Status == goal.DayPause && !slices.Contains(ids, "m-pause") {
				ids = append(ids, "m-pause")
			}
			if x.Status == goal.DayCovered && !slices.Contains(ids, "m-cover") {
				ids = append(ids, "m-cover")
			}
		}
	}
	return ids
}

// bars of the weeks, and what they say.
func (v goalView) bars() part.Bars { return part.NewBars(v.Weeks, v.Plan.Metric.Target) }

func (v goalView) weeksLine() string {
	met, full := 0, 0
	for _, w := range v.Weeks {
		if w.Label == goal.LabelOpen || w.Label == goal.LabelSettling {
			continue
		}
		full++
		if w.Done >= w.Target {
			met++
		}
	}
	line := v.W.Say("goalpage.weeks_none")
	if full > 0 {
		line = v.W.Say("goalpage.weeks_met", library.Args{"n": full, "met": met})
	}
	if v.Week != nil {
		line += " " + v.W.Say("goalpage.week_now", library.Args{"done": v.W.About(v.Week.Done), "target": v.W.About(v.Week.Target)})
	}
	return line
}

func (v goalView) weeksLabel() string {
	text := v.W.Say("goalpage.weeks_label", library.Args{"unit": v.W.Unit(v.Plan.Metric.Unit, 2)})
	for i, w := range v.Weeks {
		if i > 0 {
			text += ", "
		}
		text += v.W.About(w.Done)
	}
	return text + ". " + v.W.Say("goalpage.target", library.Args{"target": v.W.About(v.Plan.Metric.Target)})
}

func (v goalView) weeksTable() [][]string {
	var rows [][]string
	for _, w := range v.Weeks {
		rows = append(rows, []string{v.W.Date(w.Start), v.W.About(w.Done), v.W.About(w.Target), v.W.Say("label." + string(w.Label))})
	}
	return rows
}

// months of the season, for the foot of the bars.
func (v goalView) months() []string {
	if v.Season == nil {
		return nil
	}
	end := v.SeasonEnd
	if end == 0 {
		end = v.Season.First + goal.SeasonDays
	}
	var names []string
	last := time.Month(0)
	for d := v.Season.First; d <= end; d++ {
		if m := d.Time().Month(); m != last {
			names, last = append(names, v.W.ShortMonth(m)), m
		}
	}
	return names
}

// event is one line of the timeline as it is read.
type event struct {
	day         goal.Day
	decision    bool
	what, words string
}

// timeline of the goal, the newest first.
func (v goalView) timeline() []event {
	var es []event
	for _, e := range v.Timeline(v.story) {
		what, words := v.W.Event(e)
		es = append(es, event{e.Day, e.Decision(), what, words})
	}
	slices.Reverse(es)
	return es
}

func milestoneLabel(v goalView, done bool, text string) string {
	key := "goalpage.milestone_tick"
	if done {
		key = "goalpage.milestone_untick"
	}
	return v.W.Say(key, library.Args{"text": text})
}

// dayWords are the day of the card, or that the season is over (ruling 45).
func (v goalView) dayWords() string {
	if v.SeasonOver {
		return v.W.Say("web.after", library.Args{"n": v.Season.Number})
	}
	return v.W.Say("goalpage.day", library.Args{"day": goal.DayInCard(v.DayNumber), "of": goal.CardDays})
}

// chainWords stand after the chain's number.
func (v goalView) chainWords() string {
	text := v.W.Say("goalpage.chain_days", library.Args{"n": v.Chain.Length})
	if v.Chain.Recoveries > 0 {
		text += v.W.Say("goalpage.chain_mended", library.Args{"n": v.Chain.Recoveries})
	}
	return text
}

// lookBacks are the retrospectives that have come (method 9.2).
func (v goalView) lookBacks() []int {
	var ns []int
	for _, n := range []int{goal.CardDays, 2 * goal.CardDays, goal.SeasonDays} {
		if v.DayNumber >= n {
			ns = append(ns, n)
		}
	}
	return ns
}
