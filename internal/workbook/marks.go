package workbook

import (
	"math"

	"github.com/ippo-app/ippo/internal/goal"
)

// markSize is the side of a mark's box of 48 units, in mm.
const markSize = 20.5

// marks draws what a day of the card holds, its middle at a point; k is its size
// against markSize (ruling 24). A seam lies over the seal that mends; on a full
// seal it has a white edge, since gold drowns in grey otherwise.
func (s *sheet) marks(c goal.Cell, x, y, k float64) {
	unit := k * markSize / 48
	box := at(x-24*unit, y-24*unit, unit)
	line := pen{width: 1.5 * unit, round: true}
	switch {
	case c.Status == goal.DayDone:
		s.seal(box.turned([...]float64{-5, 4, 0}[c.Day%3], 0.82, 24), c.More)
	case c.Future:
		s.emptyPlace(x, y, k)
	case c.Mended:
		s.inked(cupShard, box, grey(0xf1), pen{width: 1.2 * unit, ink: grey(0x7a)})
		s.golden(mendGold, box)
	case c.Status == goal.DayRest:
		small := box.turned(0, 0.82, 24)
		s.stroke(leafEdge, small, line)
		s.stroke(leafVeins, small, line)
	case c.Status == goal.DayPause:
		s.stroke(pauseWave, box, line)
	case c.Status == goal.DayCovered:
		small := box.turned(0, 0.82, 24)
		s.inked(cupShard, small, grey(0xf1), pen{width: 1.2 * unit, ink: grey(0x7a)})
		s.stroke(coverLeaf, small, line)
	case c.Today:
		s.emptyPlace(x, y, k)
	}
	if c.Seam && c.Status == goal.DayDone {
		if c.More {
			s.stroke(seamGold, box, pen{width: 2.6 * unit, ink: white(), round: true})
		}
		s.golden(seamGold, box)
	}
	if c.Runs {
		s.golden(runGold, box)
	}
}

// emptyPlace is the ring that waits for a mark.
func (s *sheet) emptyPlace(x, y, k float64) {
	s.circle(x, y, 7.5*k, pen{width: 0.35, ink: grey(edge), dash: []float64{0.9, 1.05}})
}

func (s *sheet) seal(p placing, full bool) {
	if !full {
		s.ink(minRing, p, vermilion())
		s.ink(minBar, p, vermilion())
		return
	}
	s.ink(fullDisc, p, vermilion())
	s.ink(fullStep, p, white())
	s.stroke(fullSpecks, p, pen{width: 0.8 * p.scale, ink: white(), round: true})
}

func (s *sheet) golden(d string, p placing) {
	s.inked(d, p, gold(), pen{width: 0.9 * p.scale, ink: goldEdge(), round: true})
}

// brand is the seal of the house.
func (s *sheet) brand(x, y, size float64) {
	p := at(x, y, size/48)
	s.ink(brandDisc, p, vermilion())
	s.ink(fullStep, p, white())
}

// strand is one bristle of the brush that draws the week's circle, in a box of
// 120 units; start and lag are in percent of the round.
type strand struct {
	r, width, lag float64
	dry           bool
	start         float64
}

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

// enso is a circle of a brush that went so many percent of the way round, its
// middle at a point; at nothing only its track stands there.
func (s *sheet) enso(x, y, size, percent float64) {
	unit := size / 120
	s.circle(x, y, 46*unit, pen{width: max(0.3, 0.9*unit), ink: grey(edge), dash: []float64{0.75, 0.9}})
	if percent <= 0 {
		return
	}
	for _, b := range brush() {
		full, lag := min(percent, 100), b.lag*0.75
		if percent >= 100 {
			full, lag = 98, b.lag*1.6
		}
		end := max(2, full-lag)
		off := math.Sin(b.r) * 0.5
		draw := func(from, length float64) {
			s.arc(x+off*unit, y-0.6*off*unit, b.r*unit, 128+3.6*from, 128+3.6*(from+length), pen{width: b.width * unit})
		}
		if b.dry && end > 14 {
			draw(b.start, 0.72*end)
			draw(b.start+0.78*end, 0.22*end)
			continue
		}
		draw(b.start, end)
	}
}

// stone of a step, in a box of 48 units.
func (s *sheet) stone(n int, x, y, w float64, state stoneState) {
	unit := w / 40
	p := at(x-4*unit, y-6*unit, unit)
	switch state {
	case stoneNow:
		s.inked(stones()[n], p, grey(black), pen{width: 0.3})
	case stoneDone:
		s.inked(stones()[n], p, grey(0xc4), pen{width: 0.25, ink: grey(edge)})
	case stoneToCome:
		s.stroke(stones()[n], p, pen{width: 0.25, ink: grey(edge)})
	}
}

// stoneState of a step on the way.
type stoneState int

const (
	stoneToCome stoneState = iota
	stoneNow
	stoneDone
)
