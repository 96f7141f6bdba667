package cli

import (
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// card draws the weeks of a stamp card, and names its marks.
func (p pen) card(c goal.Card, words *library.Words) []line {
	lines := []line{weekdays(c, words)}
	seam, dates := false, 6
	for _, row := range c.Rows {
		dates = max(dates, cols(words.ShortDate(firstDay(row))))
	}
	for _, row := range c.Rows {
		indent := blank(5)
		if seam {
			indent = cat(blank(1), text(gold, p.seam()))
		}
		seam = seamRuns(row.Cells[len(row.Cells)-1])
		lines = append(lines, cat(indent, p.cardRow(row, dates, words)))
	}
	return append(append(lines, line{}), p.legend(c.Rows, words)...)
}

// weekdays are the letters above the card.
func weekdays(c goal.Card, words *library.Words) line {
	letters := ""
	for i := range c.Rows[longestRow(c)].Cells {
		if i > 0 {
			letters = pad(letters, 5*i)
		}
		letters += words.WeekdayLetter((c.Rows[longestRow(c)].Start + goal.Day(i)).Weekday())
	}
	return cat(blank(5), text(dim, letters))
}

// longestRow is the row that shows a whole week.
func longestRow(c goal.Card) int {
	best := 0
	for i, r := range c.Rows {
		if len(r.Cells) > len(c.Rows[best].Cells) {
			best = i
		}
	}
	return best
}

// cardRow is a week: its days, the date it begins, and what it holds against
// its target. Dates take so many columns.
func (p pen) cardRow(row goal.CardRow, dates int, words *library.Words) line {
	days := p.row(row.Cells).padded(7*5 - 4)
	if !p.notes() {
		return days
	}
	date := pad("", dates-cols(words.ShortDate(firstDay(row)))) + words.ShortDate(firstDay(row))
	if allToCome(row) {
		return text(dim, cat(days, blank(4), text(plain, date)).plain())
	}
	l := cat(days, blank(4), text(dim, date))
	if w := row.Week; w != nil && w.Target > 0 {
		l = cat(l, text(plain, "   "+words.About(w.Done)+"/"+words.About(w.Target)))
		if w.Done >= w.Target {
			if closed := text(plain, "  "+words.Say("week.closed")); 5+l.cols()+closed.cols() <= p.width {
				l = cat(l, closed)
			}
		}
	}
	return l
}

func allToCome(row goal.CardRow) bool {
	for _, c := range row.Cells {
		if c.Day != 0 && !c.Future {
			return false
		}
	}
	return true
}

func firstDay(r goal.CardRow) goal.Day {
	for _, c := range r.Cells {
		if c.Day != 0 {
			return c.Day
		}
	}
	return r.Start
}
