package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// someAct types one random command; what the rules refuse has to be refused, and
// what they take has to be taken.
func (l *liver) someAct() {
	slugs := l.active()
	slug := slugs[l.dice.IntN(len(slugs))]
	if left := l.leftGoal(); left != "" && l.dice.IntN(8) == 0 {
		l.actOnLeft(left)
		return
	}
	if k := l.life(slug).outcome.kind; k != "days" && k != "total" && l.dice.IntN(6) == 0 {
		l.measure(slug) // often enough for a forecast
		return
	}
	switch n := l.dice.IntN(100); {
	case n < 40:
		l.stamp(slug)
	case n < 46:
		l.measure(slug)
	case n < 55:
		l.word(slug, "skip", -l.dice.IntN(4))
	case n < 62:
		l.word(slug, "rest", l.dice.IntN(9)-3)
	case n < 71:
		l.cover(slug, -l.dice.IntN(5))
	case n < 74:
		l.pauseSome(slug)
	case n < 78:
		l.resume(slug)
	case n < 85:
		l.edit(slug)
	case n < 88:
		l.set()
	default:
		l.undo()
	}
}

// leftGoal is one that was kept or ended.
func (l *liver) leftGoal() string {
	for _, g := range l.goals {
		if l.life(g.slug).left() {
			return g.slug
		}
	}
	return ""
}

// actOnLeft stamps or skips: a kept goal goes on as a tick, an ended one refuses.
func (l *liver) actOnLeft(slug string) {
	g, command := l.life(slug), []string{"done", "skip", "rest"}[l.dice.IntN(3)]
	if g.ended != 0 {
		args := []string{command, slug}
		l.refused(l.try(args...), args)
		return
	}
	if command == "done" {
		l.onDay([]string{"done", slug}, g, l.today(), len(g.stamps[l.today()]) > 0, act{kind: "done", day: l.today()})
		return
	}
	l.word(slug, command, 0)
}

func (l *liver) stamp(slug string) {
	g, back := l.life(slug), 0
	if l.dice.IntN(3) == 0 {
		back = l.dice.IntN(4)
	}
	d := l.today() - back
	args := []string{"done", slug}
	if back > 0 {
		args = append(args, "--on", dateOf(d))
	}
	var s stamp
	units := g.metric == "units" || g.metric == "custom"
	x := []float64{3, 5, 8, 15, 20, 25, 40, 2.5}[l.dice.IntN(8)]
	switch n := l.dice.IntN(8); {
	case n < 2:
		args, s.minutes = append(args, "--minutes", spelt(x)), &x
	case n < 5 && units:
		args, s.amount = append(args, "--more", spelt(x)), &x
	case n < 5:
		args, s.minutes = append(args, "--more", spelt(x)), &x
	case n == 5:
		args, s.full = append(args, "--full"), true
	}
	bare := s == stamp{}
	needless := bare && len(g.stamps[d]) > 0
	l.onDay(args, g, d, needless, act{kind: "done", day: d, stamp: s})
}

func (l *liver) word(slug, command string, off int) {
	g, d := l.life(slug), l.today()+off
	args := []string{command, slug}
	if off != 0 {
		args = append(args, "--on", dateOf(d))
	}
	l.onDay(args, g, d, len(g.stamps[d]) > 0, act{kind: command, day: d})
}

func (l *liver) cover(slug string, off int) {
	g, d := l.life(slug), l.today()+off
	args := []string{"cover", slug, "--on", dateOf(d)}
	if d < g.begun || off < -3 {
		l.refused(l.try(args...), args)
		return
	}
	if len(g.stamps[d]) == 0 && !g.mayCover(d, l.today()) {
		l.refused(l.try(args...), args)
		return
	}
	l.onDay(args, g, d, len(g.stamps[d]) > 0, act{kind: "cover", day: d})
}

// onDay types a command about a day.
func (l *liver) onDay(args []string, g *goalLife, d int, needless bool, a act) {
	doc := l.try(args...)
	switch {
	case d < g.begun:
		l.refused(doc, args)
		return
	case doc == nil:
		l.wrong("ippo %v was refused", args)
		return
	}
	id, _ := doc["command"].(string)
	if (id == "") != needless {
		l.wrong("ippo %v: command %q, needless %v", args, id, needless)
	}
	if !needless {
		a.goals = []string{g.slug}
		l.take(doc, a)
	}
}

func (l *liver) refused(doc map[string]any, args []string) {
	if doc != nil {
		l.wrong("ippo %v was taken", args)
	}
}

func (l *liver) pauseSome(slug string) {
	today := l.today()
	from := today + l.dice.IntN(8) - 4
	to := from + l.dice.IntN(5)
	goals, args := []string{slug}, []string{"pause", slug}
	if l.dice.IntN(2) == 0 {
		goals, args = l.active(), []string{"pause"}
	}
	args = append(args, "--from", dateOf(from), "--to", dateOf(to))
	doc := l.try(args...)
	if doc == nil {
		l.wrong("ippo %v was refused", args)
		return
	}
	l.take(doc, act{kind: "pause", goals: goals, from: from, to: to})
	want := l.life(goals[0]).pauses
	i := slices.IndexFunc(want, func(s stretch) bool { return s.holds(from) })
	if got := fmt.Sprint(doc["from"], " ", doc["to"]); got != dateOf(want[i].from)+" "+dateOf(want[i].to) {
		l.wrong("ippo %v says %s, and the pause is %s to %s", args, got, dateOf(want[i].from), dateOf(want[i].to))
	}
}

func (l *liver) resume(slug string) {
	today := l.today()
	holds := func(s stretch) bool { return s.holds(today) }
	paused := slices.ContainsFunc(l.life(slug).pauses, holds)
	args := []string{"resume", slug}
	doc := l.try(args...)
	if (doc != nil) != paused {
		l.wrong("ippo %v: paused %v", args, paused)
	}
	if doc != nil {
		l.take(doc, act{kind: "resume", goals: []string{slug}})
	}
}

// edit changes a part of the plan (ruling 5).
func (l *liver) edit(slug string) {
	g, today := l.life(slug), l.today()
	from := today
	if g.statusOn(today, today) != "open" {
		from++
	}
	_, week := l.calendar.week(today)
	last := g.planOn(1 << 20) // after everything that is dated ahead
	args := []string{"goal", "edit", slug}
	var part string
	var change func(*plan)
	switch n := l.dice.IntN(5); {
	case n < 2:
		x := last.target + 1 + float64(l.dice.IntN(2))
		if x > 7 && (g.metric == "sessions" || g.metric == "days") {
			x = 2
		}
		part = "target"
		args, change = append(args, "--target", spelt(x)), func(p *plan) { p.target = x }
	case n == 2:
		x := 2 + float64(int(last.minutes-1)%9)
		part = "step"
		args, change = append(args, "--minutes", spelt(x)), func(p *plan) { p.minutes = x }
	case n == 3:
		days := [][]time.Weekday{nil, {time.Tuesday}, {time.Friday, time.Monday}}[l.dice.IntN(3)]
		if slices.Equal(days, last.rest) {
			return
		}
		names := []string{"none"}
		if days != nil {
			names = nil
		}
		for _, d := range days {
			names = append(names, strings.ToLower(d.String()[:3]))
		}
		from = week + 1
		part = "rest"
		args, change = append(args, "--rest", strings.Join(names, ",")), func(p *plan) { p.rest = days }
	default:
		x := (last.reserves + 1) % 5
		part = "reserves"
		args, change = append(args, "--reserves", strconv.Itoa(x)), func(p *plan) { p.reserves = x }
	}
	doc := l.try(args...)
	if doc == nil {
		l.wrong("ippo %v was refused", args)
		return
	}
	if got, want := fmt.Sprint(doc["from"]), dateOf(from); got != want {
		l.wrong("ippo %v holds from %s, not %s", args, got, want)
	}
	l.take(doc, act{kind: "edit", goals: []string{slug}, from: from, part: part, change: change})
}

// undo takes back the last command, or brings it back (ruling 17).
func (l *liver) undo() {
	last := lastLive(l.acts)
	what := last
	for what.kind == "undo" {
		what = what.target
	}
	if what.kind == "begin" || strings.HasPrefix(what.kind, "goal ") {
		return // the life itself goes on
	}
	doc := l.try("undo")
	if doc == nil {
		l.wrong("undo of %s was refused", last.kind)
		return
	}
	if fmt.Sprint(doc["target"]) != last.id {
		l.wrong("undo took back %v, not %s %s", doc["target"], last.kind, last.id)
	}
	l.take(doc, act{kind: "undo", target: last})
	last.turn(true)
}
