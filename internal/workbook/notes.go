package workbook

import (
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// drawExample is page 27: an invented person's plan.
func drawExample(s *sheet, _ *content) {
	s.h1(s.say("workbook.example"))
	s.lead(s.say("workbook.example.lead"))
	s.gap(4)
	w := s.words
	t, _ := w.Template("language")
	purpose := w.PurposeSentence(t.GrowIn, t.SoICan)
	hard := ""
	for _, p := range t.IfThens {
		hard = w.Join(hard, w.Stop(p.Words))
	}
	s.examplePlan([][2]string{
		{"begin.area", s.say("area." + string(t.Area))},
		{"workbook.example.purpose", purpose},
		{"workbook.card.in_ninety", t.Outcome.Text},
		{"term.show.week", t.Weekly},
		{"workbook.example.day", t.Step.Text},
		{"workbook.example.when", string(bothCues(w, own(t.Cue), own(t.Fallback)))},
		{"workbook.example.hard", hard},
		{"workbook.example.tracked", s.say("workbook.example.tracked.how")},
	})
	s.gap(5)
	s.h2(s.say("workbook.example.week"))
	s.gap(2)
	s.exampleWeek()
	s.para(s.say("workbook.example.week.text"), s.listStyle())
	s.gap(5)
	s.h2(s.say("workbook.example.more"))
	s.gap(1)
	s.table(s.rows)
}

// examplePlan is a name and what the invented person wrote there, row by row.
func (s *sheet) examplePlan(rows [][2]string) {
	st := style{ownVoice, [...]float64{14, 13, 12}[s.tight], [...]float64{6.2, 5.8, 5.4}[s.tight], black}
	s.table(func() {
		for _, r := range rows {
			s.down(0.8)
			s.row(func() {
				s.rowHead(func() { s.label(0, s.y+4.4, 30, s.say(r[0]), smallStyle()) })
				s.cell(func() { s.down(s.column(32, blockWidth-32, func() { s.para(r[1], st) }) - s.y) })
			})
			s.down(0.9)
			s.line(0, s.y, blockWidth, s.y, writing())
		}
	})
}

// exampleWeek has a miss on its fourth day and a mend on the fifth.
func (s *sheet) exampleWeek() {
	const wide, high = 20.5, 22.0
	for i, c := range []goal.Cell{
		{Status: goal.DayDone},
		{Status: goal.DayDone, More: true},
		{Status: goal.DayDone},
		{Mended: true},
		{Status: goal.DayDone, Seam: true},
		{Status: goal.DayDone},
		{Status: goal.DayRest},
	} {
		c.Day = goal.Day(i + 1)
		x := wide * float64(i)
		s.rect(x, s.y, wide, high, control())
		s.label(x+1.2, s.y+3.4, 8, strconv.Itoa(i+1), tinyStyle())
		s.figure(s.dayWord(c))
		s.marks(c, x+wide/2, s.y+high/2+0.8, 0.9)
		s.endTag()
	}
	s.down(high + 2)
}

// rows are the seed's four, and one that is left for the pen (method 9.1).
func (s *sheet) rows() {
	head := style{boldVoice, 8.5, 4.2, black}
	st := style{bookVoice, 8.5, 4, black}
	lefts, wides := []float64{0, 30, 76, 118}, []float64{28, 44, 40, 52}
	row := func(st style, cell func(func()), cells ...string) {
		end := s.y
		s.row(func() {
			for i, t := range cells {
				cell(func() {
					end = max(end, s.column(lefts[i], wides[i], func() {
						s.down(1)
						s.para(t, st)
					}))
				})
			}
		})
		s.down(end - s.y + 0.8)
		s.line(0, s.y, blockWidth, s.y, writing())
	}
	row(head, s.columnHead, s.say("begin.area"), s.say("workbook.card.in_ninety"), s.say("term.show.week"), s.say("workbook.example.least"))
	for _, t := range s.words.Templates()[:4] {
		row(st, s.cell, t.Title, t.Outcome.Text, t.Weekly, t.Step.Text)
	}
	s.down(9)
	s.line(0, s.y, blockWidth, s.y, writing())
}

// drawCare is page 28, with the notes: what was longer than its field, while
// there is room, and lines.
func drawCare(s *sheet, c *content) {
	t := s.topic("safety")
	s.h1(t.Title)
	s.gap(3)
	s.framed(4.5, framing(), func() {
		for _, p := range paragraphsOf(t) {
			s.para(p, s.bodyStyle())
			s.gap(1.6)
		}
		s.field(s.say("workbook.care.number"), c.emergency)
	})
	s.gap(4)
	sources := s.topic("sources")
	s.h2(sources.Title)
	for _, p := range paragraphsOf(sources) {
		s.tiny(p)
	}
	s.gap(1.5)
	items := itemsOf(sources)
	half := (len(items) + 1) / 2
	side := func(ps []library.Point) func() {
		return func() {
			st := style{bookVoice, 8, 3.6, black}
			bold := st
			bold.voice = boldVoice
			for _, p := range ps {
				s.para(p.Title, bold)
				s.para(p.Text, st)
				s.gap(1)
			}
		}
	}
	s.columns(side(items[:half]), side(items[half:]))
	s.gap(3)
	s.h2(s.say("workbook.notes"))
	s.notes()
}

// notes print whole what was cut, while there is room for it; what then is left
// over is told beside the book. The rest of the page is lines.
func (s *sheet) notes() {
	st := style{ownVoice, 11, 5, black}
	var left []tooLong
	for _, l := range s.told.longer {
		t, _ := s.printable(l.text, ownVoice)
		head := s.say("workbook.notes.from", library.Args{"n": l.page, "where": l.where})
		lines := s.wrapSome(t, st, s.w, 40) // more than a page holds
		need := 4.2 + float64(len(lines))*st.line + 1.5
		if s.y+need > blockHeight-2*9 {
			left = append(left, l)
			continue
		}
		s.small(head)
		s.tag("P")
		for _, line := range lines {
			s.textAt(s.x, s.y+st.base(), line, st)
			s.down(st.line)
		}
		s.endTag()
		s.down(1.5)
	}
	if !s.dry {
		s.told.longer = left
	}
	n := min(10, int((blockHeight-s.y)/9))
	if n < 2 && s.tight < 2 {
		s.deep = blockHeight + 1 // the sources take too much of the page as they are
		return
	}
	s.lines(n, "", "")
}
