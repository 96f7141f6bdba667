package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// refusing is a standard output that takes nothing.
type refusing struct{ err error }

func (r refusing) Write([]byte) (int, error) { return 0, r.err }

// Ruling 61: what was done and could not be printed is said to be done, by
// every command that writes; what only reads says that nothing was changed, or
// nothing at all to who reads no further.
func TestRuling61WhatCouldNotBePrinted(t *testing.T) {
	life := lifeOf(t)
	for path, l := range lines() {
		if l.endless {
			continue
		}
		t.Run(path, func(t *testing.T) {
			p := life.anew(t)
			args, want := l.prepare(p), "ippo: This could not be printed. Nothing was changed.\n"
			full := refusing{syscall.ENOSPC}
			if l.writes {
				want = "ippo: It is done, but this could not be printed. See it with: ippo today\n"
			}
			before, _ := p.journal(l.time())
			if code, errs := p.runInto(l.time(), full, args...); code != exitCould || errs != want {
				t.Errorf("exit %d, %q", code, errs)
			}
			if after, exact := p.journal(l.time()); exact && (before != after) != (l.writes && l.journaled(path)) {
				t.Errorf("the journal had %q, has %q", before, after)
			}
			if l.writes {
				return
			}
			if code, errs := p.runInto(l.time(), refusing{syscall.EPIPE}, args...); code != exitCould || errs != "" {
				t.Errorf("a closed pipe: exit %d, %q", code, errs)
			}
		})
	}
}

// journal is the person's whole export, and whether there was one.
func (p *person) journal(at string) (string, bool) {
	code, out, _ := p.run(at, "export")
	return out, code == exitDone
}

// journaled says whether what a writing command keeps is in the journal, and
// not in files or beside it.
func (l line) journaled(path string) bool {
	switch path {
	case "export", "workbook", "backup", "restore", "doctor":
		return false
	}
	return true
}

// Ruling 61: what goes wrong after something was kept does not say that nothing
// was changed, and what the system refuses is no fault inside ippo.
func TestRuling61SentencesOfFailure(t *testing.T) {
	d := deps{words: &wording{Words: library.For("en")}, flags: &flags{}, course: &course{}, getenv: func(string) string { return "" }}
	full := &goal.Error{Code: goal.CodeUnavailable, Key: "error.store.busy"}
	for name, c := range map[string]struct {
		changed bool
		err     error
		want    string
	}{
		"before":        {false, full, "The database is busy. Please try again."},
		"after":         {true, full, "It is done, but what comes after it did not work: The database is busy. Please try again."},
		"inside":        {false, errors.New("strconv.Atoi: parsing"), "Something went wrong inside ippo. Nothing was changed. To see what, set IPPO_DEBUG=1 and run it again."},
		"a full disk":   {false, &fs.PathError{Op: "open", Path: "x.json", Err: syscall.ENOSPC}, "The disk is full. Free some space and try again."},
		"not allowed":   {false, &fs.PathError{Op: "open", Path: "x.json", Err: syscall.EACCES}, "The system does not allow it: x.json. Check its permissions."},
		"not there":     {false, &fs.PathError{Op: "open", Path: "x.json", Err: syscall.ENOENT}, "There is no file x.json."},
		"a name":        {false, &fs.PathError{Op: "open", Path: "x.json", Err: syscall.ENAMETOOLONG}, "The system cannot use x.json. Name another file."},
		"a bare number": {false, syscall.EIO, "The system does not do it. Please try again."},
	} {
		d.course.changed = c.changed
		if got := d.failed(t.Context(), c.err); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Ruling 61: every check comes before every short cut: what cannot be meant of a
// day is refused with the same words whether the day is stamped or not.
func TestRuling61ChecksComeFirst(t *testing.T) {
	const at = "2026-10-09 08:00"
	long := strings.Repeat("x", goal.MaxNote+1)
	life := lifeOf(t)
	for _, c := range []struct {
		args string
		code int
	}{
		{"done --on tomorrow", exitUsage},
		{"done --on 9999-12-31", exitUsage},
		{"done --on 2026-10-04", exitCould},
		{"done --met 9", exitUsage},
		{"done --note " + long, exitUsage},
		{"done --amount 1", exitUsage},
		{"done --more 2000", exitUsage},
		{"done --more 5 --minutes 6", exitUsage},
		{"done --more 5 --amount 3", exitUsage},
		{"done --energy 6", exitUsage},
		{"skip --on tomorrow", exitUsage},
		{"skip --on 2026-10-04", exitCould},
		{"skip --tag tme", exitUsage},
		{"skip --note " + long, exitUsage},
		{"rest --on 2026-10-24", exitUsage},
		{"rest --on 2026-10-04", exitCould},
		{"cover --on tomorrow", exitUsage},
		{"cover --on 2026-10-05 --yes", exitUsage},
		{"cover --on 2026-10-04", exitCould},
		{"measure m1 --on tomorrow", exitUsage},
		{"measure m99", exitUsage},
		{"measure m1 --on 2026-10-04", exitCould},
	} {
		p := life.anew(t)
		code, out, open := p.run(at, p.split(c.args)...)
		if code != c.code || out != "" || strings.Count(open, "\n") != 1 {
			t.Errorf("%.60s, open: exit %d, %q, %q", c.args, code, out, open)
		}
		for _, day := range []string{"2026-10-09", "2026-10-06", "2026-10-07", "2026-10-08"} {
			p.at(at, "done", "--on", day)
		}
		before, _ := p.journal(at)
		code, out, stamped := p.run(at, p.split(c.args)...)
		if code != c.code || out != "" || stamped != open {
			t.Errorf("%.60s, stamped: exit %d, %q, %q", c.args, code, out, stamped)
		}
		if after, _ := p.journal(at); after != before {
			t.Errorf("%.60s: something was kept", c.args)
		}
	}
}

// Ruling 61: two flags that write the same exclude each other, in every command.
func TestRuling61FlagsThatWriteTheSame(t *testing.T) {
	life := lifeOf(t)
	pairs := 0
	values := map[string]string{
		"more": "5", "minutes": "6", "amount": "3", "suffers": "sleep", "suffering": "true", "not-suffering": "true",
		"short": "true", "unwell": "true", "pulse": "4", "ease": "4", "bundled": "yes",
	}
	eachCommand(func(path string, c *cobra.Command) {
		for _, pair := range exclusives(c) {
			pairs++
			var args []string
			for _, f := range pair {
				if c.Flags().Lookup(f) == nil || values[f] == "" {
					t.Fatalf("%s --%s: no value to try", path, f)
				}
				args = append(args, "--"+f+"="+values[f])
			}
			life.refuses(t, append(strings.Fields(path), args...), "--"+pair[0]+" and --"+pair[1]+" do not go together. Choose one of them.")
		}
	})
	if pairs < 4 {
		t.Errorf("only %d pairs", pairs)
	}
	for _, args := range []string{
		"compass energy tea --remove 1", "compass trial bread --remove 1", "compass purpose I --grow-in a", "erase --only x erase",
		"backup x.db --to y", "backup x.db --passphrase --recipient " + somebody, "review --decision keep --cue x",
		"compass energy --before 2", "compass trial --tell",
		"begin --yes --area health --step x --outcome y --outcome-type one_off --goal-value 4",
		"begin --yes --area health --step x --outcome y --outcome-type total --milestone a --milestone b --milestone c",
	} {
		if code, out, errs := life.run("2026-10-12 08:00", strings.Fields(args)...); code != exitUsage || out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: exit %d, %q, %q", args, code, out, errs)
		}
	}
}

// refuses runs a line that is wrong usage.
func (p *person) refuses(t *testing.T, args []string, want string) {
	t.Helper()
	if code, out, errs := p.run("2026-10-09 08:00", args...); code != exitUsage || out != "" || errs != "ippo: "+want+"\n" {
		t.Errorf("ippo %q: exit %d, %q, %q", args, code, out, errs)
	}
}

// Ruling 61: an answer tells what is: a pause that is longer than what was asked
// for says so, with its year, and a status is read anew.
func TestRuling61AnswersAreOfTheStateAfter(t *testing.T) {
	const at = "2026-10-23 08:00"
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness")
	mustSay(t, p.at(at, "pause", "--to", "2027-12-31"), "Paused from 23 Oct to 31 Dec 2027.")
	said := p.at(at, "pause", "--to", "2026-10-30")
	mustSay(t, said, "Paused from 23 Oct to 31 Dec 2027.")
	mustSay(t, said, "A longer pause was set before, and it stays. To end it: ippo resume")
	doc := p.read(at, "pause", "--to", "2026-11-30")
	if doc["to"] != "2027-12-31" || has(t, doc["pauses"].([]any)[0], "goal", "from", "to")["to"] != "2027-12-31" {
		t.Errorf("%v", doc)
	}
	p.at("2026-10-24 08:00", "resume")
	mustSay(t, p.at("2026-10-24 08:00", "pause", "--from", "2026-10-24", "--to", "2026-10-26"), "Paused from 23 Oct to 26 Oct.")
	p.at("2026-10-24 09:00", "resume")
	for _, to := range []string{"park", "resume", "keep"} {
		status := p.read("2026-10-24 10:00", "goal", to)["status"]
		row := has(t, p.read("2026-10-24 10:00", "goals")["goals"].([]any)[0], "status")
		if status != row["status"] {
			t.Errorf("%s says %v, goals say %v", to, status, row["status"])
		}
		if to == "keep" {
			return
		}
	}
}

// The bytes that steer a terminal are in no answer of any command, drawn or
// spoken, to nobody's standard output or error; and in no journal, table or
// calendar that is written for readers.
func TestNothingSteersTheTerminal(t *testing.T) {
	life := lifeOf(t)
	plain := func(t *testing.T, what, said string) {
		t.Helper()
		for _, r := range said {
			if unicode.IsControl(r) && r != '\n' && r != '\t' {
				t.Errorf("%s holds %q: %.200q", what, r, said)
				return
			}
		}
	}
	for path, l := range lines() {
		for _, form := range []string{"", "--words", "--json"} {
			t.Run(path+form, func(t *testing.T) {
				p := life.anew(t)
				args := l.prepare(p)
				if form != "" {
					args = append(args, form)
				}
				_, out, errs := p.run(l.time(), args...)
				plain(t, "standard output", out)
				plain(t, "standard error", errs)
			})
		}
	}
	for format, part := range map[string]string{"md": "up the hill", "ics": "Put on shoes"} {
		out := strings.ReplaceAll(life.at("2026-10-09 08:00", "export", "--format", format), "\r\n", "\n")
		plain(t, format, out)
		mustSay(t, out, part)
	}
	dir := t.TempDir() + "/"
	life.at("2026-10-09 08:00", "export", "--format", "csv", "-o", dir)
	for file, b := range everything(t, dir) {
		plain(t, file, string(b))
	}
	for _, args := range [][]string{{"done", "no" + steering}, {"no" + steering}, {"done", "--no" + steering}, {"done", "--more", steering}, {"import", "no" + steering}, {"export", "-o", "no" + steering + "/x"}} {
		_, out, errs := life.run("2026-10-09 08:00", args...)
		plain(t, "an error", out+errs)
	}
	if whole := life.at("2026-10-09 08:00", "export"); !bytes.Contains([]byte(whole), []byte(`\u001b]0;pwn`)) {
		t.Error("the whole export lost a character of a note")
	}
}

// Quiet days are told with the pause that can be made of them: no more than
// seven days back (ruling 9), also where a rest weekday lies between them.
func TestQuietDaysSayHowFarAPauseReaches(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 08:00", "begin", "--yes", "--template", "fitness", "--rest", "sun")
	p.at("2026-10-07 08:00", "done", "--on", "2026-10-07")
	for at, wants := range map[string][]string{
		"2026-10-13 08:00": {"Or make these days rest days?", "ippo pause --from 2026-10-08"},
		"2026-10-19 08:00": {"Or make the last 7 days rest days?", "ippo pause --from 2026-10-12"},
	} {
		for _, want := range wants {
			mustSay(t, p.at(at, "today"), want)
		}
	}
}

// What was typed is kept as it is, and told as every other surface tells it.
func TestAnAmountIsToldAsEverywhere(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 08:00", "begin", "--yes", "--template", "fitness")
	mustSay(t, p.at("2026-10-05 09:00", "done", "--minutes", "20.0000001"), "20 minutes")
	mustSay(t, p.at("2026-10-05 09:00", "export"), "20.0000001")
}

// What a short name may be is said truly, also of one without a space (ruling
// 62).
func TestAShortNameSaysItsBounds(t *testing.T) {
	p := newPerson(t)
	code, _, errs := p.run("2026-10-05 08:00", "begin", "--yes", "--template", "fitness", "--slug", "../x")
	if code != exitUsage || !strings.Contains(errs, "32 small letters, digits and hyphens") {
		t.Errorf("exit %d, %s", code, errs)
	}
}
