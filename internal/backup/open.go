package backup

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// Opened is a backup that was looked through, as a database file in the open.
type Opened struct {
	File      string // as it was found
	Path      string // the database in the open; File itself, or beside the database
	Holds     store.Holdings
	Encrypted bool
	Made      time.Time // zero where the name does not say
	Passed    []Passed  // newer ones of the folder that are no good
	done      func()    // takes away where Path is
}

// Passed is a backup that was passed over.
type Passed struct {
	File string
	Why  error
}

// Close takes the open text of an encrypted backup away.
func (o *Opened) Close() error {
	if o == nil || o.Path == o.File {
		return nil
	}
	defer o.done()
	return removed(o.Path)
}

// Open looks through a backup, or the newest good one of a folder, for a
// database that it may replace. Nothing of either is changed.
func Open(ctx context.Context, path, database string, k Keys) (*Opened, error) {
	fi, err := os.Stat(path)
	if err != nil {
		return nil, goal.NotFound("file", "error.import.no_file", path)
	}
	store.Sweep(store.Near(database))
	if !fi.IsDir() {
		return open(ctx, path, database, k)
	}
	all, err := candidates(path, database)
	if err != nil {
		return nil, goal.Unavailable("file", "error.backup.read_folder", path)
	}
	var passed []Passed
	for _, f := range all {
		o, err := open(ctx, f, database, k)
		switch told, ok := errors.AsType[*goal.Error](err); {
		case err == nil:
			o.Passed = passed
			return o, nil
		case !ok || told.Code != goal.CodeUnavailable || ctx.Err() != nil:
			return nil, err // the key is missing or wrong: no other file is meant
		}
		passed = append(passed, Passed{f, err})
	}
	if len(passed) > 0 {
		return nil, goal.Unavailable("file", "error.backup.none_good", path, len(passed))
	}
	return nil, goal.NotFound("file", "error.backup.none", path)
}

func open(ctx context.Context, path, database string, k Keys) (*Opened, error) {
	o := &Opened{File: path, Path: path, Encrypted: IsEncrypted(path)}
	if n, ok := ParseName(filepath.Base(path)); ok {
		o.Made = n.Made
	}
	if o.Encrypted {
		var err error
		if o.Path, o.done, err = store.Plain(store.Near(database)); err != nil {
			return nil, goal.Unavailable("file", "error.file.write", os.TempDir())
		}
		if err := k.decrypt(ctx, path, o.Path); err != nil {
			return nil, errors.Join(err, o.Close())
		}
	}
	var err error
	if o.Holds, err = store.Verify(ctx, o.Path, database); err != nil {
		return nil, errors.Join(o.explained(err), o.Close())
	}
	return o, nil
}

// explained is an error about the file that the person named. Of a file that is no
// database at all, it says what it may be instead.
func (o *Opened) explained(err error) error {
	told, ok := errors.AsType[*goal.Error](err)
	switch {
	case !ok:
		return err
	case told.Key == "error.store.not_a_database" && isObject(o.Path):
		return goal.Invalid("file", "error.backup.export", o.File)
	case told.Key == "error.store.not_a_database", told.Key == "error.store.not_ours":
		return goal.Unavailable("file", "error.backup.not_ours", o.File)
	case told.Key == "error.store.damaged", told.Key == "error.doctor.journal", told.Key == "error.doctor.tables":
		return goal.Unavailable("file", "error.backup.damaged", o.File)
	case told.Key == "error.store.shape" && len(told.Args) > 1:
		return goal.Unavailable("file", "error.backup.shape", o.File, told.Args[1])
	case len(told.Args) > 0 && told.Args[0] == o.Path:
		return &goal.Error{Code: told.Code, Field: told.Field, Key: told.Key, Args: []any{o.File}}
	}
	return err
}

// isObject says whether a file begins as an export does.
func isObject(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // only read
	head := make([]byte, 64)
	n, _ := io.ReadFull(f, head)
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head[:n], []byte("\xef\xbb\xbf"))), []byte("{"))
}

// Best is the newest backup known of a database that is good, looked for without
// any key: the last one that was made, then the others of its folder. One that is
// encrypted is good while it is what was written; any other is examined anew.
func Best(ctx context.Context, database string) (path string, made time.Time, ok bool) {
	known := ReadRecord(database).Good
	if known == nil {
		return "", made, false
	}
	if known.Whole(ctx) && (known.Encrypted || isGood(ctx, known.File, database)) {
		return known.File, known.Made, true
	}
	all, err := candidates(filepath.Dir(known.File), database)
	if err != nil {
		return "", made, false
	}
	for _, f := range all {
		if n, ours := ParseName(filepath.Base(f)); ours && isGood(ctx, f, database) {
			return f, n.Made, true
		}
	}
	return "", made, false
}

func isGood(ctx context.Context, file, database string) bool {
	_, err := store.Verify(ctx, file, database)
	return err == nil
}

func removed(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// candidates are the files of a folder that may be backups, newest first: by
// what the name says, or the file's own time.
func candidates(dir, database string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	type candidate struct {
		path string
		made time.Time
		mark store.Mark
	}
	var all []candidate
	for _, e := range entries {
		end := filepath.Ext(e.Name())
		path := filepath.Join(dir, e.Name())
		fi, err := e.Info()
		if err != nil || !fi.Mode().IsRegular() || end != plainEnd && end != lockedEnd || absolute(path) == absolute(database) {
			continue
		}
		c := candidate{path: path, made: fi.ModTime()}
		if n, ok := ParseName(e.Name()); ok {
			c.made, c.mark = n.Made, n.Mark
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		if c := b.made.Compare(a.made); c != 0 {
			return c
		}
		if a.mark.Position != b.mark.Position {
			return int(b.mark.Position - a.mark.Position)
		}
		return strings.Compare(a.path, b.path)
	})
	paths := make([]string, len(all))
	for i, c := range all {
		paths[i] = c.path
	}
	return paths, nil
}
