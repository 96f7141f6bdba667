package exchange

import (
	"errors"
	"io"
	"path/filepath"
	"slices"
	"time"
)

// Format names a kind of file.
type Format string

// The formats. FormatUnknown looks inside.
const (
	FormatUnknown    Format = ""
	FormatLoopDB     Format = "loop-db"    // Loop's backup, an SQLite file
	FormatLoopCSV    Format = "loop-csv"   // Loop's CSV export, a zip
	FormatHarsh      Format = "harsh"      // harsh's two text files
	FormatTableHabit Format = "tablehabit" // Table Habit's JSON
	FormatBeaver     Format = "beaver"     // Beaver Habits' JSON
	FormatHabitTrove Format = "habittrove" // HabitTrove's data folder
	FormatHabitica   Format = "habitica"   // Habitica's user data (JSON) and task history (CSV)
	FormatBeeminder  Format = "beeminder"  // Beeminder's JSON and its lines of text
	FormatDijo       Format = "dijo"       // dijo's habit_record.json
	FormatHabitBull  Format = "habitbull"  // HabitBull's CSV
	FormatHabitify   Format = "habitify"   // Habitify's CSV
	FormatHabo       Format = "habo"       // Habo's backup
	FormatStreaks    Format = "streaks"    // Streaks' CSV
	FormatCSV        Format = "csv"        // any table with a date, and habit, value and note
	FormatPaper      Format = "paper"      // a month of our paper sheet, typed in
	FormatIppo       Format = "ippo"       // our own export; only detected here
)

// Formats lists the formats there are, in the order in which they are tried.
func Formats() []Format {
	var fs []Format
	for _, k := range kinds() {
		fs = append(fs, k.format)
	}
	return append(fs, FormatIppo)
}

// Program is the name of the program that writes the format, the same in every
// language; empty for what no program writes, which the words format.csv,
// format.paper and format.ippo call by its kind.
func (f Format) Program() string {
	switch f {
	case FormatLoopDB, FormatLoopCSV:
		return "Loop Habit Tracker"
	case FormatHarsh:
		return "harsh"
	case FormatTableHabit:
		return "Table Habit"
	case FormatBeaver:
		return "Beaver Habits"
	case FormatHabitTrove:
		return "HabitTrove"
	case FormatHabitica:
		return "Habitica"
	case FormatBeeminder:
		return "Beeminder"
	case FormatDijo:
		return "dijo"
	case FormatHabitBull:
		return "HabitBull"
	case FormatHabitify:
		return "Habitify"
	case FormatHabo:
		return "Habo"
	case FormatStreaks:
		return "Streaks"
	case FormatUnknown, FormatCSV, FormatPaper, FormatIppo:
	}
	return ""
}

// Order says how dates are written that leave it open, such as 3/4/2026.
type Order string

// The orders. OrderUnknown reads what can be read one way only.
const (
	OrderUnknown Order = ""
	OrderDMY     Order = "dmy" // the day first
	OrderMDY     Order = "mdy" // the month first
	OrderYMD     Order = "ymd" // the year first, also where it has two digits
)

// Valid says whether there is such an order.
func (o Order) Valid() bool {
	switch o {
	case OrderUnknown, OrderDMY, OrderMDY, OrderYMD:
		return true
	}
	return false
}

// Options say how to read a file.
type Options struct {
	Format  Format
	Zone    *time.Location    // where the person lives, for files that hold instants and no zone; nil is UTC
	Dates   Order             // for dates that leave it open; such files are refused without it
	Columns map[string]string // of a plain CSV: title of the column by its role: date habit value note unit
}

// Open reads a file, or a folder with the files of one program. Errors that a
// person can mend are [goal.Error]s with code invalid, not_found or
// unavailable. The file is only read; nothing is written beside it. Our own
// export is refused with the key error.import.own_export: [OpenJournal] reads
// it.
func Open(path string, o Options) (*Reading, error) {
	t, err := openPath(path)
	if err != nil {
		return nil, err
	}
	if t, err = withHarshBeside(path, t, o.Format); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return readTree(filepath.Base(path), t, o)
}

// OpenFrom is [Open] for a file that has no path, such as an upload: size bytes
// behind r, which must stay open until the Reading is closed.
func OpenFrom(name string, r io.ReaderAt, size int64, o Options) (*Reading, error) {
	t, err := openFile(name, r, size)
	if err != nil {
		return nil, err
	}
	return readTree(filepath.Base(name), t, o)
}

func readTree(name string, t *tree, o Options) (*Reading, error) {
	r, err := read(t, o)
	if err != nil {
		return nil, errors.Join(err, t.Close())
	}
	r.file = name
	return r, nil
}

// read detects the format and reads the files of it.
func read(t *tree, o Options) (*Reading, error) {
	k, members, err := detect(t, o)
	if err != nil {
		return nil, err
	}
	h := newHaul(t, o)
	if err := h.run(k, members); err != nil {
		return nil, errors.Join(h.asForced(k, members, err), h.spool.close())
	}
	if err := h.asForced(k, members, nil); err != nil {
		return nil, errors.Join(err, h.spool.close())
	}
	if err := h.spool.seal(); err != nil {
		return nil, errors.Join(err, h.spool.close())
	}
	habits := slices.DeleteFunc(h.habits, func(x *habit) bool { return x.gone })
	return &Reading{format: k.format, dialect: h.dialect, habits: habits, drops: h.drops, spool: &h.spool, tree: t}, nil
}

// asForced says of a file that was read as what the person named, and gave
// nothing or could not be read, whether it is of that format at all.
func (h *haul) asForced(k kind, members []member, err error) error {
	if h.options.Format == FormatUnknown || err == nil && h.spool.count > 0 || err != nil && !isDamage(err) {
		return err
	}
	for _, m := range members {
		head, bad := h.tree.head(m, sampleSize)
		if bad != nil || k.is(&sample{name: m.name, head: head, options: h.options}) {
			return err
		}
	}
	return errNotThis(k.format)
}

// run reads the files; once more where only the last date told how they are
// written.
func (h *haul) run(k kind, members []member) error {
	if err := k.read(h, members); err != nil {
		return err
	}
	order, again, err := h.dates.decide(h.options.Dates)
	if err != nil || !again {
		return err
	}
	if err := h.spool.close(); err != nil {
		return err
	}
	left := h.tree.left
	*h = *newHaul(h.tree, h.options)
	h.tree.left, h.dates.order = left, order
	return k.read(h, members)
}
