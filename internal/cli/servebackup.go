package cli

import (
	"context"
	"log/slog"
	"time"

	"github.com/ippo-app/ippo/internal/backup"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// leastEvery is how often backups may be made.
const leastEvery = time.Second

// schedule of the backups that are made while serving; nil where none are
// asked for.
func (d deps) schedule(ctx context.Context, s store.Store, f serveFlags, log *slog.Logger) (*backup.Schedule, error) {
	if f.backup.to == "" {
		if f.every+f.backup.keep != "" || f.backup.passphrase || len(f.backup.recipients) > 0 {
			return nil, wrong("error.backup.where_to")
		}
		return nil, nil //nolint:nilnil // no backups are asked for
	}
	every, err := d.every(f.every)
	if err != nil {
		return nil, err
	}
	keep, err := d.keep(f.backup.keep)
	if err != nil {
		return nil, err
	}
	m, err := d.maker(ctx, s, f.backup)
	if err != nil {
		return nil, err
	}
	return &backup.Schedule{Maker: m, Folder: string(f.backup.to), Every: every, Keep: keep, Log: log}, nil
}

// every is how often: the flag, the environment, or each hour.
func (d deps) every(flag string) (time.Duration, error) {
	if flag == "" {
		flag = d.getenv(envBackupEvery)
	}
	if flag == "" {
		return backup.Every, nil
	}
	every, err := time.ParseDuration(flag)
	if err != nil || every < leastEvery {
		return 0, usageError{goal.Invalid("backup-every", "error.backup.every", flag)}
	}
	return every, nil
}
