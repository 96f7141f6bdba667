package workbook

import (
	"math"
	"strconv"
	"strings"
)

// placing of a path: scaled, turned about a point of its own and moved.
type placing struct {
	x, y, scale float64
	turn        float64 // degrees
	cx, cy      float64
	shrink      float64 // about the same point; 0 is 1
}

func at(x, y, scale float64) placing { return placing{x: x, y: y, scale: scale} }

// turned about the middle of a box.
func (p placing) turned(deg, shrink, middle float64) placing {
	p.turn, p.shrink, p.cx, p.cy = deg, shrink, middle, middle
	return p
}

func (p placing) point(x, y float64) (px, py float64) {
	k := p.shrink
	if k == 0 {
		k = 1
	}
	dx, dy := (x-p.cx)*k, (y-p.cy)*k
	sin, cos := math.Sincos(p.turn * math.Pi / 180)
	return p.x + p.scale*(p.cx+dx*cos-dy*sin), p.y + p.scale*(p.cy+dx*sin+dy*cos)
}

// trace puts a path of the sprite into the page: M, C, L, Z and h, which is all
// that its marks use.
func (s *sheet) trace(d string, p placing) {
	var x, y float64
	to := func(x, y float64) (px, py float64) {
		px, py = p.point(x, y)
		return s.place(px, py)
	}
	for d != "" {
		verb := d[0]
		end := strings.IndexAny(d[1:], "MCLZh")
		body := d[1:]
		if end >= 0 {
			body, d = d[1:1+end], d[1+end:]
		} else {
			d = ""
		}
		n := numbersOf(body)
		switch verb {
		case 'M':
			x, y = n[0], n[1]
			px, py := to(x, y)
			s.pdf.MoveTo(px, py)
		case 'L':
			for ; len(n) >= 2; n = n[2:] {
				x, y = n[0], n[1]
				px, py := to(x, y)
				s.pdf.LineTo(px, py)
			}
		case 'h':
			x += n[0]
			px, py := to(x, y)
			s.pdf.LineTo(px, py)
		case 'C':
			for ; len(n) >= 6; n = n[6:] {
				ax, ay := to(n[0], n[1])
				bx, by := to(n[2], n[3])
				x, y = n[4], n[5]
				px, py := to(x, y)
				s.pdf.CurveBezierCubicTo(ax, ay, bx, by, px, py)
			}
		case 'Z':
			s.pdf.ClosePath()
		}
	}
}

// numbersOf a path, parted by spaces.
func numbersOf(s string) []float64 {
	var ns []float64
	for f := range strings.FieldsSeq(s) {
		if n, err := strconv.ParseFloat(f, 64); err == nil {
			ns = append(ns, n)
		}
	}
	return ns
}

// stroke draws the line of a path.
func (s *sheet) stroke(d string, p placing, with pen) {
	if s.dry {
		return
	}
	s.use(with)
	s.trace(d, p)
	s.pdf.DrawPath("D")
}

// ink fills a path, even-odd.
func (s *sheet) ink(d string, p placing, c colour) {
	if s.dry {
		return
	}
	s.artifact()
	s.pdf.SetFillColor(c.r, c.g, c.b)
	s.trace(d, p)
	s.pdf.DrawPath("F*")
}

// inked fills a path and draws its edge.
func (s *sheet) inked(d string, p placing, c colour, with pen) {
	if s.dry {
		return
	}
	s.use(with)
	s.pdf.SetFillColor(c.r, c.g, c.b)
	s.trace(d, p)
	s.pdf.DrawPath("FD")
}
