package workbook

import (
	"cmp"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// content is what stands on the pages, chapter by chapter, as plain values: own
// words, and what the days came to. A blank book is its zero value.
type content struct {
	blank   bool
	printed goal.Day
	goal    own // the outcome, or the goal's title
	card    card

	why         why
	what        what
	step        step
	reviews     []review
	experiments [2]experiment
	chart       chart
	lookBack    lookBack
	reviewDay   string
	emergency   own
}

// filling is what a content is worked out from.
type filling struct {
	*Source
	w *library.Words
}

// contentOf a book: nothing but lines where there is no person.
func contentOf(b Book) *content {
	if b.Source == nil {
		return &content{blank: true, printed: b.Day, card: blankCard(), step: step{track: -1, weekStart: time.Monday}, chart: chart{pace: true}}
	}
	f := filling{b.Source, b.Words}
	l := f.Look
	return &content{
		printed: l.Today,
		goal:    own(cmp.Or(f.outcomeText(), l.Goal.Title)),
		card:    f.card(), why: f.why(), what: f.what(), step: f.step(), reviews: f.reviews(), experiments: f.experiments(),
		chart: f.chart(), lookBack: f.lookBack(),
		reviewDay: f.w.Weekday(goal.Weekday(int(l.Calendar.WeekStart(l.Today)) + 6)),
		emergency: own(f.Settings.Emergency),
	}
}

func (f filling) outcomeText() string {
	if f.Look.Season == nil {
		return ""
	}
	return f.Look.Season.Outcome.Text
}
