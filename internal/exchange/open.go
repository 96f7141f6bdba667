package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
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
	FormatStreaks    Format = "streaks"    // Streaks' CSV and its .streaks file
	FormatStreak     Format = "streak"     // Streak's backup (InlitX), JSON, alone or in a zip
	FormatTickmate   Format = "tickmate"   // Tickmate's backup, an SQLite file
	FormatRewire     Format = "rewire"     // Rewire's backup, an SQLite file
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
	case FormatStreak:
		return "Streak"
	case FormatTickmate:
		return "Tickmate"
	case FormatRewire:
		return "Rewire"
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
	Zone    *time.Location                       // where the person lives, for files that hold instants and no zone; nil is UTC
	Dates   Order                                // for dates that leave it open; such files are refused without it
	Numbers Mark                                 // for numbers that leave it open; such files are refused without it
	Person  string                               // whose habits, of a file of several people: a name; such files are refused without it
	Recall  func(shape string) map[string]string // what was said of the columns of a table of this shape before; nil for nothing
	Columns map[string]string                    // of a plain CSV: title of the column by its role, see [Roles]
}

// Open reads a file, or a folder with the files of one program. Errors that a
// person can mend are [goal.Error]s with code invalid, not_found or
// unavailable. The file is only read; nothing is written beside it. Our own
// export is refused with the key error.import.own_export: [OpenJournal] reads
// it.
func Open(path string, o Options) (*Reading, error) {
	a, err := openPath(path)
	if err != nil {
		return nil, err
	}
	if a, err = withHarshBeside(path, a, o.Format); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return readArchive(filepath.Base(path), a, o)
}

// OpenFrom is [Open] for a file that has no path, such as an upload: size bytes
// behind r, which must stay open until the Reading is closed.
func OpenFrom(name string, r io.ReaderAt, size int64, o Options) (*Reading, error) {
	a, err := openFile(name, r, size)
	if err != nil {
		return nil, err
	}
	return readArchive(filepath.Base(name), a, o)
}

func readArchive(name string, a *archive, o Options) (*Reading, error) {
	r, err := readRecalled(a, o)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	r.file = name
	return r, nil
}

// readRecalled reads a file; where the columns of a table would have to be asked
// for, as the person said of the last one of the same shape.
func readRecalled(a *archive, o Options) (*Reading, error) {
	r, err := read(a, o)
	var asked *goal.Error
	if o.Recall == nil || len(o.Columns) > 0 || !errors.As(err, &asked) || asked.Key != "error.import.columns" {
		return r, err
	}
	titles, _ := asked.Args[len(asked.Args)-1].([]string) // errColumns made it
	if o.Columns = o.Recall(shapeOf(titles)); len(o.Columns) == 0 {
		return nil, err
	}
	again, bad := read(a, o)
	if bad != nil {
		return nil, err
	}
	var said []string
	for _, role := range Roles() {
		if title := o.Columns[role]; title != "" {
			said = append(said, role+"="+title)
		}
	}
	again.drops.add(reasonRecalled, strings.Join(said, ", "))
	return again, nil
}

// shapeOf tells tables with the same titles in the same order from others.
func shapeOf(titles []string) string {
	var keys []string
	for _, t := range titles {
		keys = append(keys, titleKey(t))
	}
	sum := sha256.Sum256([]byte(strings.Join(keys, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// read detects the format and reads the files of it.
func read(a *archive, o Options) (*Reading, error) {
	k, members, err := detect(a, o)
	if err != nil {
		return nil, err
	}
	im := newImporter(a, o)
	if err := im.run(k, members); err != nil {
		return nil, errors.Join(im.checkForced(k, members, err), im.sorter.close())
	}
	if err := errors.Join(im.checkForced(k, members, nil), im.checkPerson(k)); err != nil {
		return nil, errors.Join(err, im.sorter.close())
	}
	if err := im.sorter.finish(); err != nil {
		return nil, errors.Join(err, im.sorter.close())
	}
	var table *goal.ImportedTable
	if len(im.titles) > 0 && len(o.Columns) > 0 {
		table = &goal.ImportedTable{Shape: shapeOf(im.titles)}
		for _, role := range Roles() {
			if title := o.Columns[role]; title != "" {
				table.Columns = append(table.Columns, goal.ImportedColumn{Role: role, Title: title})
			}
		}
	}
	im.nameStrange()
	im.leaveGone()
	habits := slices.DeleteFunc(im.habits, func(x *habit) bool { return x.gone })
	return &Reading{format: k.format, dialect: im.dialect, habits: habits, drops: im.drops, sorter: &im.sorter, archive: a, table: table}, nil
}

// checkPerson refuses the name of a person where a file is nobody's in particular.
func (im *importer) checkPerson(k kind) error {
	if im.options.Person == "" || k.format == FormatHabitTrove {
		return nil
	}
	return goal.Invalid("person", "error.import.no_person", im.options.Person)
}

// checkForced says of a file that was read as what the person named, and gave
// nothing or could not be read, whether it is of that format at all.
func (im *importer) checkForced(k kind, members []member, err error) error {
	if im.options.Format == FormatUnknown || err == nil && im.sorter.count > 0 || err != nil && !isDamage(err) {
		return err
	}
	for _, m := range members {
		head, bad := im.archive.head(m, sampleSize)
		if bad != nil || k.is(im.sampleOf(m, head)) {
			return err
		}
	}
	return errNotThis(k.format)
}

// sampleOf is a file that was read, to be looked at once more.
func (im *importer) sampleOf(m member, head []byte) *sample {
	s := &sample{name: m.name, head: head, options: im.options}
	s.tables = func(names ...string) bool { return isSQLite(s) && im.archive.hasTables(m, names) }
	return s
}

// run reads the files; once more where only the last date or number told how they
// are written.
func (im *importer) run(k kind, members []member) error {
	if err := k.read(im, members); err != nil {
		return err
	}
	order, again, err := im.dates.decide(im.options.Dates)
	if err != nil {
		return err
	}
	marks, more, err := im.decideNumbers()
	if err != nil || !again && !more {
		return err
	}
	if err := im.sorter.close(); err != nil {
		return err
	}
	left := im.archive.left
	*im = *newImporter(im.archive, im.options)
	im.archive.left, im.dates.order, im.marks = left, order, marks
	return k.read(im, members)
}
