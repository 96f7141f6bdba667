package cli

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/backup"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
)

// restoreAnswer is the JSON of a restore, or of what one would do.
type restoreAnswer struct {
	File       string         `json:"file"`
	Made       *string        `json:"made"` // null where the name does not say
	Encrypted  bool           `json:"encrypted"`
	Holds      *holdingsShown `json:"holds"`
	PassedOver []passedOver   `json:"passed_over"`
	Database   string         `json:"database"`
	Replaces   bool           `json:"replaces"` // a database is, or was, in its place
	Dry        bool           `json:"dry"`
	Kept       *string        `json:"kept"` // where the old database is, null without one
}

type passedOver struct {
	File string `json:"file"`
	Why  string `json:"why"`
}

func newRestore(d deps) *cobra.Command {
	var dry bool
	var identity string
	c := &cobra.Command{
		Use: "restore FILE",
		Example: "  ippo restore ippo-2026-10-23.db\n  ippo restore ~/backups --dry-run\n  ippo restore ippo.db.age --yes\n" +
			"  ippo restore ~/cloud --identity key.txt",
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error { return d.restore(c.Context(), args[0], identity, dry) },
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "")
	c.Flags().StringVar(&identity, "identity", "", "")
	return c
}

// restore looks through the backup first; over data it asks, and keeps the old
// file.
func (d deps) restore(ctx context.Context, file, identity string, dry bool) (err error) {
	path, err := d.database()
	if err != nil {
		return err
	}
	if isServer(path) {
		return goal.Invalid("database", "error.restore.postgres")
	}
	o, err := backup.Open(ctx, file, path, d.keys(ctx, identity))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	_, there := os.Stat(path)
	a := restoreAnswer{
		File: o.File, Encrypted: o.Encrypted, Holds: shown(o.Holds), PassedOver: []passedOver{}, Database: path, Replaces: there == nil, Dry: dry,
	}
	if !o.Made.IsZero() {
		a.Made = new(o.Made.Format(time.RFC3339))
	}
	for _, p := range o.Passed {
		a.PassedOver = append(a.PassedOver, passedOver{p.File, d.sentenceOf(p.Why)})
		if !d.flags.json {
			d.onStderr().print(d.say("term.backup.passed_over", library.Args{"why": d.sentenceOf(p.Why)}))
		}
	}
	if dry {
		return d.printWouldRestore(a, o)
	}
	if a.Replaces {
		if err := d.confirm(ctx, d.say("term.restore"), goal.Conflict("yes", "error.restore.yes")); err != nil {
			return err
		}
	}
	kept, err := store.Restore(ctx, o.Path, path, d.now().UTC().Format("20060102-150405"))
	if err != nil {
		return err
	}
	d.did()
	if kept != "" {
		a.Kept = &kept
	}
	if d.flags.json {
		return d.json(a)
	}
	d.print(d.say("term.restored", library.Args{"file": o.File}), d.contents(o.Holds))
	if kept != "" {
		d.print(d.say("term.restored_kept", library.Args{"file": kept}))
	}
	return nil
}

// keys for encrypted backups; the passphrase is asked for once.
func (d deps) keys(ctx context.Context, identity string) backup.Keys {
	words := ""
	return backup.Keys{Identity: identity, Passphrase: func() (string, error) {
		var err error
		if words == "" {
			words, err = d.passphrase(ctx)
		}
		return words, err
	}}
}

// printWouldRestore says what a backup holds and what restoring it would do.
func (d deps) printWouldRestore(a restoreAnswer, o *backup.Opened) error {
	if d.flags.json {
		return d.json(a)
	}
	rows := []draw.Figure{{Name: d.say("term.backup.file"), Value: o.File}}
	if a.Made != nil {
		rows = append(rows, draw.Figure{Name: d.say("term.backup.made"), Value: d.moment(o.Made)})
	}
	if o.Encrypted {
		rows = append(rows, draw.Figure{Name: d.say("term.backup.encrypted"), Value: d.say("term.doctor.yes")})
	}
	rows = append(rows, draw.Figure{Name: d.say("term.backup.schema"), Value: d.words.Number(float64(o.Holds.Schema))}, draw.Figure{Name: d.say("term.backup.content"), Value: d.contents(o.Holds)})
	if o.Holds.First != 0 {
		rows = append(rows, draw.Figure{Name: d.say("term.backup.first"), Value: o.Holds.First.String()}, draw.Figure{Name: d.say("term.backup.last"), Value: o.Holds.Last.String()})
	}
	if o.Holds.Newest != 0 {
		rows = append(rows, draw.Figure{Name: d.say("term.backup.newest"), Value: d.moment(time.UnixMilli(o.Holds.Newest))})
	}
	d.printer().Table(rows)
	would := "term.backup.would_create"
	if a.Replaces {
		would = "term.backup.would_replace"
	}
	d.draw(draw.Line{})
	d.print(d.say(would, library.Args{"database": a.Database}))
	return nil
}
