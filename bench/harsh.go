package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// harshModule is the peer for the terminal: a plain-text log that is read anew
// by every command.
const harshModule = "github.com/wakatara/harsh"

// harshSize is a history: so many habits over so many years.
type harshSize struct{ habits, years int }

// Recorded medians of harsh over a cobra hello, on a quiet machine in 2026
// (commit 509700f): what stands in where it cannot be installed.
func recordedHarsh() map[string]float64 {
	return map[string]float64{
		"todo 10x1": 5.2 / 2.25, "todo 50x10": 155 / 2.25, "ask 10x1": 5.0 / 2.25, "ask 50x10": 142 / 2.25,
	}
}

// harshPeer is harsh with the races that it runs in.
type harshPeer struct {
	races map[string]*race // "todo 5x10"
}

// harshRaces installs harsh and writes its files. An error says why harsh is
// left out.
func (b *place) harshRaces(ctx context.Context) (harshPeer, error) {
	p := harshPeer{races: map[string]*race{}}
	binary, err := b.harshBinary(ctx)
	if err != nil {
		return p, fmt.Errorf("harsh is left out: %w", err)
	}
	for _, size := range []harshSize{{len(seedGoals()), 10}, {10, 1}, {50, 10}} {
		dir := b.path(fmt.Sprintf("harsh-%dx%d", size.habits, size.years))
		if err := writeHarsh(dir, size, time.Now()); err != nil { //nolint:forbidigo // harsh knows no other clock
			return p, err
		}
		env := []string{"HARSHPATH=" + dir, "HOME=" + b.dir, "NO_COLOR=1"}
		name := fmt.Sprintf("%dx%d", size.habits, size.years)
		p.races["todo "+name] = &race{name: "harsh todo " + name, make: func(int) command {
			return command{name: binary, args: []string{"todo"}, env: env}
		}}
		// One habit is asked for and answered by one line; the log is laid back
		// before each round. At the end of its input harsh would ask for ever.
		p.races["ask "+name] = &race{name: "harsh ask " + name, before: func(int) error {
			return lab.CopyFile(filepath.Join(dir, "log"), filepath.Join(dir, "log.before"))
		}, make: func(int) command {
			return command{name: binary, args: []string{"ask", harshHabit(0)}, env: env, input: "y\n"}
		}}
	}
	return p, nil
}

// harshBinary is the binary that was named, or one that is installed into the
// scratch folder.
func (b *place) harshBinary(ctx context.Context) (string, error) {
	switch {
	case b.harsh == "none":
		return "", errors.New("as asked")
	case strings.ContainsRune(b.harsh, filepath.Separator):
		return filepath.Abs(b.harsh)
	}
	b.say("installing harsh@%s", b.harsh)
	bin := b.path("bin")
	said, err := run(ctx, command{dir: b.dir, name: "go", args: []string{"install", harshModule + "@" + b.harsh}, env: []string{"GOBIN=" + bin, "CGO_ENABLED=0"}})
	if err != nil {
		return "", errors.New("it cannot be installed here: " + firstLine(said))
	}
	return filepath.Join(bin, "harsh"), nil
}

// writeHarsh writes habits and a log in which every day up to yesterday has its
// answer.
func writeHarsh(dir string, size harshSize, now time.Time) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	var habits, log strings.Builder
	for i := range size.habits {
		fmt.Fprintf(&habits, "%s: 1\n", harshHabit(i))
	}
	for day := now.AddDate(-size.years, 0, 0); day.Before(now.AddDate(0, 0, -1).Add(time.Hour)); day = day.AddDate(0, 0, 1) {
		for i := range size.habits {
			answer := "y"
			if x := (day.YearDay()*7 + i*3) % 20; x >= 16 {
				answer = "n"
			}
			fmt.Fprintf(&log, "%s : %s : %s :  : \n", day.Format(time.DateOnly), harshHabit(i), answer)
		}
	}
	for name, text := range map[string]string{"habits": habits.String(), "log": log.String(), "log.before": log.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// harshHabit names habits so that no name is part of another.
func harshHabit(i int) string { return fmt.Sprintf("Habit %c%c", 'a'+i/10, 'a'+i%10) }

func (p harshPeer) all() []*race {
	rs := make([]*race, 0, len(p.races))
	for _, name := range slices.Sorted(maps.Keys(p.races)) {
		rs = append(rs, p.races[name])
	}
	return rs
}

// tell compares. Where harsh did not run, its recorded ratio to a cobra hello
// stands in, and the line says so.
func (p harshPeer) tell(s *sheet, today, done, hello float64) {
	of := func(name string) (float64, string) {
		if r, ok := p.races[name]; ok {
			return r.median(), "harsh " + name
		}
		return recordedHarsh()[name] * hello, "harsh " + name + " (recorded)"
	}
	same := fmt.Sprintf("%dx10", len(seedGoals()))
	if _, ok := p.races["todo "+same]; ok {
		x, name := of("todo " + same)
		s.fact("today, 10 years / "+name, figure(today/x)+"x")
		x, name = of("ask " + same)
		s.fact("done, 10 years / "+name, figure(done/x)+"x")
	}
	for _, c := range []struct {
		what   string
		ours   float64
		peer   string
		target float64
	}{
		{"today", today, "todo 10x1", 1},
		{"today", today, "todo 50x10", 0.1},
		{"done", done, "ask 10x1", 1.3},
		{"done", done, "ask 50x10", 0.1},
	} {
		x, name := of(c.peer)
		s.atMost(c.what+", 10 years / "+name, c.ours/x, c.target, "x")
	}
}
