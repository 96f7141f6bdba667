package cli

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// database is the path or address that was chosen, or the platform's place.
func (d deps) database() (string, error) {
	if d.flags.database != "" {
		return d.flags.database, nil
	}
	if v := d.getenv("IPPO_DATABASE"); v != "" {
		return v, nil
	}
	dir, err := d.dataDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "ippo", "ippo.db"), nil
}

func (d deps) dataDir() (string, error) {
	if v := d.getenv("XDG_DATA_HOME"); v != "" {
		return v, nil
	}
	home := d.getenv("HOME")
	switch runtime.GOOS {
	case "windows":
		if v := d.getenv("LOCALAPPDATA"); v != "" {
			return v, nil
		}
	case "darwin":
		if home != "" {
			return filepath.Join(home, "Library", "Application Support"), nil
		}
	default:
		if home != "" {
			return filepath.Join(home, ".local", "share"), nil
		}
	}
	return "", goal.Unavailable("home", "error.home")
}

// isServer says whether an address names a database server and no file.
func isServer(address string) bool { return strings.Contains(address, "://") }

// with opens the database for a command.
func (d deps) with(ctx context.Context, f func(*app.App, store.Store) error) (err error) {
	address, err := d.database()
	if err != nil {
		return err
	}
	s, err := d.open(ctx, address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	d.raise(ctx, s)
	a := app.New(s, d.now)
	if err := d.useChosenLanguage(ctx, a); err != nil {
		return err
	}
	return f(a, s)
}

// open the database as far as the command may: one that is there, or also a new
// one, or, for a trial where there is none, one that is thrown away.
func (d deps) open(ctx context.Context, address string) (store.Store, error) {
	if d.flags.makes {
		return store.Open(ctx, address)
	}
	s, err := store.OpenExisting(ctx, address)
	if told, ok := errors.AsType[*goal.Error](err); d.flags.tries && ok && told.Key == "error.store.none" {
		return store.OpenScratch(ctx)
	}
	return s, err
}

// app opens the database for a command that needs no more of it.
func (d deps) app(ctx context.Context, f func(*app.App) error) error {
	return d.with(ctx, func(a *app.App, _ store.Store) error { return d.nearGoal(ctx, a, f(a)) })
}

// nearGoal adds to an error about a goal that is not there the one that was
// meant, and to one about no active goal the one that is parked.
func (d deps) nearGoal(ctx context.Context, a *app.App, err error) error {
	told, ok := errors.AsType[*goal.Error](err)
	if !ok || told.Key != "error.goal.unknown" && told.Key != "error.goal.none" {
		return err
	}
	goals, reading := a.Goals(ctx, me())
	if reading != nil {
		return err
	}
	var slugs, parked []string
	for _, g := range goals {
		slugs = append(slugs, g.Slug)
		if g.Status == goal.StatusParked {
			parked = append(parked, g.Slug)
		}
	}
	if told.Key == "error.goal.none" {
		if len(parked) == 1 {
			return goal.NotFound("goal", "error.goal.only_parked", parked[0])
		}
		return err
	}
	typed, _ := told.Args[0].(string)
	if n := near(typed, slugs); n != "" {
		return goal.NotFound("goal", "error.goal.near", clipped(typed), n)
	}
	return goal.NotFound("goal", "error.goal.unknown", clipped(typed))
}

// do makes a command of the person and applies it.
func (d deps) do(ctx context.Context, a *app.App, body goal.Body) (app.Answer, error) {
	c, err := a.Command(ctx, me(), device, 0, body)
	if err != nil {
		return app.Answer{}, err
	}
	ans, err := a.Do(ctx, me(), c)
	if err == nil {
		d.did()
	}
	return ans, err
}

// region of the person's locale, as JP in ja_JP.UTF-8; empty where it has none.
func (d deps) region() string {
	for _, k := range []string{"LC_ALL", "LC_TIME", "LANG"} {
		if v := d.getenv(k); v != "" {
			_, region, _ := strings.Cut(v, "_")
			return region[:min(2, len(region))]
		}
	}
	return ""
}
