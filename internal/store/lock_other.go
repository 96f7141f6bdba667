//go:build !linux && !darwin

package store

import (
	"os"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// lockBytes takes a whole lock file for the turn: locks of single bytes would
// belong to the process here, and two stores of one would not keep each other
// out.
func lockBytes(path string) (leave func(), err error) {
	f, err := lockedfile.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	return func() { _ = f.Close() }, err
}
