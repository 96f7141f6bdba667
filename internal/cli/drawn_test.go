package cli

import (
	"maps"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// walker is the person of the drawn samples: a goal of three walks a
// week since Wednesday 7 October, seen on Friday 23.
func walker(t *testing.T, rest string) *person {
	t.Helper()
	p := newPerson(t)
	p.at("2026-10-07 06:00", "begin", "--yes", "--area", "health",
		"--grow-in", "steady strength", "--so-i-can", "keep up with my daughter on the hill path",
		"--outcome", "Walk to a comfortable 5K", "--metric", "units", "--unit", "walks", "--target", "3", "--rest", rest,
		"--step", "Put on shoes, walk five minutes", "--minutes", "5",
		"--cue", "After the first coffee, before the laptop",
		"--if-then", "If it is raining, then I climb the stairs twice")
	for _, day := range []string{"07", "08", "12", "13", "15", "16", "17", "19"} {
		p.at("2026-10-"+day+" 07:30", stampOn(day)...)
	}
	return p
}

// stampOn is the stamp of a day: three of them did more.
func stampOn(day string) []string {
	switch day {
	case "16", "17":
		return []string{"done", "--more", "1"}
	case "22":
		return []string{"done", "--more", "2"}
	}
	return []string{"done"}
}

// sample is a run as it is stored: the command line above its output.
func sample(t *testing.T, name, command string, show func() string) {
	t.Helper()
	prompt := "$ " + command
	if strings.HasSuffix(name, ".ansi") && !strings.HasPrefix(name, "words") {
		prompt = "\x1b[2m" + prompt + "\x1b[0m"
	}
	golden(t, "terminal/"+name, prompt+"\n"+show())
}

// The drawn samples are exact, without colour and in truecolor.
func TestDesignSamples(t *testing.T) {
	for suffix, env := range map[string]map[string]string{
		".txt":  {},
		".ansi": {"CLICOLOR_FORCE": "1", "COLORTERM": "truecolor"},
	} {
		set := func(p *person) {
			maps.Copy(p.env, env)
		}
		t.Run("walks"+suffix, func(t *testing.T) {
			p := walker(t, "sun")
			set(p)
			sample(t, "done-mend"+suffix, "ippo done", func() string { return p.at("2026-10-21 07:31", "done") })
			p.at("2026-10-22 07:30", stampOn("22")...)
			p.at("2026-10-20 12:00", "begin", "--yes", "--area", "skill-building", "--outcome", "Finish a course",
				"--slug", "italian", "--step", "Watch five minutes, take three notes")
			sample(t, "today"+suffix, "ippo today", func() string { return p.at("2026-10-23 06:50", "today") })
			sample(t, "words"+suffix, "ippo today --words", func() string { return p.at("2026-10-23 06:50", "today", "--words") })
			sample(t, "done"+suffix, "ippo done", func() string { return p.at("2026-10-23 07:42", "done", "1") })
			sample(t, "done-again"+suffix, "ippo done", func() string { return p.at("2026-10-23 07:50", "done", "1") })
		})
		t.Run("quiet"+suffix, func(t *testing.T) {
			p := walker(t, "none")
			set(p)
			for _, day := range []string{"21", "22"} {
				p.at("2026-10-"+day+" 07:30", stampOn(day)...)
			}
			sample(t, "three"+suffix, "ippo today", func() string { return p.at("2026-10-26 09:00", "today") })
		})
		t.Run("sessions"+suffix, func(t *testing.T) {
			p := newPerson(t)
			set(p)
			p.at("2026-10-19 06:00", "begin", "--template", "fitness", "--yes", "--rest", "sun")
			p.at("2026-10-20 07:00", "done", "--more", "30")
			p.at("2026-10-22 07:00", "done", "--full")
			sample(t, "done-more"+suffix, "ippo done --more 20", func() string { return p.at("2026-10-23 08:05", "done", "--more", "20") })
		})
	}
}

// The calm minute ends with its last second, or with any key.
func TestTheCalmMinute(t *testing.T) {
	d := deps{words: &wording{Words: library.For("en")}, flags: &flags{ascii: true}, getenv: func(string) string { return "" }}
	m := tea.Model(calmMinute{d: d})
	seen := map[string]bool{}
	for s := range breaths * breath {
		seen[m.View().Content] = true
		next, cmd := m.Update(beat{})
		if m = next; cmd == nil {
			t.Fatalf("second %d: nothing comes next", s)
		}
	}
	if last := m.(calmMinute); !last.over || last.left || m.View().Content != "" {
		t.Errorf("after the last second: %+v", last)
	}
	if len(seen) != breath {
		t.Errorf("one breath has %d lines, not %d: %v", len(seen), breath, seen)
	}
	for key, left := range map[tea.KeyPressMsg]bool{{Code: tea.KeyEnter}: false, {Code: 'c', Mod: tea.ModCtrl}: true} {
		next, cmd := calmMinute{d: d}.Update(key)
		if got := next.(calmMinute); cmd == nil || !got.over || got.left != left {
			t.Errorf("%s: over %t, left %t", key, got.over, got.left)
		}
	}
}

// A narrow terminal goes without notes, and not without what was asked.
func TestTheWhyIsShownWithItsQuestions(t *testing.T) {
	d := deps{words: &wording{Words: library.For("en")}, flags: &flags{ascii: true}, getenv: func(string) string { return "" }}
	nine := 9
	a := goal.Again{Pulses: []int{5, 4}, Why: []int{2, 4, 6, 3}, Private: &nine}
	for _, width := range []int{draw.NarrowWidth, 40, draw.FullWidth} {
		var rows []string
		for _, f := range d.againFigures(a) {
			for _, l := range f.Drawn(draw.Pen{Width: width}) {
				if l.Cols() > width {
					t.Errorf("wider than %d columns: %q", width, l.Plain())
				}
				rows = append(rows, l.Plain())
			}
		}
		got := strings.Join(strings.Fields(strings.Join(rows, " ")), " ")
		for _, want := range []string{
			"Still matters 5 4", "Why you wanted it", "2 of 7 I do this because someone else wants it or things demand it.",
			"6 of 7 I believe this matters, even when it is not fun.", "9 of 10 How much would I still want this if nobody ever knew?",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%d columns: no %q in %q", width, want, got)
			}
		}
	}
}
