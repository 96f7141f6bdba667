package workbook

import (
	"io"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Box is a text where it stands on the paper, in mm.
type Box struct {
	Page       int
	X, Y, W, H float64
	Text       string
}

// Laid is what stands on the pages of a book: its texts, what is drawn, of that
// the frames, and the words of the book that had to be cut.
type Laid struct {
	Texts, Inks, Frames []Box
	Squeezed            []string
	Full                []int // pages
}

// Lay sets a book.
func Lay(b Book) (Laid, error) {
	s, err := b.set(contentOf(b))
	if err != nil {
		return Laid{}, err
	}
	box := func(d drawn) Box { return Box{d.page, d.x, d.y, d.w, d.h, d.text} }
	l := Laid{Squeezed: s.told.squeezed, Full: s.told.full}
	for _, d := range s.texts {
		l.Texts = append(l.Texts, box(d))
	}
	for _, d := range s.inks {
		l.Inks = append(l.Inks, box(d))
		if d.text == frameInk {
			l.Frames = append(l.Frames, box(d))
		}
	}
	return l, nil
}

// Block of a paper: left, top, right, bottom in mm.
func Block(p Paper) (l, t, r, b float64) {
	l, t = p.corner()
	return l, t, l + blockWidth, t + blockHeight
}

// MarksPage is a page with every mark of a day, and their names.
func MarksPage(w io.Writer) (names []string, err error) {
	all := []struct {
		name string
		cell goal.Cell
	}{
		{"minimum", goal.Cell{Day: 3, Status: goal.DayDone}},
		{"more", goal.Cell{Day: 3, Status: goal.DayDone, More: true}},
		{"rest", goal.Cell{Day: 3, Status: goal.DayRest}},
		{"pause", goal.Cell{Day: 3, Status: goal.DayPause}},
		{"covered", goal.Cell{Day: 3, Status: goal.DayCovered}},
		{"missed and mended", goal.Cell{Day: 3, Mended: true}},
		{"minimum that mends", goal.Cell{Day: 3, Status: goal.DayDone, Seam: true}},
		{"more that mends", goal.Cell{Day: 3, Status: goal.DayDone, More: true, Seam: true}},
		{"empty", goal.Cell{Day: 3}},
		{"to come", goal.Cell{Day: 3, Future: true}},
	}
	b := Book{Words: library.For("en")}
	s := b.newSheet(contentOf(b))
	s.pdf.AddPage()
	for i, m := range all {
		x, y := MarkAt(i)
		cx, cy := s.paper.corner()
		s.marks(m.cell, x-cx, y-cy, 1)
		names = append(names, m.name)
	}
	s.closeMark()
	_, err = s.finish(w)
	return names, err
}

// MarkAt is the middle of a mark of that page, in mm of the paper.
func MarkAt(i int) (x, y float64) { return 40 + 26*float64(i%5), 50 + 30*float64(i/5) }
