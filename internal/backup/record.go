package backup

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// Record is what is known of a database's backups, kept beside it so that
// doctor can say it: the last good one, and what went wrong since.
type Record struct {
	Good    *Good    `json:"good,omitempty"`
	Trouble *Trouble `json:"trouble,omitempty"`
}

// Good is a backup that was looked through.
type Good struct {
	File      string     `json:"file"`
	Made      time.Time  `json:"made"`
	Bytes     int64      `json:"bytes"`
	SHA256    string     `json:"sha256"`
	Encrypted bool       `json:"encrypted"`
	Mark      store.Mark `json:"mark"`
}

// Whole says whether the file is byte for byte what was looked through.
func (g Good) Whole(ctx context.Context) bool {
	n, hash, err := sum(ctx, g.File)
	return err == nil && n == g.Bytes && hash == g.SHA256
}

// Trouble is why the last backup did not come about.
type Trouble struct {
	At   time.Time `json:"at"`
	To   string    `json:"to"` // file or folder
	Key  string    `json:"key"`
	Args []any     `json:"args,omitempty"`
	Text string    `json:"text,omitempty"` // where there is no sentence
}

// Err is the trouble as it was.
func (t Trouble) Err() error {
	if t.Key == "" {
		return errors.New(t.Text)
	}
	return goal.Unavailable("file", t.Key, t.Args...)
}

func recordPath(database string) string { return database + ".backup.json" }

// ReadRecord of a database; empty where nothing is known or can be read.
func ReadRecord(database string) Record {
	var r Record
	b, err := os.ReadFile(recordPath(database))
	if err != nil || json.Unmarshal(b, &r) != nil {
		return Record{}
	}
	return r
}

// write replaces the record in one step.
func (r Record) write(database string) error {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	path := recordPath(database)
	store.Sweep(path)
	part := store.Part(path)
	err = os.WriteFile(part, append(b, '\n'), 0o600)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil { // a full disk leaves an empty one
		return errors.Join(err, removed(part))
	}
	return nil
}
