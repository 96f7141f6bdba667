package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"filippo.io/age"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
)

// Sizes of the seed: a note as long as the store takes one, and so many
// entries in one transaction.
const (
	noteLetters = 4000
	seedPart    = 500
	lived       = 80 // days that the writers stamp
)

// writers is a database that is open, with a goal to stamp.
type writers struct {
	store   store.Store
	app     *app.App
	goal    string
	entries int
	stop    context.CancelFunc
	served  sync.WaitGroup
	number  atomic.Int64
}

func firstDay() goal.Day { return goal.Date(2026, time.August, 1) }

func now() time.Time { return (firstDay() + lived).Time().Add(12 * time.Hour) }

// seed makes a database of a size: a goal, and a journal of long notes about
// another, through the same path as an import.
func (b *place) seed(ctx context.Context, size int64) (*writers, error) {
	b.say("writing %d MB", size>>20)
	s, err := store.Open(ctx, b.path)
	if err != nil {
		return nil, err
	}
	l := &writers{store: s, app: app.New(s, now)}
	t, ok := library.For("en").Template("fitness")
	if !ok {
		return nil, errors.Join(errors.New("there is no template"), s.Close())
	}
	begin := t.Begin(l.app.NewID())
	l.goal = begin.Goal
	first := goal.Command{ID: l.app.NewID(), At: firstDay().Time().Add(8 * time.Hour).UnixMilli(), Day: firstDay(), Device: "bench", Body: begin}
	if _, err := l.app.Do(ctx, app.Local(), first); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	rng := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // words that can be repeated
	serving, stop := context.WithCancel(ctx)
	l.stop = stop
	l.served.Go(func() { s.Serve(serving) })
	for {
		fi, err := os.Stat(b.path)
		if err != nil || fi.Size() >= size {
			return l, err
		}
		if err := l.write(ctx, rng); err != nil {
			return nil, errors.Join(err, l.close())
		}
	}
}

// write appends a part of the seed.
func (l *writers) write(ctx context.Context, rng *rand.Rand) error {
	part := make([]goal.Entry, seedPart)
	for i := range part {
		day := firstDay() + goal.Day(rng.IntN(lived))
		c := goal.Command{
			ID: l.app.NewID(), At: day.Time().UnixMilli(), Day: day, Device: "bench",
			Body: goal.Stamp{Goal: "another", Note: words(rng)},
		}
		hash, err := c.Hash()
		if err != nil {
			return err
		}
		part[i] = goal.Entry{Command: c, Hash: hash}
	}
	l.entries += seedPart
	return l.store.Update(ctx, app.LocalPerson, func(tx app.Tx) error { return tx.AppendAll(slices.Clone(part)) })
}

func words(rng *rand.Rand) string {
	var b strings.Builder
	for b.Len() < noteLetters-16 {
		fmt.Fprintf(&b, "%x ", rng.Uint64())
	}
	return b.String()
}

func (l *writers) close() error {
	l.stop()
	l.served.Wait()
	return l.store.Close()
}

// result of a load.
type result struct {
	times []time.Duration // sorted
	took  time.Duration
}

// at a share of all times.
func (r result) at(share float64) time.Duration {
	if len(r.times) == 0 {
		return 0
	}
	return r.times[min(len(r.times)-1, int(share*float64(len(r.times))))]
}

// while lets writers stamp, each its next when the last is answered, until do
// has ended.
func (l *writers) while(ctx context.Context, writers int, do func(context.Context) error) (result, error) {
	var stop atomic.Bool
	var group sync.WaitGroup
	all := make([][]time.Duration, writers)
	errs := make([]error, writers)
	began := time.Now() //nolint:forbidigo // a bench measures
	for i := range writers {
		group.Go(func() {
			for !stop.Load() && errs[i] == nil {
				sent := time.Now() //nolint:forbidigo // a bench measures
				errs[i] = l.stamp(ctx)
				all[i] = append(all[i], time.Since(sent))
			}
		})
	}
	err := do(ctx)
	r := result{took: time.Since(began)}
	stop.Store(true)
	group.Wait()
	r.times = slices.Concat(all...)
	slices.Sort(r.times)
	return r, errors.Join(append(errs, err)...)
}

// stamp writes one command down; it is answered when it is on the disk.
func (l *writers) stamp(ctx context.Context) error {
	n := l.number.Add(1)
	day := firstDay() + goal.Day(n*7919%lived)
	_, err := l.app.Do(ctx, app.Local(), goal.Command{
		ID: l.app.NewID(), At: day.Time().Add(9 * time.Hour).UnixMilli(), Day: day, Device: "bench", Body: goal.Stamp{Goal: l.goal},
	})
	return err
}

// keyPair of age.
type keyPair struct{ public, secret string }

func (b *place) key() (keyPair, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return keyPair{}, err
	}
	secret := filepath.Join(b.dir, "key.txt")
	return keyPair{id.Recipient().String(), secret}, os.WriteFile(secret, []byte(id.String()), 0o600)
}
