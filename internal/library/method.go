package library

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// Lens is one of the four questions of the compass (method 1.2).
type Lens string

// The four lenses.
const (
	LensLove      Lens = "love"
	LensGood      Lens = "good"
	LensNeeded    Lens = "needed"
	LensSupported Lens = "supported"
)

// Lenses lists the four in the order in which they are asked.
func Lenses() []Lens { return []Lens{LensLove, LensGood, LensNeeded, LensSupported} }

// Prompts are the ten questions of a lens.
func (w *Words) Prompts(l Lens) []string { return w.prompts()[l] }

// promptsAtOnce is how many questions of a lens are shown together.
const promptsAtOnce = 3

// SomePrompts are three questions of a lens; the next round shows others.
func (w *Words) SomePrompts(l Lens, round int) []string {
	all := w.Prompts(l)
	var some []string
	for i := range min(promptsAtOnce, len(all)) {
		some = append(some, all[(max(0, round)*promptsAtOnce+i)%len(all)])
	}
	return some
}

// Obstacle is something that gets in the way, with a plan that answers it
// (method 5.5).
type Obstacle struct {
	Tag      goal.MissTag `json:"tag"`
	Obstacle string       `json:"obstacle"`
	Plan     string       `json:"plan"` // If ..., then ...
}

// IfThen is the obstacle's plan; the id is the caller's.
func (o Obstacle) IfThen(id string) goal.IfThen {
	return goal.IfThen{ID: id, Words: o.Plan, Obstacle: o.Tag}
}

// Obstacles of an area, six each.
func (w *Words) Obstacles(a goal.Area) []Obstacle { return w.obstacles()[a] }

// ObstaclesFor are up to n obstacles with a tag: those of the area first, then
// those of the other areas.
func (w *Words) ObstaclesFor(a goal.Area, tag goal.MissTag, n int) []Obstacle {
	areas := append([]goal.Area{a}, slices.DeleteFunc(goal.Areas(), func(x goal.Area) bool { return x == a })...)
	var found []Obstacle
	for _, x := range areas {
		for _, o := range w.Obstacles(x) {
			if o.Tag == tag && len(found) < n {
				found = append(found, o)
			}
		}
	}
	return found
}

// ProgrammeDay is what one of the thirty days asks (method 9.2).
type ProgrammeDay struct {
	Day   int    `json:"day"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Programme are the thirty days.
func (w *Words) Programme() []ProgrammeDay { return w.programme() }

// DayAsks is what the thirty days ask of a goal today, beside its step (method
// 9.2); not ok on a day that asks for nothing more, and none is owed. Own are the
// person's words that the day is about; empty without.
func (w *Words) DayAsks(l goal.Look) (day ProgrammeDay, own string, ok bool) {
	if l.Season == nil || l.SeasonOver || l.Status == goal.DayPause {
		return ProgrammeDay{}, "", false
	}
	kind, n := l.ProgrammeDay()
	switch kind {
	case goal.ProgrammeSetup, goal.ProgrammeTask:
		if l.Season.Number > 1 { // the plan goes on: nothing is set up again
			return ProgrammeDay{}, "", false
		}
		if kind == goal.ProgrammeSetup { // done by the time that a goal has a day one
			return ProgrammeDay{Day: n, Title: w.Say("programme.day_one"), Text: w.Say("programme.day_one_text")}, "", true
		}
	case goal.ProgrammeReview, goal.ProgrammeLook:
		if l.DayNumber > goal.CardDays { // later rounds have their reviews, and nothing else
			return ProgrammeDay{}, "", false
		}
	case goal.ProgrammeOutcome, goal.ProgrammePlain:
		return ProgrammeDay{}, "", false
	}
	days := w.programme()
	if n < 1 || n > len(days) {
		return ProgrammeDay{}, "", false
	}
	return days[n-1], w.ownWords(l, n), true
}

// ownWords are the words of a person's plan that a day of the thirty is about:
// the cue, the first plan, the sentence, the fallback cue.
func (w *Words) ownWords(l goal.Look, day int) string {
	switch day {
	case 2, 8:
		return l.Plan.Cue
	case 6:
		if len(l.Plan.IfThens) > 0 {
			return l.Plan.IfThens[0].Words
		}
	case 10:
		if l.Purpose != nil {
			return w.Purpose(*l.Purpose)
		}
	case 17:
		return l.Plan.Metric.Where
	case 24:
		return l.Plan.Fallback
	}
	return ""
}

// Topic is one page of the guide.
type Topic struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Blocks []Block `json:"blocks"`
}

// Block is a run of paragraphs, a table, a list, or questions with their answers.
type Block struct {
	Title      string   `json:"title,omitempty"` // beside other blocks with one
	Paragraphs []string `json:"paragraphs,omitempty"`
	Table      *Table   `json:"table,omitempty"`
	Items      []Point  `json:"items,omitempty"`
	Questions  []Point  `json:"questions,omitempty"`
}

// Table is a small one to read; the first cell of a row names it.
type Table struct {
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
}

// Point is an item of a list or a question.
type Point struct {
	Title   string `json:"title"`
	Text    string `json:"text"`
	Minutes string `json:"minutes,omitempty"` // what it takes, as a figure: 30–45
	DOI     string `json:"doi,omitempty"`     // of a source that has one
	Address string `json:"address,omitempty"` // of a page to read further, without its scheme
}

// Found is where a source can be looked up, as text to copy: no page leads to
// another host. Empty without a DOI and an address (ruling 60).
func (x Point) Found() string {
	if x.DOI != "" {
		return "doi:" + x.DOI
	}
	return x.Address
}

// Takes says the minutes of a point: 30–45 minutes. Empty without any.
func (w *Words) Takes(x Point) string {
	if x.Minutes == "" {
		return ""
	}
	const some = 10 // what takes minutes takes more than one
	return w.amount(x.Minutes, some, "minutes")
}

// Guide is the method to read, topic by topic.
func (w *Words) Guide() []Topic { return w.guide() }

// Topic of the guide by its id.
func (w *Words) Topic(id string) (Topic, bool) {
	i := slices.IndexFunc(w.guide(), func(t Topic) bool { return t.ID == id })
	if i < 0 {
		return Topic{}, false
	}
	return w.guide()[i], true
}
