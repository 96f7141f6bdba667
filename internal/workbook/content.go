package workbook

import (
	"cmp"

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
}

// filling is what a content is worked out from.
type filling struct {
	*Source
	w *library.Words
}

// contentOf a book: nothing but lines where there is no person.
func contentOf(b Book) *content {
	if b.Source == nil {
		return &content{blank: true, card: blankCard()}
	}
	f := filling{b.Source, b.Words}
	return &content{
		printed: f.Look.Today,
		goal:    own(cmp.Or(f.outcomeText(), f.Look.Goal.Title)),
		card:    f.card(),
	}
}

func (f filling) outcomeText() string {
	if f.Look.Season == nil {
		return ""
	}
	return f.Look.Season.Outcome.Text
}
