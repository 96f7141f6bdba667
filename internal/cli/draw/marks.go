package draw

import (
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func (p Pen) minimum() string { return p.Pick("◐", "o") }
func (p Pen) more() string    { return p.Pick("●", "#") }
func (p Pen) empty() string   { return p.Pick("·", "-") }

// Open is the mark of a day that can be stamped.
func (p Pen) Open() string { return p.Pick("◌", "@") }

// Mended is the mark of a missed day that was mended.
func (p Pen) Mended() string { return p.Pick("○", "(") }

// Seam runs from a mended day to the day that mended it.
func (p Pen) Seam() string { return p.Pick("════", "====") }

// Rest is the mark of a day of rest.
func (p Pen) Rest() string { return p.Pick("❀", "*") }

// Pause is the mark of a paused day: a thin thread.
func (p Pen) Pause() string { return p.Pick("─", "~") }

// Covered is the mark of a day that a reserve covers: a cup of its own.
func (p Pen) Covered() string { return p.Pick("◇", "+") }

const toCome = "_"

// Mark of a cell, one column wide.
func (p Pen) Mark(c goal.Cell) Span {
	switch {
	case c.Day == 0:
		return Span{Plain, " "}
	case c.Status == goal.DayDone && c.More:
		return Span{Shu, p.more()}
	case c.Status == goal.DayDone:
		return Span{Shu, p.minimum()}
	case c.Mended:
		return Span{Gold, p.Mended()}
	case c.Future && c.Status != goal.DayPause:
		return Span{Dim, toCome}
	case c.Status == goal.DayRest:
		return Span{Dim, p.Rest()}
	case c.Status == goal.DayPause:
		return Span{Dim, p.Pause()}
	case c.Status == goal.DayCovered:
		return Span{Dim, p.Covered()}
	case c.Status == goal.DayOpen:
		return Span{Shu, p.Open()}
	case c.Status == goal.DayNone:
		return Span{Plain, " "}
	}
	return Span{Dim, p.empty()}
}

// Row of cells, five columns each: a seam runs from a mended day into its mend.
func (p Pen) Row(cells []goal.Cell) Line {
	var l Line
	for i, c := range cells {
		m := p.Mark(c)
		l = append(l, m)
		switch {
		case i == len(cells)-1:
		case seamRuns(c):
			l = append(l, Span{Gold, p.Seam()})
		case m.Text == toCome && p.Mark(cells[i+1]).Text == toCome:
			l = append(l, Span{Dim, "    "})
		default:
			l = append(l, Span{Plain, "    "})
		}
	}
	return l
}

// seamRuns says whether the seam goes on to the right of a cell.
func seamRuns(c goal.Cell) bool { return c.Mended || c.Runs }

// legend names the marks; those for pause and covered only where they are.
func (p Pen) legend(rows []goal.CardRow, words *library.Words) []Line {
	entries := []struct {
		mark Span
		key  string
		only goal.DayStatus
	}{
		{Span{Shu, p.minimum()}, "minimum", goal.DayNone},
		{Span{Shu, p.more()}, "more", goal.DayNone},
		{Span{Gold, p.Mended() + p.Seam()[:len(p.Seam())/4]}, "mended", goal.DayNone},
		{Span{Dim, p.Rest()}, "rest", goal.DayNone},
		{Span{Dim, p.empty()}, "empty", goal.DayNone},
		{Span{Shu, p.Open()}, "today", goal.DayNone},
		{Span{Dim, p.Pause()}, "pause", goal.DayPause},
		{Span{Dim, p.Covered()}, "covered", goal.DayCovered},
	}
	var lines []Line
	at := Blank(5)
	for _, e := range entries {
		if e.only != goal.DayNone && !holds(rows, e.only) {
			continue
		}
		entry := Join(Line{e.mark}, Text(Plain, " "+words.Say("term.mark."+e.key)))
		switch {
		case len(at) == 1:
			at = Join(at, entry)
		case at.Cols()+3+entry.Cols() > p.Width:
			lines = append(lines, at)
			at = Join(Blank(5), entry)
		default:
			at = Join(at, Blank(3), entry)
		}
	}
	return append(lines, at)
}

func holds(rows []goal.CardRow, s goal.DayStatus) bool {
	for _, r := range rows {
		for _, c := range r.Cells {
			if c.Day != 0 && c.Status == s {
				return true
			}
		}
	}
	return false
}

// Spark draws values between 0 and 1 as bars, one column each.
func (p Pen) Spark(values []float64) string {
	bars := []rune(p.Pick("▁▂▃▄▅▆▇█", ".:-=+*#%"))
	var b strings.Builder
	for _, v := range values {
		i := int(v * float64(len(bars)))
		b.WriteRune(bars[max(0, min(len(bars)-1, i))])
	}
	return b.String()
}
