package backup

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// MayWrite is the one rule for a file that a person wants written (ruling 64):
// never in the place of the database, of what lies beside it or of a backup,
// and in that of another file only where they said so. database is the path of
// the one in use, empty where it is no file.
func MayWrite(path, database string, replace bool) error {
	if database != "" && store.Belongs(path, database) {
		return goal.Conflict("file", "error.output.database", path)
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	fi, err := os.Stat(path)
	switch {
	case err == nil && !fi.Mode().IsRegular():
		return goal.Unavailable("file", "error.file.write", path)
	case err == nil:
		if backup, err := isBackup(path); err != nil {
			return goal.Unavailable("file", "error.file.write", path)
		} else if backup {
			return goal.Conflict("file", "error.output.backup", path)
		}
	case !errors.Is(err, fs.ErrNotExist): // a link that leads nowhere is a file that is there
		return nil // what is wrong with the place, writing says
	}
	if !replace {
		return goal.Conflict("file", "error.output.exists", path)
	}
	return nil
}

// MayFill is the same rule for a folder in which files are written.
func MayFill(folder, database string) error {
	if database != "" && store.Belongs(folder, database) {
		return goal.Conflict("file", "error.output.database", folder)
	}
	fi, err := os.Stat(folder)
	if err != nil || !fi.Mode().IsRegular() {
		return nil //nolint:nilerr // a folder, or one to be made
	}
	if backup, err := isBackup(folder); err == nil && backup {
		return goal.Conflict("file", "error.output.backup", folder)
	}
	return nil // any other file is none to be filled, as making the folder says
}

// isBackup says whether a file may hold a person's days: a database of any
// program, an encrypted file, or one that bears the name of a backup.
func isBackup(path string) (bool, error) {
	for _, p := range []string{path, resolved(path)} {
		if _, ok := ParseName(filepath.Base(p)); ok {
			return true, nil
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer func() { _ = f.Close() }() // only read
	const database = "SQLite format 3\x00"
	head := make([]byte, len(database))
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	return bytes.Equal(head[:n], []byte(database)) || IsEncrypted(path), nil
}

// resolved is where the links of a path lead.
func resolved(path string) string {
	if p, err := filepath.EvalSymlinks(path); err == nil {
		return p
	}
	return path
}
