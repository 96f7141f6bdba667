package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
)

// same holds a figure of a surface against the count.
func (l *liver) same(where string, got, want any) {
	l.t.Helper()
	l.figures++
	if x, ok := got.(float64); ok {
		switch y := want.(type) {
		case int:
			want = float64(y)
		case float64:
			if math.Abs(x-y) < 1e-9 {
				return
			}
		}
	}
	if got != want {
		l.wrong("%s: %v, counted %v", where, got, want)
	}
}

type answer = map[string]any

func (l *liver) parse(text string) answer {
	var doc answer
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		l.wrong("%v", err)
	}
	return doc
}

func entries(doc answer, key string) []any { x, _ := doc[key].([]any); return x }
func object(x any) answer                  { y, _ := x.(answer); return y }

// compareToday holds ippo today --json against the count.
func (l *liver) compareToday() {
	l.t.Helper()
	doc := l.parse(l.read("today", "--json"))
	l.same("today: date", doc["date"], dateOf(l.today()))
	for _, x := range entries(doc, "kept") {
		g := l.life(fmt.Sprint(object(x)["goal"]))
		l.same("today: kept "+g.slug, g.kept != 0, true)
		l.same("today: kept "+g.slug+" status", object(x)["status"], g.tallyOn(l.today()).status[l.today()])
	}
	goals := entries(doc, "goals")
	active := l.active()
	// Who began a goal and flew west has the day before it once more.
	ahead := func(slug string) bool { return l.today() < l.life(slug).begun }
	if len(active) > 0 && !slices.ContainsFunc(active, func(slug string) bool { return !ahead(slug) }) {
		l.find("today", l.read("today"), `(begins on) `, "begins on")
	}
	active = slices.DeleteFunc(active, ahead)
	l.same("today: goals", len(goals), len(active))
	for _, x := range goals {
		g := object(x)
		slug := fmt.Sprint(g["goal"])
		if !slices.Contains(active, slug) {
			l.wrong("today: %s is not active", slug)
			continue
		}
		t := l.life(slug).tallyOn(l.today())
		where := "today " + slug + ": "
		l.same(where+"status", g["status"], t.status[l.today()])
		l.compareChain(where, object(g["chain"]), t)
		l.same(where+"practised", g["days_practised"], t.practised)
		l.same(where+"waiting", g["waiting"], t.chain.state == "waiting")
		l.compareWeek(where, object(g["week"]), t)
		l.compareNumber(where, g["day"], t)
	}
}

// compareNumber holds the day of the season: that of the last in-plan day.
func (l *liver) compareNumber(where string, got any, t tally) {
	l.same(where+"day", got, t.lastNumber())
}

func (l *liver) compareChain(where string, got answer, t tally) {
	want := t.chain
	if want.state == "resting" {
		want = links{state: "resting"}
	}
	l.same(where+"chain", fmt.Sprint(got["state"], " ", got["length"], " ", got["recoveries"]), fmt.Sprint(want.state, " ", want.length, " ", want.recoveries))
}

func (l *liver) compareWeek(where string, got answer, t tally) {
	w, runs := t.running(l.weekStart())
	if !runs {
		l.same(where+"week", len(got), 0)
		return
	}
	l.same(where+"week done", got["done"], w.done)
	l.same(where+"week target", got["target"], w.target)
	l.same(where+"week state", got["state"], w.state)
}

// compareAll holds every surface against the count.
func (l *liver) compareAll() {
	l.t.Helper()
	for _, g := range l.goals {
		life := l.life(g.slug)
		t := life.tallyOn(l.lookDay(life))
		l.compareStats("stats "+g.slug+": ", l.parse(l.read("stats", g.slug, "--json")), t)
		l.compareStats("goal show "+g.slug+": ", object(l.parse(l.read("goal", "show", g.slug, "--json"))["stats"]), t)
		if !t.over {
			l.compareOutcome("outcome "+g.slug+": ", l.life(g.slug), t, object(l.parse(l.read("stats", g.slug, "--json"))["outcome"]))
		}
		l.compareTexts(g.slug, t)
		l.compareWords(g.slug)
	}
	for _, slug := range l.active() {
		l.compareReview(slug)
	}
	l.compareDay()
	slugs := l.compareExport()
	l.compareJournal()
	l.compareCalendar(slugs)
	l.comparePages(slugs)
}

func (l *liver) compareStats(where string, got answer, t tally) {
	l.compareChain(where, object(got["chain"]), t)
	l.same(where+"practised", got["days_practised"], t.practised)
	var closed []string
	for _, c := range entries(got, "closed_chains") {
		closed = append(closed, fmt.Sprint(object(c)["length"], "/", object(c)["recoveries"]))
	}
	var want []string
	for _, c := range t.closed {
		want = append(want, fmt.Sprint(c.length, "/", c.recoveries))
	}
	l.same(where+"closed chains", strings.Join(closed, " "), strings.Join(want, " "))
	if a := object(got["adherence"]); t.active > 0 {
		l.same(where+"done", a["done"], t.done)
		l.same(where+"active", a["active"], t.active)
		l.same(where+"low", a["low"], float64(t.done)/float64(t.active))
		if t.logged > 0 {
			l.same(where+"logged", a["logged"], float64(t.done)/float64(t.logged))
		}
	}
	if n := object(got["never_miss_twice"]); n != nil {
		l.same(where+"recovered", n["recovered"], t.recovered)
		l.same(where+"episodes", n["episodes"], t.episodes)
	}
	if t.active+t.rest+t.pause > 0 { // a day that is not open
		l.same(where+"consistency", got["consistency"], t.steadiness)
	} else {
		l.same(where+"consistency", got["consistency"], nil)
	}
	if t.over { // the season is judged by its last day, which is another count
		return
	}
	l.compareNumber(where, got["day"], t)
	l.compareWeeks(where, entries(got, "weeks"), t)
	for _, c := range entries(got, "card") {
		c := object(c)
		d := dayOfDate(fmt.Sprint(c["date"]))
		if d > l.today() {
			continue
		}
		where := where + "card " + fmt.Sprint(c["date"]) + " "
		l.same(where+"status", c["status"], t.status[d])
		l.same(where+"mended", c["mended"], t.gold[d])
		if n, in := t.number[d]; in {
			l.same(where+"number", c["day"], n)
		}
	}
}

func (l *liver) compareWeeks(where string, got []any, t tally) {
	l.same(where+"weeks", len(got), len(t.weeks))
	for i := range min(len(got), len(t.weeks)) {
		g, w := object(got[i]), t.weeks[i]
		where := where + "week of " + dateOf(w.start) + " "
		l.same(where+"start", g["start"], dateOf(w.start))
		l.same(where+"days", g["days"], w.days)
		l.same(where+"done", g["done"], w.done)
		l.same(where+"label", g["label"], w.label)
		if w.days > 2 {
			l.same(where+"target", g["target"], w.target)
			l.same(where+"attainment", g["attainment"], w.done/w.target)
		}
	}
}

func dayOfDate(s string) int {
	for d := 20000; d < 22000; d++ {
		if dateOf(d) == s {
			return d
		}
	}
	return 0
}
