package cli

import (
	"strings"
	"testing"
)

// Names that were mistyped are answered with the one that was meant, and only
// where it is near: by commands, flags, goals, templates, areas, tags, topics
// and formats alike.
func TestNearNames(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness")
	for args, want := range map[string]string{
		"dnoe": "done", "goal shwo": "show", "templ": "templates", "ls": "goals", "list": "goals", "log": "done", "add": "begin", "status": "today",
		"done fitnss": "fitness", "goal show fitnss": "fitness", "begin --yes --template fitnes": "fitness", "begin --yes --area helth": "health",
		"begin --yes --tempalte fitness": "--template", "skip --tag tme": "time", "guide mistaks": "mistakes", "import x --from harhs": "harsh",
		"export --format jsno": "json", "goal retro --way repaet": "repeat", "review --decision kep": "keep", "done --engery 3": "--energy",
	} {
		if _, _, errs := p.run("2026-10-09 08:00", strings.Fields(args)...); !strings.Contains(errs, "Did you mean "+want+"?") && !strings.Contains(errs, "Did you mean “"+want+"”?") {
			t.Errorf("%s: %q", args, errs)
		}
	}
	for _, args := range []string{"mcp", "login", "frobnicate", "done gardening", "begin --yes --template zzz", "done --frob", "skip --tag xyzzy", "goal list"} {
		if _, _, errs := p.run("2026-10-09 08:00", strings.Fields(args)...); strings.Contains(errs, "Did you mean") || errs == "" {
			t.Errorf("%s: %q", args, errs)
		}
	}
	if out := p.at("2026-10-09 08:00", "--", "done"); !strings.Contains(out, "Stamped") {
		t.Errorf("%q", out)
	}
	for _, v := range []string{"-v", "-V", "--version"} {
		mustSay(t, p.at("2026-10-09 08:00", v), "ippo ")
	}
}

// A goal that is named twice is meant once, and the only one that rests is the
// one that is meant.
func TestWhichGoalIsMeant(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness")
	if out := p.at("2026-10-05 07:00", "done", "fit", "1", "fitness", "--words"); strings.Count(out, "Stamped") != 1 {
		t.Errorf("%q", out)
	}
	p.at("2026-10-05 08:00", "goal", "park")
	mustSay(t, p.at("2026-10-05 08:00", "goal", "show"), "Complete a 5K comfortably")
	if code, _, errs := p.run("2026-10-05 08:00", "done"); code != exitCould || errs != "ippo: No goal is active, and fitness is parked. Take it up again: ippo goal resume fitness\n" {
		t.Errorf("exit %d, %q", code, errs)
	}
	mustSay(t, p.at("2026-10-05 08:00", "goal", "resume"), "is active again.")
}

// A number that means two things is asked about, by a flag and by measure.
func TestNumbersThatMeanTwoThings(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness", "--outcome-type", "total", "--goal-value", "5000")
	p.refuses(t, []string{"done", "--minutes", "1,000"}, `Does “1,000” mean 1 or 1000? Write --minutes 1 or --minutes 1000`)
	p.refuses(t, []string{"measure", "1,250"}, `Does “1,250” mean 1.25 or 1250? Write ippo measure 1.25 or ippo measure 1250`)
	p.at("2026-10-09 08:00", "measure", "1.250")
	p.env["LANG"] = "de_DE.UTF-8"
	if code, _, _ := p.run("2026-10-09 08:00", "measure", "1.250"); code != exitUsage {
		t.Errorf("exit %d", code)
	}
}

// A name says what is in a file, and JSON is JSON.
func TestRuling64NamesOfExports(t *testing.T) {
	p := lifeOf(t)
	dir := t.TempDir() + "/"
	for _, args := range []string{"--format csv -o days.csv", "--format csv -o days", "-o x.md", "--format md -o x.json", "--format ics -o x.zip"} {
		if code, out, errs := p.run("2026-10-09 08:00", append([]string{"export"}, strings.Fields(strings.ReplaceAll(args, "-o ", "-o "+dir))...)...); code != exitUsage || out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: exit %d, %q, %q", args, code, out, errs)
		}
	}
	if left := everything(t, dir); len(left) > 0 {
		t.Errorf("%v was written", left)
	}
	for _, args := range []string{"--format csv -o t.zip", "--format csv -o t/", "-o x.json", "-o x", "--format md -o x.txt", "--format ics -o x.ics"} {
		fields := strings.Fields(strings.ReplaceAll(args, "-o ", "-o "+dir))
		doc := p.read("2026-10-09 08:00", append([]string{"export", "--yes"}, fields...)...)
		if doc["file"] != fields[len(fields)-1] {
			t.Errorf("%s: %v", args, doc)
		}
	}
}
