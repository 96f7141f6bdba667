package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"

	"github.com/ippo-app/ippo/internal/goal"
)

// ownVersion of the export; a newer one is refused when it is read. What reads
// an older one stays for good (testdata/own holds a file that the program of each
// version and schema wrote). Version 2 knows by which rules a season was closed.
const ownVersion = 2

// jsonEntry is one entry of the journal.
type jsonEntry struct {
	Position int64           `json:"position"`
	ID       string          `json:"id"`
	Kind     goal.Kind       `json:"kind"`
	At       int64           `json:"at"`
	Day      goal.Day        `json:"day"`
	Device   string          `json:"device,omitempty"`
	Body     json.RawMessage `json:"body"`
	Hash     string          `json:"hash"`
	Batch    string          `json:"batch,omitempty"`
	Result   goal.Result     `json:"result"`
	Undone   bool            `json:"undone,omitempty"`
}

type jsonDay struct {
	Goal    string         `json:"goal"`
	Day     goal.Day       `json:"day"`
	Status  goal.LogStatus `json:"status"`
	Minutes *float64       `json:"minutes,omitempty"`
	Amount  *float64       `json:"amount,omitempty"`
	Full    bool           `json:"full,omitempty"`
	Note    string         `json:"note,omitempty"`
	Tag     goal.MissTag   `json:"tag,omitempty"`
	Late    bool           `json:"late,omitempty"`
	Morning bool           `json:"morning,omitempty"`
	Met     []goal.Met     `json:"met,omitempty"`
}

type jsonFeeling struct {
	Day    goal.Day `json:"day"`
	Energy *int     `json:"energy"`
	Mood   *int     `json:"mood"`
}

type jsonMeasurement struct {
	Goal string `json:"goal"`
	goal.Measurement
}

type jsonStory struct {
	Goal string `json:"goal"`
	goal.Story
}

// JSON writes an archive as ippo's own file: the same archive always gives the
// same bytes (ruling 19). It is written as it is walked.
func JSON(w io.Writer, ar goal.Archive) error {
	j := &jsonWriter{w: bufio.NewWriterSize(w, 64<<10)}
	j.raw("{\n")
	j.field("format", FormatIppo, false)
	j.field("version", ownVersion, false)
	j.field("settings", ar.Settings, false)
	list(j, "journal", mapped(ar.Journal, newJSONEntry))
	list(j, "goals", all(ar.Goals))
	list(j, "days", mapped(ar.Days(ar.First, ar.Last), func(l goal.DayLog) (jsonDay, error) { return newJSONDay(l), nil }))
	list(j, "feelings", convert(ar.Feelings, func(f goal.Feeling) jsonFeeling { return jsonFeeling{f.Day, f.Energy, f.Mood} }))
	list(j, "measurements", measurementsOf(ar))
	list(j, "stories", storiesOf(ar))
	j.field("compass", ar.Compass, true)
	j.raw("}\n")
	if j.err != nil {
		return j.err
	}
	return j.w.Flush()
}

func newJSONEntry(e goal.Entry) (jsonEntry, error) {
	body, err := e.Payload()
	return jsonEntry{e.Position, e.ID, e.Body.Kind(), e.At, e.Day, e.Device, body, e.Hash, e.Batch, e.Result, e.Undone}, err
}

func newJSONDay(l goal.DayLog) jsonDay {
	d := jsonDay{Goal: l.Goal, Day: l.Day, Status: l.Status, Note: l.Note, Tag: l.Tag, Late: l.Late, Morning: l.Morning, Met: l.Met}
	if m, ok := l.Minutes(); ok {
		d.Minutes = &m
	}
	if u, ok := l.Units(); ok {
		d.Amount = &u
	}
	for _, a := range l.Amounts {
		d.Full = d.Full || a.Full
	}
	return d
}

func measurementsOf(ar goal.Archive) iter.Seq2[jsonMeasurement, error] {
	return func(yield func(jsonMeasurement, error) bool) {
		for _, g := range ar.Goals {
			for _, m := range ar.Measurements[g.ID] {
				if !yield(jsonMeasurement{g.ID, m}, nil) {
					return
				}
			}
		}
	}
}

func storiesOf(ar goal.Archive) iter.Seq2[jsonStory, error] {
	return func(yield func(jsonStory, error) bool) {
		for _, g := range ar.Goals {
			s := ar.Stories[g.ID]
			if len(s.Reviews)+len(s.Experiments)+len(s.LookBacks) > 0 && !yield(jsonStory{g.ID, s}, nil) {
				return
			}
		}
	}
}

// jsonWriter writes an object whose lists are as long as they are, an item a
// line.
type jsonWriter struct {
	w   *bufio.Writer
	err error
}

func (j *jsonWriter) raw(s string) {
	if j.err == nil {
		_, j.err = j.w.WriteString(s)
	}
}

func (j *jsonWriter) value(v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && j.err == nil {
		j.err = err
	}
	j.raw(string(bytes.TrimRight(b.Bytes(), "\n")))
}

func (j *jsonWriter) field(name string, v any, last bool) {
	j.raw(` "` + name + `": `)
	j.value(v)
	if !last {
		j.raw(",")
	}
	j.raw("\n")
}

func list[T any](j *jsonWriter, name string, items iter.Seq2[T, error]) {
	j.raw(` "` + name + `": [`)
	n := 0
	for x, err := range items {
		if err != nil && j.err == nil {
			j.err = err
		}
		if j.err != nil {
			return
		}
		if n++; n > 1 {
			j.raw(",")
		}
		j.raw("\n  ")
		j.value(x)
	}
	if n > 0 {
		j.raw("\n ")
	}
	j.raw("],\n")
}

func all[T any](xs []T) iter.Seq2[T, error] { return convert(xs, func(x T) T { return x }) }

func convert[T, U any](xs []T, f func(T) U) iter.Seq2[U, error] {
	return func(yield func(U, error) bool) {
		for _, x := range xs {
			if !yield(f(x), nil) {
				return
			}
		}
	}
}

func mapped[T, U any](xs iter.Seq2[T, error], f func(T) (U, error)) iter.Seq2[U, error] {
	return func(yield func(U, error) bool) {
		for x, err := range xs {
			var u U
			if err == nil {
				u, err = f(x)
			}
			if !yield(u, err) {
				return
			}
		}
	}
}
