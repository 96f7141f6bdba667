package library_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func TestPluralsAndNames(t *testing.T) {
	w := library.For("en-GB")
	for _, x := range []struct {
		n    any
		want string
	}{
		{1, "1 day in the chain"},
		{4, "4 days in the chain"},
		{0, "0 days in the chain"},
		{1.0, "1 day in the chain"},
		{1.5, "1.5 days in the chain"},
	} {
		if s := w.Say("chain.days", library.Args{"n": x.n}); s != x.want {
			t.Errorf("%q, want %q", s, x.want)
		}
	}
	if library.For("xx").Lang() != "en" || library.For("").Lang() != "en" {
		t.Error("an unknown language gives English")
	}
	if s := w.Say("no.such.key"); s != "no.such.key" {
		t.Error(s)
	}
}

// What a person wrote is never taken for a placeholder.
func TestSayFillsEachPlaceOnce(t *testing.T) {
	s := library.For("en").Say("goalpage.milestone_tick", library.Args{"text": "{n} of {text}", "n": 3})
	if s != "Tick {n} of {text}" {
		t.Error(s)
	}
}

func TestDatesAndNumbersInEveryLanguage(t *testing.T) {
	day := goal.Date(2026, 10, 23)
	for _, x := range []struct{ lang, date, short, weekday, full, number, about string }{
		{"en", "23 October", "23 Oct", "Fri 23 Oct", "Friday 23 October", "2.25", "2.3"},
		{"de", "23. Oktober", "23. Okt.", "Fr, 23. Okt.", "Freitag, 23. Oktober", "2,25", "2,3"},
	} {
		w := library.For(x.lang)
		for _, p := range [][2]string{
			{w.Date(day), x.date},
			{w.ShortDate(day), x.short},
			{w.WeekdayDate(day), x.weekday},
			{w.FullDate(day), x.full},
			{w.Number(2.25), x.number},
			{w.About(2.26), x.about},
			{w.About(3), "3"},
			{w.Number(-4), "-4"},
		} {
			if p[0] != p[1] {
				t.Errorf("%s: %q, want %q", x.lang, p[0], p[1])
			}
		}
	}
}

// The month of a span is said once, at the end where the language has it.
func TestSpansInEveryLanguage(t *testing.T) {
	first, last := goal.Date(2026, 10, 19), goal.Date(2026, 10, 25)
	for _, x := range []struct{ lang, within, across, years string }{
		{"en", "19 to 25 October", "28 September to 25 October", "19 October to 25 October"},
		{"de", "19. bis 25. Oktober", "28. September bis 25. Oktober", "19. Oktober bis 25. Oktober"},
		{"es", "19 a 25 de octubre", "28 de septiembre a 25 de octubre", "19 de octubre a 25 de octubre"},
		{"ja", "10月19日〜25日", "9月28日〜10月25日", "10月19日〜10月25日"},
	} {
		w := library.For(x.lang)
		for _, p := range [][2]string{
			{w.Say("paper.range", w.Span(first, last)), x.within},
			{w.Say("paper.range", w.Span(goal.Date(2026, 9, 28), last)), x.across},
			{w.Say("paper.range", w.Span(goal.Date(2025, 10, 19), last)), x.years},
		} {
			if p[0] != p[1] {
				t.Errorf("%s: %q, want %q", x.lang, p[0], p[1])
			}
		}
	}
}

func TestMatchOffersCompleteLanguages(t *testing.T) {
	for _, x := range [][2]string{{"", "en"}, {"xx;q=1, en;q=0.5", "en"}, {"en-US,en;q=0.9", "en"}, {"nonsense;;;", "en"}} {
		if got := library.Match(x[0]); got != x[1] {
			t.Errorf("%q gives %s", x[0], got)
		}
	}
}

// A unit of a template has its singular in every language that has templates
// of its own.
func TestEveryTemplatesUnitHasItsForms(t *testing.T) {
	for _, lang := range library.Languages() {
		if !has(lang, "templates.json") {
			continue
		}
		w := library.For(lang)
		for _, x := range w.Templates() {
			for _, unit := range []string{x.Metric.Unit, x.Outcome.Unit} {
				if unit != "" && !w.Has("unit."+unit) {
					t.Errorf("%s: the unit %q of %s has no forms", lang, unit, x.Name)
				}
			}
		}
	}
}

// The why and its history are said in the language that is read.
func TestThePurposeIsASentenceOfTheLanguage(t *testing.T) {
	p := goal.Purpose{GrowIn: " everyday Spanish. ", SoICan: "talk with my grandmother."}
	w := library.For("en")
	if got, want := w.Purpose(p), goal.PurposeSentence(p.GrowIn, p.SoICan); got != want {
		t.Errorf("%q, and the rules say %q", got, want)
	}
	german := goal.Purpose{GrowIn: "Alltagsspanisch", SoICan: "sonntags mit meiner Großmutter sprechen."}
	const want = "Ich möchte in Alltagsspanisch wachsen, damit ich sonntags mit meiner Großmutter sprechen kann."
	_, words := library.For("de").Event(goal.Event{Kind: goal.EventPurpose, Words: goal.PurposeSentence("", ""), Purpose: &german})
	if got := library.For("de").Purpose(german); got != want || words != want {
		t.Errorf("%q, %q", got, words)
	}
}

// Amounts, lists and ends of sentences are written as the language does.
func TestEveryLanguageWritesItsOwnSigns(t *testing.T) {
	t.Parallel()
	day := goal.Date(2026, time.October, 23)
	tests := []struct{ lang, amount, own, stop, joined, dated, date string }{
		{"en", "2.5 walks", "3 tunes", "It rains.", "One. Two.", "Fri 23 Oct 2026", "23 October 2026"},
		{"de", "2,5 Spaziergänge", "3 tunes", "It rains.", "One. Two.", "Fr, 23. Okt. 2026", "23. Oktober 2026"},
		{"es", "2,5 paseos", "3 tunes", "It rains.", "One. Two.", "vie, 23 oct 2026", "23 de octubre de 2026"},
		{"ja", "2.5回の散歩", "3 tunes", "It rains.", "One.Two.", "2026年10月23日（金）", "2026年10月23日"},
	}
	for _, tt := range tests {
		w := library.For(tt.lang)
		for _, x := range []struct{ got, want string }{
			{w.Amount(2.5, "walks"), tt.amount},
			{w.Amount(3, "tunes"), tt.own},
			{w.Stop(" It rains "), tt.stop},
			{w.Stop("Really?"), "Really?"},
			{w.Stop("he said “yes.”"), "he said “yes.”"},
			{w.Stop(""), ""},
			{w.Join("", "One.", "", "Two."), tt.joined},
			{w.DatedDay(day), tt.dated},
			{w.DatedDate(day), tt.date},
			{w.Sentence(goal.Invalid("day", "error.day.before", day)), strings.Replace(w.Say("error.day.before"), "{0}", tt.date, 1)},
		} {
			if x.got != x.want {
				t.Errorf("%s: %q, want %q", tt.lang, x.got, x.want)
			}
		}
	}
	if got := library.For("ja").Stop("雨が降った"); got != "雨が降った。" {
		t.Errorf("ja: %q", got)
	}
}

// The purpose sentence is read as the language writes it, and in English
// everywhere.
func TestEveryLanguageReadsItsPurposeSentence(t *testing.T) {
	t.Parallel()
	for _, lang := range library.Complete() {
		w := library.For(lang)
		for _, sentence := range []string{w.PurposeSentence("x y", "z"), strings.TrimRight(w.PurposeSentence("x y", "z"), ".。"), "I want to grow in x y so I can z"} {
			if growIn, soICan, ok := w.ParsePurpose(sentence); !ok || growIn != "x y" || soICan != "z" {
				t.Errorf("%s %q: %q, %q, %v", lang, sentence, growIn, soICan, ok)
			}
		}
		for _, other := range []string{"", "x", w.PurposeSentence("__", "z"), strings.Repeat("x", 3000)} {
			if _, _, ok := w.ParsePurpose(other); ok {
				t.Errorf("%s: %.40q is no purpose sentence", lang, other)
			}
		}
	}
}

// Every plan of the library parts into a cue and a response in its language.
func TestEveryIfThenPlanParts(t *testing.T) {
	t.Parallel()
	for _, lang := range library.Complete() {
		w := library.For(lang)
		parts := func(words string) {
			if cue, response := goal.SplitIfThen(words); cue == "" || response == "" || goal.IfThenCue(words) == cue {
				t.Errorf("%s: %q parts into %q and %q", lang, words, cue, response)
			}
		}
		for _, a := range goal.Areas() {
			for _, o := range w.Obstacles(a) {
				parts(o.Plan)
			}
		}
		for _, x := range w.Templates() {
			for _, p := range x.IfThens {
				parts(p.Words)
			}
		}
	}
}

// A week that is out of reach is no answer to anything that was done (ruling 43).
func TestRuling43NoActIsAnsweredWithOutOfReach(t *testing.T) {
	for _, tag := range []string{"en", "de", "es", "ja"} {
		w := library.For(tag)
		l := goal.Look{Week: &goal.Week{Target: 3, Done: 1, Room: 1, State: goal.WeekOutOfReach}}
		out := w.Say("week.out_of_reach")
		if w.Week(l) != out || w.WeekAfter(l) == out || w.WeekAfter(l) == "" {
			t.Errorf("%s: %q, and after an act %q", tag, w.Week(l), w.WeekAfter(l))
		}
	}
}

// Ruling 61: the end of a pause in another year is said with its year.
func TestRuling61ThePauseOfAnotherYear(t *testing.T) {
	w := library.For("en")
	for until, want := range map[goal.Day]string{
		goal.Date(2026, 12, 31): "Paused until 31 December.",
		goal.Date(2027, 12, 31): "Paused until 31 December 2027.",
	} {
		if got, _ := w.Event(goal.Event{Kind: goal.EventPause, Day: goal.Date(2026, 10, 1), Until: until}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
