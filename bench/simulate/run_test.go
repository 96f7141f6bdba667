package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// simulated is a test that lives through seasons: a phase of its own.
func simulated(t *testing.T) {
	t.Helper()
	if os.Getenv("IPPO_TEST_SIMULATION") == "" {
		t.Skip("make test-simulation runs it")
	}
}

func small(t *testing.T, f frozen, setting, cores int) outcome {
	t.Helper()
	o, err := runSetting(f, f.Settings[setting], size{f.Seeds["develop"], 6, 12, cores})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func read(t *testing.T) frozen {
	t.Helper()
	f, err := readFrozen()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The gates of method 12.5 on a small fixed sample.
func TestGates(t *testing.T) {
	simulated(t)
	t.Parallel()
	f := read(t)
	gs, err := gates(f, f.Seeds["develop"], 15, 20)
	if err != nil {
		t.Fatal(err)
	}
	if len(gs) != 6 {
		t.Errorf("%d gates", len(gs))
	}
	for _, g := range gs {
		if !g.Passed {
			t.Errorf("gate %d: %s: %s", g.Number, g.Says, g.Found)
		}
	}
}

// A gate that is not passed is a loud end.
func TestGatesCanFail(t *testing.T) {
	t.Parallel()
	f := read(t)
	f.Gates = gateLimits{}
	gs, err := gates(f, 1, 3, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, number := range []int{0, 1, 4, 5} {
		if gs[number].Passed {
			t.Errorf("gate %d passes without limits", gs[number].Number)
		}
	}
}

// The same seed gives the same lives, on any number of cores; another seed
// gives others.
func TestSameSeedSameResult(t *testing.T) {
	simulated(t)
	t.Parallel()
	f := read(t)
	for i := range f.Settings[:2] {
		one, two := small(t, f, i, 1), small(t, f, i, 3)
		if d := cmp.Diff(one.tallies, two.tallies, cmp.AllowUnexported(tally{})); d != "" {
			t.Errorf("%s: %s", one.setting.Name, d)
		}
		if d := cmp.Diff(one.rows, two.rows, cmp.AllowUnexported(often{})); d != "" {
			t.Error(d)
		}
	}
	f.Seeds["develop"]++
	if cmp.Equal(small(t, f, 1, 2).tallies, small(t, read(t), 1, 2).tallies, cmp.AllowUnexported(tally{})) {
		t.Error("another seed gives the same lives")
	}
}

// An ablation that is not run because it can not differ would not have
// differed.
func TestAblationsLeftOutDoNotDiffer(t *testing.T) {
	simulated(t)
	t.Parallel()
	f := read(t)
	st := f.Settings[0]
	ranges, err := f.ranges(st)
	if err != nil {
		t.Fatal(err)
	}
	short, whole := newSimulator(f.Policies[st.Name], 5, f.logging(st)), newSimulator(f.Policies[st.Name], 5, f.logging(st))
	whole.whole = true
	for i := range 4 {
		w := drawWorld(5, i, ranges)
		a, b := short.world(&w, i, 15), whole.world(&w, i, 15)
		if d := cmp.Diff(a.tallies, b.tallies, cmp.AllowUnexported(tally{})); d != "" {
			t.Error(d)
		}
	}
}

// Until the first review every policy with a floor has lived the same week.
func TestPoliciesShareTheirLuck(t *testing.T) {
	t.Parallel()
	f := read(t)
	w := middleWorld(t)
	w[reviewBurden] = 1
	var p person
	var a, b run
	for i := range 30 {
		p.draw(1, 0, i)
		a.begin(&w, &p, f.Logs)
		a.live(fixed{factor: 1})
		b.begin(&w, &p, f.Logs)
		b.live(newTable(leverNone))
		for d := range weekDays {
			if a.minutes[d] != b.minutes[d] || a.shown[d] != b.shown[d] || a.rating[d] != b.rating[d] {
				t.Fatalf("person %d, day %d: F1 %v minutes, K %v", i, d, a.minutes[d], b.minutes[d])
			}
		}
	}
}

// Settings share their worlds but for the ranges that they change.
func TestWorldsAreShared(t *testing.T) {
	t.Parallel()
	f := read(t)
	usual, _ := f.ranges(f.Settings[0])
	hard, err := f.ranges(f.Settings[5])
	if err != nil {
		t.Fatal(err)
	}
	a, b := drawWorld(9, 4, usual), drawWorld(9, 4, hard)
	for i, name := range paramNames() {
		_, changed := f.Settings[5].Parameters[name]
		if changed == (a[i] == b[i]) {
			t.Errorf("%s: %v and %v", name, a[i], b[i])
		}
		if a[i] < usual[i].Low || a[i] > usual[i].High {
			t.Errorf("%s: %v is outside its range", name, a[i])
		}
	}
}

func TestParametersAreKnown(t *testing.T) {
	t.Parallel()
	f := read(t)
	if _, err := f.ranges(setting{Parameters: map[string]span{"luck": {}}}); err == nil {
		t.Error("a parameter that nobody knows is taken")
	}
	delete(f.Parameters, "rho")
	if _, err := f.ranges(setting{}); err == nil {
		t.Error("a parameter without a range is taken")
	}
	if _, err := runSetting(f, setting{Name: "none"}, size{1, 3, 1, 1}); err == nil {
		t.Error("a setting without policies is run")
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	m := metrics{Better: 1.05, Worse: .95, ClaimShare: .8, ClaimLoss: .1}
	up := spreadOf([]float64{1.2, 1.1, 1.06, 1.3, 1}, m)
	if up.median() != 1.1 || up.Better != .8 || up.Worse != 0 || up.Quantiles[0] != 1 || up.Quantiles[6] != 1.3 {
		t.Errorf("%+v", up)
	}
	same, down := spreadOf([]float64{1, 1, 1, 1, 1}, m), spreadOf([]float64{1, 1, 1, 1, .9}, m)
	for name, c := range map[string]struct {
		c    compared
		want bool
	}{
		"better and no loss":            {compared{Minutes: same, Habit: up}, true},
		"better and a loss elsewhere":   {compared{Minutes: down, Habit: up}, false},
		"better in minutes":             {compared{Minutes: up, Habit: same}, true},
		"no difference":                 {compared{Minutes: same, Habit: same}, false},
		"better in minutes, habit lost": {compared{Minutes: up, Habit: down}, false},
	} {
		if c.c.claim(m) != c.want {
			t.Errorf("%s: %v", name, !c.want)
		}
	}
}

// The hash of the rules changes with what they say, not with how it is written.
func TestRulesHash(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	hash := func(src string) string {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
		h, err := rulesHash(dir, []string{"a.go"})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	plain := hash("package a\n\nconst low = 2\n")
	if h := hash("// Package a.\npackage a\n\n// low is low.\nconst   low = 2 // of five\n"); h != plain {
		t.Error("a comment changes the hash")
	}
	if hash("package a\n\nconst low = 3\n") == plain {
		t.Error("another number does not change the hash")
	}
}

// Every file that was frozen is found: one that moves is named in moved, so that
// no rule falls out of the hash unseen.
func TestFrozenFilesAreFound(t *testing.T) {
	t.Parallel()
	f := read(t)
	root := filepath.Join("..", "..")
	if _, err := rulesHash(root, f.Rules.Files); err != nil {
		t.Error(err)
	}
	for from, to := range moved() {
		if !slices.Contains(f.Rules.Files, from) {
			t.Errorf("%s moved to %s, but was never frozen", from, to)
		}
	}
}

// A report is written only when everything is as it was frozen.
func TestNoReportUnlessFrozen(t *testing.T) {
	t.Parallel()
	f := read(t)
	good := provenance{root: t.TempDir(), rules: f.Rules.SHA256, does: f.Rules.Behaviour, frozen: f.Rules}
	for name, c := range map[string]struct {
		a    provenance
		full bool
		want string
	}{
		"part of the run":   {good, false, "full run"},
		"other rules":       {provenance{root: good.root, rules: "x", does: good.does, frozen: f.Rules}, true, "differ"},
		"other behaviour":   {provenance{root: good.root, rules: good.rules, does: "x", frozen: f.Rules}, true, "differ"},
		"nothing committed": {good, true, "not committed"},
	} {
		if err := c.a.mayWrite(c.full); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWriteBetweenMarkers(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "doc.md")
	for _, c := range []struct{ before, after string }{
		{"a\n" + beginMarker + "\nold\n" + endMarker + "\nz\n", "a\n" + beginMarker + "\n\nnew\n" + endMarker + "\nz\n"},
		{"no marker", ""},
		{beginMarker + " and no end", ""},
	} {
		if err := os.WriteFile(path, []byte(c.before), 0o600); err != nil {
			t.Fatal(err)
		}
		err := writeBetween(path, "new")
		got, _ := os.ReadFile(path)
		if (err == nil) != (c.after != "") || err == nil && string(got) != c.after || err != nil && string(got) != c.before {
			t.Errorf("%q becomes %q (%v)", c.before, got, err)
		}
	}
}

// The program says what it is asked for, and refuses what it does not know.
func TestCommandLine(t *testing.T) {
	simulated(t)
	t.Parallel()
	for name, c := range map[string]struct {
		args []string
		ok   bool
		want string
	}{
		"hash":           {[]string{"-hash"}, true, frozenHash()},
		"a small run":    {[]string{"-seed", "develop", "-worlds", "3", "-people", "2", "-only", "adversarial"}, true, "### Adversarial"},
		"unknown seed":   {[]string{"-seed", "lucky"}, false, ""},
		"too few worlds": {[]string{"-worlds", "1"}, false, ""},
		"a stray word":   {[]string{"please"}, false, ""},
		"a part written": {[]string{"-worlds", "3", "-write", "x.md"}, false, ""},
	} {
		var out, errs strings.Builder
		err := simulate(c.args, &out, &errs)
		if (err == nil) != c.ok || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s: %v\n%s", name, err, out.String())
		}
	}
}

// The hash of what the rules do stays while they do the same, and changes with
// a single lever.
func TestBehaviour(t *testing.T) {
	simulated(t)
	t.Parallel()
	f := read(t)
	one, err := behaviour(f)
	if err != nil {
		t.Fatal(err)
	}
	if two, _ := behaviour(f); two != one {
		t.Error("the same rules do different things")
	}
	f.Parameters["accept"] = span{Low: 0.6, High: 0.99}
	if two, _ := behaviour(f); two == one {
		t.Error("fewer suggestions are taken up and nothing changes")
	}
}

// The document's tables are those of the frozen file.
func TestReportIsOfTheFrozenFile(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "simulation.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(doc), frozenHash()) {
		t.Error("frozen.json has changed since docs/simulation.md was written: run the simulation anew")
	}
}
