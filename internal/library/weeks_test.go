package library_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// counts are what a person counted, or a calculation counts: their figure is said
// as it is, whatever it is. All else that speaks of a span of time says three
// weeks, as no habit takes "21 days" (method 11, ruling 110).
var counts = []string{
	"chain.", "drop.", "experiment.", "experimentpage.", "explain.", "goalpage.", "import.", "move.", "paper.", "season.", "term.chain_days", "term.erase.", "term.spoken.",
	"compass.strip.", "lookback.practised", "review.ask.", "review.because.days", "review.because.experiment", "review.because.few", "review.because.logged",
	"review.because.quiet_missed", "say.resting", "web.chain_in",
	"journal.look_back", "timeline.look_back", // a day of the season
	"error.", "when.ago.", // what may be typed
	"review.R2", "review.R5", // of less than two weeks
	"workbook.chart.day", "workbook.cover.span", // the day of a season
}

func TestRuling110ThreeWeeksAreNotCountedInDays(t *testing.T) {
	t.Parallel()
	days := map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`\b21 days`), "de": regexp.MustCompile(`\b21 Tage`), "es": regexp.MustCompile(`\b21 días`), "ja": regexp.MustCompile(`21日`),
	}
	for _, lang := range library.Languages() {
		w, found := library.For(lang), 0
		for _, key := range w.Keys() {
			if slices.ContainsFunc(counts, func(p string) bool { return strings.HasPrefix(key, p) }) {
				continue
			}
			args := library.Args{"n": 21, "count": "21", "high": 21, "0": 21}
			said := w.Say(key, args)
			if said != w.Say(key) {
				found++
			}
			if m := days[lang].FindString(said); m != "" {
				t.Errorf("%s: %s says %q", lang, key, said)
			}
		}
		if found < 20 {
			t.Errorf("%s: only %d messages have a number", lang, found)
		}
	}
}
