package cli

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Ruling 113: between strokes the region says what is first; without one the
// date must be one alone.
func TestRuling113DatesOfRegions(t *testing.T) {
	for _, tt := range []struct{ locale, said, want string }{
		{"en_US.UTF-8", "10/31/2026", "2026-10-31"},
		{"en_US.UTF-8", "10/5/2026", "2026-10-05"},
		{"en_GB.UTF-8", "10/5/2026", "2026-05-10"},
		{"en_GB.UTF-8", "22/10/2026", "2026-10-22"},
		{"de_DE.UTF-8", "5-10-2026", "2026-10-05"},
		{"C", "10/31/2026", "2026-10-31"},
		{"C", "22/10/2026", "2026-10-22"},
		{"C", "5/5/2026", "2026-05-05"},
		{"C", "10/5/2026", ""},
		{"ja_JP.UTF-8", "10/5/2026", ""},
		{"en_US.UTF-8", "31/31/2026", ""},
		{"en_US.UTF-8", "22/10/2026", ""}, // 12/10 would be December there
		{"en_GB.UTF-8", "10/31/2026", ""},
	} {
		d := deps{words: &wording{Words: library.For("en")}, getenv: func(k string) string { return map[string]string{"LANG": tt.locale}[k] }}
		got, err := d.parseDay(tt.said, goal.Date(2026, 10, 23), back)
		switch {
		case tt.want != "" && (err != nil || got.String() != tt.want):
			t.Errorf("%s %s: %s, want %s (%v)", tt.locale, tt.said, got, tt.want, err)
		case tt.want == "":
			if _, ok := errors.AsType[usageError](err); !ok {
				t.Errorf("%s %s: %s, %v", tt.locale, tt.said, got, err)
			}
		}
	}
	p := newPerson(t)
	p.env["LANG"] = "C"
	p.at("2026-10-23 08:00", "begin", "--yes", "--template", "fitness")
	code, _, errs := p.run("2026-10-23 08:00", "today", "--on", "10/5/2026")
	if code != exitUsage || !strings.Contains(errs, "2026-05-10") || !strings.Contains(errs, "2026-10-05") {
		t.Errorf("exit %d, %s", code, errs)
	}
}

// datedFlags is every flag that takes a day, on a Friday: a command line that ends
// with the flag, the day that its weekday's name means, and the one on the other
// side.
var datedFlags = map[string]struct {
	line      string
	to, wrong string
}{
	"cover --on":       {"cover --yes --on", "2026-10-21", "2026-10-28"},
	"done --on":        {"done --yes --on", "2026-10-19", "2026-10-26"},
	"measure --on":     {"measure 3 --yes --on", "2026-10-19", "2026-10-26"},
	"skip --on":        {"skip --tag time --yes --on", "2026-10-19", "2026-10-26"},
	"today --on":       {"today --on", "2026-10-19", "2026-10-26"},
	"review --week":    {"review --week", "2026-10-19", "2026-10-26"},
	"rest --on":        {"rest --on", "2026-10-26", "2026-10-19"},
	"pause --from":     {"pause --from", "2026-10-26", "2026-10-19"},
	"pause --to":       {"pause --to", "2026-10-26", "2026-10-19"},
	"goal edit --from": {"goal edit --cue Noon --from", "2026-10-26", "2026-10-19"},
}

// Ruling 113: a bare weekday points back for what was and ahead for what will
// be, for every flag of every command.
func TestRuling113WeekdaysPoint(t *testing.T) {
	d := deps{words: &wording{Words: library.For("en")}, flags: &flags{}, getenv: func(string) string { return "" }}
	root := tree(d)
	d.describe(root)
	for _, c := range allCommands(root) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			name := strings.TrimPrefix(c.CommandPath(), "ippo ") + " --" + f.Name
			if value, _ := pflag.UnquoteUsage(f); value == "DAY" && datedFlags[name].line == "" {
				t.Errorf("%s takes a day and is not in the table", name)
			}
		})
	}
	answer := func(line, day string) string {
		p := newPerson(t)
		p.at("2026-10-12 06:00", "begin", "--yes", "--template", "fitness", "--outcome-type", "level_up", "--start", "1", "--goal-value", "5",
			"--outcome-unit", "km")
		p.at("2026-10-20 07:00", "done")
		code, out, errs := p.run("2026-10-23 08:00", append(strings.Fields(line), day)...)
		export := p.at("2026-10-23 08:00", "export", "--format", "md")
		return fmt.Sprint(code, out, errs, export)
	}
	for name, f := range datedFlags {
		t.Run(name, func(t *testing.T) {
			day, err := goal.ParseDay(f.to)
			if err != nil {
				t.Fatal(err)
			}
			said, right, wrong := answer(f.line, strings.ToLower(day.Weekday().String())), answer(f.line, f.to), answer(f.line, f.wrong)
			if said != right || said == wrong {
				t.Errorf("said:\n%s\n%s:\n%s\n%s:\n%s", said, f.to, right, f.wrong, wrong)
			}
		})
	}
}

func allCommands(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		all = append(all, allCommands(sub)...)
	}
	return all
}

// On a Friday the coming weekend is two days.
func TestRuling113ThePauseOfAWeekend(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness")
	out := p.at("2026-10-23 08:00", "pause", "--from", "sat", "--to", "sun", "--json")
	if !strings.Contains(out, `"from": "2026-10-24"`) || !strings.Contains(out, `"to": "2026-10-25"`) {
		t.Error(out)
	}
}

// Ruling 113: what reads as a day in any language names no goal, and a title
// that does gives another name.
func TestRuling113NoGoalIsCalledADay(t *testing.T) {
	words := []string{"2026-10-22", "31.10.2026", "2026年10月22日", "1.5", "1e5", "nan"}
	for _, lang := range []string{"en", "de", "es", "ja"} {
		w := library.For(lang)
		for _, when := range []string{"today", "yesterday", "tomorrow"} {
			words = append(words, strings.ToLower(w.Say("when."+when)))
		}
		for day := range 7 {
			words = append(words, strings.ToLower(w.Weekday(time.Weekday(day))), strings.ToLower(w.ShortWeekday(time.Weekday(day))))
		}
	}
	p := newPerson(t)
	for _, word := range words {
		code, _, errs := p.run("2026-10-05 06:00", "begin", "--yes", "--template", "fitness", "--slug", word)
		if code == exitDone || !strings.Contains(errs, word) {
			t.Errorf("%s: exit %d, %s", word, code, errs)
		}
	}
	p.at("2026-10-05 06:00", "begin", "--yes", "--area", "health", "--outcome", "Friday", "--step", "Put on shoes")
	if out := p.at("2026-10-05 06:00", "goals"); strings.Contains(out, "friday") {
		t.Error(out)
	}
}
