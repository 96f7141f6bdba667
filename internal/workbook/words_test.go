package workbook_test

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/workbook"
)

// scribbled is the walker's season with a text of say in every field that a
// person writes in; say is asked by the page that has to show it.
func scribbled(say func(page int) string) *workbook.Source {
	s := walker()
	l := &s.Look
	p := &l.Plan
	p.Step.Text, p.Cue, p.Fallback = say(18), say(13), say(13)
	p.Setup, p.Bundle, p.Metric.Where, p.Metric.Unit = say(13), say(12), say(11), say(11)
	p.IfThens = []goal.IfThen{{ID: "a", Words: say(14)}, {ID: "b", Words: say(14)}, {ID: "c", Words: say(14)}}
	l.Season.Outcome.Text, l.Season.Outcome.Unit = say(1), say(10)
	l.Season.Outcome.Milestones = []goal.Milestone{{Text: say(10)}}
	l.Purpose = &goal.Purpose{GrowIn: say(9), SoICan: say(9)}
	start := *l.Goal.Start
	l.Goal.Start = &start
	start.MustNot, start.Moment, start.Nicer, start.Later = say(10), say(17), say(12), say(8)
	s.Settings.Emergency = say(28)
	for i, lens := range []string{"love", "good", "needed", "supported"} {
		page := 4 + i/2
		s.Compass.Items = append(s.Compass.Items, goal.CompassItem{ID: lens, Lens: lens, Item: goal.Item{Words: say(page), Love: 3, Good: 2}})
	}
	for i := range 3 {
		s.Compass.Trials = append(s.Compass.Trials, goal.CompassTrial{
			ID: strconv.Itoa(i), Day: first - 9, Trial: goal.Trial{What: say(7), Before: 2, After: 4, Again: 8, Line: say(7)},
		})
	}
	for i := range 4 {
		page := 19 + i
		week := goal.Day(int(first) + 28 + 7*i)
		if week > l.Today {
			break
		}
		s.Story.Reviews = append(s.Story.Reviews, goal.DatedReview{WeekReview: goal.WeekReview{
			Week: week, Helped: say(page), Suffers: say(page), Words: say(page), First: say(page), Close: say(page),
		}})
	}
	s.Story.Experiments = []goal.Experiment{{StartExperiment: goal.StartExperiment{
		Lever: goal.LeverCue, What: say(23), From: say(23), To: say(23), Days: 14, Measure: goal.OfAdherence,
	}, First: l.Today - 3, Last: l.Today + 10, Study: say(23)}}
	return s
}

// Every word of the person stands on its page; of a blank book none does.
func TestEveryWordIsOnItsPage(t *testing.T) {
	type told struct {
		page int
		word string
	}
	var all []told
	s := scribbled(func(page int) string {
		w := fmt.Sprintf("zq%cx%cv", 'a'+len(all)/26, 'a'+len(all)%26)
		all = append(all, told{page, w})
		return w
	})
	p, news := printed(t, book("en", workbook.A4, s))
	pages := p.pages()
	for _, x := range all {
		if text := p.text(pages[x.page-1]); !strings.Contains(text, x.word) {
			t.Errorf("page %d does not hold %s:\n%s", x.page, x.word, flat(text))
		}
	}
	if news.Longer+news.Ringed > 0 || len(all) < 40 {
		t.Errorf("%d words, %+v", len(all), news)
	}
	empty, _ := printed(t, book("en", workbook.A4, nil))
	for _, n := range empty.pages() {
		for _, x := range all {
			if strings.Contains(empty.text(n), x.word) {
				t.Errorf("a blank book holds %s", x.word)
			}
		}
	}
}

// What a person wrote may be anything: there are 28 pages without a fault, no
// text leaves its place, no letter is set that a font does not have, and what
// was left out or cut is told.
func TestAnyWordsMakeABook(t *testing.T) {
	for name, x := range map[string]struct {
		text           string
		longer, ringed bool
	}{
		"nothing":          {"", false, false},
		"a word of 2000":   {strings.Repeat("w", 2000), true, false},
		"20,000 letters":   {strings.Repeat("walk on ", 2500), true, false},
		"2,000 of kanji":   {strings.Repeat("近くの大きな木まで歩いて答える。", 125), true, false},
		"emoji":            {"a walk 👩‍👩‍👧‍👦 with 🇯🇵 and 🧑🏽‍🦽 at noon", false, true},
		"beyond the plane": {"𠮷野家 before work", false, true},
		"right to left":    {"a walk مع أبي each שבת morning", false, true},
		"only arabic":      {"المشي كل يوم", false, true},
		"controls":         {"a\x00 walk\u202e back\u200d home\ufe0f \xff\n\ttwice", false, true},
		"decomposed":       {"Café über Å and ﬁnd", false, false},
		"others":           {"Ходьба, περπάτημα, đi bộ, αβγ", false, false},
		"brackets":         {`a (walk\) \\ )) (( <</Type`, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			b := book("en", workbook.A4, scribbled(func(int) string { return x.text }))
			p, told := printed(t, b)
			if len(p.pages()) != 28 {
				t.Errorf("%d pages", len(p.pages()))
			}
			if m := p.missing(); len(m) > 0 {
				t.Errorf("no glyph for %v", m[:min(5, len(m))])
			}
			if told.Longer > 0 != x.longer || told.Ringed > 0 != x.ringed {
				t.Errorf("%+v", told)
			}
			inPlace(t, b)
			keep(t, "any-"+strings.ReplaceAll(name, " ", "-"), p)
		})
	}
}

// A text that is longer than its field ends in an ellipsis there, and stands
// whole in the notes while there is room.
func TestWhatIsCutStandsInTheNotes(t *testing.T) {
	s := walker()
	long := "walk the long way home with my father on Sundays, past the mill and the three old bridges, and talk about everything that the week has held for the two of us, until the lamps come on along the river and the last tram has gone"
	s.Look.Purpose = &goal.Purpose{GrowIn: "strength", SoICan: long + " and we are home"}
	p, told := printed(t, book("en", workbook.A4, s))
	pages := p.pages()
	if text := p.text(pages[8]); !strings.Contains(text, "…") {
		t.Errorf("page 9 holds no ellipsis: %s", text)
	}
	if text := flat(p.text(pages[27])); !strings.Contains(text, "Page 9, so I can: ") || !strings.Contains(text, "has gone and we are home") {
		t.Errorf("the notes do not hold it: %s", text)
	}
	if told.Longer != 0 {
		t.Errorf("%+v", told)
	}
}

// Text that wraps at a kanji keeps it.
func TestNoLetterIsLostWhereALineEnds(t *testing.T) {
	sentence := "毎日小さな改善を積み重ねることで、大きな目標を達成します。近くの木まで歩いて答える。"
	for pad := range 6 {
		s := walker()
		s.Look.Purpose = &goal.Purpose{GrowIn: "力", SoICan: strings.Repeat("あ", pad*3) + sentence}
		b := book("ja", workbook.A4, s)
		p, _ := printed(t, b)
		if text := strings.ReplaceAll(p.text(p.pages()[8]), "\n", ""); !strings.Contains(text, sentence) {
			t.Errorf("after %d letters: %s", pad*3, text)
		}
	}
}

// Whatever stands in every field at once, each in letters of its own kind and
// length: no fault, 28 pages, and nothing leaves its place.
func TestNoWordsOverflow(t *testing.T) {
	kinds := []*rapid.Generator[string]{
		rapid.Just(""),
		rapid.StringMatching(`[a-z]{1,9}( [a-z]{1,9}){0,12}`),
		rapid.StringMatching(`[A-Z]{1,200}`),
		rapid.StringMatching(`[a-zßüñ]{2,12}([ ,.;–][a-z]{2,14}){5,60}`),
		rapid.StringMatching(`[一-龯ぁ-んァ-ン、。]{1,200}`),
		rapid.StringMatching(`[أ-يא-ת ]{1,80}`),
		rapid.SampledFrom([]string{"👩‍👩‍👧‍👦🇯🇵🧑🏽‍🦽 at noon", "𠮷野家", "a\x00b\u202ec\ufe0f\xff", "W W W W W W W W", strings.Repeat("i", 2000), strings.Repeat("ẘ̈ ", 900)}),
		rapid.String(),
	}
	rapid.Check(t, func(t *rapid.T) {
		s := scribbled(func(page int) string { return rapid.OneOf(kinds...).Draw(t, fmt.Sprintf("words of page %d", page)) })
		b := book(rapid.SampledFrom(library.Complete()).Draw(t, "language"), rapid.SampledFrom(workbook.Papers()).Draw(t, "paper"), s)
		told, err := workbook.Write(io.Discard, b)
		if err != nil || told.Pages != 28 {
			t.Fatalf("%d pages, %v", told.Pages, err)
		}
		inPlace(t, b)
	})
}
