package workbook

import (
	"math"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"github.com/ippo-app/ippo/internal/library"
)

// Greys, as far from black as the number says.
const (
	black = 0
	ink2  = 77  // 30 %: hints, dates, scale ends
	edge  = 107 // 42 %: controls, places
	rule  = 154 // 60 %: writing lines
)

// colour of ink.
type colour struct{ r, g, b int }

func grey(n int) colour { return colour{n, n, n} }

// The three colours that a card needs, and the cup; all of them read in grey.
func vermilion() colour { return colour{0xbb, 0x3a, 0x22} }
func gold() colour      { return colour{0xc9, 0x98, 0x2e} }
func goldEdge() colour  { return colour{0x3a, 0x2c, 0x0a} }
func white() colour     { return grey(255) }

// drawn is a text as it stands on a page, in mm of the paper.
type drawn struct {
	page       int
	x, y, w, h float64
	text       string
}

// frameInk marks a frame among what is drawn: no text may cross its edge.
const frameInk = "frame"

// sheet is the kit that pages are drawn with, in millimetres from the corner of
// the text block. A column has a left edge and a width; y goes down it as parts
// are set below each other. A dry sheet measures and draws nothing.
type sheet struct {
	typesetter
	pdf    *fpdf.Fpdf
	words  *library.Words
	paper  Paper
	page   int
	title  string // of the page, for the notes
	x, y   float64
	w      float64
	deep   float64 // the lowest y that a part reached
	tight  int     // 0 as designed; 1 and 2 set lists smaller and gaps closer
	dry    bool
	texts  []drawn
	inks   []drawn // frames, lines and circles
	told   *told
	fonts  map[faceName]bool
	tagged tags
}

func (s *sheet) down(mm float64) {
	s.y += mm
	s.deep = max(s.deep, s.y)
}

// gap between parts; closer where a page is full.
func (s *sheet) gap(mm float64) { s.down(mm * [...]float64{1, 0.72, 0.45}[s.tight]) }

// place in the paper's millimetres.
func (s *sheet) place(x, y float64) (px, py float64) {
	cx, cy := s.paper.corner()
	return cx + x, cy + y
}

// column runs a part of the page in a column of its own, from the present y on,
// and gives back where it ended; y is then as it was.
func (s *sheet) column(x, w float64, part func()) float64 {
	was := *s
	s.x, s.w = s.x+x, w
	part()
	end := s.y
	s.x, s.y, s.w = was.x, was.y, was.w
	return end
}

// columns of equal width beside each other; y is then below the longest.
func (s *sheet) columns(parts ...func()) {
	n := float64(len(parts))
	w := (s.w - gutter*(n-1)) / n
	end := s.y
	for i, p := range parts {
		end = max(end, s.column(float64(i)*(w+gutter), w, p))
	}
	s.down(end - s.y)
}

// beside sets two columns, the first of a width in mm.
func (s *sheet) beside(w float64, first, second func()) {
	end := max(s.column(0, w, first), s.column(w+gutter, s.w-w-gutter, second))
	s.down(end - s.y)
}

// textAt draws a printable text that is one line, and keeps its box.
func (s *sheet) textAt(x, base float64, text string, st style) float64 {
	w := 0.0
	for _, r := range s.runs(text, st) {
		if r.face == nil {
			s.circle(x+w+r.w/2, base-0.32*st.em(), 0.24*st.em(), pen{width: 0.25, ink: grey(edge)})
		} else if !s.dry {
			s.setFace(r.face, st)
			px, py := s.place(x+w, base)
			s.pdf.Text(px, py, r.text)
		}
		w += r.w
	}
	if !s.dry && text != "" {
		px, py := s.place(x, base-0.7*st.em())
		seen := w
		if strings.HasSuffix(text, " ") { // that a line was broken at
			seen -= s.face(serif).width(" ") * st.em()
		}
		s.texts = append(s.texts, drawn{s.page, px, py, seen, 0.92 * st.em(), text})
	}
	return w
}

func (s *sheet) setFace(f *face, st style) {
	if !s.fonts[f.name] {
		s.pdf.AddUTF8FontFromBytes(string(f.name), "", f.data)
		s.fonts[f.name] = true
	}
	s.pdf.SetFont(string(f.name), "", st.size)
	s.pdf.SetTextColor(st.grey, st.grey, st.grey)
}

// pen that a line is drawn with.
type pen struct {
	width float64
	ink   colour
	dash  []float64
	round bool
}

func writing() pen { return pen{width: 0.22, ink: grey(rule)} }
func control() pen { return pen{width: 0.22, ink: grey(edge)} }
func framing() pen { return pen{width: 0.3} }
func ruling() pen  { return pen{width: 0.35} }

func (s *sheet) use(p pen) {
	s.artifact()
	s.pdf.SetLineWidth(p.width)
	s.pdf.SetDrawColor(p.ink.r, p.ink.g, p.ink.b)
	s.pdf.SetDashPattern(p.dash, 0)
	end := "butt"
	if p.round {
		end = "round"
	}
	s.pdf.SetLineCapStyle(end)
	s.pdf.SetLineJoinStyle(map[bool]string{true: "round", false: "miter"}[p.round])
}

func (s *sheet) line(x1, y1, x2, y2 float64, p pen) {
	if s.dry {
		return
	}
	s.use(p)
	ax, ay := s.place(x1, y1)
	bx, by := s.place(x2, y2)
	s.inks = append(s.inks, drawn{s.page, min(ax, bx), min(ay, by), math.Abs(bx - ax), math.Abs(by - ay), ""})
	s.pdf.Line(ax, ay, bx, by)
}

func (s *sheet) rect(x, y, w, h float64, p pen) {
	if s.dry {
		return
	}
	s.use(p)
	px, py := s.place(x, y)
	s.inks = append(s.inks, drawn{s.page, px, py, w, h, frameInk})
	s.pdf.Rect(px, py, w, h, "D")
}

func (s *sheet) fill(x, y, w, h float64, c colour) {
	if s.dry {
		return
	}
	s.artifact()
	s.pdf.SetFillColor(c.r, c.g, c.b)
	px, py := s.place(x, y)
	s.pdf.Rect(px, py, w, h, "F")
}

func (s *sheet) circle(x, y, r float64, p pen) {
	s.arc(x, y, r, 0, 360, p)
}

// disc is a filled circle.
func (s *sheet) disc(x, y, r float64, c colour) {
	if s.dry {
		return
	}
	s.artifact()
	s.pdf.SetFillColor(c.r, c.g, c.b)
	px, py := s.place(x, y)
	s.pdf.Circle(px, py, r, "F")
}

// arc from one angle to another, clockwise from three o'clock, as real curves:
// a PDF knows no part of a circle.
func (s *sheet) arc(x, y, r, from, to float64, p pen) {
	if s.dry {
		return
	}
	s.use(p)
	at := func(deg float64) (px, py float64) {
		a := deg * math.Pi / 180
		return s.place(x+r*math.Cos(a), y+r*math.Sin(a))
	}
	steps := math.Ceil((to - from) / 90)
	turn := (to - from) / steps
	k := 4.0 / 3 * math.Tan(turn*math.Pi/720) * r
	ax, ay := at(from)
	left, top := s.place(x-r, y-r)
	s.inks = append(s.inks, drawn{s.page, left, top, 2 * r, 2 * r, ""})
	s.pdf.MoveTo(ax, ay)
	for i := range int(steps) {
		a1 := (from + turn*float64(i)) * math.Pi / 180
		a2 := (from + turn*float64(i+1)) * math.Pi / 180
		px, py := at(from + turn*float64(i))
		qx, qy := at(from + turn*float64(i+1))
		s.pdf.CurveBezierCubicTo(px-k*math.Sin(a1), py+k*math.Cos(a1), qx+k*math.Sin(a2), qy-k*math.Cos(a2), qx, qy)
	}
	s.pdf.DrawPath("D")
}
