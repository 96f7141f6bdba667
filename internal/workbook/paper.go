package workbook

// Paper is a size that the book is printed on.
type Paper string

// The two papers.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// Papers lists them.
func Papers() []Paper { return []Paper{A4, Letter} }

// PaperFor is the paper that is used in the region of a locale such as en-US:
// Letter in North America and a few countries south of it, A4 anywhere else.
func PaperFor(region string) Paper {
	switch region {
	case "US", "CA", "MX", "PH", "CL", "CO":
		return Letter
	}
	return A4
}

// size in mm.
func (p Paper) size() (w, h float64) {
	if p == Letter {
		return 215.9, 279.4
	}
	return 210, 297
}

// The text block, the same on both papers.
const (
	blockWidth  = 170.0
	blockHeight = 234.0
	gutter      = 6.0
)

// corner of the block: its left and top.
func (p Paper) corner() (x, y float64) {
	if p == Letter {
		return 23, 23
	}
	return 22, 31
}
