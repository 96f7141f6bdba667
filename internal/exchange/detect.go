package exchange

import (
	"bytes"
	"context"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// kind is a format: how to tell its files and how to read them.
type kind struct {
	format Format
	// is says whether a file is one of the format, by its content; the name
	// counts only where the content leaves it open.
	is   func(*sample) bool
	read func(*importer, []member) error
}

// kinds are the formats in the order in which they are tried: what is told most
// surely comes first.
func kinds() []kind {
	return []kind{
		{FormatTickmate, isTickmate, readTickmate},
		{FormatRewire, isRewire, readRewire},
		{FormatLoopDB, isSQLite, readLoopDB},
		{FormatLoopCSV, isLoopCSV, readLoopCSV},
		{FormatStreak, isStreak, readStreak},
		{FormatTableHabit, isTableHabit, readTableHabit},
		{FormatBeaver, isBeaver, readBeaver},
		{FormatHabitTrove, isHabitTrove, readHabitTrove},
		{FormatHabo, isHabo, readHabo},
		{FormatDijo, isDijo, readDijo},
		{FormatHabitBull, isHabitBull, readHabitBull},
		{FormatHabitify, isHabitify, readHabitify},
		{FormatStreaks, isStreaks, readStreaks},
		{FormatHabitica, isHabitica, readHabitica},
		{FormatHarsh, isHarsh, readHarsh},
		{FormatPaper, isPaper, readPaper},
		{FormatBeeminder, isBeeminder, readBeeminder},
		{FormatCSV, isPlainCSV, readPlainCSV},
	}
}

// sample is the beginning of a file, looked at from several sides.
type sample struct {
	name    string
	head    []byte
	options Options
	decoded string
	first   []string // cells of the first line
	shape   *shape
	tables  func(names ...string) bool // whether it is a database with these tables
}

// sampleSize is how much of a file detection looks at.
const sampleSize = 64 << 10

// text is the beginning as text, without a last line that is cut off.
func (s *sample) text() string {
	if s.decoded == "" {
		s.decoded = decodeText(s.head)
		if i := strings.LastIndexByte(s.decoded, '\n'); len(s.head) == sampleSize && i > 0 {
			s.decoded = s.decoded[:i]
		}
	}
	return s.decoded
}

// columns are the titles of a table; none for what is no text.
func (s *sample) columns() header {
	if s.first == nil {
		s.first, _ = newCSVReader(strings.NewReader(s.text())).next()
	}
	return newHeader(s.first)
}

// base is the name without folders, in lower case.
func (s *sample) base() string { return strings.ToLower(path.Base(s.name)) }

// detect says of which format an archive is and which of its files belong to it.
func detect(a *archive, o Options) (kind, []member, error) {
	all := kinds()
	if o.Format == FormatUnknown && len(o.Columns) > 0 { // whoever names columns means a table
		o.Format = FormatCSV
	}
	if o.Format == FormatIppo {
		return kind{}, nil, goal.Invalid("file", "error.import.own_export")
	}
	if o.Format != FormatUnknown {
		i := slices.IndexFunc(all, func(k kind) bool { return k.format == o.Format })
		if i < 0 {
			return kind{}, nil, goal.Invalid("from", "error.import.no_reader", string(o.Format))
		}
		if len(a.members) == 1 {
			return all[i], a.members, nil // what it says it is, whatever it looks like
		}
		all = all[i : i+1]
	}
	found := make([][]member, len(all))
	own, tables := false, false
	var table []string // titles of one that says nothing else
	for _, m := range a.members {
		head, err := a.head(m, sampleSize)
		if err != nil {
			return kind{}, nil, err
		}
		s := &sample{name: m.name, head: head, options: o}
		s.tables = func(names ...string) bool { return isSQLite(s) && a.hasTables(m, names) }
		own, tables = own || isOwnExport(s), tables || isOwnTable(s)
		if i := slices.IndexFunc(all, func(k kind) bool { return k.is(s) }); i >= 0 {
			found[i] = append(found[i], m)
		} else if table == nil && isTable(s) {
			s.columns()
			table = slices.Clone(s.first)
		}
	}
	if tables && !own {
		return kind{}, nil, errOwnTables()
	}
	return choose(all, found, own, table, o)
}

// choose takes the one format of which files were found; table are the titles of
// a table that may be anybody's.
func choose(all []kind, found [][]member, own bool, table []string, o Options) (kind, []member, error) {
	var names []string
	best := -1
	for i, ms := range found {
		if len(ms) == 0 {
			continue
		}
		if all[i].format == FormatLoopCSV { // its other tables may look like something else
			return all[i], ms, nil
		}
		if best < 0 {
			best = i
		}
		names = append(names, string(all[i].format))
	}
	switch {
	case own && best < 0:
		return kind{}, nil, goal.Invalid("file", "error.import.own_export")
	case best < 0 && o.Format != FormatUnknown:
		return kind{}, nil, errNotThis(o.Format)
	case best < 0 && table != nil:
		return kind{}, nil, errColumns(table, o)
	case best < 0:
		return kind{}, nil, errUnknown()
	case len(names) > 1:
		return kind{}, nil, goal.Invalid("from", "error.import.mixed", strings.Join(names, ", "))
	}
	return all[best], found[best], nil
}

func isSQLite(s *sample) bool { return bytes.HasPrefix(s.head, []byte("SQLite format 3\x00")) }

// hasTables says whether a database has these tables; false for what is none.
func (a *archive) hasTables(m member, names []string) (has bool) {
	err := withDatabase(a, m, func(ctx context.Context, db *dbFile) error {
		has = db.has(ctx, names...)
		return nil
	})
	return err == nil && has
}

// isOwnTable says whether a file is one of the tables that [CSV] writes: they are
// for reading, and hold less than what ippo knows.
func isOwnTable(s *sample) bool {
	s.columns()
	return areOwnTitles(s.first)
}

func areOwnTitles(titles []string) bool {
	joined := strings.Join(titles, " ")
	return slices.ContainsFunc((&csvWriter{}).all(), func(x table) bool { return x.titles == joined })
}

func errOwnTables() error { return goal.Invalid("file", "error.import.own_tables") }

// isOwnExport looks for "format": "ippo" at the top level.
func isOwnExport(s *sample) bool { return s.json().own }

// shape is what the beginning of a JSON file looks like: the keys of its top
// level, and those of the first things in its lists.
type shape struct {
	list bool // an array at the top
	top  keys
	item keys // of the first items of the array at the top, or of the list that holds habits
	deep keys // of the first items of lists within items
	own  bool
}

type keys map[string]bool

func (k keys) has(names ...string) bool {
	for _, n := range names {
		if !k[n] {
			return false
		}
	}
	return true
}

// json is the shape of the beginning, as far as it goes.
func (s *sample) json() *shape {
	if s.shape != nil {
		return s.shape
	}
	s.shape = &shape{top: keys{}, item: keys{}, deep: keys{}}
	text := strings.TrimLeft(s.text(), " \n\t")
	if text == "" || text[0] != '{' && text[0] != '[' {
		return s.shape
	}
	w := newWalker(strings.NewReader(text))
	_ = s.shape.look(w, text[0] == '[') // the end of the sample is an error, and no matter
	return s.shape
}

func (s *shape) look(w *walker, list bool) error {
	if s.list = list; list {
		return w.items(func() error { return s.lookAt(w, s.item, 2) })
	}
	return w.fields(func(key string) error {
		s.top[key] = true
		if key == "format" {
			var v string
			err := w.text(&v)
			s.own = s.own || v == string(FormatIppo)
			return err
		}
		return s.lookAt(w, s.item, 2)
	})
}

// lookAt notes the keys of an object, or of the objects in a list.
func (s *shape) lookAt(w *walker, into keys, depth int) error {
	t, err := w.token()
	if err != nil || depth == 0 {
		return w.stepOver(t, err)
	}
	switch t {
	case jsonArray:
		for w.dec.More() && err == nil {
			err = s.lookAt(w, into, depth)
		}
	case jsonObject:
		for w.dec.More() && err == nil {
			var key any
			if key, err = w.token(); err == nil {
				name, _ := key.(string)
				into[name] = true
				err = s.lookAt(w, s.deep, depth-1)
			}
		}
	default:
		return nil
	}
	if err == nil {
		_, err = w.token()
	}
	return err
}

// each reads every file of a format in turn.
func each(members []member, a *archive, f func(m member, r io.Reader) error) error {
	for _, m := range members {
		if err := a.read(m, func(r io.Reader) error { return f(m, r) }); err != nil {
			return err
		}
	}
	return nil
}

// stem is the name of a file without folders and ending.
func stem(name string) string {
	base := path.Base(name)
	return strings.TrimSuffix(base, path.Ext(base))
}
