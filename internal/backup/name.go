// Package backup makes copies that can be trusted, and puts them back: it
// names them, looks through them before they count, encrypts them, keeps the
// right ones and makes new ones on a schedule.
package backup

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/store"
)

// Name is what the name of a backup in a folder says, so that the folder needs
// no list of its own and an encrypted backup is known without its key:
//
//	ippo-20261023-074200-3f9a-118-c04d1e.db.age
//
// is of ippo.db, made then (UTC), of the history that begins with 3f9a, at
// entry 118 of the journal.
type Name struct {
	Database  string // without .db
	Made      time.Time
	Mark      store.Mark
	Encrypted bool
}

const (
	moment    = "20060102-150405"
	plainEnd  = ".db"
	lockedEnd = ".age"
)

var named = regexp.MustCompile(`^(.+)-([0-9]{8}-[0-9]{6})-([0-9a-f]{4})-([0-9]+)-([0-9a-f]{6})\.db(\.age)?$`)

// String is the file's name.
func (n Name) String() string {
	s := strings.Join([]string{
		n.Database, n.Made.UTC().Format(moment), n.Mark.Line, strconv.FormatInt(n.Mark.Position, 10), n.Mark.Sum,
	}, "-") + plainEnd
	if n.Encrypted {
		s += lockedEnd
	}
	return s
}

// ParseName reads a file's name; any other than ours is not ok.
func ParseName(file string) (n Name, ok bool) {
	m := named.FindStringSubmatch(file)
	if m == nil {
		return n, false
	}
	made, err := time.Parse(moment, m[2])
	position, wide := strconv.ParseInt(m[4], 10, 64)
	if err != nil || wide != nil {
		return n, false
	}
	n = Name{m[1], made, store.Mark{Line: m[3], Position: position, Sum: m[5]}, m[6] != ""}
	return n, n.String() == file
}

// sameHistory says whether two backups are of one database, for one to make
// another superfluous.
func (n Name) sameHistory(other Name) bool {
	return n.Database == other.Database && n.Mark.Line == other.Mark.Line
}

// newestFirst sorts; what was made in one second by what it holds.
func newestFirst(ns []Name) {
	slices.SortFunc(ns, func(a, b Name) int {
		return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.Mark.Position, a.Mark.Position), cmp.Compare(b.String(), a.String()))
	})
}

// list the backups of a folder, newest first.
func list(dir string) ([]Name, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var all []Name
	for _, e := range entries {
		if n, ok := ParseName(e.Name()); ok && e.Type().IsRegular() {
			all = append(all, n)
		}
	}
	newestFirst(all)
	return all, nil
}

// databaseName is what backups of a database are called.
func databaseName(path string) string { return strings.TrimSuffix(filepath.Base(path), plainEnd) }
