package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/ippo-app/ippo/internal/goal"
)

// Restore puts a checked copy of a backup in a database's place and answers
// where the old one is kept, empty when there was none. suffix names it. It is
// refused while another process has the database open. Whenever it is cut off,
// the old database or the restored one is there, whole: the change is one
// rename.
func Restore(ctx context.Context, from, path, suffix string) (kept string, err error) {
	err = withWhole(ctx, from, path, func(whole string) (err error) {
		if _, err := verify(ctx, whole, path); err != nil {
			return nameOf(err, from)
		}
		kept, err = restore(ctx, whole, path, suffix)
		return err
	})
	return kept, err
}

func restore(ctx context.Context, from, path, suffix string) (kept string, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", goal.Unavailable("database", "error.store.folder", filepath.Dir(path))
	}
	unlock, err := lockRestore(path)
	if err != nil {
		return "", goal.Unavailable("database", "error.store.readonly", path)
	}
	defer unlock()
	part := tempPath(path, partTail)
	defer func() { _ = discard(part) }() // it is there only when something went wrong
	if err := copyFile(from, part); err != nil {
		return "", goal.Unavailable("file", "error.file.write", part)
	}
	if err := finish(ctx, part, dropSessions()...); err != nil { // a file of another hand may hold some
		return "", classify(err, part)
	}
	if _, err := os.Stat(path); err == nil {
		if err := settle(ctx, path); err != nil {
			return "", err
		}
		if kept, err = keep(path, path+".old-"+suffix); err != nil {
			return "", classify(err, path)
		}
	}
	if err := os.Rename(part, path); err != nil {
		return "", classify(err, path)
	}
	syncFolder(filepath.Dir(path))
	return kept, nil
}

// settle moves the log of a database into its file and takes it away, which
// the engine does only for whoever has it open alone. A damaged one is left
// with what lies beside it.
func settle(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=busy_timeout(2000)")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var mode string
	err = db.QueryRowContext(ctx, `pragma journal_mode = delete`).Scan(&mode)
	if code, ok := liteCode(err); ok && code&0xff == liteBusy {
		return goal.Conflict("database", "error.restore.open")
	}
	return ctx.Err()
}

// keep gives the old file a second name, and moves what lies beside a damaged
// one there too. A name that is taken gets a number: what was kept before
// stays.
func keep(path, name string) (string, error) {
	kept := name
	for n := 2; ; n++ {
		err := os.Link(path, kept)
		if err != nil && !errors.Is(err, fs.ErrExist) { // a file system without second names
			if _, there := os.Stat(kept); errors.Is(there, fs.ErrNotExist) {
				err = copyFile(path, kept)
			}
		}
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrExist) || n > 100 {
			return "", err
		}
		kept = fmt.Sprintf("%s-%d", name, n)
	}
	for _, tail := range []string{"-wal", "-shm"} {
		if err := os.Rename(path+tail, kept+tail); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return kept, nil
}

// syncFolder brings a rename to the disk. Where a folder cannot be synced, the
// system does it in its own time.
func syncFolder(dir string) {
	f, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = f.Sync()
	_ = f.Close()
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // only read
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(err, out.Close())
	}
	return errors.Join(out.Sync(), out.Close())
}
