package exchange

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/ippo-app/ippo/internal/goal"
)

// What a person's history never needs; more is damage or malice.
const (
	maxFile     = 256 << 20  // bytes of a file
	maxOwn      = 64 << 30   // bytes of our own export, which is read entry by entry
	maxUnpacked = 256 << 20  // bytes unpacked from one zip, or read from one folder
	maxMembers  = 20_000     // files in a zip or folder
	maxRecords  = 10_000_000 // records in one import
	maxDepth    = 64         // brackets within brackets in JSON
	maxText     = 4 << 20    // bytes of one text in JSON
	maxLine     = 1 << 20    // bytes of one line of text
)

const megabyte = 1 << 20

// errTooLarge says that a file or what is in it passes a limit in bytes.
func errTooLarge(limit int64) error {
	return goal.Invalid("file", "error.import.too_large", limit/megabyte)
}

// errTooMany says that there are more records, habits or files than limit.
func errTooMany(limit int) error { return goal.Invalid("file", "error.import.too_many", limit) }

// errDamaged says that the file cannot be read; cause is for logs.
func errDamaged(cause error) error {
	return fmt.Errorf("%w: %w", goal.Invalid("file", "error.import.damaged"), cause)
}

// isDamage says whether an error is that of [errDamaged].
func isDamage(err error) bool {
	var own *goal.Error
	return errors.As(err, &own) && own.Key == "error.import.damaged"
}

// errNoRoom says that a temporary file could not be written.
func errNoRoom(cause error) error {
	return fmt.Errorf("%w: %w", goal.Unavailable("file", "error.import.no_room"), cause)
}

// errNotThis says that the file is not of the format it was given as.
func errNotThis(format Format) error {
	return goal.Invalid("from", "error.import.not_this_format", string(format))
}

// errUnknown says that the file is of no format at all.
func errUnknown() error { return goal.Invalid("file", "error.import.unknown_format") }

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

// asDamage takes an error of reading a file apart: what a person can mend stays
// as it is, all else is damage.
func asDamage(err error) error {
	var own *goal.Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	return errDamaged(err)
}
