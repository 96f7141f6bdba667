package store

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"syscall"
)

// Tails of the files that exist while a process works on them; its number
// follows.
const (
	partTail    = ".part-"    // will get its name when it is whole
	plainTail   = ".plain-"   // of a backup that is encrypted: the database in the open
	scratchTail = ".scratch-" // a folder in which something is tried
)

var tempName = regexp.MustCompile(`^(.+?)\.(?:part|plain|scratch)-(?:.*-)?([0-9]+)(?:-journal|-wal|-shm)?$`)

// Plain names the place where this process may keep the open text of an
// encrypted backup, readable by nobody else: beside the database, or where
// nothing can be written there, in a folder of its own. done takes the folder
// away.
func Plain(database string) (path string, done func(), err error) {
	path = tempPath(database, plainTail)
	_ = os.Remove(path) // of a process of the same number, long gone
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		return path, func() {}, errors.Join(f.Close(), os.Remove(path))
	}
	if systemKey(err) != "error.store.readonly" {
		return path, func() {}, nil // whoever writes there says what is wrong
	}
	dir, err := os.MkdirTemp("", "ippo"+scratchTail)
	if err != nil {
		return "", nil, err
	}
	return filepath.Join(dir, "plain.db"), func() { _ = os.RemoveAll(dir) }, nil
}

// Part names the place where this process may write what will be at path once
// it is whole.
func Part(path string) string { return tempPath(path, partTail) }

// Leftovers lists what processes left in a folder that were ended in the
// midst of a backup or a restore: files and folders whose name is that of a
// process that runs no more. belongs is asked with the name they were made for.
func Leftovers(dir string, belongs func(name string) bool) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var left []string
	for _, e := range entries {
		m := tempName.FindStringSubmatch(e.Name())
		if m == nil || !belongs(m[1]) {
			continue
		}
		if pid, err := strconv.Atoi(m[2]); err == nil && !isRunning(pid) {
			left = append(left, filepath.Join(dir, e.Name()))
		}
	}
	return left
}

// Sweep takes away what was left beside a file. What cannot be taken away now
// is found again the next time.
func Sweep(path string) {
	name := filepath.Base(path)
	for _, f := range Leftovers(filepath.Dir(path), func(n string) bool { return n == name }) {
		_ = os.RemoveAll(f)
	}
}

// isRunning says whether another process has this number. This one has only begun.
func isRunning(pid int) bool {
	if pid == os.Getpid() || pid <= 0 {
		return false
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	_ = p.Release()
	return err == nil || errors.Is(err, os.ErrPermission) || runtime.GOOS == "windows"
}
