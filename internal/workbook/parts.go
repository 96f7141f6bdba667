package workbook

import "strconv"

// box to tick, its top left at a point; ticked with a stroke of the brush.
func (s *sheet) box(x, y float64, on bool) {
	s.rect(x, y, 4, 4, framing())
	if on {
		s.stroke("M0.7 2.3C1.1 2.7 1.5 3.3 1.8 3.9C2.5 2.2 3.4 0.6 4.7 -0.7", at(x, y, 1), pen{width: 0.6, round: true})
	}
}

// check is a box with what it stands for, and a grey word after it.
type check struct {
	on          bool
	label, hint string
	bold        bool
}

// tick sets a check in the column.
func (s *sheet) tick(c check) { s.ticks(c) }

func (s *sheet) tickHere(c check) {
	st := s.listStyle()
	s.box(s.x, s.y+0.2, c.on)
	end := s.column(6, s.w-6, func() {
		if c.bold {
			b := st
			b.voice = boldVoice
			s.para(c.label, b)
		} else {
			s.para(c.label, st)
		}
		if c.hint != "" {
			s.para(c.hint, st.in(ink2))
		}
	})
	s.down(max(end-s.y, 4.4))
	s.gap(1.2)
}

// ticks in the column, below each other.
func (s *sheet) ticks(cs ...check) {
	s.list(func() {
		for _, c := range cs {
			s.item(func() { s.tickHere(c) })
		}
	})
}

// flow sets checks beside each other, on as many lines as they need.
func (s *sheet) flow(cs ...check) {
	st := bodyStyle()
	x := s.x
	s.list(func() {
		for _, c := range cs {
			w := 6 + s.width(s.ours(c.label, st), st) + 5
			if x+w-5 > s.x+s.w && x > s.x {
				x = s.x
				s.down(6.4)
			}
			s.box(x, s.y+0.6, c.on)
			s.item(func() { s.label(x+6, s.y+4, s.x+s.w-x-6, c.label, st) })
			x += w
		}
	})
	s.down(6.4)
}

// scale of joined cells, the chosen one framed; the ends are said below it.
type scale struct {
	from, to  int
	chosen    *int
	low, high string
	small     bool
}

func (c scale) cell() float64 {
	if c.small {
		return 7
	}
	return 8.5
}

func (c scale) width() float64 { return c.cell() * float64(c.to-c.from+1) }

func (s *sheet) scaleHere(c scale) {
	n := c.cell()
	s.tag("P") // one for all numbers
	for i := c.from; i <= c.to; i++ {
		x := s.x + n*float64(i-c.from)
		s.rect(x, s.y, n, n, control())
		st := bodyStyle().sized(9)
		if c.chosen != nil && *c.chosen == i {
			st.voice = boldVoice
			s.rect(x+0.375, s.y+0.375, n-0.75, n-0.75, pen{width: 0.75})
		}
		t := strconv.Itoa(i)
		s.textAt(x+(n-s.width(t, st))/2, s.y+n/2+1.1, t, st)
	}
	s.endTag()
	s.down(n)
	if c.low == "" && c.high == "" {
		return
	}
	half := c.width()/2 - 1
	s.label(s.x, s.y+3.3, half, c.low, tinyStyle())
	s.right(s.x+c.width(), s.y+3.3, half, c.high, tinyStyle())
	s.down(4.5)
}

// framed draws a frame around a part of the page.
func (s *sheet) framed(pad float64, p pen, part func()) {
	top := s.y
	end := s.column(pad, s.w-2*pad, func() {
		s.down(pad)
		part()
		s.down(pad)
	})
	s.rect(s.x, top, s.w, end-top, p)
	s.down(end - s.y)
}

// said is a line that the book holds high: a bar at its left.
func (s *sheet) said(text, hint string) {
	top := s.y
	end := s.column(3.8, s.w-3.8, func() {
		st := ownStyle()
		st.line = 6.75
		s.para(text, st)
		if hint != "" {
			s.small(hint)
		}
	})
	s.line(s.x+0.3, top, s.x+0.3, end, pen{width: 0.6})
	s.down(end - s.y)
}

// noted is a part with a grey bar at its left.
func (s *sheet) noted(part func()) {
	top := s.y
	end := s.column(3.8, s.w-3.8, part)
	s.line(s.x+0.3, top, s.x+0.3, end, pen{width: 0.6, ink: grey(rule)})
	s.down(end - s.y)
}

// over draws the rule above a part.
func (s *sheet) over() {
	s.line(s.x, s.y, s.x+s.w, s.y, ruling())
	s.gap(2)
}

// dots are three rings, as many of them filled as the answer says.
func (s *sheet) dots(x, y float64, n int) {
	for i := range 3 {
		cx := x + float64(i)*4.2
		if i < n {
			s.disc(cx, y, 1.5, grey(black))
		} else {
			s.circle(cx, y, 1.5, control())
		}
	}
}
