package cli

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
)

// choose a language as the settings page does.
func (p *person) choose(locale string) {
	p.t.Helper()
	s, err := store.Open(p.t.Context(), p.env["IPPO_DATABASE"])
	if err != nil {
		p.t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 10, 7, 4, 0, 0, 0, time.UTC) }
	a := app.New(s, now)
	c, err := a.Command(p.t.Context(), me(), "web", 0, goal.SetSettings{Locale: &locale})
	if err == nil {
		_, err = a.Do(p.t.Context(), me(), c)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		p.t.Fatal(err)
	}
}

// The terminal speaks the language that the person chose on the settings page,
// in answers, in help and in what it says of wrong usage; without a choice it
// speaks that of the environment.
func TestTheChosenLanguageIsSpoken(t *testing.T) {
	p := newPerson(t)
	p.at("2026-10-07 06:00", "begin", "--template", "fitness", "--yes")
	p.env["LANG"] = "es_ES.UTF-8"
	mustSay(t, p.at("2026-10-07 07:00", "today"), "día 1 de 30")
	p.choose("de")
	mustSay(t, p.at("2026-10-07 07:00", "today"), "Tag 1 von 30")
	mustSay(t, p.at("2026-10-07 07:00", "done", "--help"), "Aufruf\n  ippo done [ZIEL...] [Optionen]")
	mustSay(t, p.at("2026-10-07 07:00", "man"), "[ZIEL...]")
	if code, _, errs := p.run("2026-10-07 07:00", "done", "--more"); code != exitUsage || !strings.Contains(errs, "braucht") {
		t.Errorf("wrong usage: exit %d, %s", code, errs)
	}
	if code, _, errs := p.run("2026-10-07 07:00", "done", "--on", "2026-10-01"); code != exitCould || !strings.Contains(errs, "am 7. Oktober 2026") {
		t.Errorf("a day before: exit %d, %s", code, errs)
	}
	mustSay(t, p.at("2026-10-07 07:00", "guide"), "Die Methode in zwei Minuten")
	mustSay(t, p.at("2026-10-07 07:00", "templates"), "5 km ganz ohne Mühe schaffen")
	_, offered, _ := p.run("2026-10-07 07:00", "__complete", "skip", "--tag", "")
	mustSay(t, offered, "keine Zeit")
	p.choose("")
	mustSay(t, p.at("2026-10-07 07:00", "today"), "día 1 de 30")
}

func mustSay(t *testing.T, text, part string) {
	t.Helper()
	if !strings.Contains(text, part) {
		t.Errorf("no %q in:\n%s", part, text)
	}
}

// Days are read in English and in the language of the person.
func TestNaturalDates(t *testing.T) {
	today := goal.Date(2026, time.October, 23) // a Friday
	tests := []struct {
		lang, said string
		to         direction
		want       string
	}{
		{"en", "today", back, "2026-10-23"},
		{"en", "Yesterday", back, "2026-10-22"},
		{"en", " tomorrow ", back, "2026-10-24"},
		{"en", "-2", back, "2026-10-21"},
		{"en", "mon", back, "2026-10-19"},
		{"en", "MONDAY", ahead, "2026-10-26"},
		{"en", "fri", back, "2026-10-23"},
		{"en", "fri", ahead, "2026-10-23"},
		{"en", "2026-01-31", back, "2026-01-31"},
		{"en", "mo", back, ""},
		{"en", "31.12.2026", back, "2026-12-31"},
		{"en", "2026/10/2", back, "2026-10-02"},
		{"en", "2026.10.02", back, "2026-10-02"},
		{"en", "31.02.2026", back, ""},
		{"en", "2 days ago", back, "2026-10-21"},
		{"en", "1 week ago", ahead, "2026-10-16"},
		{"en", "9999999999999 days ago", back, ""},
		{"en", "last  Friday", back, "2026-10-16"},
		{"en", "last fri", ahead, "2026-10-16"},
		{"en", "next fri", back, "2026-10-30"},
		{"en", "next mon", ahead, "2026-10-26"},
		{"en", "last", back, ""},
		{"en", "last gestern", back, ""},
		{"de", "vor 2 Tagen", back, "2026-10-21"},
		{"de", "2 days ago", back, "2026-10-21"},
		{"de", "letzten Freitag", back, "2026-10-16"},
		{"de", "nächsten mo", back, "2026-10-26"},
		{"es", "hace 2 días", back, "2026-10-21"},
		{"es", "el viernes pasado", back, "2026-10-16"},
		{"es", "lunes que viene", back, "2026-10-26"},
		{"ja", "2日前", back, "2026-10-21"},
		{"ja", "前の金曜", back, "2026-10-16"},
		{"ja", "次の月曜日", back, "2026-10-26"},
		{"ja", "2026年10月2日", back, "2026-10-02"},
		{"en", "2026-02-30", back, ""},
		{"en", "gestern", back, ""},
		{"de", "gestern", back, "2026-10-22"},
		{"de", "mo", back, "2026-10-19"},
		{"de", "So", ahead, "2026-10-25"},
		{"de", "Mittwoch", back, "2026-10-21"},
		{"de", "wed", back, "2026-10-21"},
		{"de", "d", back, ""},
		{"es", "ayer", back, "2026-10-22"},
		{"es", "mañana", ahead, "2026-10-24"},
		{"es", "manana", ahead, "2026-10-24"},
		{"es", "mié", back, "2026-10-21"},
		{"es", "mie", back, "2026-10-21"},
		{"es", "sabado", back, "2026-10-17"},
		{"ja", "昨日", back, "2026-10-22"},
		{"ja", "月", back, "2026-10-19"},
		{"ja", "月曜", back, "2026-10-19"},
		{"ja", "日曜日", ahead, "2026-10-25"},
	}
	for _, tt := range tests {
		d := deps{words: &wording{Words: library.For(tt.lang)}, getenv: func(string) string { return "" }}
		got, err := d.parseDay(tt.said, today, tt.to)
		switch {
		case tt.want == "" && err == nil:
			t.Errorf("%s %q: read as %s", tt.lang, tt.said, got)
		case tt.want != "" && (err != nil || got.String() != tt.want):
			t.Errorf("%s %q: %s, want %s (%v)", tt.lang, tt.said, got, tt.want, err)
		}
	}
	for lang, said := range map[string]string{"en": "sun,wed", "de": "so,mi", "es": "dom,mié", "ja": "日、水"} {
		d := deps{words: &wording{Words: library.For(lang)}}
		if got, err := d.parseWeekdays(said); err != nil || got != goal.Weekdays(0).With(time.Sunday).With(time.Wednesday) {
			t.Errorf("%s %q: %v (%v)", lang, said, got, err)
		}
	}
}

// A season of the fitness template in every other language, wide and narrow:
// drawn, spoken and explained.
func TestDrawnInEveryLanguage(t *testing.T) {
	for lang, locale := range map[string]string{"de": "de_DE.UTF-8", "es": "es_ES.UTF-8", "ja": "ja_JP.UTF-8"} {
		t.Run(lang, func(t *testing.T) {
			p := newPerson(t)
			p.env["LANG"] = locale
			p.at("2026-10-05 06:00", "begin", "--template", "fitness", "--yes", "--rest", "sun")
			p.at("2026-10-05 07:00", "done")
			p.at("2026-10-06 07:00", "done", "--more", "20", "--energy", "4", "--met", "1:did")
			var b, wide bytes.Buffer
			show := func(at string, args ...string) {
				b.WriteString("$ ippo " + strings.Join(args, " ") + "\n" + p.at(at, args...) + "\n")
			}
			show("2026-10-08 07:00", "today")
			show("2026-10-08 07:30", "done")
			show("2026-10-08 07:40", "done")
			show("2026-10-08 08:00", "done", "--more", "2.5")
			show("2026-10-08 08:00", "measure", "m1")
			show("2026-10-09 08:00", "stats")
			show("2026-10-09 08:00", "stats", "--words")
			show("2026-10-09 08:00", "today", "--words")
			show("2026-10-09 08:00", "today", "--short")
			show("2026-10-09 08:00", "goal", "show")
			show("2026-10-09 08:00", "explain")
			show("2026-10-11 20:00", "review")
			wide, b = b, bytes.Buffer{}
			p.env["COLUMNS"] = "40"
			show("2026-10-09 08:00", "today")
			show("2026-10-09 08:00", "stats")
			show("2026-10-09 08:00", "done")
			fits(t, wide.String(), draw.FullWidth)
			fits(t, b.String(), 40)
			golden(t, "language/"+lang+".txt", wide.String()+b.String())
		})
	}
}

// fits holds that nothing drawn is wider than the terminal.
func fits(t *testing.T, drawn string, width int) {
	t.Helper()
	for l := range strings.SplitSeq(drawn, "\n") {
		if !strings.HasPrefix(l, "$") && draw.Cols(l) > width {
			t.Errorf("%d columns wide: %s", draw.Cols(l), l)
		}
	}
}

// Nothing is drawn wider than the terminal, from the narrowest to the widest,
// whatever the command.
func TestNothingIsWiderThanTheTerminal(t *testing.T) {
	for _, locale := range []string{"en_GB.UTF-8", "de_DE.UTF-8", "es_ES.UTF-8", "ja_JP.UTF-8"} {
		p := newPerson(t)
		p.env["LANG"] = locale
		p.at("2026-10-01 06:00", "begin", "--template", "fitness", "--yes", "--rest", "sun")
		p.at("2026-10-01 06:00", "begin", "--template", "language", "--yes")
		p.at("2026-10-02 07:00", "done", "fitness", "--more", "20")
		p.at("2026-10-05 07:00", "done", "fitness", "language")
		for _, width := range []string{"37", "48", "60", "120"} {
			p.env["COLUMNS"] = width
			most, err := strconv.Atoi(width)
			if err != nil {
				t.Fatal(err)
			}
			most = min(draw.FullWidth, most)
			for _, args := range [][]string{
				{"today"},
				{"done", "fitness"},
				{"undo"},
				{"skip", "fitness"},
				{"undo"},
				{"rest"},
				{"undo"},
				{"pause"},
				{"resume"},
				{"done", "language", "--more", "10"},
				{"undo"},
				{"measure", "fitness", "m1"},
				{"undo"},
				{"stats"},
				{"goals"},
				{"goal", "show", "fitness"},
				{"explain", "fitness"},
				{"review", "fitness"},
				{"templates"},
				{"compass"},
				{"guide"},
				{"guide", "mistakes"},
				{"experiment", "show", "fitness"},
			} {
				at := "2026-10-09 08:00"
				if args[0] == "resume" {
					at = "2026-10-10 08:00"
				}
				_, out, _ := p.run(at, args...)
				fits(t, "$ "+locale+" "+width+" "+strings.Join(args, " ")+"\n"+out, most)
			}
			p.run("2026-10-10 08:00", "undo")
			p.run("2026-10-10 08:00", "undo")
		}
	}
}
