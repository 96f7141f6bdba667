package main

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// compareDay holds what ippo today draws and says, and the list of goals. The goal
// that it speaks of first is the first of its document.
func (l *liver) compareDay() {
	for i, x := range entries(l.parse(l.read("goals", "--json")), "goals") {
		g := l.life(l.goals[i].slug)
		l.same("goals: name", object(x)["goal"], g.slug)
		l.same("goals: number", object(x)["number"], float64(i+1))
		l.same("goals: status", object(x)["status"], g.shown(l.today()))
		l.same("goals: practised", object(x)["days_practised"], g.tallyOn(l.lookDay(g)).practised)
	}
	said := l.read("goals")
	for _, start := range l.goals {
		g := l.life(start.slug)
		word := strings.Replace(g.shown(l.today()), "kept", "a small habit", 1) // as people read it
		l.find("goals", said, regexp.QuoteMeta(g.slug)+` +(a small habit|\w+) .* (\d+) days? practised`, word, g.tallyOn(l.lookDay(g)).practised)
	}
	goals := entries(l.parse(l.read("today", "--json")), "goals")
	if len(goals) == 0 {
		return
	}
	g := l.life(fmt.Sprint(object(goals[0])["goal"]))
	t := g.tallyOn(l.lookDay(g))
	l.compareSpoken(t, l.read("today", "--words"))
	l.compareDrawnDay(g, t, l.read("today"))
	w, runs := t.running(l.weekStart())
	said = l.read("today", "--short")
	l.same("today --short: mark", strings.Fields(said)[0], l.mark(g, t, l.today()))
	if n := t.lastNumber(); n > 0 && !t.over {
		l.find("today --short", said, ` day (\d+)`, (n-1)%30+1)
	}
	if runs {
		l.find("today --short", said, `([0-9.,]+)/([0-9.,]+)`, about(w.done), about(w.target))
	}
}

// shown is a goal's status: paused while today lies in a range (ruling 9).
func (g *goalLife) shown(today int) string {
	switch {
	case g.ended != 0:
		return "ended"
	case g.kept == 0 && slices.ContainsFunc(g.parked, func(x stretch) bool { return x.to == 0 }):
		return "parked"
	case g.pausedOn(today): // a small habit, too
		return "paused"
	case g.kept != 0:
		return "kept"
	}
	return "active"
}

func (l *liver) compareSpoken(t tally, said string) {
	date := dateTime(l.today()).Format("Monday 2 January")
	l.same("today --words: date", strings.HasPrefix(said, date), true)
	if n := t.lastNumber(); n > 0 && !t.over {
		l.find("today --words", said, `Day (\d+) of 30\.`, (n-1)%30+1)
	}
	if w, runs := t.running(l.weekStart()); runs {
		l.find("today --words", said, `This week, ([0-9.,]+) of ([0-9.,]+) `, about(w.done), about(w.target))
	} else {
		l.same("today --words: no week", strings.Contains(said, "This week,"), false)
	}
	if t.chain.state == "resting" || t.chain.length < 3 {
		l.find("today --words", said, `(\d+) days? practised`, t.practised)
		return
	}
	l.find("today --words", said, `Chain, (\d+) days`, t.chain.length)
	if n := t.chain.recoveries; n > 0 {
		l.find("today --words", said, `(\w+) of them mended`, counted(n))
	}
}

// counted is a number as sentences say it: up to twelve in words.
func counted(n int) string {
	words := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve")
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

func (l *liver) compareDrawnDay(g *goalLife, t tally, said string) {
	if n := t.lastNumber(); n > 0 && !t.over {
		l.find("today", said, `day (\d+) of 30`, (n-1)%30+1)
	}
	l.find("today", said, `(?m)^  (\S)  Do one thing`, l.mark(g, t, l.today()))
	strip := regexp.MustCompile(`(?m)^.{12}((?:\S(?:    |════)){6}\S)\s*$`).FindStringSubmatch(said)
	if strip == nil { // a long silence changes the tone, and a young goal has a short strip
		return
	}
	marks := []rune(strip[1])
	for i := range 7 {
		d := l.today() - 6 + i
		l.same("today: strip "+dateOf(d), string(marks[5*i]), l.mark(g, t, d))
	}
	if t.chain.state != "resting" && t.chain.length >= 3 {
		l.find("today", said, `(\d+) days in the chain`, t.chain.length)
		if n := t.chain.recoveries; n > 0 {
			l.find("today", said, `(\w+) mended in gold`, counted(n))
		}
	} else if t.practised > 0 {
		l.find("today", said, `(\d+) days? practised`, t.practised)
	}
	w, runs := t.running(l.weekStart())
	if !runs {
		return
	}
	if count := about(w.done) + "/" + about(w.target); len(count) <= 5 {
		l.find("today", said, `[│·] *([0-9.]+)/([0-9.]+) *[│·]`, about(w.done), about(w.target))
	} else {
		l.find("today", said, `[│·] *([0-9.]+)% *[│·]`, about(math.Floor(100*w.done/w.target)))
	}
	l.compareSentence(w, strings.Join(strings.Fields(said), " "))
}

// compareSentence holds the sentence of the week: its state, and what is left.
func (l *liver) compareSentence(w weekTally, said string) {
	left := int(math.Ceil(w.target - w.done))
	n := strconv.Itoa(left)
	if left == 1 {
		n = "One"
	}
	switch w.state {
	case "done":
		l.find("today", said, `(The circle is closed)`, "The circle is closed")
	case "room":
		l.find("today", said, `(\w+) more (?:\w+ )?closes? the circle\.`, n)
	case "tight":
		l.find("today", said, `(\w+) more (?:\w+ )?closes? the circle, and every day left is needed`, n)
	case "settling_in":
		l.find("today", said, `(A short week)`, "A short week")
	case "out_of_reach":
		l.find("today", said, `(out of reach now|That was your week|this week)`)
	}
}
