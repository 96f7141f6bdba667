package cli

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/backup"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
)

type doctorAnswer struct {
	Database  string        `json:"database"`
	Schema    int64         `json:"schema"`
	Sound     bool          `json:"sound"`
	Rebuilt   bool          `json:"rebuilt"`
	Kept      string        `json:"kept,omitempty"` // where the file is as it was before
	Zone      string        `json:"zone"`
	Today     goal.Day      `json:"today"`
	Version   string        `json:"version"`
	FreeBytes *uint64       `json:"free_bytes"` // null where the system does not say
	Backup    *doctorBackup `json:"backup"`     // the last good one, null without one
	Notes     []doctorNote  `json:"notes"`
}

// doctorNote is something to look after.
type doctorNote struct {
	Code string `json:"code"`
	Says string `json:"says"`
}

func newDoctor(d deps) *cobra.Command {
	var rebuild bool
	c := &cobra.Command{
		Use:     "doctor",
		Example: "  ippo doctor\n  ippo doctor --rebuild",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			err := d.with(c.Context(), func(a *app.App, s store.Store) error { return d.doctor(c.Context(), a, s, rebuild) })
			return d.addWayBack(c.Context(), err)
		},
	}
	c.Flags().BoolVar(&rebuild, "rebuild", false, "")
	return c
}

func (d deps) doctor(ctx context.Context, a *app.App, s store.Store, rebuild bool) error {
	err, kept := s.Check(ctx), ""
	if rebuild && (err == nil || tablesDiffer(err)) {
		kept, err = d.rebuild(ctx, a, s)
	}
	if err != nil {
		return err
	}
	set, today, err := a.Settings(ctx, me())
	if err != nil {
		return err
	}
	address, err := d.database()
	if err != nil {
		return err
	}
	found := doctorAnswer{
		Database: withoutPassword(address), Schema: s.Schema(), Sound: true, Rebuilt: rebuild, Kept: kept, Zone: "UTC", Today: today,
		Version: versionName(), Notes: []doctorNote{},
	}
	if n := len(set.Zones); n > 0 {
		found.Zone = set.Zones[n-1].Zone
	}
	if len(set.Zones) == 0 {
		if found.Zone = d.zone(); found.Zone == "" { // the first command of all writes it down
			found.Zone = "UTC"
			found.note("zone", d.say("say.utc"))
		}
	}
	if !isServer(address) {
		d.lookAround(&found, address)
		if err := d.lookAtBackups(ctx, &found, s, address); err != nil {
			return err
		}
	}
	if d.flags.json {
		return d.json(found)
	}
	d.printFindings(found)
	return nil
}

// rebuild keeps the file as it is and makes the tables anew.
func (d deps) rebuild(ctx context.Context, a *app.App, s store.Store) (kept string, err error) {
	if kept, err = s.Keep(ctx, d.now().UTC().Format("20060102-150405")); err != nil {
		return "", err
	}
	if err := a.Rebuild(ctx, me()); err != nil {
		return kept, err
	}
	d.did()
	return kept, s.Check(ctx)
}

// tablesDiffer says that the journal is sound, and the tables say other than it.
func tablesDiffer(err error) bool {
	told, ok := errors.AsType[*goal.Error](err)
	return ok && told.Key == "error.doctor.tables"
}

func (a *doctorAnswer) note(code, says string) { a.Notes = append(a.Notes, doctorNote{code, says}) }

func (d deps) printFindings(a doctorAnswer) {
	sound := d.say("term.doctor.yes")
	if a.Rebuilt {
		sound += d.say("chain.and") + d.say("term.doctor.rebuilt")
	}
	last := d.say("term.doctor.no_backup")
	if a.Backup != nil {
		last = d.say("term.doctor.backup_at", library.Args{"when": d.moment(a.Backup.at), "file": a.Backup.File})
	}
	rows := []draw.Figure{
		{Name: d.say("term.doctor.database"), Value: a.Database},
		{Name: d.say("term.doctor.sound"), Value: sound},
		{Name: d.say("term.doctor.zone"), Value: a.Zone},
		{Name: d.say("term.doctor.today"), Value: d.words.FullDate(a.Today)},
		{Name: d.say("term.doctor.version"), Value: a.Version},
	}
	if !isServer(a.Database) {
		rows = slices.Insert(rows, 2, draw.Figure{Name: d.say("term.doctor.backup"), Value: last})
	}
	d.printer().Table(rows)
	if a.Kept != "" {
		d.draw(draw.Line{})
		d.print(d.say("term.restored_kept", library.Args{"file": a.Kept}))
	}
	for _, n := range a.Notes {
		d.draw(draw.Line{})
		d.print(n.Says)
	}
}

// addWayBack adds to the finding that a database is damaged which backup can be
// restored, and how: also where the tables could be made anew, before that is
// chosen.
func (d deps) addWayBack(ctx context.Context, err error) error {
	told, ok := errors.AsType[*goal.Error](err)
	if !ok || !slices.Contains([]string{
		"error.store.damaged", "error.store.not_a_database", "error.store.shape", "error.doctor.journal", "error.doctor.tables",
	}, told.Key) {
		return err
	}
	path, wrongPath := d.database()
	if wrongPath != nil || isServer(path) {
		return err
	}
	file, made, ok := backup.Best(ctx, path)
	if !ok {
		return err
	}
	how := "ippo restore " + quoted(file)
	if d.flags.database != "" {
		how += " --database " + quoted(path)
	}
	if tablesDiffer(err) {
		return goal.Unavailable("database", "error.doctor.tables_backup", d.moment(made), how)
	}
	return goal.Unavailable("database", "error.doctor.way_back", path, d.moment(made), how)
}

// withoutPassword is an address that may be shown.
func withoutPassword(address string) string {
	if !isServer(address) {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "postgres"
	}
	return u.Redacted()
}
