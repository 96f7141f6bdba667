package workbook

import (
	"math"
	"strconv"
)

// drawCalm is page 26: a card to cut out.
func drawCalm(s *sheet, c *content) {
	s.h1(s.say("workbook.calm"))
	s.lead(s.say("workbook.calm.lead"))
	s.gap(5)
	top := s.y
	s.down(6)
	var ways []func()
	for _, k := range []string{"walk", "breathe", "quiet"} {
		ways = append(ways, func() {
			s.over()
			s.h2(s.say("workbook.calm." + k))
			s.gap(1)
			s.para(s.say("workbook.calm."+k+".text"), s.bodyStyle())
		})
	}
	s.columns(ways...)
	s.gap(5)
	s.para(s.say("workbook.calm.trace"), style{ownVoice, 14, 7, black})
	s.gap(2)
	s.wave()
	s.gap(4)
	s.columns(func() {
		s.h2(s.say("workbook.calm.ten"))
		s.gap(1.5)
		for i, minutes := range []string{"0–2", "2–3", "3–4", "4–5", "5–6", "6–8", "8–9", "9–10"} {
			s.right(s.x+12, s.y+3.6, 12, minutes, style{ownVoice, 10, 5, ink2})
			s.down(s.column(16, s.w-16, func() { s.para(s.say("workbook.calm.ten."+strconv.Itoa(i+1)), s.bodyStyle()) }) - s.y)
			s.gap(1.2)
		}
	}, func() {
		s.h2(s.say("workbook.calm.day"))
		s.field(s.say("workbook.calm.every"), own(c.reviewDay))
		s.field(s.say("begin.after_i"), "")
		s.gap(3)
		s.h2(s.say("workbook.calm.pleasant"))
		s.lines(s.spare(3, 2), "", "")
	})
	s.down(5)
	s.rect(-7, top, 184, s.y-top, pen{width: 0.22, ink: grey(edge), dash: []float64{1.2, 1.2}})
	s.gap(3)
	guide := paragraphsOf(s.topic("calm"))
	for _, p := range guide[min(1, len(guide)):] {
		s.tiny(p)
	}
}

// wave of three breaths: four seconds up, six down, thirty in all.
func (s *sheet) wave() {
	const high, second = 20.0, blockWidth / 30
	bottom := s.y + 5 + high
	for breath := range 3 {
		x := second * 10 * float64(breath)
		s.curve(x, bottom, x+4*second, bottom-high)
		s.curve(x+4*second, bottom-high, x+10*second, bottom)
		s.column(x+4*second-20, 40, func() { s.centred(bottom-high-1.6, s.say("reviewpage.in"), tinyStyle()) })
		s.column(x+8*second-20, 40, func() {
			if breath < 3 {
				s.label(s.x+16, bottom+3.4, 24, s.say("reviewpage.out"), tinyStyle())
			}
		})
	}
	for i := range 31 {
		x := second * float64(i)
		s.line(x, bottom+5.5, x, bottom+6.8, pen{width: 0.25, ink: grey(edge)})
	}
	s.down(high + 13)
}

// curve from one turning point of the wave to the next.
func (s *sheet) curve(x1, y1, x2, y2 float64) {
	if s.dry {
		return
	}
	s.use(pen{width: 0.9, round: true})
	ax, ay := s.place(x1, y1)
	bx, by := s.place(x2, y2)
	reach := math.Abs(bx-ax) * 0.4
	s.pdf.MoveTo(ax, ay)
	s.pdf.CurveBezierCubicTo(ax+reach, ay, bx-reach, by, bx, by)
	s.pdf.DrawPath("D")
}
