package part

import (
	"math"
	"strconv"
	"strings"
)

// strand is one bristle of the brush that draws the week circle.
type strand struct {
	r, width, lag float64
	dry           bool
	start         float64
}

// brush is the one brush of all circles.
func brush() []strand {
	return []strand{
		{39.5, 1.2, 5.55, false, 1},
		{40.6, 1.3, 4.9, true, 1.1},
		{41.7, 1.5, 5.07, true, 0.7},
		{42.8, 1.3, 4.53, false, 0.1},
		{43.8, 1.9, 4.67, false, 1.4},
		{44.9, 1.5, 0.28, false, 0.1},
		{46, 1.6, 1.02, true, 1},
		{47.1, 1.7, 3.76, false, 1.4},
		{48.2, 1.6, 3.4, false, 0.6},
		{49.2, 1.8, 5.31, false, 1.6},
		{50.3, 1.3, 2.71, true, 0.2},
		{51.4, 1.5, 4.12, false, 0.9},
		{52.5, 1.5, 6.76, true, 0.5},
	}
}

// smallBrush draws a circle of the size of a cell.
func smallBrush() []strand {
	return []strand{{13.2, 1.1, 4, false, 2}, {14.7, 2.1, 0, false, 0}, {16.4, 1.5, 2.4, false, 1}}
}

// dryFrom is the length from which a dry strand breaks near its end.
const dryFrom = 14

// dashes of a strand for a circle that is p percent full.
func (s strand) dashes(p float64) string {
	full, lag := p, s.lag*0.75
	if p >= 100 {
		full, lag = 98, s.lag*1.6
	}
	end := max(2, full-lag)
	if s.dry && end > dryFrom {
		return numbers(0, s.start, 0.72*end, 0.06*end, 0.22*end, 200)
	}
	return numbers(0, s.start, end, 200)
}

// smallDashes of a strand of the small circle.
func (s strand) smallDashes(p float64) string {
	return numbers(0, s.start, max(3, min(p, 97)-s.lag-s.start), 200)
}

// wobble moves each strand a little off the centre.
func (s strand) wobble() (x, y float64) {
	w := math.Sin(s.r) * 0.5
	return 60 + w, 60 - w*0.6
}

// percent of a target that is done, 0 to 100.
func percent(done, target float64) float64 {
	if target <= 0 {
		return 0
	}
	return min(100, math.Round(100*done/target))
}

func numbers(xs ...float64) string {
	var b strings.Builder
	for i, x := range xs {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(number(x))
	}
	return b.String()
}

// number with one digit after the point at most.
func number(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	return strings.TrimSuffix(s, ".0")
}
