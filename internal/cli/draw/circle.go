package draw

import (
	"math"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// circleCols and circlePieces are the size of the week circle: a box of 7 by 3
// columns that is drawn clockwise from the lower left, in 16 pieces.
const (
	circleCols   = 7
	circlePieces = 16
)

// circle draws the share of the week's target that is done.
func (p Pen) circle(w goal.Week, words *library.Words) [3]Line {
	pieces := []rune(p.Pick("╰│╭─────╮│╯─────", "+|+-----+|+-----"))
	drawn := circlePieces
	if w.Target > 0 && w.Done < w.Target {
		drawn = int(math.Ceil(circlePieces*w.Done/w.Target - 1e-9))
	}
	piece := func(i int) Span {
		if i < drawn {
			return Span{Plain, string(pieces[i])}
		}
		return Span{Dim, p.Pick("·", ".")}
	}
	var c [3]Line
	for i := 2; i <= 8; i++ {
		c[0] = append(c[0], piece(i))
	}
	count := center(words.About(w.Done)+"/"+words.About(w.Target), circleCols-2)
	if Cols(count) > circleCols-2 { // 120/180 minutes: a share says it as well
		count = center(words.About(math.Floor(100*w.Done/w.Target))+"%", circleCols-2)
	}
	c[1] = Line{piece(1), {Plain, count}, piece(9)}
	c[2] = Line{piece(0)}
	for i := circlePieces - 1; i >= 11; i-- {
		c[2] = append(c[2], piece(i))
	}
	c[2] = append(c[2], piece(10))
	return c
}

// Beside puts up to four lines to the right of the week circle, whose unit
// stands under it; without a week or room for it the lines stand alone.
func (p Pen) Beside(w *goal.Week, unit string, lines []Line, words *library.Words) []Line {
	if w == nil || p.Width < circleFrom {
		var out []Line
		for _, l := range lines {
			out = append(out, Join(Blank(2), l))
		}
		return out
	}
	ring := p.circle(*w, words)
	left := []Line{ring[0], ring[1], ring[2]}
	if Cols(unit) > circleCols+2 { // a cut word is none, and the sentence beside the circle says the whole one
		unit = words.Say("part.week")
	}
	if unit != "" {
		left = append(left, Text(Plain, center(unit, circleCols)))
	}
	var out []Line
	for i := range max(len(left), len(lines)) {
		l := Line{}
		if i < len(left) {
			l = left[i]
		}
		l = Join(Blank(2), l)
		if i < len(lines) && len(lines[i]) > 0 {
			l = Join(l.Padded(2+circleCols+4), lines[i])
		}
		out = append(out, l)
	}
	return out
}

// RightOf is the width that is left beside the circle.
func (p Pen) RightOf(w *goal.Week) int {
	if w == nil || p.Width < circleFrom {
		return p.Width - 2
	}
	return p.Width - 2 - circleCols - 4
}
