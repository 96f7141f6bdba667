package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/backup"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
	"github.com/ippo-app/ippo/internal/zone"
)

// Names of the environment by which backups are set up where nobody types.
const (
	envBackupTo         = "IPPO_BACKUP_TO"
	envBackupEvery      = "IPPO_BACKUP_EVERY"
	envBackupKeep       = "IPPO_BACKUP_KEEP"
	envBackupRecipients = "IPPO_BACKUP_RECIPIENTS" // with commas
	envBackupPassphrase = "IPPO_BACKUP_PASSPHRASE" //nolint:gosec // the name of one
)

// backupFlags say where backups go, which stay, and who can read them.
type backupFlags struct {
	to         outputPath
	keep       string
	recipients []string
	passphrase bool
}

// add the flags; the folder is called to.
func (b *backupFlags) add(f *pflag.FlagSet, to string) {
	f.Var(&b.to, to, "")
	f.StringVar(&b.keep, "keep", "", "")
	f.StringArrayVar(&b.recipients, "recipient", nil, "")
	f.BoolVar(&b.passphrase, "passphrase", false, "")
}

// checkKeys refuses what is no key; beside a passphrase there may be none at all,
// which is said later.
func (b *backupFlags) checkKeys() error {
	if b.passphrase {
		return nil
	}
	_, err := backup.NewLock(b.recipients, "")
	return err
}

func newBackup(d deps) *cobra.Command {
	var f backupFlags
	c := &cobra.Command{
		Use: "backup [FILE]",
		Example: "  ippo backup ippo-2026-10-23.db\n  ippo backup --to ~/backups\n  ippo backup --to ~/backups --keep hourly=0,daily=7,weekly=52\n" +
			"  ippo backup ippo.db.age --passphrase\n  ippo backup --to ~/cloud --recipient age1...",
		Args:    oneFileOrNone,
		PreRunE: func(*cobra.Command, []string) error { return f.checkKeys() },
		RunE: func(c *cobra.Command, args []string) error {
			file := outputPath(first(args))
			if err := apart(c, file != "", "FILE", "keep"); err != nil { // nothing else is there that could stay
				return err
			}
			to, err := d.target(file, f.to)
			if err != nil {
				return err
			}
			return d.with(c.Context(), func(_ *app.App, s store.Store) error { return d.backup(c.Context(), s, file, to, f) })
		},
	}
	f.add(c.Flags(), "to")
	writesArgument(c)
	return c
}

// oneFileOrNone takes a file, or nothing where a folder is named otherwise.
func oneFileOrNone(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return oneFile(c, args)
	}
	return nil
}

// target is the folder that backups go to, empty for a file.
func (d deps) target(file, folder outputPath) (outputPath, error) {
	switch {
	case file != "" && folder != "":
		return "", wrong("error.backup.one")
	case file != "":
		if fi, err := os.Stat(string(file)); err == nil && fi.IsDir() {
			return "", wrong("error.backup.folder", file, "ippo backup --to "+quoted(string(file)))
		}
		return "", d.mayWrite(file)
	}
	folder, err := d.backupFolder(folder)
	if err == nil && folder == "" {
		return "", wrong("error.backup.where")
	}
	return folder, err
}

// backupFolder is that of the flag, or of the environment; empty for none.
func (d deps) backupFolder(flag outputPath) (outputPath, error) {
	if flag == "" {
		flag = outputPath(d.getenv(envBackupTo))
	}
	if flag == "" {
		return "", nil
	}
	return flag, d.mayFill(flag)
}

func (d deps) backup(ctx context.Context, s store.Store, file, folder outputPath, f backupFlags) error {
	m, err := d.maker(ctx, s, f)
	if err != nil {
		return err
	}
	var made backup.Made
	if folder == "" {
		m.Replace = d.flags.yes
		made, err = m.File(ctx, string(file))
		made.File = string(file) // as it was named
	} else {
		var k backup.Keep
		if k, err = d.keep(f.keep); err == nil {
			made, err = m.Folder(ctx, string(folder), k)
			made.File = filepath.Join(string(folder), filepath.Base(made.File))
		}
	}
	if err != nil {
		return err
	}
	d.did()
	if d.flags.json {
		return d.json(answerOf(made))
	}
	d.printBackup(made)
	return nil
}

// maker of backups of the database that is open.
func (d deps) maker(ctx context.Context, s store.Store, f backupFlags) (backup.Maker, error) {
	path, err := d.database()
	if err != nil {
		return backup.Maker{}, err
	}
	if isServer(path) {
		return backup.Maker{}, goal.Unavailable("database", "error.backup.postgres")
	}
	lock, err := d.lock(ctx, f)
	return backup.Maker{Source: s, Database: path, Now: d.now, Lock: lock}, err
}

// lock of the backups. A passphrase of the environment counts unless keys are
// named: whoever sets it expects that nobody reads what it protects.
func (d deps) lock(ctx context.Context, f backupFlags) (backup.Lock, error) {
	recipients := f.recipients
	if len(recipients) == 0 && !f.passphrase {
		recipients = strings.FieldsFunc(d.getenv(envBackupRecipients), func(r rune) bool { return r == ',' || r == ' ' })
	}
	if len(recipients) > 0 && f.passphrase {
		return backup.Lock{}, usageError{goal.Invalid("recipient", "error.backup.both")}
	}
	words := ""
	if len(recipients) == 0 && (f.passphrase || d.getenv(envBackupPassphrase) != "") {
		var err error
		if words, err = d.newPassphrase(ctx); err != nil {
			return backup.Lock{}, err
		}
	}
	return backup.NewLock(recipients, words)
}

// keep is what stays of the backups of a folder.
func (d deps) keep(flag string) (backup.Keep, error) {
	if flag == "" {
		flag = d.getenv(envBackupKeep)
	}
	if flag == "" {
		return backup.DefaultKeep(), nil
	}
	k, err := backup.ParseKeep(flag)
	if err != nil {
		return k, usageError{err}
	}
	return k, nil
}

// backupAnswer is the JSON of a backup.
type backupAnswer struct {
	File      string         `json:"file"`
	New       bool           `json:"new"` // false: nothing had moved since it was made
	Made      string         `json:"made"`
	Bytes     int64          `json:"bytes"`
	Encrypted bool           `json:"encrypted"`
	Holds     *holdingsShown `json:"holds"` // null where it was not made now
	Dropped   []string       `json:"dropped"`
}

// holdingsShown is what a backup holds.
type holdingsShown struct {
	Schema   int64     `json:"schema"`
	Persons  int64     `json:"persons"`
	Goals    int64     `json:"goals"`
	Days     int64     `json:"days"`
	Entries  int64     `json:"entries"`
	Position int64     `json:"position"` // of the journal
	First    *goal.Day `json:"first"`
	Last     *goal.Day `json:"last"`
	Newest   *string   `json:"newest"` // instant of the newest command
}

func shown(h store.Holdings) *holdingsShown {
	s := &holdingsShown{
		Schema: h.Schema, Persons: h.Persons, Goals: h.Goals, Days: h.Days, Entries: h.Entries, Position: h.Mark.Position,
	}
	if h.First != 0 {
		s.First, s.Last = &h.First, &h.Last
	}
	if h.Newest != 0 {
		s.Newest = new(time.UnixMilli(h.Newest).UTC().Format(time.RFC3339))
	}
	return s
}

func answerOf(made backup.Made) backupAnswer {
	a := backupAnswer{
		File: made.File, New: made.New, Made: made.Made.UTC().Format(time.RFC3339), Bytes: made.Bytes, Encrypted: made.Encrypted,
		Dropped: made.Dropped,
	}
	if made.New {
		a.Holds = shown(made.Holds)
	}
	if a.Dropped == nil {
		a.Dropped = []string{}
	}
	return a
}

func (d deps) printBackup(made backup.Made) {
	if !made.New {
		d.print(d.say("term.backup.nothing_new", library.Args{"file": made.File}))
		return
	}
	d.print(d.say("term.backed_up", library.Args{"file": made.File}), d.contents(made.Holds))
	switch {
	case made.Encrypted && made.Lock == backup.ByPassphrase:
		d.print(d.say("term.backup.by_passphrase"))
	case made.Encrypted:
		d.print(d.say("term.backup.by_key"))
	}
	if n := len(made.Dropped); n > 0 {
		d.print(d.say("term.backup.dropped", library.Args{"n": n}))
	}
}

// contents says how much a database holds, in one line.
func (d deps) contents(h store.Holdings) string {
	said := d.say("term.backup.holds", library.Args{
		"goals": d.say("term.backup.goals", library.Args{"n": int(h.Goals)}), "days": d.say("term.erase.days", library.Args{"n": int(h.Days)}),
		"entries": d.say("term.erase.entries", library.Args{"n": int(h.Entries)}),
	})
	return said
}

// moment is an instant as people here write it.
func (d deps) moment(t time.Time) string {
	if here, err := zone.Load(d.zone()); err == nil && d.zone() != "" {
		t = t.In(here)
	} else {
		t = t.UTC()
	}
	return t.Format("2006-01-02 15:04")
}

// quoted is a path as a shell takes it.
func quoted(path string) string {
	if !strings.ContainsAny(path, " '\"\\$&;()<>|*?`") {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
