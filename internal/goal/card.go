package goal

import "slices"

// Cell is one day as a stamp card shows it.
type Cell struct {
	Day    Day
	Number int // among the season's in-plan days; 0 for a pause
	Status DayStatus
	More   bool // the full seal
	Mended bool // a miss that the next counted day mended: gold
	Seam   bool // a seam enters from the left
	Runs   bool // the seam runs on through this rest, pause or covered day
	Today  bool
	Future bool
}

// Cell of a day.
func (l Look) Cell(d Day) Cell {
	c := Cell{Day: d, Status: l.Life.On(d), More: l.Life.Letter(d) == LetterMore}
	c.Today, c.Future = d == l.Today, d > l.Today
	c.Mended = l.Gold.Has(d)
	if c.Status == DayDone || !c.Status.counts() {
		c.Seam = l.seamInto(d)
		c.Runs = c.Seam && c.Status != DayDone
		if c.Runs && !l.mendedAfter(d) {
			c.Seam, c.Runs = false, false
		}
	}
	return c
}

// seamInto looks back for a mended miss, through days that do not count.
func (l Look) seamInto(d Day) bool {
	for p := d - 1; p >= l.Life.First; p-- {
		if l.Gold.Has(p) {
			return true
		}
		if s := l.Life.On(p); s.counts() || s == DayOpen {
			return false
		}
	}
	return false
}

func (l Look) mendedAfter(d Day) bool { return d < l.Today }

// LastMend is the latest missed day of a span that was mended (ruling 24), and
// the day that mended it; zero when there is none.
func (l Look) LastMend(from, until Day) (missed, mend Day) {
	for _, missed = range slices.Backward(l.Gold) {
		if missed < from {
			break
		}
		if missed > until {
			continue
		}
		for mend = missed + 1; mend < l.Today && l.Life.On(mend) != DayDone; {
			mend++
		}
		return missed, mend
	}
	return 0, 0
}

// Closed says whether the week's circle on the card is closed: all of its
// number is done.
func (w Week) Closed() bool { return w.Target > 0 && w.Done >= w.Target }

// Strip is the seven days up to today.
func (l Look) Strip() []Cell {
	var cs []Cell
	for d := l.Today - 6; d <= l.Today; d++ {
		cs = append(cs, l.Cell(d))
	}
	return cs
}

// Card is thirty in-plan days of the season, in weeks, with the pauses between
// them.
type Card struct {
	Number int // 1, 2 or 3
	First  Day
	Last   Day
	Rows   []CardRow
}

// CardRow is a week of a card; cells of other days are zero.
type CardRow struct {
	Start Day
	Cells []Cell // seven, or fewer in the partial week between two week grids
	Week  *Week  // nil for a week to come or one without a metric
}

// Cards are the season's three cards, days to come included. A pause without an
// end hides those after it: then the last card that has any ends with the week of
// today.
func (l Look) Cards() []Card {
	if l.Season == nil {
		return nil
	}
	cards := []Card{{Number: 1}, {Number: 2}, {Number: 3}}
	cells := map[Day]Cell{}
	_, week := l.Calendar.Week(l.Today)
	k := 0
	l.Life.walkSeason(*l.Season, func(d Day, n int, _ DayStatus) bool {
		if n > 0 {
			k = (n - 1) / CardDays
		}
		c := l.Cell(d)
		c.Number = n
		cells[d] = c
		if cards[k].First == 0 {
			cards[k].First = d
		}
		cards[k].Last = d
		return d != l.SeasonEnd && n < SeasonDays && (l.SeasonEnd != 0 || d < week)
	})
	for i := range cards {
		cards[i].Rows = l.rows(cards[i], cells)
	}
	return cards
}

func (l Look) rows(c Card, cells map[Day]Cell) []CardRow {
	if c.First == 0 {
		return nil
	}
	var rows []CardRow
	for d := c.First; d <= c.Last; {
		first, last := l.Calendar.Week(d)
		row := CardRow{Start: first}
		for x := first; x <= last; x++ {
			if x < c.First || x > c.Last {
				row.Cells = append(row.Cells, Cell{})
			} else {
				row.Cells = append(row.Cells, cells[x])
			}
		}
		for i := range l.Weeks {
			if l.Weeks[i].Start == first {
				row.Week = &l.Weeks[i]
			}
		}
		rows = append(rows, row)
		d = last + 1
	}
	return rows
}

// CardNumber is the card of a day number: 1, 2 or 3.
func CardNumber(day int) int { return min(3, max(0, day-1)/CardDays+1) }

// DayInCard is 1-30.
func DayInCard(day int) int { return max(0, day-1)%CardDays + 1 }
