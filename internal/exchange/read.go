package exchange

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/ippo-app/ippo/internal/goal"
)

// Read reads the history in a file, or in a folder with harsh's two files. A
// harsh file is read together with the other one beside it. FormatUnknown
// looks inside. Errors that a person can mend are [goal.Error]s with code
// invalid, not_found or unavailable. The file is only read; nothing is written
// beside it.
func Read(path string, format Format) (History, error) {
	info, err := os.Stat(path)
	if err != nil {
		return History{}, errFile(filepath.Base(path), err)
	}
	if info.IsDir() {
		if format != FormatUnknown && format != FormatHarsh {
			return History{}, errNotThis(format)
		}
		return readHarshFolder(path)
	}
	if !info.Mode().IsRegular() {
		return History{}, goal.Invalid("file", "error.import.unknown_format")
	}
	f, err := os.Open(path) //nolint:gosec // the person names the file
	if err != nil {
		return History{}, errFile(filepath.Base(path), err)
	}
	defer f.Close() //nolint:errcheck // only read from
	if format == FormatUnknown {
		if format, err = Detect(path, f, info.Size()); err != nil {
			return History{}, err
		}
	}
	if format == FormatHarsh && !startsAsZip(f) {
		return readHarshBeside(path)
	}
	return ReadFrom(filepath.Base(path), f, info.Size(), format)
}

// ReadFrom is [Read] for a file that has no path, such as an upload: size
// bytes behind r. A single harsh file is read without the other one.
func ReadFrom(name string, r io.ReaderAt, size int64, format Format) (History, error) {
	if size == 0 {
		return History{}, goal.Invalid("file", "error.import.empty")
	}
	if size > maxFile {
		return History{}, errTooLarge(maxFile)
	}
	if format == FormatUnknown {
		found, err := Detect(name, r, size)
		if err != nil {
			return History{}, err
		}
		format = found
	}
	switch format {
	case FormatLoopDB:
		return readLoopDB(r, size)
	case FormatLoopCSV:
		return readLoopCSV(r, size)
	case FormatHarsh:
		return readHarshFile(name, r, size)
	case FormatIppo:
		return History{}, goal.Invalid("file", "error.import.own_export")
	case FormatUnknown:
	}
	return History{}, goal.Invalid("from", "error.import.no_reader", string(format))
}

// startsAsZip looks at the first bytes of a file.
func startsAsZip(r io.ReaderAt) bool {
	head := make([]byte, 4)
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	return isZip(head)
}
