package exchange

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
)

// value is what a record says of its day.
type value byte

// The values. The names that [value.String] gives are part of the ids of
// imported entries: they never change.
const (
	valueNote   value = iota // nothing but a note
	valueDone                // done
	valueNo                  // an explicit no
	valueSkip                // a skip
	valueAmount              // a number, 0 included, that the habit's target judges
	valueMore                // done, and more than the minimum
	valueRaw                 // a number of the format's own, see habit.finish
)

func (v value) String() string {
	return [...]string{"note", "done", "no", "skip", "amount", "more", "raw"}[v]
}

// record is one record of the source, and in the end one day of a habit.
type record struct {
	day    goal.Day
	value  value
	amount float64 // in the habit's unit; beside any value
	note   string  // whole, line breaks included
	times  int     // records that were joined in this one so far, but for the first
}

// token writes all that a day says, for its id: two days have the same token
// only if nothing differs, the note included.
func (r record) token() string {
	return r.value.String() + " " + strconv.FormatFloat(r.amount, 'g', -1, 64) + " " + r.note
}

// habit is one habit of the source while its file is read.
type habit struct {
	key         string // stable in the source; import ids are derived from it
	name        string
	question    string
	description string
	unit        string
	kind        goal.HabitKind
	num, den    int      // num times in den days; num 0 is a habit that is only tracked
	target      float64  // per den days, in unit; 0 for yes/no and where the source does not say
	ends        goal.Day // last day on which the source asks for it; 0 for no end
	archived    bool     // put away in the source
	own         bool     // may be a goal of the person's own, by its name
	gone        bool     // thrown away in the source: left out
	unjudged    bool     // what it asks could not be read: amounts decide nothing
	numeric     bool     // some day holds a number that no yes/no habit has
	drops       drops

	index int
	count int // records so far
	// join puts a later record of a day into the first one and says whether
	// something of the day is lost by that. Without it the first one stays.
	join func(first *record, later record) (lost bool)
	// finish makes a day of what the records of a day came to, once all of the
	// file is known; false leaves the day out.
	finish func(h *habit, day *record, d *drops) bool
}

// importer is an import while its file is read: habits in the order of the file,
// and their records on the way to the sorter.
type importer struct {
	options  Options
	archive  *archive
	dates    dates
	dialect  int
	habits   []*habit
	byName   map[string]*habit // or by another handle of the source
	keys     keyring
	drops    drops    // remarks on the whole file
	titles   []string // of the first table
	oddities int      // how often something had no role
	strange  []string // keys and columns without a role
	amounts  map[string]*amounts
	counted  []string        // those of amounts, in the order in which they came
	marks    map[string]Mark // of columns that were read before
	sorter   sorter
}

func newImporter(a *archive, o Options) *importer {
	return &importer{options: o, archive: a, byName: map[string]*habit{}, keys: keyring{}, amounts: map[string]*amounts{}}
}

// addHabit begins a habit: daily yes or no, until the reader says otherwise. id is
// the source's own name for it and may be empty.
func (im *importer) addHabit(id, name string) (*habit, error) {
	x, err := im.newHabit()
	if err != nil {
		return nil, err
	}
	x.setName(name)
	im.setKey(x, id)
	return x, nil
}

// newHabit begins a habit of which nothing is known yet; [importer.setKey] ends
// that.
func (im *importer) newHabit() (*habit, error) {
	if len(im.habits) == goal.MaxImported {
		return nil, errTooMany(goal.MaxImported)
	}
	x := &habit{index: len(im.habits), kind: goal.HabitYesNo, num: 1, den: 1}
	im.habits = append(im.habits, x)
	return x, nil
}

// setKey gives a habit its key, by the source's own id or else by its name.
func (im *importer) setKey(x *habit, id string) {
	x.key = im.keys.key(strings.TrimSpace(clean(id)), x.name)
}

// habitNamed is the habit of this name, opened when it first comes.
func (im *importer) habitNamed(name string) (*habit, error) {
	if x := im.byName[name]; x != nil {
		return x, nil
	}
	x, err := im.addHabit("", name)
	if err == nil {
		im.byName[name] = x
	}
	return x, err
}

// setName names a habit.
func (x *habit) setName(name string) {
	x.name = strings.Join(strings.Fields(clean(name)), " ")
	if utf8.RuneCountInString(x.name) > goal.MaxLine {
		x.drops.add(reasonLongName, x.name)
		x.name = shorten(x.name, goal.MaxLine)
	}
}

// add takes one record of a habit.
func (im *importer) add(x *habit, r record) error {
	x.count++
	return im.sorter.add(x.index, r)
}

// keyring hands out habit keys: the source's own id, else the name. A number
// tells repeats apart. The position is left out on purpose: putting habits in
// another order must not make them new ones at the next import.
type keyring map[string]int

// key of the next habit; id may be empty.
func (k keyring) key(id, name string) string {
	kind, text := "uuid", id
	if id == "" {
		kind, text = "name", name
	}
	k[kind+":"+text]++
	return kind + ":" + strconv.Itoa(k[kind+":"+text]) + ":" + text
}

// joinLines joins the parts that say something.
func joinLines(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n")
}

// The ways in which the records of a day become one.

// keepLater lets the later record of a day speak.
func keepLater(first *record, later record) bool {
	*first = later
	return true
}

// addUp sums amounts and keeps every note.
func addUp(first *record, later record) bool {
	first.amount += later.amount
	joinNote(first, later)
	return false
}

// keepBest lets the value that says more speak, and keeps every note.
func keepBest(first *record, later record) bool {
	if rank(later) > rank(*first) {
		first.value = later.value
	}
	first.amount = max(first.amount, later.amount)
	joinNote(first, later)
	return false
}

func rank(r record) int {
	switch r.value {
	case valueMore:
		return 6
	case valueDone:
		return 5
	case valueAmount, valueRaw:
		return 4
	case valueSkip:
		return 2
	case valueNo:
		if r.amount > 0 { // a part of what was asked
			return 3
		}
		return 1
	case valueNote:
	}
	return 0
}

// yesOrNumber ends a habit whose numbers tell what it is: yes or no if there
// are no others than 0 and 1, else an amount whose target is not in the file.
func (x *habit) yesOrNumber() {
	if x.numeric {
		x.kind = goal.HabitAtLeast
		x.drops.add(reasonUnknownTarget, x.name)
	}
}

// seen notes an amount that no yes/no habit has.
func (x *habit) seen(amount float64) { x.numeric = x.numeric || amount != 0 && amount != 1 }

// finishAmount makes the numbers of a yes/no habit a yes or a no.
func finishAmount(x *habit, day *record, _ *drops) bool {
	if x.kind != goal.HabitYesNo {
		return true
	}
	if day.value == valueAmount {
		day.value = valueNo
		if day.amount > 0 {
			day.value = valueDone
		}
		if x.unjudged {
			day.value = valueNote
		}
	}
	day.amount = 0
	return true
}

// joinNote keeps the notes of both, as long as a note can be.
func joinNote(first *record, later record) {
	if later.note != "" && len(first.note) < 4*goal.MaxNote {
		first.note = joinLines(first.note, later.note)
	}
}
