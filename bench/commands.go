package main

import (
	"context"
	"os"
	"strings"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// megabyte of the budgets.
const megabyte = 1 << 20

// size of the binary.
func (b *place) size(context.Context) error {
	info, err := os.Stat(b.path("ippo"))
	if err != nil {
		return err
	}
	b.out.atMost("binary, stripped", float64(info.Size())/megabyte, 20, " MB")
	return nil
}

// commands measures the terminal: ten years of five goals, one year of them,
// a cobra program that does nothing, and harsh where it can be had.
func (b *place) commands(ctx context.Context) error {
	ten, err := b.database(ctx, 10)
	if err != nil {
		return err
	}
	one, err := b.database(ctx, 1)
	if err != nil {
		return err
	}
	hello := b.race("hello", "")
	version := b.race("version", "", "version")
	today10, today1 := b.race("today, 10 years", ten, "today"), b.race("today, 1 year", one, "today")
	done10, done1 := b.doneRace("done, 10 years", ten), b.doneRace("done, 1 year", one)
	races := []*race{hello, version, today10, today1, done10, done1}
	hello.make = func(int) command { return command{name: b.path("hello"), args: []string{"say3"}} }
	peer, err := b.harshRaces(ctx)
	if err != nil {
		b.out.note(err.Error())
	}
	races = append(races, peer.all()...)
	b.say("running %d commands %d times each, in turn", len(races), b.rounds)
	if err := runRaces(ctx, b.rounds, races); err != nil {
		return err
	}
	for _, r := range races {
		b.out.fact(r.name+": median", figure(r.median())+" ms")
	}
	b.out.atMost("version / cobra hello", version.median()/hello.median(), 2, "x")
	b.out.atMost("today, 10 years / cobra hello", today10.median()/hello.median(), 2, "x")
	b.out.atMost("done, 10 years, durable / cobra hello", done10.median()/hello.median(), 3, "x")
	b.out.atMost("today, 10 years / 1 year", today10.median()/today1.median(), 1.15, "x")
	b.out.atMost("done, 10 years / 1 year", done10.median()/done1.median(), 1.15, "x")
	b.out.fact("today, 10 years / version", figure(today10.median()/version.median())+"x")
	b.out.fact("done, 10 years / version", figure(done10.median()/version.median())+"x")
	peer.tell(&b.out, today10.median(), done10.median(), hello.median())
	return nil
}

func (b *place) race(name, database string, args ...string) *race {
	return &race{name: name, make: func(int) command { return b.ippo(database, benchDay(), args...) }}
}

// doneRace stamps the next day each time, so that no day grows and every stamp
// is a change.
func (b *place) doneRace(name, database string) *race {
	return &race{name: name, make: func(round int) command {
		return b.ippo(database, benchDay().AddDate(0, 0, round), "done", "fitness")
	}}
}

func (b *place) ippo(database string, now time.Time, args ...string) command {
	return command{name: b.path("ippo"), args: args, env: lab.Environment(database, now, "UTC", b.dir)}
}

// firstLine of what a program said.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
