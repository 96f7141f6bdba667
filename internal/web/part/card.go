package part

import (
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// miniature draws a card of thirty days on a grid of six by five.
type miniature struct {
	full, ring, dot, gold strings.Builder
	now                   string
}

const (
	miniCell = 12
	miniEdge = 2
)

// draw places every in-plan day by its number.
func (m *miniature) draw(c goal.Card) {
	for _, row := range c.Rows {
		for _, cell := range row.Cells {
			if cell.Number == 0 {
				continue
			}
			i := (cell.Number - 1) % goal.CardDays
			m.cell(cell, float64(miniEdge+miniCell*(i%6)+miniCell/2), float64(miniEdge+miniCell*(i/6)+miniCell/2))
		}
	}
}

func (m *miniature) cell(c goal.Cell, x, y float64) {
	at := func(dx float64) string { return "M" + number(x-dx) + " " + number(y) }
	switch {
	case c.Status == goal.DayDone && c.More:
		m.full.WriteString(at(4.2) + "a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0")
	case c.Status == goal.DayDone:
		m.ring.WriteString(at(3.4) + "a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0")
	case c.Future:
	case c.Mended:
		m.gold.WriteString("M" + number(x-4) + " " + number(y+2) + "l2.5-3l2.5 2l3-2.5l3.5 1.5h2")
	case c.Status == goal.DayRest, c.Status == goal.DayCovered:
		m.dot.WriteString(at(0) + "h.01")
	}
	if c.Today {
		m.now = number(x-5) + "," + number(y-5)
	}
}

func (m *miniature) nowAt() (x, y string) {
	x, y, _ = strings.Cut(m.now, ",")
	return x, y
}

// CardCounts says a card in words.
func CardCounts(w *library.Words, c goal.Card) string {
	var stamped, mended, empty, rest, ahead int
	for _, row := range c.Rows {
		for _, x := range row.Cells {
			switch {
			case x.Number == 0:
			case x.Status == goal.DayDone:
				stamped++
			case x.Future || x.Status == goal.DayOpen:
				ahead++
			case x.Mended:
				mended++
			case x.Status == goal.DayRest || x.Status == goal.DayCovered:
				rest++
			default:
				empty++
			}
		}
	}
	if stamped+mended+empty == 0 {
		return w.Say("card.ahead", library.Args{"card": w.Count(c.Number)})
	}
	return w.Say("card.counts", library.Args{
		"card": w.Count(c.Number), "stamped": stamped, "mended": mended, "empty": empty, "rest": rest, "ahead": ahead,
	})
}

// monthDay is the number in a cell's corner.
func monthDay(d goal.Day) int { return d.Time().Day() }

// weekStart is the weekday of the first column.
func weekStart(c goal.Card) time.Weekday {
	if len(c.Rows) == 0 {
		return time.Monday
	}
	return c.Rows[len(c.Rows)-1].Start.Weekday()
}

// Columns makes a row of seven cells, each in the column of its weekday; the
// partial week between two week grids has fewer days.
func Columns(r goal.CardRow, card goal.Card) []goal.Cell {
	start := weekStart(card)
	cells := make([]goal.Cell, 7)
	for i, c := range r.Cells {
		d := r.Start + goal.Day(i)
		cells[(7+int(d.Weekday())-int(start))%7] = c
	}
	return cells
}
