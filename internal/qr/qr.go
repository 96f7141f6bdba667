// Package qr draws a text as a QR code: as bytes, with a level of error correction
// that bears a seventh of it being unreadable (M), no larger than a screen shows
// well. The code itself is made by a library.
package qr

import (
	"errors"

	goqr "github.com/piglig/go-qr"
)

// Code is a square of dark and light modules, without the quiet zone of four that
// has to be around it.
type Code struct {
	Size  int
	drawn *goqr.QrCode
}

// Quiet is how many light modules have to be around a code.
const Quiet = 4

// versions are how large a code may become: 77 modules a side.
const versions = 15

// ErrLong is answered where a text is longer than a code of that size holds: 412
// bytes.
var ErrLong = errors.New("longer than a code holds")

// Encode draws a text in the smallest code that holds it.
func Encode(text string) (Code, error) {
	bytes, err := goqr.MakeBytes([]byte(text))
	if err != nil {
		return Code{}, err
	}
	const anyMask, sameLevel = -1, false
	q, err := goqr.EncodeSegments([]*goqr.QrSegment{bytes}, goqr.Medium, 1, versions, anyMask, sameLevel)
	if errors.Is(err, goqr.ErrDataTooLong) {
		return Code{}, ErrLong
	}
	if err != nil {
		return Code{}, err
	}
	return Code{q.Size(), q}, nil
}

// At says whether a module is dark; outside of the code none is.
func (c Code) At(x, y int) bool {
	return c.drawn.Module(x, y)
}
