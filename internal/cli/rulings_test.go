package cli

import (
	"encoding/json"
	"strings"
	"testing"
)

// read is the one document of a reading command.
func (p *person) read(at string, args ...string) map[string]any {
	p.t.Helper()
	var doc map[string]any
	out := p.at(at, append(args, "--json")...)
	d := json.NewDecoder(strings.NewReader(out))
	if err := d.Decode(&doc); err != nil || d.More() {
		p.t.Fatalf("ippo %q: no single document: %v\n%s", args, err, out)
	}
	return doc
}

// has says whether a document holds the named fields.
func has(t *testing.T, doc any, fields ...string) map[string]any {
	t.Helper()
	m, ok := doc.(map[string]any)
	if !ok {
		t.Fatalf("no object: %v", doc)
	}
	for _, f := range fields {
		if _, ok := m[f]; !ok {
			t.Errorf("no field %q in %v", f, m)
		}
	}
	return m
}

// Ruling 26: the documents hold the named fields; a figure that
// cannot be said is null, and never 0; a goal without a metric has no weeks.
func TestRuling26Documents(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--area", "health", "--slug", "bare", "--outcome", "Walk daily", "--step", "Put on shoes")
	today := has(t, p.read("2026-10-05 07:00", "today"), "date", "goals", "kept")
	g := has(t, today["goals"].([]any)[0], "goal", "area", "purpose", "step", "status", "chain", "days_practised", "week", "if_then", "waiting")
	has(t, g["step"], "text", "minutes", "cue")
	has(t, g["chain"], "state", "length", "recoveries")
	if g["purpose"] != nil || g["week"] != nil || g["waiting"] != false || g["status"] != "open" {
		t.Errorf("a bare goal: %v", g)
	}
	s := has(t, p.read("2026-10-05 07:00", "stats", "bare"), "goal", "days_practised", "chain", "closed_chains", "adherence", "never_miss_twice",
		"consistency", "weeks", "outcome")
	a := has(t, s["adherence"], "low", "logged", "done", "active")
	has(t, s["never_miss_twice"], "recovered", "episodes")
	if a["low"] != nil || a["logged"] != nil || s["consistency"] != nil || len(s["weeks"].([]any)) != 0 || len(s["closed_chains"].([]any)) != 0 {
		t.Errorf("the first morning: %v", s)
	}

	p = newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--area", "health", "--outcome", "Walk far", "--outcome-type", "total", "--goal-value", "90",
		"--outcome-unit", "walks", "--metric", "sessions", "--unit", "walks", "--target", "3", "--step", "Put on shoes")
	s = p.read("2026-10-08 07:00", "stats", "1")
	has(t, s["weeks"].([]any)[0], "start", "days", "target", "done", "attainment", "label")
	o := has(t, s["outcome"], "type", "start", "target", "actual", "pace", "buffer_days", "forecast")
	if o["forecast"] != nil {
		t.Errorf("a forecast on day 4: %v", o)
	}
	has(t, p.read("2026-10-08 07:00", "compass", "check", "I want to grow in fitness so I can impress everyone"), "flags", "shown")
	r := has(t, p.read("2026-10-08 07:00", "review"), "week", "inputs", "suggestion")
	has(t, r["suggestion"], "rule", "action", "from", "to", "reason", "because")

	for _, args := range [][]string{{"stats", "gone"}, {"done", "gone"}, {"goal", "show", "gone"}, {"review", "gone"}, {"today", "--on", "someday"}} {
		code, out, errs := p.run("2026-10-08 07:00", append(args, "--json")...)
		if code == exitDone || out != "" || strings.Count(errs, "\n") != 1 || !strings.HasPrefix(errs, "ippo: ") {
			t.Errorf("ippo %q: exit %d, %q, %q", args, code, out, errs)
		}
	}
}

// Ruling 34: begin takes every part of a goal as a flag, and goal edit takes
// the same.
func TestRuling34EveryPartIsAFlag(t *testing.T) {
	p := newPerson(t)
	parts := []string{
		"--grow-in", "steady strength", "--so-i-can", "keep up", "--provisional", "--outcome", "Run 5 km", "--outcome-type", "level_up",
		"--start", "0.8", "--goal-value", "5", "--metric", "sessions", "--target", "3", "--unit", "walks", "--session-min", "20", "--step", "Put on shoes",
		"--minutes", "4", "--cue", "After coffee", "--fallback", "After lunch", "--rest", "sun,wed",
		"--if-then", "If it rains, then I march", "--if-then", "If I am late, then I stretch",
	}
	p.at("2026-10-05 06:00", append([]string{"begin", "--yes", "--area", "health", "--slug", "run", "--confidence", "8"}, parts...)...)
	p.at("2026-10-05 06:30", "begin", "--yes", "--area", "health", "--slug", "other", "--outcome", "Something", "--step", "Stretch")
	p.at("2026-10-05 07:00", append([]string{"goal", "edit", "other"}, parts...)...)
	plans := map[string]string{}
	for _, slug := range []string{"run", "other"} {
		doc := has(t, p.read("2026-10-12 07:00", "goal", "show", slug), "goal", "plan", "stats")
		plan := has(t, doc["plan"], "step", "metric")
		for _, own := range []string{"if_thens", "at", "command", "from"} { // what each of the two has for itself
			delete(plan, own)
		}
		b, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		plans[slug] = string(b)
		shown := p.at("2026-10-12 07:00", "goal", "show", slug)
		for _, said := range []string{"steady strength", "(for now)", "Run 5 km", "From 0.8 to 5", "3 walks, of 20 minutes or more", "Put on shoes (4 minutes)", "After coffee", "After lunch", "Wednesday, Sunday", "If it rains, then I march", "If I am late, then I stretch"} {
			mustSay(t, shown, said)
		}
	}
	if plans["run"] != plans["other"] {
		t.Errorf("begun:  %s\nedited: %s", plans["run"], plans["other"])
	}
}

// Ruling 11: three days back nothing is asked; an older day is written when it
// was asked for twice.
func TestRuling11OlderDaysAskOnce(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness")
	for on, want := range map[string]int{"2026-10-12": exitDone, "2026-10-09": exitDone, "2026-10-08": exitCould, "2026-10-05": exitCould, "2026-10-04": exitCould} {
		if code, out, errs := p.run("2026-10-12 07:00", "done", "--on", on); code != want || code != exitDone && out != "" {
			t.Errorf("%s: exit %d, %q, %q", on, code, out, errs)
		}
	}
	p.at("2026-10-12 07:00", "done", "--on", "2026-10-08", "--yes")
	if code, _, errs := p.run("2026-10-12 07:00", "done", "--on", "2026-10-04", "--yes"); code != exitCould {
		t.Errorf("before the first day: exit %d, %s", code, errs)
	}
}

// Ruling 35: what the terminal says instead of the words on its picture.
func TestRuling35OtherWords(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness", "--rest", "sun", "--step", "Put on shoes", "--minutes", "6")
	for _, on := range []string{"2026-10-05", "2026-10-06", "2026-10-08"} {
		p.at(on+" 07:00", "done")
	}
	today := p.at("2026-10-13 07:00", "today")
	mustSay(t, today, "Would a smaller step fit this week?")
	mustSay(t, today, "ippo goal edit --minutes 3")
	mustSay(t, today, "ippo pause --from 2026-10-09")
	p.at("2026-10-13 07:00", "goal", "edit", "--minutes", "3")
	p.at("2026-10-13 07:00", "pause", "--from", "2026-10-09")
	for _, drawn := range [][]string{{"smaller"}, {"rest", "--since", "fri"}} {
		if code, _, _ := p.run("2026-10-13 07:00", drawn...); code == exitDone {
			t.Errorf("ippo %q: there is another command for it", drawn)
		}
	}
	stats := strings.Join(strings.Fields(p.at("2026-10-09 07:00", "stats")), " ")
	for _, line := range []string{"Days practised 3 ", "Adherence 3 of 4 ", "Consistency ▁▁▁▂ 0.14"} {
		mustSay(t, stats, line)
	}
}

// A week that has no day left says what it held; while a day is left
// it is out of reach at most (method 3.3).
func TestAWeekSaysWhatItHeld(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness", "--rest", "sun")
	p.at("2026-10-06 07:00", "done", "--full")
	p.at("2026-10-09 07:00", "done")
	mustSay(t, strings.Join(strings.Fields(p.at("2026-10-10 07:00", "today")), " "), "out of reach now")
	p.at("2026-10-10 07:00", "done", "--full")
	mustSay(t, strings.Join(strings.Fields(p.at("2026-10-11 07:00", "today")), " "), "That was your week.")
}
