package qr

import (
	"strconv"
	"strings"
)

// Path draws the dark modules as the path of a picture, in runs of a line.
func (c Code) Path() string {
	var b strings.Builder
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			from := x
			for c.At(x, y) {
				x++
			}
			if x > from {
				w := strconv.Itoa(x - from)
				b.WriteString("M" + strconv.Itoa(from) + " " + strconv.Itoa(y) + "h" + w + "v1h-" + w + "z")
			}
		}
	}
	return b.String()
}

// Blocks draws the code in half blocks with its quiet zone, a line of text for two
// of the code. Light modules are what is written: a terminal is dark mostly, and a
// reader wants dark on light.
func (c Code) Blocks() []string {
	var all []string
	for y := -Quiet; y < c.Size+Quiet; y += 2 {
		var b strings.Builder
		for x := -Quiet; x < c.Size+Quiet; x++ {
			upper, lower := !c.At(x, y), !c.At(x, y+1) && y+1 < c.Size+Quiet
			switch {
			case upper && lower:
				b.WriteString("█")
			case upper:
				b.WriteString("▀")
			case lower:
				b.WriteString("▄")
			default:
				b.WriteString(" ")
			}
		}
		all = append(all, b.String())
	}
	return all
}
