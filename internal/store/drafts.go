package store

import (
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/ippo-app/ippo/internal/app"
)

const draftColumns = `form, at, fields, rest`

// Draft of a form, and whether there is one.
func (t tx) Draft(form string) (app.Draft, bool, error) {
	d, err := scanDraft(t.row(`select `+draftColumns+` from draft where person_id = $1 and form = $2`, form))
	if errors.Is(err, sql.ErrNoRows) {
		return app.Draft{}, false, nil
	}
	return d, err == nil, err
}

// Drafts of the person, by the names of their forms.
func (t tx) Drafts() (all []app.Draft, err error) {
	err = t.each(func(r *sql.Rows) error {
		d, err := scanDraft(r)
		all = append(all, d)
		return err
	}, `select `+draftColumns+` from draft where person_id = $1 order by form`)
	return all, err
}

// scanDraft reads one row.
func scanDraft(r interface{ Scan(into ...any) error }) (d app.Draft, err error) {
	var fields string
	if err := r.Scan(&d.Form, &d.At, &fields, &d.Rest); err != nil {
		return app.Draft{}, err
	}
	return d, damaged(json.Unmarshal([]byte(fields), &d.Fields))
}

// PutDraft writes a draft, and counts that drafts changed.
func (t tx) PutDraft(d app.Draft) error {
	fields, err := json.Marshal(d.Fields)
	if err != nil {
		return err
	}
	if d.Fields == nil {
		fields = []byte("{}")
	}
	err = t.exec(`insert into draft (person_id, `+draftColumns+`) values ($1, $2, $3, $4, $5)
		on conflict (person_id, form) do update set at = excluded.at, fields = excluded.fields, rest = excluded.rest`,
		d.Form, d.At, string(fields), d.Rest)
	return errors.Join(err, t.countDrafts())
}

// DropDraft removes the draft of a form, and counts that drafts changed.
func (t tx) DropDraft(form string) error {
	return errors.Join(t.exec(`delete from draft where person_id = $1 and form = $2`, form), t.countDrafts())
}

func (t tx) countDrafts() error {
	return t.exec(`update person set drafts = drafts + 1 where person_id = $1`)
}

// Keys are what the person's row says besides settings and head.
func (t tx) Keys() (k app.Keys, err error) {
	err = t.row(`select tag, drafts, removed from person where person_id = $1`).Scan(&k.Tag, &k.Drafts, &k.Removed)
	if errors.Is(err, sql.ErrNoRows) {
		return app.Keys{}, nil
	}
	return k, err
}

// PutRemoved notes the place of the newest removal of words.
func (t tx) PutRemoved(position int64) error {
	return t.exec(`update person set removed = $2 where person_id = $1`, position)
}
