package exchange

import "github.com/ippo-app/ippo/internal/goal"

// Format names a kind of file.
type Format string

// The formats. FormatUnknown asks [Read] to look inside.
const (
	FormatUnknown Format = ""
	FormatLoopDB  Format = "loop-db"  // Loop's backup, an SQLite file
	FormatLoopCSV Format = "loop-csv" // Loop's CSV export, a zip
	FormatHarsh   Format = "harsh"    // harsh's two text files
	FormatIppo    Format = "ippo"     // our own export; only detected here
)

// Formats lists the formats that [Read] reads.
func Formats() []Format { return []Format{FormatLoopDB, FormatLoopCSV, FormatHarsh} }

// History is everything one file holds, in the order of the file.
type History struct {
	Format Format
	// Dialect tells the versions of a format apart: the schema number of a
	// Loop backup, 1 to 5 for Loop's CSV headers, 0 where there is only one.
	Dialect int
	Habits  []Habit
	Dropped []Drop // remarks on the whole file
}

// HabitKind says what a habit asks for.
type HabitKind string

// The kinds.
const (
	KindYesNo   HabitKind = "yes_no"   // done or not
	KindAtLeast HabitKind = "at_least" // an amount of Target or more per Den days
	KindAtMost  HabitKind = "at_most"  // an amount of Target or less per Den days
)

// Habit is one habit of the source with all of its days.
type Habit struct {
	Key         string // stable in the source; import ids are derived from it
	Name        string
	Question    string
	Description string
	Unit        string
	Kind        HabitKind
	Num, Den    int      // Num times in Den days; Num 0 is a habit that is only tracked
	Target      float64  // per Den days, in Unit; 0 for yes/no and where the source does not say
	Ends        goal.Day // last day on which the source asks for it; 0 for no end
	Archived    bool     // put away in the source
	Entries     []Entry  // by day, at most one a day
	Dropped     []Drop   // what was left out or noticed, in order of first appearance
}

// Daily says whether the habit is asked for every day (ruling 33).
func (h Habit) Daily() bool { return h.Num > 0 && h.Den == 1 }

// Has says whether a remark with this reason was made on the habit.
func (h Habit) Has(r Reason) bool {
	for _, d := range h.Dropped {
		if d.Reason == r {
			return true
		}
	}
	return false
}

// Value is what the source holds for a day.
type Value string

// The values.
const (
	ValueDone   Value = "done"
	ValueNo     Value = "no" // an explicit no
	ValueSkip   Value = "skip"
	ValueAmount Value = "amount" // a number, 0 included
	ValueNote   Value = "note"   // only a note: the source says nothing of the day itself
)

// Entry is one day of a habit.
type Entry struct {
	Day    goal.Day
	Value  Value
	Amount float64 // in Habit.Unit; beside ValueAmount, harsh may give one with any value
	Note   string  // whole, line breaks included
}

// Drop is a remark: how often something was left out or noticed, and the first
// time it was.
type Drop struct {
	Reason Reason
	Count  int
	Sample string // words of the source, at most 80 characters; may be empty
}
