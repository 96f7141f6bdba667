package store

import (
	"errors"
	"io/fs"
	"os"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// One file beside the database holds all locks, ippo.db.lock (ruling 64). The
// whole of it is locked while a schema is brought up to date. Two of its bytes
// are the door and the turn of those who write: who wants the turn waits for it
// with the door in hand, so that a process with one write gets through while
// another writes without pause. Programs up to schema 4 of 2026 had a file each
// for door and turn. Where those lie they are taken too, in the same order; none
// is made, but for a restore, which may not run beside a write of any program.
const (
	lockTail = ".lock"
	oldDoor  = ".door"
	oldTurn  = ".turn"
)

// The bytes of the lock file.
const (
	doorByte = iota
	turnByte
)

// lockUpgrade waits until no other process brings the database up to date.
func lockUpgrade(path string) (leave func(), err error) {
	f, err := lockedfile.OpenFile(path+lockTail, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	tighten(path + lockTail)
	return func() { _ = f.Close() }, nil // the system takes the lock back
}

// lockTurn waits for the turn to write.
func lockTurn(path string) (leave func(), err error) {
	mine, err := lockBytes(path + lockTail)
	if err != nil {
		return nil, err
	}
	tighten(path + lockTail)
	olds, err := lockOlder(path, 0)
	if err != nil {
		mine()
		return nil, err
	}
	return func() { olds(); mine() }, nil
}

// lockRestore waits for the turn as lockTurn does; no older program that begins
// meanwhile gets past it either.
func lockRestore(path string) (leave func(), err error) {
	mine, err := lockBytes(path + lockTail)
	if err != nil {
		return nil, err
	}
	tighten(path + lockTail)
	_, err = os.Lstat(path + oldTurn)
	fresh := errors.Is(err, fs.ErrNotExist)
	olds, err := lockOlder(path, os.O_CREATE)
	if err != nil {
		mine()
		return nil, err
	}
	return func() {
		if fresh { // who waits at it finds the database replaced
			_ = os.Remove(path + oldTurn)
		}
		olds()
		mine()
	}, nil
}

// lockOlder takes the turn as older programs know it, where they have left their
// files or may make them.
func lockOlder(path string, create int) (leave func(), err error) {
	door, err := lockedfile.OpenFile(path+oldDoor, os.O_RDWR, 0)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if door != nil {
		defer func() { _ = door.Close() }()
		tighten(path + oldDoor)
	}
	turn, err := lockedfile.OpenFile(path+oldTurn, os.O_RDWR|create, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		return func() {}, nil
	}
	if err != nil {
		return nil, err
	}
	tighten(path + oldTurn)
	return func() { _ = turn.Close() }, nil
}

// tighten lets nobody else take a lock: older programs made the files readable
// by everybody, and who can open one can hold it.
func tighten(path string) {
	if fi, err := os.Stat(path); err == nil && fi.Mode().Perm()&0o077 != 0 {
		_ = os.Chmod(path, 0o600)
	}
}
