package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// peek is how much of a file detection looks at.
const peek = 64 << 10

// Detect says of which format a file is by looking inside; the name is only
// asked where the content leaves it open (harsh's habits file). A file of
// size bytes is read through r. What is none of ours is an error with code
// invalid.
func Detect(name string, r io.ReaderAt, size int64) (Format, error) {
	if size == 0 {
		return FormatUnknown, goal.Invalid("file", "error.import.empty")
	}
	if size > maxFile {
		return FormatUnknown, errTooLarge(maxFile)
	}
	head := make([]byte, min(peek, size))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return FormatUnknown, errFile(filepath.Base(name), err)
	}
	switch {
	case isSQLite(head):
		if err := checkLoopTables(r, size); err != nil {
			return FormatUnknown, err
		}
		return FormatLoopDB, nil
	case isZip(head):
		return detectZip(r, size)
	case isOwnExport(io.NewSectionReader(r, 0, size)):
		return FormatIppo, nil
	case looksLikeHarsh(name, decodeText(head)):
		return FormatHarsh, nil
	}
	return FormatUnknown, goal.Invalid("file", "error.import.unknown_format")
}

func isSQLite(head []byte) bool { return bytes.HasPrefix(head, []byte("SQLite format 3\x00")) }

func isZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

func detectZip(r io.ReaderAt, size int64) (Format, error) {
	a, err := openArchive(r, size)
	if err != nil {
		return FormatUnknown, err
	}
	if _, ok := a.find("Habits.csv"); ok {
		return FormatLoopCSV, nil
	}
	if _, ok := a.only(".db"); ok {
		return FormatLoopDB, nil
	}
	if _, ok := findHarsh(a, "log"); ok {
		return FormatHarsh, nil
	}
	return FormatUnknown, goal.Invalid("file", "error.import.unknown_format")
}

// isOwnExport looks for "format": "ippo" at the top level of a JSON object,
// among what comes early in the file.
func isOwnExport(r io.Reader) bool {
	dec := json.NewDecoder(io.LimitReader(r, 16*peek))
	if start, err := dec.Token(); err != nil || start != json.Delim('{') {
		return false
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return false
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return false
		}
		if key == "format" {
			return string(value) == `"ippo"`
		}
	}
	return false
}

// looksLikeHarsh says whether a text is harsh's log, by a line of it, or by
// its name harsh's habits.
func looksLikeHarsh(name, text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if _, reason := parseHarshLine(line); reason == "" && isHarshText(line) {
			return true
		}
	}
	if !isHarshName(filepath.Base(name), "habits") {
		return false
	}
	for line := range strings.SplitSeq(text, "\n") {
		if _, reason := parseHarshHabit(line); reason == "" && isHarshText(line) {
			return true
		}
	}
	return false
}

// findHarsh finds harsh's habits or log in a zip, with or without .txt.
func findHarsh(a *archive, base string) (member, bool) {
	if m, ok := a.find(base); ok {
		return m, true
	}
	return a.find(base + ".txt")
}

// isHarshName says whether a file name is base, with or without .txt.
func isHarshName(name, base string) bool {
	return strings.TrimSuffix(strings.ToLower(name), ".txt") == base
}
