package cli

import (
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// The marks of a day, drawn and in ASCII: a pause is a thin thread, a covered day
// a cup of its own.
func (p pen) minimum() string { return p.pick("◐", "o") }
func (p pen) more() string    { return p.pick("●", "#") }
func (p pen) open() string    { return p.pick("◌", "@") }
func (p pen) mended() string  { return p.pick("○", "(") }
func (p pen) seam() string    { return p.pick("════", "====") }
func (p pen) rest() string    { return p.pick("❀", "*") }
func (p pen) pause() string   { return p.pick("─", "~") }
func (p pen) covered() string { return p.pick("◇", "+") }
func (p pen) empty() string   { return p.pick("·", "-") }

const toCome = "_"

// mark of a cell, one column wide.
func (p pen) mark(c goal.Cell) span {
	switch {
	case c.Day == 0:
		return span{plain, " "}
	case c.Status == goal.DayDone && c.More:
		return span{shu, p.more()}
	case c.Status == goal.DayDone:
		return span{shu, p.minimum()}
	case c.Mended:
		return span{gold, p.mended()}
	case c.Future && c.Status != goal.DayPause:
		return span{dim, toCome}
	case c.Status == goal.DayRest:
		return span{dim, p.rest()}
	case c.Status == goal.DayPause:
		return span{dim, p.pause()}
	case c.Status == goal.DayCovered:
		return span{dim, p.covered()}
	case c.Status == goal.DayOpen:
		return span{shu, p.open()}
	case c.Status == goal.DayNone:
		return span{plain, " "}
	}
	return span{dim, p.empty()}
}

// row of cells, five columns each: a seam runs from a mended day into its mend.
func (p pen) row(cells []goal.Cell) line {
	var l line
	for i, c := range cells {
		m := p.mark(c)
		l = append(l, m)
		switch {
		case i == len(cells)-1:
		case seamRuns(c):
			l = append(l, span{gold, p.seam()})
		case m.text == toCome && p.mark(cells[i+1]).text == toCome:
			l = append(l, span{dim, "    "})
		default:
			l = append(l, span{plain, "    "})
		}
	}
	return l
}

// seamRuns says whether the seam goes on to the right of a cell.
func seamRuns(c goal.Cell) bool { return c.Mended || c.Runs }

// legend names the marks; those for pause and covered only where they are.
func (p pen) legend(rows []goal.CardRow, words *library.Words) []line {
	entries := []struct {
		mark span
		key  string
		only goal.DayStatus
	}{
		{span{shu, p.minimum()}, "minimum", goal.DayNone},
		{span{shu, p.more()}, "more", goal.DayNone},
		{span{gold, p.mended() + p.seam()[:len(p.seam())/4]}, "mended", goal.DayNone},
		{span{dim, p.rest()}, "rest", goal.DayNone},
		{span{dim, p.empty()}, "empty", goal.DayNone},
		{span{shu, p.open()}, "today", goal.DayNone},
		{span{dim, p.pause()}, "pause", goal.DayPause},
		{span{dim, p.covered()}, "covered", goal.DayCovered},
	}
	var lines []line
	at := blank(5)
	for _, e := range entries {
		if e.only != goal.DayNone && !holds(rows, e.only) {
			continue
		}
		entry := cat(line{e.mark}, text(plain, " "+words.Say("term.mark."+e.key)))
		switch {
		case len(at) == 1:
			at = cat(at, entry)
		case at.cols()+3+entry.cols() > p.width:
			lines = append(lines, at)
			at = cat(blank(5), entry)
		default:
			at = cat(at, blank(3), entry)
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

// spark draws values between 0 and 1 as bars, one column each.
func (p pen) spark(values []float64) string {
	bars := []rune(p.pick("▁▂▃▄▅▆▇█", ".:-=+*#%"))
	var b strings.Builder
	for _, v := range values {
		i := int(v * float64(len(bars)))
		b.WriteRune(bars[max(0, min(len(bars)-1, i))])
	}
	return b.String()
}
