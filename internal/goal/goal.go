package goal

import (
	"slices"
	"time"
)

// Status of a goal. Paused is not one: a goal is paused while today lies in a
// pause (ruling 9).
type Status string

// The statuses that are stored.
const (
	StatusDraft  Status = "draft"
	StatusActive Status = "active"
	StatusKept   Status = "kept"
	StatusParked Status = "parked"
	StatusPaused Status = "paused" // shown, never stored
	StatusEnded  Status = "ended"
)

// Limits on goals (method 14 f).
const (
	MaxActive       = 2
	MaxKept         = 12
	SeasonDays      = 90
	CardDays        = 30
	blockDays       = 28
	BackfillDays    = 3
	pauseBack       = 7
	RestAhead       = 14
	defaultReserves = 2
	MaxReserves     = 8
)

// StatusChange is one step in a goal's life, from a day on.
type StatusChange struct {
	From    Day    `json:"from"`
	To      Status `json:"to"`
	Command string `json:"command"`
	At      int64  `json:"at"`
}

// Purpose is a dated wording of the why: "I want to grow in ... so I can ...".
type Purpose struct {
	From        Day    `json:"from"`
	Command     string `json:"command"`
	At          int64  `json:"at"`
	GrowIn      string `json:"grow_in"`
	SoICan      string `json:"so_i_can"`
	Provisional bool   `json:"provisional,omitempty"`
}

// Season is ninety in-plan days towards one outcome.
type Season struct {
	Number  int     `json:"number"`
	First   Day     `json:"first"`
	Outcome Outcome `json:"outcome"`
	Command string  `json:"command"`
	// Settled: it was closed by a program that judged by the older rules, and is
	// not judged anew (method 14 m).
	Settled bool `json:"settled,omitempty"`
}

// Revision is a dated change of the plan.
type Revision struct {
	From    Day        `json:"from"`
	Until   Day        `json:"until,omitempty"` // a deviation ends by itself on this day (ruling 32)
	Command string     `json:"command"`
	At      int64      `json:"at"`
	Change  PlanChange `json:"change"`
	Reason  string     `json:"reason,omitempty"` // in the person's words
	Rule    Rule       `json:"rule,omitempty"`   // of the review that suggested it
	Because []Because  `json:"because,omitempty"`
}

// Pause is a range without asking; To zero is open.
type Pause struct {
	From    Day    `json:"from"`
	To      Day    `json:"to,omitempty"`
	Command string `json:"command"`
}

// Holds says whether a day lies in the pause.
func (p Pause) Holds(d Day) bool { return d >= p.From && (p.To == 0 || d <= p.To) }

// PauseAround is the one pause that a day lies in: ranges that overlap or touch
// are one (ruling 9). The zero value where there is none.
func (g Goal) PauseAround(d Day) Pause {
	var whole Pause
	for grown := true; grown; {
		grown = false
		for _, p := range g.Pauses {
			if whole.From == 0 && p.Holds(d) {
				whole, grown = p, true
			}
			if whole.From == 0 || p.From > whole.From && p.To != 0 && (whole.To == 0 || p.To <= whole.To) {
				continue
			}
			touches := (whole.To == 0 || p.From <= whole.To+1) && (p.To == 0 || p.To >= whole.From-1)
			if !touches {
				continue
			}
			from, to := min(whole.From, p.From), max(whole.To, p.To)
			if whole.To == 0 || p.To == 0 {
				to = 0
			}
			if from != whole.From || to != whole.To {
				whole.From, whole.To, grown = from, to, true
			}
		}
	}
	return whole
}

// CoveredDay is a day for which a reserve was used.
type CoveredDay struct {
	Day     Day    `json:"day"`
	Command string `json:"command"`
}

// HabitKind is what an imported habit asks of a day.
type HabitKind string

// The three kinds of habit.
const (
	HabitYesNo   HabitKind = "yes_no"
	HabitAtLeast HabitKind = "at_least"
	HabitAtMost  HabitKind = "at_most"
)

// Source says where an imported goal came from and what it asked (ruling 33).
type Source struct {
	Format string    `json:"format"`
	Key    string    `json:"key"`
	Kind   HabitKind `json:"kind"`
	Num    int       `json:"num"` // Num times
	Den    int       `json:"den"` // in Den days
	Target float64   `json:"target,omitempty"`
	Unit   string    `json:"unit,omitempty"`
	First  Day       `json:"first,omitempty"` // first and last record
	Last   Day       `json:"last,omitempty"`
	Asked  Day       `json:"asked,omitempty"` // the day of the import: asked again from here
}

// Daily says whether the habit asks every day.
func (s Source) Daily() bool { return s.Num == s.Den && s.Kind != HabitAtMost }

// Goal is one area with one or more seasons, and everything that is dated
// about it. Day logs are kept apart.
type Goal struct {
	ID       string         `json:"id"`
	Slug     string         `json:"slug"`
	Number   int            `json:"number"` // in "ippo goals"
	Title    string         `json:"title"`
	Area     Area           `json:"area,omitempty"`
	Template string         `json:"template,omitempty"`
	Status   Status         `json:"status"`
	Begun    Day            `json:"begun"` // the goal's first day
	Command  string         `json:"command"`
	Statuses []StatusChange `json:"life"`
	Purposes []Purpose      `json:"purposes,omitempty"`
	Seasons  []Season       `json:"seasons,omitempty"`
	Plan     []Revision     `json:"plan,omitempty"`
	Pauses   []Pause        `json:"pauses,omitempty"`
	Covers   []CoveredDay   `json:"covers,omitempty"`
	Source   *Source        `json:"source,omitempty"`
	Start    *Answers       `json:"start,omitempty"`
	Rules    int            `json:"rules,omitempty"` // that held when it was begun; 0 is the first round (method 14 m)
}

// Refigured says whether figures of the goal may differ from those that its
// person saw at first: it was begun under the first round of rules (method 14 m).
func (g Goal) Refigured() bool { return len(g.Seasons) > 0 && g.Rules < secondRound }

// Answers are what a person said of a goal while beginning it; shown again on
// days 30 and 90 only.
type Answers struct {
	Confidence  *int         `json:"confidence,omitempty"`
	Why         []int        `json:"why,omitempty"`
	PrivateTest *int         `json:"private_test,omitempty"`
	WorstDay    *int         `json:"worst_day,omitempty"`
	MustNot     string       `json:"must_not_suffer,omitempty"`
	Track       string       `json:"track,omitempty"`
	Before      *int         `json:"confidence_before,omitempty"`
	Moment      string       `json:"moment,omitempty"`
	Needs       []Dependency `json:"needs,omitempty"`
	Nicer       string       `json:"nicer,omitempty"`
	Helper      string       `json:"helper,omitempty"`
	Later       string       `json:"later,omitempty"`
	Worth       *int         `json:"worth,omitempty"`
}

// given says whether there is any answer.
func (a Answers) given() bool {
	return a.Confidence != nil || a.Before != nil || len(a.Why) > 0 || a.PrivateTest != nil || a.WorstDay != nil || a.Worth != nil ||
		a.MustNot+a.Track+a.Moment+a.Nicer+a.Helper+a.Later != "" || len(a.Needs) > 0
}

// Purpose in force on a day, and whether there is one.
func (g Goal) Purpose(d Day) (Purpose, bool) {
	var p Purpose
	ok := false
	for _, x := range g.Purposes {
		if x.From <= d {
			p, ok = x, true
		}
	}
	return p, ok
}

// Season that a day belongs to: the last one that has begun by then.
func (g Goal) Season(d Day) (Season, bool) {
	var s Season
	ok := false
	for _, x := range g.Seasons {
		if x.First <= d {
			s, ok = x, true
		}
	}
	return s, ok
}

// LastSeason is the newest season, begun or not.
func (g Goal) LastSeason() (Season, bool) {
	if len(g.Seasons) == 0 {
		return Season{}, false
	}
	return g.Seasons[len(g.Seasons)-1], true
}

// statusOn is the stored status on a day.
func (g *Goal) statusOn(d Day) Status {
	s := StatusDraft
	for _, c := range g.Statuses {
		if c.From <= d {
			s = c.To
		}
	}
	return s
}

// statusAt is the status that an act at an instant met on a day: what changed
// later, or from a later day on, had not happened to it (ruling 16).
func (g Goal) statusAt(d Day, at int64) Status {
	s := g.Status
	if len(g.Statuses) > 0 {
		s = g.Statuses[0].To
	}
	for _, c := range g.Statuses {
		if c.From <= d && c.At <= at {
			s = c.To
		}
	}
	return s
}

// What is asked of every day of ten years takes the goal where it is: a copy a
// day would cost more than the answer.

// asksOf says whether the goal asks anything of a day at all.
func (g *Goal) asksOf(d Day) bool {
	if d < g.Begun {
		return false
	}
	if s := g.Source; s != nil {
		if d >= s.First && d <= s.Last {
			return true
		}
		return d >= s.Asked && g.statusOn(d) != StatusEnded && g.statusOn(d) != StatusParked
	}
	return g.statusOn(d) != StatusEnded
}

// Paused says whether a day lies in a pause, or the goal was parked then.
func (g Goal) Paused(d Day) bool { return g.paused(d) }

func (g *Goal) paused(d Day) bool {
	for _, p := range g.Pauses {
		if p.Holds(d) {
			return true
		}
	}
	if s := g.Source; s != nil && d >= s.First && d <= s.Last {
		return false
	}
	return g.statusOn(d) == StatusParked
}

// ShownStatus is the status with "paused" worked out for a day.
func (g Goal) ShownStatus(today Day) Status {
	if (g.Status == StatusActive || g.Status == StatusKept) && g.Paused(today) {
		return StatusPaused
	}
	return g.Status
}

// covered says whether a reserve stands on the day.
func (g *Goal) covered(d Day) bool {
	return slices.ContainsFunc(g.Covers, func(c CoveredDay) bool { return c.Day == d })
}

// Weekday is a small help for tables of weekdays.
func Weekday(i int) time.Weekday { return time.Weekday((i + 7) % 7) }
