// Backup measures what a backup and a restore of a large database take while
// others write to it, and what they cost the writer.
//
//	go run ./bench/backup             a database of 1 GB
//	go run ./bench/backup -mb 100     a smaller one
//
// Numbers mean something on a quiet machine only.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := bench(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "backup:", err)
		}
		os.Exit(1)
	}
}

// wish is what the command line asks for.
type wish struct {
	megabytes, writers int
	calm               time.Duration
	dir                string
}

func readWish(args []string, stderr io.Writer) (wish, error) {
	var w wish
	flags := flag.NewFlagSet("backup", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.IntVar(&w.megabytes, "mb", 1024, "size of the database")
	flags.IntVar(&w.writers, "writers", 4, "how many write at once")
	flags.DurationVar(&w.calm, "calm", 10*time.Second, "how long is measured before")
	flags.StringVar(&w.dir, "dir", "", "where there is room for four of it; else the system's place for scratch files")
	if err := flags.Parse(args); err != nil {
		return w, err
	}
	if flags.NArg() > 0 || w.megabytes < 1 || w.writers < 1 || w.calm <= 0 {
		return w, errors.New("what was asked for is not understood; -help says what there is")
	}
	return w, nil
}

// bench seeds a database, writes to it without pause, and runs the program
// beside that.
func bench(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	w, err := readWish(args, stderr)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(w.dir, "ippo-backup-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b := &place{dir: dir, stderr: stderr, binary: filepath.Join(dir, "ippo"), path: filepath.Join(dir, "ippo.db")}
	b.say("building ippo")
	if err := lab.Build(ctx, b.binary, "."); err != nil {
		return err
	}
	life, err := b.seed(ctx, int64(w.megabytes)<<20)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, life.close()) }()
	return b.measure(ctx, w, life, stdout)
}

// place is where it happens.
type place struct {
	dir, binary, path string
	stderr            io.Writer
}

func (b *place) say(format string, args ...any) { fmt.Fprintf(b.stderr, format+"\n", args...) }

// ippo runs a command on a database.
func (b *place) ippo(database string, args ...string) func(context.Context) error {
	return func(ctx context.Context) error {
		c := exec.CommandContext(ctx, b.binary, args...) //nolint:gosec // our own program
		c.Env = append(os.Environ(), "IPPO_DATABASE="+database, "TZ=UTC", "LANG=en_GB.UTF-8")
		said, err := c.CombinedOutput()
		if err != nil {
			return fmt.Errorf("ippo %v: %w\n%s", args, err, said)
		}
		return nil
	}
}

// measure prints a row for the calm before, and one for each command that runs
// while others write.
func (b *place) measure(ctx context.Context, w wish, l *writers, stdout io.Writer) error {
	key, err := b.key()
	if err != nil {
		return err
	}
	fi, err := os.Stat(b.path)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "A database of %d MB with %d entries in the journal, %d writers.\n\n", fi.Size()>>20, l.entries, w.writers)
	fmt.Fprintln(stdout, "| meanwhile | seconds | commands a second | p50 ms | p99 ms | longest ms |")
	fmt.Fprintln(stdout, "|---|---:|---:|---:|---:|---:|")
	backup, locked := filepath.Join(b.dir, "backup.db"), filepath.Join(b.dir, "backup.db.age")
	for _, p := range []struct {
		what string
		do   func(context.Context) error
	}{
		{"nothing else", func(ctx context.Context) error { return lab.Sleep(ctx, w.calm) }},
		{"`ippo backup FILE`, verified", b.ippo(b.path, "backup", backup)},
		{"the same with `--recipient`", b.ippo(b.path, "backup", locked, "--recipient", key.public)},
		{"`ippo restore FILE` to another place, verified", b.ippo(filepath.Join(b.dir, "restored.db"), "restore", backup)},
	} {
		b.say("%s", p.what)
		r, err := l.while(ctx, w.writers, p.do)
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "| %s | %.1f | %.0f | %.1f | %.1f | %.1f |\n", p.what, r.took.Seconds(),
			float64(len(r.times))/r.took.Seconds(), ms(r.at(0.5)), ms(r.at(0.99)), ms(r.at(1)))
		if len(r.times) == 0 {
			return errors.New("nobody wrote anything")
		}
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
