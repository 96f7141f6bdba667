package cli

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// nonsense is what nobody means, whatever the flag.
func nonsense() []string {
	return []string{"", " ", "NaN", "-1", "1e308", "100000", "abgrtx", strings.Repeat("x", 5000)}
}

// days are the flags that take a day; elsewhere such names take a text.
func takesADay(path, flag string) bool {
	switch flag {
	case "on", "week":
		return true
	case "from":
		return path == "pause" || path == "goal edit"
	case "to":
		return path == "pause"
	}
	return false
}

// means says whether a value could be meant after all.
func means(path string, f *pflag.Flag, value string) bool {
	inside := func(b bounds) bool {
		x, err := prompt.ParseNumber(value)
		return err == nil && b.holds(x)
	}
	switch v := f.Value.(type) {
	case number:
		return inside(v.bounds)
	case whole:
		return inside(v.bounds)
	case count:
		return inside(v.bounds)
	case choice:
		return false
	}
	switch {
	case strings.TrimSpace(value) == "":
		return clearsHere(path, f)
	case f.Value.Type() == "bool":
		return false
	case takesADay(path, f.Name):
		return value == "-1" // yesterday
	case f.Name == "template", f.Name == "rest", f.Name == "met", f.Name == "listen", f.Name == "url", f.Name == "proxy", f.Name == "keep" && path != "goal retro",
		f.Name == "zone", f.Name == "week-start", f.Name == "language", f.Name == "theme", f.Name == "backup-every", f.Name == "recipient", f.Name == "map":
		return false
	case f.Name == "slug":
		return value == "NaN" || value == "1e308" || value == "abgrtx"
	}
	return len(value) < 5000 || f.Name == "only" || f.Name == "identity" // a key that is not asked for is not looked at
}

// clearsHere says whether a flag takes out a text when it is given empty.
func clearsHere(path string, f *pflag.Flag) bool {
	if path != "goal edit" && path != "goal retro" && path != "settings" {
		return false
	}
	_, text := f.Value.(text)
	return text || f.Value.Type() == "stringArray"
}

// goTalk is how Go says what went wrong, to those who write programs.
var goTalk = regexp.MustCompile(`strconv|syntax|parsing|pflag|json:|sql|unmarshal|goroutine|0x[0-9a-f]|%!|open /|invalid argument|too long`)

// Ruling 62: every flag of every command answers nonsense with exit code 2 and
// one sentence without a word of Go's; nothing is written, and nothing is on
// standard output. A file that the system cannot use is the world's (1).
func TestRuling62EveryFlagAnswersNonsense(t *testing.T) {
	life, tried := lifeOf(t), 0
	eachCommand(func(path string, c *cobra.Command) {
		l := lines()[path]
		t.Run(path, func(t *testing.T) {
			p := life.anew(t)
			args := l.prepare(p)
			before, _ := p.journal(l.time())
			c.LocalFlags().VisitAll(func(f *pflag.Flag) {
				if f.Name == "help" || f.Name == "database" {
					return
				}
				for _, value := range nonsense() {
					if means(path, f, value) {
						continue
					}
					tried++
					code, out, errs := p.run(l.time(), append(slices.Clone(args), "--"+f.Name+"="+value)...)
					right := code == exitUsage || code == exitCould && worldly(f) && strings.TrimSpace(value) != ""
					if !right || out != "" || strings.Count(errs, "\n") != 1 || !strings.HasPrefix(errs, "ippo: ") || goTalk.MatchString(errs) {
						t.Errorf("--%s=%.20s: exit %d, %.200q, %.300q", f.Name, value, code, out, errs)
					}
					if draw.Cols(errs) > 400 && !worldly(f) {
						t.Errorf("--%s=%.20s: %d columns", f.Name, value, draw.Cols(errs))
					}
				}
			})
			if after, _ := p.journal(l.time()); before != after {
				t.Error("something was written")
			}
		})
	})
	if tried < 400 {
		t.Errorf("only %d were tried", tried)
	}
}

// Nonsense is wrong usage also where no database is, and makes none. How long a
// text may be depends on what it is for, which is looked at later.
func TestRuling62NonsenseNeedsNoDatabase(t *testing.T) {
	life, tried := lifeOf(t), 0
	eachCommand(func(path string, c *cobra.Command) {
		l := lines()[path]
		t.Run(path, func(t *testing.T) {
			args := l.prepare(life.anew(t))
			none := &person{t, maps.Clone(life.env)}
			none.env["IPPO_DATABASE"] = filepath.Join(t.TempDir(), "none.db")
			c.LocalFlags().VisitAll(func(f *pflag.Flag) {
				if f.Name == "help" || f.Name == "database" || worldly(f) {
					return
				}
				for _, value := range nonsense() {
					if means(path, f, value) {
						continue
					}
					tried++
					if code, _, errs := none.run(l.time(), append(slices.Clone(args), "--"+f.Name+"="+value)...); code != exitUsage {
						t.Errorf("--%s=%.20s: exit %d, %.300q", f.Name, value, code, errs)
					}
				}
			})
			if left, err := os.ReadDir(filepath.Dir(none.env["IPPO_DATABASE"])); err != nil || len(left) > 0 {
				t.Errorf("left %v, %v", left, err)
			}
		})
	})
	if tried < 300 {
		t.Errorf("only %d were tried", tried)
	}
}

// What lies inside a flag's bounds is read, the least and the greatest too: 0 is
// a number and no empty value.
func TestRuling62EveryBoundIsTaken(t *testing.T) {
	tried := 0
	eachCommand(func(path string, c *cobra.Command) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			var b bounds
			switch v := f.Value.(type) {
			case number:
				b = v.bounds
			case whole:
				b = v.bounds
			case count:
				b = v.bounds
			default:
				return
			}
			for _, x := range []float64{b.low, b.high, b.like, 0} {
				if !b.holds(x) {
					continue
				}
				tried++
				err := f.Value.Set(strconv.FormatFloat(x, 'f', -1, 64))
				if err == nil {
					err = (deps{words: &wording{Words: library.For("en")}}).checkFlag(c, f)
				}
				if err != nil {
					t.Errorf("%s --%s=%v: %v", path, f.Name, x, err)
				}
			}
		})
	})
	if tried < 50 {
		t.Errorf("only %d were tried", tried)
	}
}

// worldly are the flags that name a file.
func worldly(f *pflag.Flag) bool { return f.Value.Type() == outputType || f.Name == "identity" }

// Ruling 62: a number that lies outside its bounds is answered with both of them
// and an example.
func TestRuling62BoundsAreNamed(t *testing.T) {
	p, numbers := newPerson(t), 0
	eachCommand(func(path string, c *cobra.Command) {
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			var b bounds
			switch v := f.Value.(type) {
			case number:
				b = v.bounds
			case whole:
				b = v.bounds
			case count:
				b = v.bounds
			default:
				return
			}
			numbers++
			if !b.holds(b.like) || b.low >= b.high {
				t.Errorf("%s --%s: its own example is outside", path, f.Name)
			}
			_, _, errs := p.run("2026-10-09 08:00", append(strings.Fields(path), "--"+f.Name+"=1e308")...)
			for _, n := range []float64{b.low, b.high} {
				mustSay(t, errs, strconv.FormatFloat(n, 'f', -1, 64))
			}
			mustSay(t, errs, "For example: --"+f.Name+" ")
		})
	})
	if numbers < 30 {
		t.Errorf("only %d flags take a number", numbers)
	}
}

// Ruling 63: an empty value is none: an unset variable of the shell never means
// the usual database or today.
func TestRuling63EmptyValues(t *testing.T) {
	p := lifeOf(t)
	for _, args := range []string{"today --database=", "done --on=", "pause --to=", "export --output=", "backup --to=", "review --week=", "done --note="} {
		if code, out, errs := p.run("2026-10-09 08:00", strings.Fields(args)...); code != exitUsage || out != "" || !strings.Contains(errs, "is empty") {
			t.Errorf("%s: exit %d, %q, %q", args, code, out, errs)
		}
	}
}

// Ruling 62: the codes of the errors, as docs/terminal.md has them.
func TestRuling62Codes(t *testing.T) {
	for want, errs := range map[int][]error{
		exitUsage: {
			wrong("error.met", "9"), goal.Invalid("target", "error.target", goal.MaxTarget), goal.NotFound("template", "error.template", "x"),
			goal.Invalid("dates", "error.import.dates", "x"),
		},
		exitCould: {
			goal.NotFound("goal", "error.goal.unknown", "x"), goal.Conflict("goal", "error.goal.two_active", "x"), os.ErrNotExist,
			goal.Unavailable("database", "error.store.busy"), goal.Invalid("day", "error.day.old"), goal.Invalid("file", "error.import.empty"),
		},
	} {
		for _, err := range errs {
			if got := exitOf(err); got != want {
				t.Errorf("%v: exit %d", err, got)
			}
		}
	}
}

// Ruling 62: nothing that was asked and not done exits 0, and the word that
// erases is the same in every language.
func TestRuling62Erasing(t *testing.T) {
	life := lifeOf(t)
	for _, lang := range []string{"en_GB.UTF-8", "de_DE.UTF-8", "es_ES.UTF-8", "ja_JP.UTF-8"} {
		p := life.anew(t)
		p.env["LANG"] = lang
		for _, args := range []string{"erase", "erase erase", "erase --yes ersae", "erase --json", "erase --only hill", "erase --only hill --json"} {
			if code, out, errs := p.run("2026-10-09 08:00", strings.Fields(args)...); code != exitUsage || out != "" || strings.Count(errs, "\n") != 1 {
				t.Errorf("%s %s: exit %d, %q, %q", lang, args, code, out, errs)
			}
		}
		if whole, _ := p.journal("2026-10-09 08:00"); !strings.Contains(whole, "up the hill") {
			t.Fatalf("%s: erased", lang)
		}
		for _, args := range []string{"erase --yes", "erase --yes erase"} {
			q := p.anew(t)
			q.at("2026-10-09 08:00", strings.Fields(args)...)
			if whole, _ := q.journal("2026-10-09 08:00"); strings.Contains(whole, "up the hill") {
				t.Errorf("%s %s: something is left", lang, args)
			}
		}
	}
}
