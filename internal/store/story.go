package store

import (
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/ippo-app/ippo/internal/goal"
)

// Story of a goal; empty before the first review.
func (t tx) Story(goalID string) (goal.Story, error) {
	var s goal.Story
	err := t.document(&s, `select doc from story where person_id = $1 and goal_id = $2`, goalID)
	return s, err
}

// PutStory writes a goal's story.
func (t tx) PutStory(goalID string, s goal.Story) error {
	doc, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return t.exec(`insert into story (person_id, goal_id, doc) values ($1, $2, $3)
		on conflict (person_id, goal_id) do update set doc = excluded.doc`, goalID, string(doc))
}

// Compass of the person; empty before anything was written.
func (t tx) Compass() (goal.Compass, error) {
	var c goal.Compass
	err := t.document(&c, `select doc from compass where person_id = $1`)
	return c, err
}

// PutCompass writes the compass.
func (t tx) PutCompass(c goal.Compass) error {
	doc, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return t.exec(`insert into compass (person_id, doc) values ($1, $2)
		on conflict (person_id) do update set doc = excluded.doc`, string(doc))
}

// document reads one JSON text; no row leaves the value as it is.
func (t tx) document(into any, query string, args ...any) error {
	var doc string
	err := t.row(query, args...).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return damaged(json.Unmarshal([]byte(doc), into))
}
