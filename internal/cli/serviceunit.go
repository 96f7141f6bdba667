package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/ippo-app/ippo/internal/service"
)

// The unit of a service is no output that a person names: it lies where the system
// looks for it, under a name of its own.

// writeUnit writes a file that its owner alone reads, whole or not at all.
func writeUnit(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".ippo-*") // 0600
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the error is the one to say
	}
	return err
}

// dropUnit takes it away, with the link by which systemd had enabled it, where no
// manager answered to do so.
func dropUnit(path string) error {
	link := filepath.Join(filepath.Dir(path), "default.target.wants", service.Name+".service")
	if err := os.Remove(link); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Remove(path)
}
