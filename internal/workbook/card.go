package workbook

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// card is the month for the wall: the card that holds today, before day one the
// first, after the season the last.
type card struct {
	number         int // 1-3; 0 on a blank one
	span           string
	step           own
	cue, fallback  own
	weekStart      time.Weekday
	rows           []cardRow
	outcome, weeks own
}

// cardRow is a week: seven cells, those of other days are zero.
type cardRow struct {
	cells        [7]goal.Cell
	week         string // under its circle
	percent      float64
	done, target float64
}

// blankCard has thirty days without a weekday, in rows of seven.
func blankCard() card {
	var c card
	for first := 0; first < goal.CardDays; first += 7 {
		var r cardRow
		for i := range min(7, goal.CardDays-first) {
			r.cells[i] = goal.Cell{Number: first + i + 1, Future: true}
		}
		c.rows = append(c.rows, r)
	}
	return c
}

func (f filling) card() card {
	l, w := f.Look, f.w
	c := card{step: own(l.Plan.Step.Text), cue: own(l.Plan.Cue), fallback: own(l.Plan.Fallback), outcome: own(f.outcomeText()), weeks: own(f.weekly())}
	here := f.cardNow()
	if here == nil {
		blank := blankCard()
		c.rows = blank.rows
		return c
	}
	c.number = here.Number
	c.span = w.Say("paper.range", w.Span(here.First, here.Last))
	c.weekStart = l.Calendar.WeekStart(here.Rows[len(here.Rows)-1].Start)
	for _, row := range here.Rows {
		c.rows = append(c.rows, f.cardRow(row, c.weekStart))
	}
	return c
}

// cardNow is the card to hang up; nil without a season.
func (f filling) cardNow() *goal.Card {
	cards := f.Look.Cards()
	if len(cards) == 0 {
		return nil
	}
	n := goal.CardNumber(f.Look.DayNumber)
	if f.Look.SeasonOver {
		n = len(cards)
	}
	for ; n > 1 && len(cards[n-1].Rows) == 0; n-- { // a pause without an end hides what comes after it
	}
	if len(cards[n-1].Rows) == 0 {
		return nil
	}
	return &cards[n-1]
}

func (f filling) cardRow(row goal.CardRow, start time.Weekday) cardRow {
	var r cardRow
	for i, cell := range row.Cells {
		d := row.Start + goal.Day(i)
		if cell.Day != 0 && cell.Number == 0 && cell.Status != goal.DayPause {
			continue
		}
		r.cells[(7+int(d.Weekday())-int(start))%7] = cell
	}
	switch {
	case row.Week != nil:
		r.done, r.target = row.Week.Done, row.Week.Target
		if r.target > 0 {
			r.percent = 100 * min(1, r.done/r.target)
		}
		r.week = f.w.Say("workbook.card.of", library.Args{"done": f.w.Number(r.done), "target": f.w.Number(r.target)})
	case f.Look.Plan.Metric.Kind != goal.MetricNone && f.Look.Plan.Metric.Target > 0:
		r.week = f.w.Say("workbook.card.to_come", library.Args{"target": f.w.Number(f.aheadTarget(row))})
	}
	return r
}

// aheadTarget is the number of a week to come, less where few days of it are in
// the plan (method 3.2).
func (f filling) aheadTarget(row goal.CardRow) float64 {
	days := 0
	for _, c := range row.Cells {
		if c.Number > 0 {
			days++
		}
	}
	return goal.WeekTarget(f.Look.Plan.Metric.Target, days)
}

// weekly is what a week counts, in words: 3 walks of 15 minutes or more.
func (f filling) weekly() string {
	m := f.Look.Plan.Metric
	if m.Kind == goal.MetricNone || m.Target == 0 {
		return ""
	}
	unit := f.unitOf(m)
	said := f.w.Amount(m.Target, unit)
	if m.Alternates {
		said = f.w.Say("workbook.week.alternates", library.Args{"a": f.w.Number(m.Target), "b": f.w.Amount(m.Target+1, unit)})
	}
	if m.Kind == goal.MetricSessions && m.SessionMin > 0 {
		return f.w.Say("workbook.week.of_minutes", library.Args{"amount": said, "minutes": f.w.Amount(m.SessionMin, "minutes")})
	}
	return said
}

// unitOf a metric: the person's word, else the plain one of its kind.
func (f filling) unitOf(m goal.Metric) string {
	switch {
	case m.Unit != "":
		return m.Unit
	case m.Kind == goal.MetricSessions, m.Kind == goal.MetricDays, m.Kind == goal.MetricMinutes:
		return string(m.Kind)
	}
	return ""
}

// drawCard is page 18, the page to hang up.
func drawCard(s *sheet, c *content) {
	k := c.card
	s.cardHead(k)
	s.cardDays(k)
	s.gap(3)
	s.cardKey()
	s.gap(2)
	s.cardFoot(k)
}

func (s *sheet) cardHead(k card) {
	if k.number == 0 {
		s.label(0, 3, 80, s.say("workbook.card.blank"), smallStyle())
	} else {
		s.label(0, 3, 80, s.say("goalpage.card_title", library.Args{"card": s.words.Count(k.number)}), smallStyle())
		s.right(blockWidth, 3, 85, k.span, smallStyle())
	}
	s.down(6)
	step := style{ownVoice, 30, 12, black}
	if k.step == "" {
		s.writeLines(1, 12, ownStyle(), "", "")
		s.fields(entry{label: s.say("begin.after_i")}, entry{label: s.say("workbook.card.or_after")})
	} else {
		s.bigOwn(k.step, step, 2, s.say("goalpage.step"))
		cues := ownStyle()
		cues.line = 6.5
		s.ownPara(bothCues(s.words, k.cue, k.fallback), cues, 2, s.say("begin.after_i"))
	}
	s.gap(3)
}

// bigOwn sets own words large, and smaller until they fit their lines.
func (s *sheet) bigOwn(text own, st style, n int, where string) {
	t, _ := s.printable(string(text), ownVoice)
	for st.size > 15 && len(s.wrapSome(t, st, s.w, n+1)) > n {
		st = st.sized(st.size - 1)
	}
	s.ownPara(text, st, n, where)
}

// bothCues is the cue and the other one, as one line.
func bothCues(w *library.Words, cue, fallback own) own {
	if fallback == "" || cue == "" {
		return cue + fallback
	}
	second := string(fallback)
	if after := w.Say("begin.after_i"); strings.HasPrefix(second, after) {
		r, n := utf8.DecodeRuneInString(second)
		second = string(unicode.ToLower(r)) + second[n:]
	}
	return own(w.Say("workbook.card.cues", library.Args{"cue": strings.TrimRight(string(cue), ". "), "fallback": second}))
}

const (
	dayWide  = 20.5
	weekWide = 26.5
)

// cardDays draws the seven columns and the week's: each row as high as the
// number of rows lets it be.
func (s *sheet) cardDays(k card) {
	s.table(func() { s.cardTable(k) })
}

func (s *sheet) cardTable(k card) {
	high := min(29, [...]float64{145, 134, 122}[s.tight]/float64(len(k.rows)))
	s.row(func() { s.cardNames(k) })
	s.line(0, s.y, blockWidth, s.y, pen{width: 0.3, ink: grey(edge)})
	for _, r := range k.rows {
		s.row(func() { s.cardWeek(r, high, k.number > 0) })
		s.down(high)
		s.line(0, s.y, blockWidth, s.y, control())
	}
}

// cardNames are the heads of the columns; a blank card knows no weekday.
func (s *sheet) cardNames(k card) {
	top := s.y
	s.line(0, top, blockWidth, top, pen{width: 0.3, ink: grey(edge)})
	for i := range 7 {
		s.columnHead(func() {
			if k.number > 0 {
				s.column(dayWide*float64(i), dayWide, func() {
					s.centred(s.y+4.6, s.words.ShortWeekday(goal.Weekday(int(k.weekStart)+i)), smallStyle())
				})
			}
		})
	}
	s.columnHead(func() {
		s.column(7*dayWide, weekWide, func() { s.centred(s.y+4.6, s.say("card.week"), smallStyle()) })
	})
	s.down(6.4)
}

func (s *sheet) cardWeek(r cardRow, high float64, dated bool) {
	for i, c := range r.cells {
		s.cell(func() {
			if c.Number > 0 || c.Day != 0 {
				s.cardDay(c, i, high, dated)
			}
		})
	}
	s.cell(func() {
		s.enso(7*dayWide+weekWide/2, s.y+(high-4)/2, min(16.5, high-7), r.percent)
		said := r.week
		if said == "" {
			said = s.say("workbook.card.to_fill")
		}
		s.column(7*dayWide, weekWide, func() { s.centred(s.y+high-1.7, said, tinyStyle()) })
	})
}

// cardDay in its column; the mark of a day that is over meets those beside it.
func (s *sheet) cardDay(c goal.Cell, column int, high float64, dated bool) {
	scale := min(1, (high-8.5)/15)
	if c.Status == goal.DayDone || !c.Future && !c.Today {
		scale = min(1, (high-4)/markSize)
	}
	x := dayWide * float64(column)
	if column > 0 {
		s.line(x, s.y, x, s.y+high, control())
	}
	s.line(x+dayWide, s.y, x+dayWide, s.y+high, control())
	label := strconv.Itoa(c.Number)
	if dated {
		label = strconv.Itoa(c.Day.Time().Day())
	}
	s.label(x+1.2, s.y+3.4, 10, label, tinyStyle())
	if dated {
		s.figure(s.words.List(s.words.Date(c.Day), s.dayWord(c)))
	}
	s.marks(c, x+dayWide/2, s.y+high/2+0.8, scale)
	s.endTag()
	if c.Today {
		s.rect(x+0.3, s.y+0.3, dayWide-0.6, high-0.6, pen{width: 0.6})
	}
}

// cardKey says what the marks mean, and how they are drawn by hand.
func (s *sheet) cardKey() {
	day := goal.Day(3)
	keys := []struct {
		cell goal.Cell
		said string
	}{
		{goal.Cell{Day: day, Status: goal.DayDone}, "workbook.card.key.minimum"},
		{goal.Cell{Day: day, Status: goal.DayDone, More: true}, "workbook.card.key.more"},
		{goal.Cell{Day: day, Status: goal.DayRest}, "workbook.card.key.rest"},
		{goal.Cell{Day: day, Mended: true}, "workbook.card.key.mended"},
	}
	x := 0.0
	st := smallStyle().in(black)
	for _, k := range keys {
		said := s.ours(s.say(k.said), st)
		w := 8 + s.width(said, st) + 6
		if x > 0 && x+w-6 > blockWidth {
			x = 0
			s.down(7)
		}
		s.marks(k.cell, x+3.2, s.y+3.2, 6.4/markSize)
		s.label(x+8, s.y+4.6, blockWidth-x-8, s.say(k.said), st)
		x += w
	}
	s.down(7)
}

func (s *sheet) cardFoot(k card) {
	s.line(0, s.y, blockWidth, s.y, control())
	s.down(1.5)
	st := ownStyle()
	st.line = 6.2
	part := func(label string, text own) func() {
		return func() {
			s.small(label)
			if text == "" {
				s.down(7)
				s.line(s.x, s.y, s.x+s.w, s.y, writing())
				return
			}
			s.ownPara(text, st, 2, label)
		}
	}
	s.columns(part(s.say("workbook.card.in_ninety"), k.outcome), part(s.say("term.show.week"), k.weeks))
	s.gap(3)
	s.said(s.say("goalpage.default"), "")
}

// dayWord says a day for those who do not see its mark.
func (s *sheet) dayWord(c goal.Cell) string {
	done := "day.done"
	if c.More {
		done = "day.more"
	}
	switch {
	case c.Status == goal.DayDone && c.Seam:
		return s.say("day.seam", library.Args{"mark": s.say(done)})
	case c.Status == goal.DayDone:
		return s.say(done)
	case c.Future:
		return s.say("day.future")
	case c.Mended:
		return s.say("day.mended")
	case c.Status == goal.DayRest:
		return s.say("day.rest")
	case c.Status == goal.DayPause:
		return s.say("day.pause")
	case c.Status == goal.DayCovered:
		return s.say("day.covered")
	case c.Today:
		return s.say("day.open")
	}
	return s.say("day.empty")
}
