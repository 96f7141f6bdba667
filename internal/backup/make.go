package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// Source is the open database that is backed up.
type Source interface {
	Backup(ctx context.Context, path string) (store.Holdings, error)
	Mark(ctx context.Context) (store.Mark, error)
}

// Maker makes backups of one database.
type Maker struct {
	Source   Source
	Database string // path of its file
	Now      func() time.Time
	Lock     Lock
	Replace  bool // another file that is where a backup shall be
}

// Made is a backup that can be trusted.
type Made struct {
	Good
	Lock    Way
	New     bool           // false: nothing had moved since it was made
	Holds   store.Holdings // of a new one
	Dropped []string       // paths of those that it made superfluous
}

// File makes a backup at a path where one may be (MayWrite).
func (m Maker) File(ctx context.Context, path string) (Made, error) {
	made, err := m.file(ctx, path)
	return made, m.remember(ctx, made, path, err)
}

func (m Maker) file(ctx context.Context, path string) (Made, error) {
	if err := MayWrite(path, m.Database, m.Replace); err != nil {
		return Made{}, err
	}
	if _, err := os.Lstat(path); err != nil {
		return m.write(ctx, path, m.Now())
	}
	part := store.Part(path) // what is there stays until the backup is good
	_ = os.Remove(part)      // of a process of the same number, long gone
	made, err := m.write(ctx, part, m.Now())
	if err != nil {
		return made, insteadOf(err, part, path)
	}
	if err := os.Rename(part, path); err != nil {
		return Made{}, errors.Join(goal.Unavailable("file", "error.backup.write", path), os.Remove(part))
	}
	made.File = absolute(path)
	return made, nil
}

// Folder makes a backup in a folder, unless the newest there holds all there
// is, and takes away those that need not stay.
func (m Maker) Folder(ctx context.Context, dir string, k Keep) (Made, error) {
	made, err := m.folder(ctx, dir, k)
	return made, m.remember(ctx, made, dir, err)
}

func (m Maker) folder(ctx context.Context, dir string, k Keep) (Made, error) {
	if err := MayFill(dir, m.Database); err != nil {
		return Made{}, err
	}
	dir = absolute(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Made{}, goal.Unavailable("file", "error.backup.make_folder", dir)
	}
	for _, f := range store.Leftovers(dir, func(name string) bool { n, ok := ParseName(name); return ok && n.Database == databaseName(m.Database) }) {
		_ = os.RemoveAll(f) // else the next time
	}
	mark, err := m.Source.Mark(ctx)
	if err != nil {
		return Made{}, err
	}
	next := Name{databaseName(m.Database), m.Now().UTC().Truncate(time.Second), mark, m.Lock.On()}
	if old, ok := m.unmoved(ctx, dir, next); ok {
		return Made{Good: old}, nil
	}
	made, err := m.write(ctx, filepath.Join(dir, next.String()), next.Made)
	if err != nil {
		return made, err
	}
	if next.Mark = made.Holds.Mark; filepath.Join(dir, next.String()) != made.File { // somebody wrote meanwhile
		to := filepath.Join(dir, next.String())
		if err := os.Rename(made.File, to); err != nil {
			return made, goal.Unavailable("file", "error.backup.write", to)
		}
		made.File = to
	}
	made.Dropped, err = m.drop(dir, next, k)
	return made, err
}

// unmoved finds the newest backup of this history, when it is of this moment
// and still what was written.
func (m Maker) unmoved(ctx context.Context, dir string, next Name) (Good, bool) {
	all, err := list(dir)
	if err != nil {
		return Good{}, false
	}
	i := slices.IndexFunc(all, next.sameHistory)
	if i < 0 || all[i].Mark != next.Mark || all[i].Encrypted != next.Encrypted {
		return Good{}, false
	}
	path := absolute(filepath.Join(dir, all[i].String()))
	if known := ReadRecord(m.Database).Good; known != nil && known.File == path {
		fi, err := os.Stat(path)
		return *known, err == nil && fi.Size() == known.Bytes
	}
	g := Good{File: path, Made: all[i].Made, Encrypted: next.Encrypted, Mark: next.Mark}
	if g.Encrypted { // its name is all that can be read
		if !IsEncrypted(path) {
			return g, false
		}
	} else if h, err := store.Verify(ctx, path, m.Database); err != nil || h.Mark != next.Mark {
		return g, false
	}
	g.Bytes, g.SHA256, err = sum(ctx, path)
	return g, err == nil
}

// drop takes away the backups of this history that need not stay now that
// there is a new one.
func (m Maker) drop(dir string, next Name, k Keep) ([]string, error) {
	all, err := list(dir)
	if err != nil {
		return nil, goal.Unavailable("file", "error.backup.read_folder", dir)
	}
	var ours []Name
	for _, n := range all {
		if n.sameHistory(next) {
			ours = append(ours, n)
		}
	}
	var dropped []string
	for _, n := range Superfluous(ours, k) {
		path := filepath.Join(dir, n.String())
		if n.String() == next.String() || store.Belongs(path, m.Database) {
			continue // a clock that was set back makes it look old; a backup may have become the database
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return dropped, goal.Unavailable("file", "error.backup.drop", path)
		}
		dropped = append(dropped, path)
	}
	return dropped, nil
}

// write makes a backup in a new file that gets its name when it is good.
func (m Maker) write(ctx context.Context, path string, now time.Time) (made Made, err error) {
	store.Sweep(m.Database)
	store.Sweep(path)
	made = Made{New: true, Lock: m.Lock.method(), Good: Good{File: absolute(path), Made: now, Encrypted: m.Lock.On()}}
	if m.Lock.On() {
		made.Holds, err = m.locked(ctx, path)
	} else {
		made.Holds, err = m.Source.Backup(ctx, path)
	}
	if err != nil {
		return made, err
	}
	made.Mark = made.Holds.Mark
	made.Bytes, made.SHA256, err = sum(ctx, path)
	return made, err
}

// locked writes an encrypted backup. The open copy of it, which is what was
// looked through, lies beside the database: where the backup goes it may be
// that others read.
func (m Maker) locked(ctx context.Context, path string) (h store.Holdings, err error) {
	if _, err := os.Lstat(path); err == nil {
		return h, goal.Conflict("file", "error.backup.exists", path)
	}
	plain, done, err := store.Plain(m.Database)
	if err != nil {
		return h, goal.Unavailable("file", "error.backup.write", path)
	}
	defer done()
	part := store.Part(path)
	_ = os.Remove(part) // of a process of the same number, long gone
	if h, err = m.Source.Backup(ctx, plain); err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, os.Remove(plain)) }()
	err = m.Lock.encrypt(ctx, plain, part)
	if err == nil {
		err = os.Rename(part, path)
	}
	switch {
	case err == nil:
		return h, nil
	case ctx.Err() != nil:
		err = ctx.Err()
	case errors.Is(err, errOther):
		err = goal.Unavailable("file", "error.backup.unlike", path)
	default:
		err = goal.Unavailable("file", "error.backup.write", path)
	}
	if gone := os.Remove(part); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return h, err
}

// remember notes a good backup, and why there is none or why something else
// went wrong with it. A note that cannot be written makes a good backup no
// worse.
func (m Maker) remember(ctx context.Context, made Made, to string, err error) error {
	r := ReadRecord(m.Database)
	if made.SHA256 != "" { // it was looked through
		r.Good, r.Trouble = &made.Good, nil
	}
	if err != nil {
		if ctx.Err() != nil || mendable(err) {
			return err // somebody wanted it to stop, or the command was wrong
		}
		r.Trouble = troubleOf(err, absolute(to), m.Now())
	}
	_ = r.write(m.Database)
	return err
}

// insteadOf is an error about a file, told of the one that it stands for.
func insteadOf(err error, file, named string) error {
	if told, ok := errors.AsType[*goal.Error](err); ok && len(told.Args) > 0 && told.Args[0] == file {
		return &goal.Error{Code: told.Code, Field: told.Field, Key: told.Key, Args: append([]any{named}, told.Args[1:]...)}
	}
	return err
}

func mendable(err error) bool {
	told, ok := errors.AsType[*goal.Error](err)
	return ok && told.Code != goal.CodeUnavailable
}

func troubleOf(err error, to string, at time.Time) *Trouble {
	t := &Trouble{At: at, To: to, Text: err.Error()}
	if told, ok := errors.AsType[*goal.Error](err); ok {
		t.Key, t.Args, t.Text = told.Key, told.Args, ""
	}
	return t
}

// sum of a file: its size and its SHA-256.
func sum(ctx context.Context, path string) (n int64, hash string, err error) {
	h := sha256.New()
	err = withFile(ctx, path, func(in io.Reader) (err error) {
		n, err = io.Copy(h, in)
		return err
	})
	return n, hex.EncodeToString(h.Sum(nil)), err
}

func absolute(path string) string {
	if a, err := filepath.Abs(path); err == nil {
		return a
	}
	return path
}
