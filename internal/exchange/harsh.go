package exchange

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// harshText is the text of harsh's two files; listed says whether there is a
// habits file at all.
type harshText struct {
	habits, log string
	listed      bool
}

// readHarshFolder reads the files habits and log of a folder; one may be
// missing.
func readHarshFolder(dir string) (History, error) {
	habits, habitsErr := readText(filepath.Join(dir, "habits"))
	log, logErr := readText(filepath.Join(dir, "log"))
	if isMissing(habitsErr) && isMissing(logErr) {
		return History{}, goal.Invalid("file", "error.import.unknown_format")
	}
	for _, err := range []error{habitsErr, logErr} {
		if err != nil && !isMissing(err) {
			return History{}, err
		}
	}
	return harshText{habits, log, habitsErr == nil}.read(), nil
}

// readHarshBeside reads one of the two files and the other one beside it.
func readHarshBeside(path string) (History, error) {
	text, err := readText(path)
	if err != nil {
		return History{}, err
	}
	other := "habits"
	if isHarshList(path, text) {
		other = "log"
	}
	beside, err := readText(filepath.Join(filepath.Dir(path), other))
	if err != nil && !isMissing(err) {
		return History{}, err
	}
	if other == "log" {
		return harshText{text, beside, true}.read(), nil
	}
	return harshText{beside, text, err == nil}.read(), nil
}

// readHarshFile reads a zip with the two files, or a single one of them.
func readHarshFile(name string, r io.ReaderAt, size int64) (History, error) {
	if !startsAsZip(r) {
		raw, err := readAll(io.NewSectionReader(r, 0, size), maxUnpacked)
		if err != nil {
			return History{}, err
		}
		text := decodeText(raw)
		if isHarshList(name, text) {
			return harshText{habits: text, listed: true}.read(), nil
		}
		return harshText{log: text}.read(), nil
	}
	a, err := openArchive(r, size)
	if err != nil {
		return History{}, err
	}
	log, ok := findHarsh(a, "log")
	if !ok {
		return History{}, errNotThis(FormatHarsh)
	}
	var t harshText
	if t.log, err = a.readText(log); err != nil {
		return History{}, err
	}
	var habits member
	if habits, t.listed = findHarsh(a, "habits"); t.listed {
		if t.habits, err = a.readText(habits); err != nil {
			return History{}, err
		}
	}
	return t.read(), nil
}

// isHarshList says whether a harsh file is the habits file: it is named so and
// does not look like a log.
func isHarshList(name, text string) bool {
	return isHarshName(filepath.Base(name), "habits") && !looksLikeHarsh("", text)
}

func (a *archive) readText(m member) (string, error) {
	raw, err := a.read(m)
	return decodeText(raw), err
}

// readText reads a text file of the person's.
func readText(path string) (string, error) {
	f, err := os.Open(path) //nolint:gosec // the person names the file
	if err != nil {
		return "", errFile(filepath.Base(path), err)
	}
	defer f.Close() //nolint:errcheck // only read from
	raw, err := readAll(f, maxUnpacked)
	if err != nil {
		return "", errFile(filepath.Base(path), err)
	}
	return decodeText(raw), nil
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// read joins the two files: the habits in their order, then those that only
// the log knows. Of two lines for a day the later one holds.
func (t harshText) read() History {
	h := &harsh{byName: map[string]*book{}, keys: keyring{}, listed: t.listed}
	for line := range strings.SplitSeq(t.habits, "\n") {
		h.addHabit(line)
	}
	for line := range strings.SplitSeq(t.log, "\n") {
		h.addLine(line)
	}
	return History{Format: FormatHarsh, Habits: closeAll(h.books), Dropped: h.remarks}
}
