package store

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// beside are the tails of the names that lie beside a database, now or at
// another time: the engine's, the locks, the record of backups, what processes
// work on, and what upgrades and restores keep.
var beside = regexp.MustCompile(`(?i)^(?:-wal|-shm|-journal|\.lock|\.door|\.turn|\.backup\.json|\.backup\.json\.part|\.part|\.(?:part|plain|scratch|look|old|schema)-.*)?$`)

// Belongs says whether a path is a database, or one of the files beside it,
// whether there or not: by its name, or as another name of one of them.
func Belongs(path, database string) bool {
	info, err := os.Stat(path)
	there := err == nil
	for _, p := range spellings(path) {
		for _, db := range spellings(database) {
			if sameFolder(filepath.Dir(p), filepath.Dir(db)) && isBeside(filepath.Base(p), filepath.Base(db)) {
				return true
			}
			if there && hasFile(filepath.Dir(db), filepath.Base(db), info) {
				return true
			}
		}
	}
	return false
}

// isBeside compares without case: some file systems do.
func isBeside(name, database string) bool {
	n := len(database)
	return len(name) >= n && strings.EqualFold(name[:n], database) && beside.MatchString(name[n:])
}

// hasFile says whether a file is one of those of a database, by any name.
func hasFile(dir, database string, file os.FileInfo) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, e := range entries {
		if !isBeside(e.Name(), database) {
			continue
		}
		if info, err := os.Stat(filepath.Join(dir, e.Name())); err == nil && os.SameFile(info, file) {
			return true
		}
	}
	return false
}

// spellings of a path: as it is named, and where its links lead.
func spellings(path string) []string {
	all := []string{path}
	if abs, err := filepath.Abs(path); err == nil {
		all[0] = abs
	}
	if to, err := filepath.EvalSymlinks(all[0]); err == nil && to != all[0] {
		all = append(all, to)
	}
	return all
}

func sameFolder(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
