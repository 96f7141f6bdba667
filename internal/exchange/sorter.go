package exchange

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"io"
	"iter"
	"math"
	"os"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// spool sorts the records of an import by habit and day, in the order of the
// file where both are equal. A few thousand are held; more go, sorted, to a
// temporary file in runs, which are merged when they are read.
type spool struct {
	held  []spooled
	words []byte // the notes of what is held
	runs  []run
	file  *os.File
	out   *bufio.Writer
	size  int64 // of the file
	count int
	most  int // records that are held; 0 for runRecords
}

// spooled is a record that is held; its note lies in the words.
type spooled struct {
	habit, order int32
	day          goal.Day
	value        value
	amount       float64
	note, length int32
}

// run is a sorted part of the file, and where in it each habit begins.
type run struct {
	begins []begin
	end    int64
}

type begin struct {
	habit int32
	at    int64
}

// What is held before a run is written.
const (
	runRecords = 64 << 10
	runWords   = 4 << 20
)

// add takes a record of a habit.
func (s *spool) add(habit int, r record) error {
	if s.count++; s.count > maxRecords {
		return errTooMany(maxRecords)
	}
	if len(s.held) >= cmp.Or(s.most, runRecords) || len(s.words)+len(r.note) > runWords && len(s.held) > 0 {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.held = append(s.held, spooled{
		habit: int32(habit), order: int32(s.count), day: r.day, value: r.value, amount: r.amount,
		note: int32(len(s.words)), length: int32(len(r.note)),
	})
	s.words = append(s.words, r.note...)
	return nil
}

// seal ends the adding. What fits is never written to a file.
func (s *spool) seal() error {
	if len(s.runs) == 0 {
		s.sort()
		return nil
	}
	if err := s.flush(); err != nil {
		return err
	}
	if err := s.out.Flush(); err != nil {
		return errNoRoom(err)
	}
	s.held, s.words, s.out = nil, nil, nil
	return nil
}

func (s *spool) sort() {
	slices.SortFunc(s.held, func(a, b spooled) int {
		return cmp.Or(cmp.Compare(a.habit, b.habit), cmp.Compare(a.day, b.day), cmp.Compare(a.order, b.order))
	})
}

// flush writes what is held as one run.
func (s *spool) flush() error {
	if s.file == nil {
		f, err := os.CreateTemp("", "ippo-import-")
		if err != nil {
			return errNoRoom(err)
		}
		s.file, s.out = f, bufio.NewWriterSize(f, 64<<10)
	}
	s.sort()
	var r run
	var b []byte
	for n, x := range s.held {
		if n == 0 || s.held[n-1].habit != x.habit {
			r.begins = append(r.begins, begin{x.habit, s.size})
		}
		b = binary.AppendVarint(b[:0], int64(x.day))
		b = append(b, byte(x.value))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x.amount))
		b = binary.AppendUvarint(b, uint64(x.length))
		b = append(b, s.words[x.note:x.note+x.length]...)
		if _, err := s.out.Write(b); err != nil {
			return errNoRoom(err)
		}
		s.size += int64(len(b))
	}
	r.end = s.size
	s.runs = append(s.runs, r)
	s.held, s.words = s.held[:0], s.words[:0]
	return nil
}

// close removes the file.
func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	name := s.file.Name()
	err := s.file.Close()
	if gone := os.Remove(name); err == nil {
		err = gone
	}
	s.file = nil
	return err
}

// records of a habit, by day.
func (s *spool) records(habit int) iter.Seq2[record, error] {
	if s.file == nil {
		return s.heldOf(int32(habit))
	}
	return s.merged(int32(habit))
}

func (s *spool) heldOf(habit int32) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		first, _ := slices.BinarySearchFunc(s.held, habit, func(x spooled, h int32) int { return cmp.Compare(x.habit, h) })
		for _, x := range s.held[first:] {
			if x.habit != habit {
				return
			}
			r := record{day: x.day, value: x.value, amount: x.amount, note: string(s.words[x.note : x.note+x.length])}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// merged reads the runs side by side; of equal days the earlier run comes
// first, as it did in the file.
func (s *spool) merged(habit int32) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		var heads []*runReader
		for _, r := range s.runs {
			if from, to, ok := r.span(habit); ok {
				heads = append(heads, &runReader{r: bufio.NewReaderSize(io.NewSectionReader(s.file, from, to-from), 4<<10)})
			}
		}
		for _, h := range heads {
			h.advance()
		}
		for {
			var next *runReader
			for _, h := range heads {
				if h.err != nil {
					yield(record{}, h.err)
					return
				}
				if !h.over && (next == nil || h.now.day < next.now.day) {
					next = h
				}
			}
			if next == nil || !yield(next.now, nil) {
				return
			}
			next.advance()
		}
	}
}

// span is where in the file a habit's part of the run lies.
func (r run) span(habit int32) (from, to int64, ok bool) {
	i, ok := slices.BinarySearchFunc(r.begins, habit, func(b begin, h int32) int { return cmp.Compare(b.habit, h) })
	if !ok {
		return 0, 0, false
	}
	if i+1 < len(r.begins) {
		return r.begins[i].at, r.begins[i+1].at, true
	}
	return r.begins[i].at, r.end, true
}

// runReader reads one habit's part of a run.
type runReader struct {
	r    *bufio.Reader
	now  record
	over bool
	err  error
}

func (r *runReader) advance() {
	day, err := binary.ReadVarint(r.r)
	if err == io.EOF { //nolint:errorlint // ReadVarint returns it bare at the end
		r.over = true
		return
	}
	var fixed [9]byte
	if err == nil {
		_, err = io.ReadFull(r.r, fixed[:])
	}
	var length uint64
	if err == nil {
		length, err = binary.ReadUvarint(r.r)
	}
	note := make([]byte, min(length, runWords))
	if err == nil {
		_, err = io.ReadFull(r.r, note)
	}
	r.err = err
	r.now = record{
		day: goal.Day(day), value: value(fixed[0]),
		amount: math.Float64frombits(binary.LittleEndian.Uint64(fixed[1:])), note: string(note),
	}
}
