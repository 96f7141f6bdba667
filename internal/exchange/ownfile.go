package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"

	"github.com/ippo-app/ippo/internal/goal"
)

// Journal is ippo's own file, open for reading: of all that is in it only the
// journal counts, since all else follows from it.
type Journal struct {
	archive *archive
	member  member
}

// OpenJournal opens ippo's own file, or a zip or folder that holds one. Errors
// are those of [Open].
func OpenJournal(path string) (*Journal, error) {
	a, err := openPath(path)
	if err != nil {
		return nil, err
	}
	return newJournal(a)
}

// JournalFrom is [OpenJournal] for an upload.
func JournalFrom(name string, r io.ReaderAt, size int64) (*Journal, error) {
	a, err := openFile(name, r, size)
	if err != nil {
		return nil, err
	}
	return newJournal(a)
}

func newJournal(a *archive) (*Journal, error) {
	for _, m := range a.members {
		head, err := a.head(m, sampleSize)
		if err != nil {
			return nil, errors.Join(err, a.Close())
		}
		if len(a.members) == 1 || isOwnExport(&sample{name: m.name, head: head}) {
			return &Journal{a, m}, nil
		}
	}
	return nil, errors.Join(errNotThis(FormatIppo), a.Close())
}

// Close lets go of the file.
func (j *Journal) Close() error { return j.archive.Close() }

// Entries are the entries of the journal in their order. They can be walked
// again. A file of a newer program is an error with code unavailable, whatever
// else is no journal one with code invalid.
func (j *Journal) Entries() iter.Seq2[goal.Entry, error] {
	return func(yield func(goal.Entry, error) bool) {
		err := j.archive.read(j.member, func(r io.Reader) error {
			w := newWalker(newTextReader(r))
			ours := false
			return w.fields(func(key string) error {
				switch key {
				case "format":
					var format string
					err := w.text(&format)
					ours = format == string(FormatIppo)
					return err
				case "version":
					var version int64
					err := w.integer(&version)
					if version > ownVersion {
						return goal.Unavailable("file", "error.import.newer")
					}
					return err
				case "journal":
					if !ours {
						return errNotThis(FormatIppo)
					}
					return w.items(func() error { return w.entry(yield) })
				}
				return w.skip()
			})
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(goal.Entry{}, err)
		}
	}
}

// errStop ends a walk that was not wanted any more.
var errStop = errors.New("stop")

// entry reads one entry and hands it on.
func (w *walker) entry(yield func(goal.Entry, error) bool) error {
	var x jsonEntry
	if err := w.dec.Decode(&x); err != nil {
		return err
	}
	body, err := goal.ParseBody(x.Kind, x.Body)
	if err != nil {
		return err
	}
	e := goal.Entry{
		Position: x.Position, Hash: x.Hash, Batch: x.Batch, Result: x.Result, Undone: x.Undone,
		Command: goal.Command{ID: x.ID, At: x.At, Day: x.Day, Device: x.Device, Body: body},
	}
	if err := goal.CheckCommand(e.Command); err != nil {
		return err
	}
	if err := rehash(&e, x); err != nil {
		return err
	}
	if !yield(e, nil) {
		return errStop
	}
	return nil
}

// rehash gives an entry that an older program wrote in other words the hash of
// today's words, where its own is that of what stands in the file.
func rehash(e *goal.Entry, x jsonEntry) error {
	today, err := e.Command.Hash()
	if err != nil || today == e.Hash {
		return err
	}
	var written bytes.Buffer
	if err := json.Compact(&written, x.Body); err != nil {
		return err
	}
	then, err := goal.HashText(x.Kind, x.Day.String(), written.Bytes())
	if err == nil && then == e.Hash {
		e.Hash = today
	}
	return err
}
