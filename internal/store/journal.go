package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

const entryColumns = `position, id, kind, day, at, device, payload, hash, batch, result, undone`

func place(n int) string { return "$" + strconv.Itoa(n) }

type scanner interface{ Scan(dest ...any) error }

func scanEntry(r scanner) (goal.Entry, error) {
	var e goal.Entry
	var kind, day, payload, result string
	err := r.Scan(&e.Position, &e.ID, &kind, &day, &e.At, &e.Device, &payload, &e.Hash, &e.Batch, &result, &e.Undone)
	if err != nil {
		return e, err
	}
	if err := e.Day.UnmarshalText([]byte(day)); err != nil {
		return e, err
	}
	if e.Body, err = goal.ParseBody(goal.Kind(kind), []byte(payload)); err != nil {
		return e, err
	}
	return e, json.Unmarshal([]byte(result), &e.Result)
}

// Entry by id, and whether it is there.
func (t tx) Entry(id string) (goal.Entry, bool, error) {
	e, err := scanEntry(t.row(`select `+entryColumns+` from journal where person_id = $1 and id = $2`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return goal.Entry{}, false, nil
	}
	return e, err == nil, err
}

// Append writes an entry at the next position, or at its own.
func (t tx) Append(e goal.Entry) (int64, error) {
	payload, err := e.Payload()
	if err != nil {
		return 0, err
	}
	result, err := json.Marshal(e.Result)
	if err != nil {
		return 0, err
	}
	if e.Position, err = t.nextPosition(e.Position); err != nil {
		return 0, err
	}
	target := ""
	if u, ok := e.Body.(goal.Undo); ok {
		target = u.Target
	}
	err = t.exec(`insert into journal (person_id, position, id, kind, about, day, at, device, payload, hash, batch, target, result, undone)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		e.Position, e.ID, string(e.Body.Kind()), e.Body.About(), e.Day.String(), e.At, e.Device,
		string(payload), e.Hash, e.Batch, target, string(result), e.Undone)
	if isUnique(err) {
		return 0, goal.Conflict("id", "error.command.exists", e.ID)
	}
	return e.Position, err
}

// nextPosition counts the person's entries: one row holds the head, so that
// writers of one person wait for each other.
func (t tx) nextPosition(own int64) (int64, error) {
	if own != 0 {
		return own, t.exec(`insert into person (person_id, settings, head) values ($1, '', $2)
			on conflict (person_id) do update set head = case when person.head < excluded.head then excluded.head else person.head end`, own)
	}
	var head int64
	err := t.row(`insert into person (person_id, settings, head) values ($1, '', 1)
		on conflict (person_id) do update set head = person.head + 1 returning head`).Scan(&head)
	return head, err
}

// Entries that match, in the order of position.
func (t tx) Entries(f app.Filter) ([]goal.Entry, error) {
	where, args := conditions(f)
	var es []goal.Entry
	err := t.each(func(r *sql.Rows) error {
		e, err := scanEntry(r)
		es = append(es, e)
		return err
	}, `select `+entryColumns+` from journal where person_id = $1`+where+` order by position`, args...)
	return es, err
}

// conditions writes a filter as SQL; the person is $1.
func conditions(f app.Filter) (string, []any) {
	var b strings.Builder
	var args []any
	and := func(cond string, arg any) {
		args = append(args, arg)
		b.WriteString(" and " + cond + " " + place(len(args)+1))
	}
	if f.Goal != "" || f.GoalDay {
		and("about =", f.Goal)
	}
	if f.Day != 0 || f.GoalDay {
		and("day =", f.Day.String())
	}
	if f.Batch != "" {
		and("batch =", f.Batch)
	}
	if f.Target != "" {
		and("target =", f.Target)
	}
	if f.After != 0 {
		and("position >", f.After)
	}
	kinds := f.Kinds
	if f.Ordered {
		kinds = []goal.Kind{
			goal.KindBegin, goal.KindRevise, goal.KindPause, goal.KindResume, goal.KindCover, goal.KindStatus,
			goal.KindSeason, goal.KindSettings, goal.KindImport, goal.KindUndo,
		}
	}
	if len(kinds) > 0 {
		b.WriteString(" and kind in (" + places(len(args)+2, len(kinds)) + ")")
		for _, k := range kinds {
			args = append(args, string(k))
		}
	}
	if f.NotDone {
		b.WriteString(" and not undone")
	}
	return b.String(), args
}

// SetUndone marks an entry as taken back or not.
func (t tx) SetUndone(id string, undone bool) error {
	return t.exec(`update journal set undone = $2 where person_id = $1 and id = $3`, undone, id)
}

// SetBatchUndone marks every entry of a batch.
func (t tx) SetBatchUndone(batch string, undone bool) error {
	return t.exec(`update journal set undone = $2 where person_id = $1 and batch = $3`, undone, batch)
}

// Last is the entry of highest position that is none of the kinds.
func (t tx) Last(except ...goal.Kind) (goal.Entry, bool, error) {
	query := `select ` + entryColumns + ` from journal where person_id = $1`
	args := make([]any, 0, len(except))
	if len(except) > 0 {
		query += ` and kind not in (` + places(2, len(except)) + `)`
		for _, k := range except {
			args = append(args, string(k))
		}
	}
	e, err := scanEntry(t.row(query+` order by position desc limit 1`, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return goal.Entry{}, false, nil
	}
	return e, err == nil, err
}
