package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// What a history of a million days, and files of a hundred megabytes, take.
const (
	manyHabits = 100
	manyDays   = 10_000
	largeFile  = 100 << 20
	mostMemory = 64 // megabytes
)

// millions brings a million entries in, once more, and takes them out again;
// then it looks at a large file of each format. The memory is that of the whole
// process at its highest, as the system counts it.
func (b *place) millions(ctx context.Context) error {
	table := b.path("million.csv")
	if err := writeMillion(table, benchDay()); err != nil {
		return err
	}
	b.say("bringing in %d entries", manyHabits*manyDays)
	db := b.path("million.db")
	for _, step := range []struct {
		what string
		args []string
		said string
	}{
		{"looking at 1,000,000 entries", []string{"import", table, "--dry-run"}, "1000000 days"},
		{"import of 1,000,000 entries", []string{"import", table}, "1000000 days"},
		{"the same file again", []string{"import", table}, "Nothing new"},
	} {
		took, memory, err := b.watched(ctx, b.ippo(db, benchDay(), step.args...), step.said)
		if err != nil {
			return err
		}
		b.out.fact(step.what, figure(took.Seconds())+" s")
		b.out.atMost("  its memory", memory, mostMemory, " MB")
	}
	if info, err := os.Stat(db); err == nil {
		b.out.fact("  its database", figure(float64(info.Size())/(1<<20))+" MB")
	}
	if err := b.outAndIn(ctx, db); err != nil {
		return err
	}
	if err := errors.Join(os.Remove(db), os.Remove(table)); err != nil {
		return err
	}
	for _, f := range largeFiles() {
		if err := b.large(ctx, f); err != nil {
			return fmt.Errorf("%s: %w", f.format, err)
		}
	}
	return b.largeLoop(ctx)
}

// outAndIn takes the million out and looks at the file in an empty database.
func (b *place) outAndIn(ctx context.Context, db string) error {
	out := b.path("million.json")
	for _, step := range []struct {
		what, db string
		args     []string
		said     string
	}{
		{"taking all of it out as JSON", db, []string{"export", "--format", "json", "-o", out}, ""},
		{"looking at that file in an empty database", b.path("empty.db"), []string{"import", out, "--dry-run"}, "Nothing has been written"},
	} {
		took, memory, err := b.watched(ctx, b.ippo(step.db, benchDay(), step.args...), step.said)
		if err != nil {
			return err
		}
		b.out.fact(step.what, figure(took.Seconds())+" s")
		b.out.atMost("  its memory", memory, mostMemory, " MB")
	}
	return os.Remove(out)
}

// large looks at a file of a format that is a hundred megabytes long.
func (b *place) large(ctx context.Context, f largeFileOf) error {
	b.say("a large file of %s", f.format)
	path := b.path(f.name)
	if err := f.write(path); err != nil {
		return err
	}
	took, memory, err := b.watched(ctx, b.ippo(b.path("large.db"), benchDay(), "import", path, "--from", f.format, "--dry-run"), "Nothing has been written")
	if err != nil {
		return err
	}
	b.out.fact("100 MB of "+f.format, figure(took.Seconds())+" s")
	b.out.atMost("  its memory", memory, mostMemory, " MB")
	return os.Remove(path)
}

// watched runs a command and says how long it took and how much memory it had,
// in megabytes.
func (b *place) watched(ctx context.Context, c command, said string) (time.Duration, float64, error) {
	memory := make(chan float64, 1)
	c.started = func(pid int, over <-chan struct{}) { memory <- highWater(pid, over) }
	took, out, err := timed(ctx, c)
	if err != nil {
		return took, 0, err
	}
	if !strings.Contains(out, said) {
		return took, 0, fmt.Errorf("the answer does not say %q:\n%s", said, out)
	}
	return took, <-memory, nil
}

// writeMillion writes a table of a million days.
func writeMillion(path string, now time.Time) error {
	return writeTo(path, func(w *bufio.Writer) {
		fmt.Fprintln(w, "date,habit,value,note")
		for h := range manyHabits {
			for d := range manyDays {
				done, note := "yes", ""
				if (d+h)%5 == 0 {
					done = "no"
				}
				if d%100 == 0 {
					note = "a note"
				}
				fmt.Fprintf(w, "%s,Habit %d,%s,%s\n", now.AddDate(0, 0, -d-1).Format(time.DateOnly), h, done, note)
			}
		}
	})
}

func writeTo(path string, f func(*bufio.Writer)) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriterSize(file, 1<<20)
	f(w)
	return w.Flush()
}
