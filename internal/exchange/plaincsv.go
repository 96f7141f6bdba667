package exchange

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Any table with a date in each row; habit, value, note and unit are found by
// their titles, or by the titles that the person names. A table may also have a
// column for each habit. What is not understood is never a yes (ruling 65): a
// table with a column that has no role is not read.

// roleHabits is the role of columns that are a habit each: their titles with |
// between them, or * for all that have no other role.
const roleHabits = "habits"

// Roles are what a column of a table can be; several can be [roleHabits].
func Roles() []string { return []string{"date", "habit", "value", "note", "unit", roleHabits} }

// tableColumns says where in a table each role stands; -1 for nowhere.
type tableColumns struct {
	date, habit, value, note, unit int
	wide                           []int // the columns that are a habit each
}

func plainColumns(h header, o Options) tableColumns {
	find := func(role string) int {
		if named, ok := o.Columns[role]; ok {
			return h.column(titleKey(named))
		}
		return h.titled(role)
	}
	c := tableColumns{date: find("date"), habit: find("habit"), value: find("value"), note: find("note"), unit: find("unit")}
	for title := range strings.SplitSeq(o.Columns[roleHabits], "|") {
		if i := h.column(titleKey(title)); i >= 0 {
			for _, role := range []*int{&c.habit, &c.value, &c.note, &c.unit} {
				if *role == i {
					*role = -1
				}
			}
			c.wide = append(c.wide, i)
		}
	}
	return c
}

// unknown are the columns that have a title and no role.
func (c tableColumns) unknown(titles []string) []int {
	var out []int
	for i, title := range titles {
		if !c.has(i) && titleKey(title) != "" {
			out = append(out, i)
		}
	}
	return out
}

// has says whether the column at i has a role.
func (c tableColumns) has(i int) bool {
	return slices.Contains([]int{c.date, c.habit, c.value, c.note, c.unit}, i) || slices.Contains(c.wide, i)
}

// isPlainCSV looks for a title that means a date, and another one.
func isPlainCSV(s *sample) bool {
	cols := plainColumns(s.columns(), s.options)
	return cols.date >= 0 && (len(s.first) > 1 || s.options.Columns != nil)
}

// errColumns names the columns that have no role, or all where that is none:
// the person says which is which.
func errColumns(titles []string, o Options) error {
	titles = slices.Clone(titles)
	var unknown []string
	for _, i := range plainColumns(newHeader(titles), o).unknown(titles) {
		unknown = append(unknown, titles[i])
	}
	if len(unknown) == 0 {
		unknown = titles
	}
	return goal.Invalid("columns", "error.import.columns", shorten(clean(strings.Join(unknown, ", ")), 3*maxSample), titles)
}

// isTable says whether a file is a table of which only the titles are unknown: one
// of the first rows below them holds a date.
func isTable(s *sample) bool {
	lines := newCSVReader(strings.NewReader(s.text()))
	first, err := lines.next()
	if err != nil || len(first) < 2 {
		return false
	}
	width := len(first)
	for range 5 {
		line, err := lines.next()
		if err != nil || len(line) != width {
			return false
		}
		if slices.ContainsFunc(line, isDate) {
			return true
		}
	}
	return false
}

func isDate(cell string) bool {
	var d dates
	_, ok := d.parse(cell)
	return ok
}

func readPlainCSV(im *importer, members []member) error {
	err := each(members, im.archive, func(m member, r io.Reader) error { return im.plainCSV(stem(m.name), newCSVReader(im.decode(r))) })
	for _, x := range im.habits {
		if x.numeric {
			x.yesOrNumber()
		}
	}
	return err
}

// plainTable is a table while it is read.
type plainTable struct {
	*importer
	lines  *csvReader
	file   string // what the one habit of a table without a habit column is called
	titles []string
	bare   []bool // columns whose title says nothing, and that have no role
	cols   tableColumns
	rows   int
	cells  map[int]*columnValues // of columns with values
	wide   map[int]*habit
	guess  bool // nobody said that the columns are a habit each
}

// columnValues tells a column in which nothing is understood from one with a
// slip in it.
type columnValues struct {
	understood int
	amounts    bool   // a number that is no yes or no
	first      string // the first that was not understood
	row        int    // where it stands; 0 for nowhere
}

func (im *importer) plainCSV(file string, lines *csvReader) error {
	first, err := lines.next()
	if err != nil {
		return ignoreEnd(err)
	}
	t := &plainTable{importer: im, lines: lines, file: file, titles: slices.Clone(first), cells: map[int]*columnValues{}, wide: map[int]*habit{}}
	t.cols = plainColumns(newHeader(t.titles), im.options)
	for i, title := range t.titles {
		t.bare = append(t.bare, titleKey(title) == "" && !t.cols.has(i))
	}
	if t.cols.date < 0 && strings.IndexAny(strings.TrimSpace(first[0]), "{[") == 0 {
		return errNotThis(FormatCSV)
	}
	if im.titles == nil {
		im.titles = t.titles
	}
	if areOwnTitles(t.titles) {
		return errOwnTables()
	}
	if err := t.roles(); err != nil {
		return err
	}
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return t.end()
		}
		if err == nil {
			err = t.row(line)
		}
		if err != nil {
			return err
		}
	}
}

// roles refuses a table of which a column is not understood. One that the
// person left out when naming columns is left out, unless it may be the one
// that says whether a day was done. A table that has nothing but a date and
// columns without a role is looked at as one with a habit in each.
func (t *plainTable) roles() error {
	h := newHeader(t.titles)
	for role, named := range t.options.Columns {
		titles := []string{named}
		if role == roleHabits {
			titles = strings.Split(named, "|")
		}
		for _, title := range titles {
			if !slices.Contains(Roles(), role) || h.column(titleKey(title)) < 0 && (role != roleHabits || title != "*") {
				return goal.Invalid("columns", "error.import.no_column", role, title)
			}
		}
	}
	unknown := t.cols.unknown(t.titles)
	named := len(t.options.Columns) > 0
	if t.options.Columns[roleHabits] == "*" {
		t.cols.wide, unknown = unknown, nil
	}
	lone := t.cols.habit < 0 && t.cols.value < 0 && t.cols.unit < 0
	if t.guess = !named && lone && t.cols.date >= 0 && len(unknown) > 0; t.guess {
		t.cols.wide, unknown = unknown, nil
	}
	if t.cols.date < 0 || len(unknown) > 0 && (!named || t.cols.value < 0 && len(t.cols.wide) == 0) || len(t.cols.wide) > 0 && !lone {
		return errColumns(t.titles, t.options)
	}
	for _, i := range unknown {
		t.unknown(t.titles[i])
	}
	for _, i := range t.cols.wide {
		x, err := t.addHabit("", t.titles[i])
		if err != nil {
			return err
		}
		x.join, x.finish, x.unit = joinPlain, finishAmount, unitInTitle(t.titles[i])
		t.wide[i] = x
	}
	return nil
}

// unitInTitle is what stands in brackets at the end of a title.
func unitInTitle(title string) string {
	title = strings.TrimSpace(clean(title))
	for _, pair := range [][2]string{{"(", ")"}, {"[", "]"}, {"（", "）"}} {
		if body, ok := strings.CutSuffix(title, pair[1]); ok {
			if i := strings.LastIndex(body, pair[0]); i > 0 {
				return strings.TrimSpace(body[i+len(pair[0]):])
			}
		}
	}
	return ""
}

// joinPlain adds numbers up; of other rows for a day the one that says more
// speaks.
func joinPlain(first *record, later record) bool {
	if first.value == valueAmount && later.value == valueAmount {
		return addUp(first, later)
	}
	keepBest(first, later)
	return true
}
