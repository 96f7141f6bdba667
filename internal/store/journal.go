package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

const entryColumns = `position, id, kind, day, at, device, payload, hash, batch, result, undone`

func place(n int) string { return "$" + strconv.Itoa(n) }

type scanner interface{ Scan(dest ...any) error }

// scanEntry reads an entry. One of a kind that is not known is of a newer program
// where two run beside each other, and damaged elsewhere (ruling 151).
func (t tx) scanEntry(r scanner) (goal.Entry, error) {
	var e goal.Entry
	var kind, day, payload, result string
	err := r.Scan(&e.Position, &e.ID, &kind, &day, &e.At, &e.Device, &payload, &e.Hash, &e.Batch, &result, &e.Undone)
	if err != nil {
		return e, err
	}
	if err := e.Day.UnmarshalText([]byte(day)); err != nil {
		return e, damaged(err)
	}
	if e.Body, err = goal.ParseBody(goal.Kind(kind), []byte(payload)); err != nil {
		if t.floor.shared && isKey(err, "error.command.kind") {
			return e, ErrLater
		}
		return e, damaged(err)
	}
	return e, damaged(json.Unmarshal([]byte(result), &e.Result))
}

// Entry by id, and whether it is there.
func (t tx) Entry(id string) (goal.Entry, bool, error) {
	e, err := t.scanEntry(t.row(`select `+entryColumns+` from journal where person_id = $1 and id = $2`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return goal.Entry{}, false, nil
	}
	return e, err == nil, err
}

// Append writes an entry at the next position, or at its own.
func (t tx) Append(e goal.Entry) (int64, error) {
	es := []goal.Entry{e}
	if err := t.AppendAll(es); err != nil {
		return 0, err
	}
	return es[0].Position, nil
}

// AppendAll writes entries in their order; each gets its position.
func (t tx) AppendAll(es []goal.Entry) error {
	if err := t.floor.knows(t.ctx, t.q, es); err != nil {
		return err
	}
	if err := t.givePositions(es); err != nil {
		return err
	}
	err := bulk(t, es, entryRow, func(n int) string {
		return `insert into journal (person_id, position, id, kind, about, day, at, device, payload, hash,
			batch, target, result, undone, seal) values ` + rows(n, 14)
	})
	if isUnique(err) {
		return goal.Conflict("id", "error.command.exists", es[0].ID)
	}
	return err
}

// entryRow is an entry as the columns after the person's.
func entryRow(e goal.Entry) ([]any, error) {
	payload, err := e.Payload()
	if err != nil {
		return nil, err
	}
	result, err := json.Marshal(e.Result)
	if err != nil {
		return nil, err
	}
	target := ""
	if u, ok := e.Body.(goal.Undo); ok {
		target = u.Target
	}
	x := entryText{
		e.ID, string(e.Body.Kind()), e.Body.About(), e.Day.String(), e.At, e.Device,
		string(payload), e.Hash, e.Batch, target, string(result),
	}
	return []any{
		e.Position, x.id, x.kind, x.about, x.day, x.at, x.device, x.payload, x.hash, x.batch, x.target, x.result, e.Undone, x.checksum(),
	}, nil
}

// givePositions counts on from the person's head; entries that bring their own
// position keep it.
func (t tx) givePositions(es []goal.Entry) error {
	fresh, own := 0, int64(0)
	for _, e := range es {
		if e.Position == 0 {
			fresh++
		}
		own = max(own, e.Position)
	}
	if own != 0 {
		if err := t.exec(`update person set head = case when head < $2 then $2 else head end where person_id = $1`, own); err != nil {
			return err
		}
	}
	if fresh == 0 {
		return nil
	}
	var head int64
	err := t.row(`update person set head = head + $2 where person_id = $1 returning head`, fresh).Scan(&head)
	next := head - int64(fresh)
	for i := range es {
		if es[i].Position == 0 {
			next++
			es[i].Position = next
		}
	}
	return err
}

// Count of the entries that match.
func (t tx) Count(f app.Filter) (int, error) {
	where, args := conditions(f)
	n := 0
	err := t.row(`select count(*) from journal where person_id = $1`+where, args...).Scan(&n)
	return n, err
}

// Years of the days of the entries that match, in order. Days are text, whose
// first four letters are the year.
func (t tx) Years(f app.Filter) ([]int, error) {
	where, args := conditions(f)
	var years []int
	err := t.each(func(r *sql.Rows) error {
		var text string
		if err := r.Scan(&text); err != nil {
			return err
		}
		year, err := strconv.Atoi(text)
		years = append(years, year)
		return damaged(err)
	}, `select distinct substr(day, 1, 4) as year from journal where person_id = $1 and day <> ''`+where+` order by year`, args...)
	return years, err
}

// lookups is how many ids one statement looks up.
const lookups = 100

// Have says which of the ids are in the journal.
func (t tx) Have(ids []string) (map[string]bool, error) {
	known := make(map[string]bool)
	for part := range slices.Chunk(ids, lookups) {
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = id
		}
		err := t.each(func(r *sql.Rows) error {
			var id string
			err := r.Scan(&id)
			known[id] = true
			return err
		}, `select id from journal where person_id = $1 and id in (`+places(2, len(part))+`)`, args...)
		if err != nil {
			return nil, err
		}
	}
	return known, nil
}

// Entries that match, in the order of position.
func (t tx) Entries(f app.Filter) ([]goal.Entry, error) {
	where, args := conditions(f)
	var es []goal.Entry
	err := t.each(func(r *sql.Rows) error {
		e, err := t.scanEntry(r)
		es = append(es, e)
		return err
	}, `select `+entryColumns+` from journal where person_id = $1`+where+` order by position`+limit(f), args...)
	return es, err
}

// limit writes how many are wanted at most.
func limit(f app.Filter) string {
	if f.Limit <= 0 {
		return ""
	}
	return " limit " + strconv.Itoa(f.Limit)
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
	if f.First != 0 {
		and("day >=", dayText(f.First))
	}
	if f.Through != 0 {
		and("day <=", dayText(f.Through))
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
		kinds = goal.OrderedKinds()
	}
	among := func(cond string, kinds []goal.Kind) {
		if len(kinds) == 0 {
			return
		}
		b.WriteString(" and kind " + cond + " (" + places(len(args)+2, len(kinds)) + ")")
		for _, k := range kinds {
			args = append(args, string(k))
		}
	}
	among("in", kinds)
	among("not in", f.Except)
	if f.NotDone {
		b.WriteString(" and not undone")
	}
	if f.Undone {
		b.WriteString(" and undone")
	}
	return b.String(), args
}

// SetBody writes an entry's body anew; nothing else of it changes.
func (t tx) SetBody(id string, b goal.Body) error {
	payload, err := goal.Command{Body: b}.Payload()
	if err != nil {
		return err
	}
	if err := t.exec(`update journal set payload = $2 where person_id = $1 and id = $3`, string(payload), id); err != nil {
		return err
	}
	return t.updateChecksum(id)
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
func (t tx) Last(except ...goal.Kind) (goal.Entry, bool, error) { return t.last("", except) }

// LastLive is the one that was not taken back.
func (t tx) LastLive(except ...goal.Kind) (goal.Entry, bool, error) {
	return t.last(" and not undone", except)
}

func (t tx) last(also string, except []goal.Kind) (goal.Entry, bool, error) {
	query := `select ` + entryColumns + ` from journal where person_id = $1` + also
	args := make([]any, 0, len(except))
	if len(except) > 0 {
		query += ` and kind not in (` + places(2, len(except)) + `)`
		for _, k := range except {
			args = append(args, string(k))
		}
	}
	e, err := t.scanEntry(t.row(query+` order by position desc limit 1`, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return goal.Entry{}, false, nil
	}
	return e, err == nil, err
}

// Head is read from the key alone.
func (t tx) Head() (int64, error) {
	var head int64
	err := t.row(`select coalesce(max(position), 0) from journal where person_id = $1`).Scan(&head)
	return head, err
}
