package workbook

// Box is a text where it stands on the paper, in mm.
type Box struct {
	Page       int
	X, Y, W, H float64
	Text       string
}

// Boxes are all texts of a book, and the words of the book that had to be cut.
func Boxes(b Book) (boxes []Box, squeezed []string, err error) {
	s, err := b.set(contentOf(b))
	if err != nil {
		return nil, nil, err
	}
	for _, d := range s.texts {
		boxes = append(boxes, Box{d.page, d.x, d.y, d.w, d.h, d.text})
	}
	return boxes, s.told.squeezed, nil
}

// Block of a paper: left, top, right, bottom in mm.
func Block(p Paper) (l, t, r, b float64) {
	l, t = p.corner()
	return l, t, l + blockWidth, t + blockHeight
}
