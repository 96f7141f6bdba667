package goal

import "iter"

// History is what another program knew, in the method's own terms: what an
// import brings in. The days are walked, not held, since there may be a
// million of them.
type History struct {
	Format  string
	File    string // its name, without folders
	Habits  []Habit
	Notices func() []Notice // on the whole file; complete once every habit was walked
	Tally   func() Tally    // of what belongs to no habit
	Table   *ImportedTable  // what the person said of its columns; nil for nothing
}

// Habit is a habit of another program with all of its days.
type Habit struct {
	Goal     string // id of the goal it becomes, derived from format and habit
	Own      string // slug or title of a goal of our own that the days may belong to; empty for none
	Title    string
	Note     string
	Archived bool
	Source   Source // First and Last are found while the days are walked
	// Days of the habit in order, each day at most once. They can be walked
	// again and are the same each time.
	Days iter.Seq2[HabitDay, error]
	// Notices on the habit; complete once its days were walked to the end.
	Notices func() []Notice
	Tally   func() Tally // likewise
}

// Tally says what became of the entries of a file. Each of them counts once, so
// that they add up to what is in the file (ruling 65).
type Tally struct {
	Days   int // days that came of them
	Joined int // became part of a day that another one had begun
	Blank  int // say nothing of their day
	Lost   int // are left out, each with a notice that counts entries
}

// Entries are all that are in the file.
func (t Tally) Entries() int { return t.Days + t.Joined + t.Blank + t.Lost }

// HabitDay is one day of a habit; its id is derived from its content.
type HabitDay struct {
	ID     string
	Day    Day
	Status LogStatus
	Amount *float64 // in the habit's unit
	Full   bool     // more than the minimum, where the source says no number
	Note   string
}

// Notice says what an import left out or noticed: a code, how often, and words
// of the source from the first time.
type Notice struct {
	Code   string `json:"code"`
	Count  int    `json:"count"`
	Sample string `json:"sample,omitempty"`
	Lost   bool   `json:"lost"`            // something of the source is not kept
	Entry  bool   `json:"entry,omitempty"` // Count is of entries that are not kept at all
}

// Choice is what a person wants of one habit of an import, against the rule of
// ruling 33.
type Choice string

// The choices.
const (
	ChoiceRule   Choice = ""       // as ruling 33 says
	ChoiceKept   Choice = "kept"   // a daily tick
	ChoiceParked Choice = "parked" // history only
	ChoiceDays   Choice = "days"   // parked, days without numbers
	ChoiceOut    Choice = "out"    // left out
)

// Valid says whether there is such a choice.
func (c Choice) Valid() bool {
	switch c {
	case ChoiceRule, ChoiceKept, ChoiceParked, ChoiceDays, ChoiceOut:
		return true
	}
	return false
}

// Judge is what an amount of a day says (ruling 33): done from the target on
// for a daily habit, above 0 for any other and where there is no target; of an
// at-most habit the amount is history and decides nothing.
func (s Source) Judge(amount float64) LogStatus {
	switch {
	case s.Kind == HabitAtMost:
		return LogNone
	case s.Daily() && s.Target > 0 && amount < s.Target, amount <= 0:
		return LogMissed
	}
	return LogDone
}

// Everyday is an amount said without a kind, in the goal's own unit: minutes
// but where the metric counts units (ruling 7, --more).
func (m Metric) Everyday(x float64) (minutes, amount *float64) {
	if m.Kind.CountsUnits() {
		return nil, &x
	}
	return &x, nil
}
