//go:build linux || darwin

package store

import (
	"errors"
	"io"
	"os"
	"syscall"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// lockBytes queues at the door of a lock file and answers with the turn. The
// locks belong to the opened file, not to the process, so that two stores of one
// process keep each other out too. Where the system has no such locks, the whole
// file is the turn.
func lockBytes(path string) (leave func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockByte(f, doorByte, syscall.F_WRLCK); errors.Is(err, syscall.EINVAL) {
		if err := f.Close(); err != nil {
			return nil, err
		}
		whole, err := lockedfile.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		return func() { _ = whole.Close() }, err
	} else if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	err = lockByte(f, turnByte, syscall.F_WRLCK)
	if err = errors.Join(err, lockByte(f, doorByte, syscall.F_UNLCK)); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, nil // the system takes the locks back
}

func lockByte(f *os.File, at int64, kind int16) error {
	for {
		err := syscall.FcntlFlock(f.Fd(), setLock, &syscall.Flock_t{Type: kind, Whence: io.SeekStart, Start: at, Len: 1})
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
