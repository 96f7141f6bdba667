package backup

import (
	"context"
	"log/slog"
	"time"
)

// Every is how often a backup is made when nothing else is said.
const Every = time.Hour

// again is how long a backup waits that did not come about, at most.
const again = 5 * time.Minute

// Schedule makes backups in a folder while others work.
type Schedule struct {
	Maker  Maker
	Folder string
	Every  time.Duration
	Keep   Keep
	Log    *slog.Logger
}

// Run makes a backup at once and then every so often, until ctx ends. What did
// not come about is tried again sooner.
func (s Schedule) Run(ctx context.Context) {
	for {
		wait := s.Every
		if err := s.once(ctx); err != nil && ctx.Err() == nil {
			wait = min(again, s.Every)
			s.Log.WarnContext(ctx, "no backup was made", slog.String("folder", s.Folder), slog.String("why", err.Error()), slog.Duration("again_in", wait))
		}
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			t.Stop()
			return
		case <-t.C:
		}
	}
}

func (s Schedule) once(ctx context.Context) error {
	made, err := s.Maker.Folder(ctx, s.Folder, s.Keep)
	if err != nil || !made.New {
		return err
	}
	s.Log.InfoContext(ctx, "backup made and verified", slog.String("file", made.File), slog.Int64("bytes", made.Bytes),
		slog.Int64("entries", made.Holds.Entries), slog.Int("dropped", len(made.Dropped)))
	return nil
}
