package exchange

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/ippo-app/ippo/internal/goal"
)

// What a person's history never needs; more is damage or malice.
const (
	maxFile     = 256 << 20 // bytes of a file
	maxUnpacked = 64 << 20  // bytes of one unpacked file of a zip, and of a text file
	maxArchive  = 200 << 20 // bytes unpacked from one zip
	maxMembers  = 50_000    // files in a zip
	maxRecords  = 2_000_000 // records in a database
)

const megabyte = 1 << 20

// errTooLarge says that a file or what is in it passes a limit in bytes.
func errTooLarge(limit int64) error {
	return goal.Invalid("file", "error.import.too_large", limit/megabyte)
}

// errDamaged says that the file cannot be read; cause is for logs.
func errDamaged(cause error) error {
	return fmt.Errorf("%w: %w", goal.Invalid("file", "error.import.damaged"), cause)
}

// errNoRoom says that the temporary copy of a file could not be made.
func errNoRoom(cause error) error {
	return fmt.Errorf("%w: %w", goal.Unavailable("file", "error.import.no_room"), cause)
}

// errNotThis says that the file is not of the format it was given as.
func errNotThis(format Format) error {
	return goal.Invalid("from", "error.import.not_this_format", string(format))
}

// errFile sorts the errors of opening and reading a file of the person's.
func errFile(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", goal.NotFound("file", "error.import.no_file", name), err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", goal.Unavailable("file", "error.import.no_access", name), err)
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// readAll reads at most limit bytes; more is an error with code invalid.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > limit {
		return nil, errTooLarge(limit)
	}
	return b, nil
}
