package goal

import "slices"

// Decision is the answer to a suggestion; all three are of equal size.
type Decision string

// The decisions. None was made while the part was skipped.
const (
	DecisionNone Decision = ""
	Accepted     Decision = "accepted" // do it
	Changed      Decision = "changed"  // change it
	KeepAsIs     Decision = "kept"     // keep as is
)

// Bundled says whether what was kept for the step was kept for it; no rule reads
// it (ruling 54).
type Bundled string

// The answers; none is one too.
const (
	BundledNone   Bundled = ""
	BundledYes    Bundled = "yes"
	BundledPartly Bundled = "partly"
	BundledNo     Bundled = "no"
)

// Reset is how a review arrives (method 7.1).
type Reset string

// The ways to arrive; none is a way too.
const (
	ResetNone    Reset = ""
	ResetWalk    Reset = "walk"
	ResetBreathe Reset = "breathe"
	ResetQuiet   Reset = "quiet"
)

// WeekReview is the weekly review with what the person said and decided. Every
// part can be left out (method 7.1).
type WeekReview struct {
	Goal       string     `json:"goal"`
	Week       Day        `json:"week"` // the week's first day
	Reset      Reset      `json:"reset,omitempty"`
	Helped     string     `json:"helped,omitempty"`
	Tag        MissTag    `json:"tag,omitempty"`
	Pulse      *int       `json:"pulse,omitempty"` // "does this still matter?" 1-5
	Suffering  *bool      `json:"suffering,omitempty"`
	Suffers    string     `json:"suffers,omitempty"` // what
	Unwell     bool       `json:"unwell,omitempty"`
	Ease       *int       `json:"ease,omitempty"` // 1-7; "not sure" is nil
	Bundle     Bundled    `json:"bundle,omitempty"`
	Suggestion Suggestion `json:"suggestion"` // that was shown
	// Range that was shown; nil while it was too early, and in reviews of before
	// ruling 57.
	Range      *ShownRange `json:"range,omitempty"`
	Decision   Decision    `json:"decision,omitempty"`
	Plan       PlanChange  `json:"plan"`            // what was decided; empty when kept
	Days       int         `json:"days,omitempty"`  // it ends by itself after these
	Words      string      `json:"words,omitempty"` // why, in the person's words
	First      string      `json:"first,omitempty"` // the first step of next week, and after what
	Confidence *int        `json:"confidence,omitempty"`
	Close      string      `json:"close,omitempty"`
}

// Lever is the one thing an experiment changes (method 7.5).
type Lever string

// The levers.
const (
	LeverCue     Lever = "cue"
	LeverStep    Lever = "step"
	LeverPlace   Lever = "place"
	LeverTime    Lever = "time"
	LeverPlan    Lever = "plan"
	LeverCompany Lever = "company"
)

// Levers lists them in the order of the form.
func Levers() []Lever {
	return []Lever{LeverCue, LeverStep, LeverPlace, LeverTime, LeverPlan, LeverCompany}
}

// MeasureOf is what an experiment looks at.
type MeasureOf string

// The measures.
const (
	OfAdherence MeasureOf = "adherence"
	OfMinutes   MeasureOf = "minutes"
	OfAmount    MeasureOf = "amount" // in the unit of the week, where the week counts one (ruling 56)
	OfEnergy    MeasureOf = "energy"
)

// MeasuresOf lists them in the order of the form.
func MeasuresOf() []MeasureOf { return []MeasureOf{OfAdherence, OfMinutes, OfAmount, OfEnergy} }

// Measures are those that an experiment under this metric can look at: amounts
// only where they are counted.
func (m Metric) Measures() []MeasureOf {
	if m.Kind == MetricUnits || m.Kind == MetricCustom {
		return MeasuresOf()
	}
	return []MeasureOf{OfAdherence, OfMinutes, OfEnergy}
}

// Lengths of an experiment, in days.
const (
	ShortExperiment     = 7
	UsualExperiment     = 14
	AlternateExperiment = 28
)

// StartExperiment begins Plan-Do-Study-Act: one lever, a prediction, dates.
// Seed gives the sides of an alternating test.
type StartExperiment struct {
	Experiment string     `json:"experiment"` // its id
	Goal       string     `json:"goal"`
	Lever      Lever      `json:"lever"`
	What       string     `json:"what"` // what changes, in words
	Measure    MeasureOf  `json:"measure"`
	From       string     `json:"from,omitempty"` // the prediction, in words or numbers
	To         string     `json:"to,omitempty"`
	Days       int        `json:"days"` // 7, 14, or 28 for an alternating test
	Alternate  bool       `json:"alternate,omitempty"`
	Seed       uint64     `json:"seed,omitempty"`
	Trigger    Day        `json:"trigger,omitempty"` // first day of the week that led to it
	Plan       PlanChange `json:"plan"`
}

// Act is what becomes of an experiment's change.
type Act string

// The acts; stopped ends it without one.
const (
	ActNone Act = ""
	Adopt   Act = "adopt"
	Adapt   Act = "adapt"
	Abandon Act = "abandon"
)

// EndExperiment studies and acts, or stops it before its time.
type EndExperiment struct {
	Experiment string `json:"experiment"`
	Goal       string `json:"goal"`
	Study      string `json:"study,omitempty"` // one line: prediction against result
	Act        Act    `json:"act,omitempty"`
}

// LookBack is the retrospective of day 30, 60 or 90 (method 9.2).
type LookBack struct {
	Goal    string `json:"goal"`
	Season  int    `json:"season,omitempty"` // its number; 0: the running one
	Number  int    `json:"number"`           // 30, 60 or 90
	Keep    string `json:"keep,omitempty"`
	Change  string `json:"change,omitempty"`
	Stop    string `json:"stop,omitempty"`
	Way     Way    `json:"choice,omitempty"`
	Reached string `json:"reached,omitempty"` // yes, nearly, not_yet
	Learnt  string `json:"learnt,omitempty"`
	Worth   *int   `json:"worth,omitempty"` // my days feel worth living, 0-10
	// Pulse: "does this still matter to you?" 1-5, on days 30 and 90 (method 9.2).
	Pulse *int `json:"pulse,omitempty"`
}

// AsksOfTheWhy says whether a look back asks, and shows, what was answered about
// the why: day 60 does not (method 1.5).
func AsksOfTheWhy(number int) bool { return number == CardDays || number == SeasonDays }

// Way is how a season goes on after a look back.
type Way string

// The choices of method 9.2.
const (
	WayNone      Way = ""
	WayRepeat    Way = "repeat"
	WayOneChange Way = "one_change"
	WayNewStep   Way = "new_step"
	WayNewArea   Way = "new_area"
	WayRest      Way = "rest"
	WayKeep      Way = "keep"
)

// Ways lists them in the order of the form.
func Ways() []Way {
	return []Way{WayRepeat, WayOneChange, WayNewStep, WayNewArea, WayRest, WayKeep}
}

// command is what a way does at once; nil for those that change words, and where
// a day of the look back leaves things as they are. The days of rest begin
// tomorrow and stay open (method 9.2).
func (w Way) command(l Look, number int) Body {
	id := l.Goal.ID
	switch w {
	case WayRepeat:
		if number == SeasonDays {
			return NextSeason{Goal: id}
		}
	case WayNewArea:
		return SetStatus{Goal: id, To: StatusParked}
	case WayRest:
		return PauseGoals{Goals: []string{id}, From: l.Today + 1}
	case WayKeep:
		return SetStatus{Goal: id, To: StatusKept}
	case WayNone, WayOneChange, WayNewStep:
	}
	return nil
}

// Experiment as it stands: how it began and, once over, how it ended.
type Experiment struct {
	StartExperiment
	First   Day    `json:"first"` // its first day
	Last    Day    `json:"last"`  // its last, as planned or when it was stopped
	Command string `json:"command"`
	Ended   bool   `json:"ended,omitempty"`
	Study   string `json:"study,omitempty"`
	Act     Act    `json:"act,omitempty"`
}

// DatedReview is a review with when it was made and what came of it.
type DatedReview struct {
	WeekReview
	Command string `json:"command"`
	Day     Day    `json:"day"`              // on which it was made
	Starts  Day    `json:"starts,omitempty"` // of the change
}

// DatedLookBack is a look back with its day.
type DatedLookBack struct {
	LookBack
	Command string `json:"command"`
	Day     Day    `json:"day"`
}

// Story is what a person said and decided about a goal over its weeks. It is
// kept apart from the goal, so that the daily page does not read it.
type Story struct {
	Reviews     []DatedReview   `json:"reviews,omitempty"`
	Experiments []Experiment    `json:"experiments,omitempty"`
	LookBacks   []DatedLookBack `json:"look_backs,omitempty"`
}

// Empty says that nothing was said or decided yet.
func (s Story) Empty() bool {
	return len(s.Reviews)+len(s.Experiments)+len(s.LookBacks) == 0
}

// FoldStory makes the story of a goal of its live entries, in order of arrival.
func FoldStory(entries []Entry) Story {
	var s Story
	for _, e := range entries {
		if !e.Undone {
			s.Take(e)
		}
	}
	return s
}

// Take adds the next entry to the story.
func (s *Story) Take(e Entry) {
	switch b := e.Body.(type) {
	case WeekReview:
		s.review(DatedReview{b, e.ID, e.Day, e.Result.From})
	case StartExperiment:
		first := e.Result.From
		s.Experiments = append(s.Experiments, Experiment{
			StartExperiment: b, First: first, Last: first + Day(b.Days) - 1, Command: e.ID,
		})
	case EndExperiment:
		s.end(b, e)
	case LookBack:
		b.Season = e.Result.Number
		l := DatedLookBack{b, e.ID, e.Day}
		same := func(x DatedLookBack) bool { return x.Season == b.Season && x.Number == b.Number }
		if i := slices.IndexFunc(s.LookBacks, same); i >= 0 {
			s.LookBacks[i] = l
		} else {
			s.LookBacks = append(s.LookBacks, l)
		}
	}
}

// review puts a review in the place of its week: the later answer to the same
// week stands.
func (s *Story) review(r DatedReview) {
	i, there := slices.BinarySearchFunc(s.Reviews, r.Week, func(x DatedReview, d Day) int { return int(x.Week - d) })
	if there {
		s.Reviews[i] = r
	} else {
		s.Reviews = slices.Insert(s.Reviews, i, r)
	}
}

func (s *Story) end(b EndExperiment, e Entry) {
	for i := range s.Experiments {
		if x := &s.Experiments[i]; x.Experiment == b.Experiment {
			x.Ended, x.Study, x.Act = true, b.Study, b.Act
			x.Last = min(x.Last, e.Day)
		}
	}
}

// Running is the experiment that has not ended, if any: one at a time.
func (s Story) Running() (Experiment, bool) {
	for _, x := range s.Experiments {
		if !x.Ended {
			return x, true
		}
	}
	return Experiment{}, false
}

// Review of a week, if it was made; the reviews are in the order of their weeks.
func (s Story) Review(week Day) (DatedReview, bool) {
	i, ok := slices.BinarySearchFunc(s.Reviews, week, func(r DatedReview, d Day) int { return int(r.Week - d) })
	if !ok {
		return DatedReview{}, false
	}
	return s.Reviews[i], true
}

// LookBack of a season's day 30, 60 or 90, if it was made.
func (s Story) LookBack(season, number int) (DatedLookBack, bool) {
	for _, l := range s.LookBacks {
		if l.Season == season && l.Number == number {
			return l, true
		}
	}
	return DatedLookBack{}, false
}

// declinesBut are the suggestions that were answered with "Leave as it is", without
// the review of a week.
func (s Story) declinesBut(week Day) []decline {
	var ds []decline
	for i := range s.Reviews {
		if r := &s.Reviews[i]; r.Decision == KeepAsIs && r.Week != week {
			ds = append(ds, decline{r.Day, r.Suggestion.Action})
		}
	}
	slices.SortStableFunc(ds, func(a, b decline) int { return int(a.Day - b.Day) })
	return ds
}
