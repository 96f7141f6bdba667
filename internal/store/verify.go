package store

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// Verify reads a database file without changing it and answers what it holds.
// One of an older schema is brought up to date in a scratch copy, beside the
// path beside, and has to hold the same then. A file that is damaged, foreign,
// newer or cannot be brought up to date is refused.
func Verify(ctx context.Context, path, beside string) (Holdings, error) {
	var h Holdings
	err := withWhole(ctx, path, beside, func(whole string) (err error) {
		h, err = verify(ctx, whole, beside)
		return err
	})
	return h, nameOf(err, path)
}

// nameOf says of which file a sentence speaks: people know the name of the
// one, and not that of a scratch copy.
func nameOf(err error, path string) error {
	var told *goal.Error
	if !errors.As(err, &told) {
		return err
	}
	switch told.Key {
	case "error.store.damaged":
		return goal.Unavailable("file", told.Key, path)
	case "error.store.shape":
		return goal.Unavailable("file", told.Key, append([]any{path}, told.Args[1:]...)...)
	}
	return err
}

func verify(ctx context.Context, path, beside string) (h Holdings, err error) {
	s, err := lookAt(path)
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	have, err := s.look(ctx)
	if err != nil {
		return h, err
	}
	if h, err = readContents(ctx, s.pool); err != nil || have == newest {
		return h, classify(err, path)
	}
	return h, withScratch(beside, func(dir string) error { return tryUpgrade(ctx, path, filepath.Join(dir, "tried.db"), h) })
}

// look examines a file and answers its schema number; a file that is damaged,
// foreign or newer is refused.
func (s *sqliteStore) look(ctx context.Context) (int64, error) {
	have, err := schemaOf(ctx, s.pool)
	if err != nil {
		if code, ok := liteCode(err); ok && code&0xff == 1 {
			return 0, goal.Unavailable("file", "error.store.not_ours", s.path)
		}
		return 0, classify(err, s.path)
	}
	if err := (migrations{embedded, newest}).known(have); err != nil {
		return have, err
	}
	return have, s.examine(ctx, have)
}

// tryUpgrade brings a copy up to date and counts again.
func tryUpgrade(ctx context.Context, path, tried string, h Holdings) error {
	if err := copyFile(path, tried); err != nil {
		return goal.Unavailable("file", "error.file.write", tried)
	}
	s, err := startSQLite(ctx, tried, migrations{embedded, newest})
	if err != nil {
		return classify(err, path)
	}
	if err := errors.Join(s.Check(ctx), s.Close()); err != nil {
		return err
	}
	if err := finish(ctx, tried); err != nil {
		return classify(err, tried)
	}
	h2, err := lookAt(tried)
	if err != nil {
		return err
	}
	after, err := readContents(ctx, h2.pool)
	err = classify(errors.Join(err, h2.Close()), tried)
	if err == nil && !after.sameContents(h) {
		err = goal.Unavailable("file", "error.backup.unlike", path)
	}
	return err
}

// withWhole hands over a database file that needs no log beside it: the file
// itself, or where a log still waits beside it, a scratch copy of both.
func withWhole(ctx context.Context, path, beside string, f func(whole string) error) error {
	if fi, err := os.Stat(path + "-wal"); err != nil || fi.Size() == 0 {
		return f(path)
	}
	return withScratch(beside, func(dir string) error {
		whole := filepath.Join(dir, "whole.db")
		for _, tail := range []string{"", "-wal"} {
			if err := copyFile(path+tail, whole+tail); err != nil {
				return goal.Unavailable("file", "error.file.write", whole)
			}
		}
		if err := finish(ctx, whole); err != nil {
			return classify(err, path)
		}
		return f(whole)
	})
}

// withScratch makes a folder beside a path, or above it where that is not
// there yet, and takes it away again.
func withScratch(beside string, f func(dir string) error) (err error) {
	dir := tempPath(Near(beside), scratchTail)
	for n := 2; ; n++ {
		if err = os.Mkdir(dir, 0o700); err == nil {
			break
		}
		if systemKey(err) == "error.store.readonly" { // the database lies where nothing can be written
			if dir, err = os.MkdirTemp("", "ippo"+scratchTail); err == nil {
				break
			}
		}
		if !errors.Is(err, fs.ErrExist) || n > 9 {
			return goal.Unavailable("file", "error.file.write", dir)
		}
		dir = tempPath(Near(beside), scratchTail+strconv.Itoa(n)+"-")
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return f(dir)
}

// Near is the path itself where its folder exists, and else one of the same
// name in the nearest folder above that does.
func Near(path string) string {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if fi, err := os.Stat(dir); err == nil && fi.IsDir() || dir == filepath.Dir(dir) {
			return filepath.Join(dir, filepath.Base(path))
		}
	}
}

func immutable(path string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?mode=ro&immutable=1&_txlock=deferred&_pragma=query_only(1)&_pragma=trusted_schema(0)"
}

// CheckFile examines a database file without changing it and answers its
// schema number; a file that is damaged, foreign or newer is refused.
func CheckFile(ctx context.Context, path string) (have int64, err error) {
	s, err := lookAt(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.look(ctx)
}
