package draw

import (
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Card draws the weeks of a stamp card, and names its marks.
func (p Pen) Card(c goal.Card, words *library.Words) []Line {
	lines := []Line{weekdays(c, words)}
	seam, dates := false, 6
	for _, row := range c.Rows {
		dates = max(dates, Cols(words.ShortDate(firstDay(row))))
	}
	for _, row := range c.Rows {
		indent := Blank(5)
		if seam {
			indent = Join(Blank(1), Text(Gold, p.Seam()))
		}
		seam = seamRuns(row.Cells[len(row.Cells)-1])
		lines = append(lines, Join(indent, p.cardRow(row, dates, words)))
	}
	return append(append(lines, Line{}), p.legend(c.Rows, words)...)
}

// weekdays are the letters above the card.
func weekdays(c goal.Card, words *library.Words) Line {
	letters := ""
	for i := range c.Rows[longestRow(c)].Cells {
		if i > 0 {
			letters = Pad(letters, 5*i)
		}
		letters += words.WeekdayLetter((c.Rows[longestRow(c)].Start + goal.Day(i)).Weekday())
	}
	return Join(Blank(5), Text(Dim, letters))
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
func (p Pen) cardRow(row goal.CardRow, dates int, words *library.Words) Line {
	days := p.Row(row.Cells).Padded(7*5 - 4)
	if !p.Notes() {
		return days
	}
	date := Pad("", dates-Cols(words.ShortDate(firstDay(row)))) + words.ShortDate(firstDay(row))
	if allToCome(row) {
		return Text(Dim, Join(days, Blank(4), Text(Plain, date)).Plain())
	}
	l := Join(days, Blank(4), Text(Dim, date))
	if w := row.Week; w != nil && w.Target > 0 {
		l = Join(l, Text(Plain, "   "+words.About(w.Done)+"/"+words.About(w.Target)))
		if w.Done >= w.Target {
			if closed := Text(Plain, "  "+words.Say("week.closed")); 5+l.Cols()+closed.Cols() <= p.Width {
				l = Join(l, closed)
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
