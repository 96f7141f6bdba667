package part

import (
	"math"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Charts are stretched to their box: x and y are in units of their viewBox,
// and every word of a chart stands in HTML beside it.

// chartHeight is the height of every chart's viewBox.
const chartHeight = 100

// bar is one week of the bar chart.
type bar struct {
	class  string
	x, h   float64
	future bool
}

// Bars are the weeks of a season against their target.
type Bars struct {
	weeks []goal.Week
	slots int // weeks of the whole season, those to come included
	top   float64
	aim   float64
}

const (
	slotWidth = 20
	barWidth  = 12
	barInset  = 4
)

// NewBars lays out weeks; aim is the target of a full week now.
func NewBars(weeks []goal.Week, aim float64) Bars {
	b := Bars{weeks: weeks, slots: max(13, len(weeks)), aim: aim}
	most := aim
	for _, w := range weeks {
		most = max(most, w.Done, w.Target)
	}
	b.top = NiceTop(most * 1.05)
	return b
}

func (b Bars) width() float64 { return float64(b.slots * slotWidth) }

func (b Bars) bars() []bar {
	var bars []bar
	for i := range b.slots {
		x := float64(i*slotWidth + barInset)
		if i >= len(b.weeks) {
			bars = append(bars, bar{x: x + 3, future: true})
			continue
		}
		w := b.weeks[i]
		class := "c-part"
		switch {
		case w.Label == goal.LabelOpen:
			class = "c-cur"
		case w.Closed():
			class = "c-met"
		}
		bars = append(bars, bar{class: class, x: x, h: chartHeight * w.Done / b.top})
	}
	return bars
}

func (b Bars) aimY() float64 { return chartHeight - chartHeight*b.aim/b.top }

// Ticks are the numbers beside a chart, from the top down.
func (b Bars) Ticks() []float64 { return []float64{b.top, b.top / 2, 0} }

// NiceTop is the next round number at which an axis can end.
func NiceTop(x float64) float64 {
	if x <= 0 {
		return 1
	}
	unit := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 4, 6, 8, 10} {
		if m*unit >= x {
			return m * unit
		}
	}
	return 10 * unit
}

// Line is the outcome's way with the straight line and, when it can be said,
// the likely range.
type Line struct {
	points      []goal.Point
	start, aim  float64
	hasAim      bool
	low, high   float64
	hasRange    bool
	bottom, top float64
	area        bool // fill what lies under the line
}

// lineWidth is the width of a season in the viewBox of a line.
const lineWidth = 300

// NewLine lays out a series on the way from start to target.
func NewLine(points []goal.Point, start float64, target *float64) Line {
	l := Line{points: points, start: start, bottom: min(0, start)}
	if target != nil {
		l.aim, l.hasAim = *target, true
	}
	return l.scaled()
}

// WithRange adds the likely range at day 90.
func (l Line) WithRange(low, high float64) Line {
	l.low, l.high, l.hasRange = low, high, true
	return l.scaled()
}

// NewArea lays out a score of 0 to 1 as a filled line.
func NewArea(points []goal.Point) Line {
	return Line{points: points, top: 1, area: true}
}

// NewScale lays out answers from 1 to 7.
func NewScale(points []goal.Point) Line { return Line{points: points, bottom: 1, top: 7} }

// HasRange says whether a likely range is drawn.
func (l Line) HasRange() bool { return l.hasRange && len(l.points) > 0 }

// scaled picks the ends of the axis; a level far from 0 gets an axis of its own.
func (l Line) scaled() Line {
	most, least := l.start, l.start
	see := func(x float64) { most, least = max(most, x), min(least, x) }
	if l.hasAim {
		see(l.aim)
	}
	for _, p := range l.points {
		see(p.Value)
	}
	if l.hasRange {
		see(l.high)
		see(l.low)
	}
	l.bottom, l.top = 0, NiceTop(most)
	if span := most - least; least > 0 && span < least/2 { // 30 to 45 minutes: begin near the data
		step := NiceTop(span / 2)
		l.bottom = math.Floor(least/step)*step - step
		l.top = math.Ceil(most/step) * step
	}
	if least < 0 {
		l.bottom = -NiceTop(-least)
	}
	return l
}

// Ticks are the numbers beside the line, from the top down.
func (l Line) Ticks() []float64 { return []float64{l.top, (l.top + l.bottom) / 2, l.bottom} }

func (l Line) x(day float64) float64 { return lineWidth * min(day, goal.SeasonDays) / goal.SeasonDays }

func (l Line) y(v float64) float64 {
	if l.top == l.bottom {
		return chartHeight
	}
	return chartHeight - chartHeight*(v-l.bottom)/(l.top-l.bottom)
}

func (l Line) at(day, v float64) string { return number(l.x(day)) + " " + number(l.y(v)) }

// path of the line itself.
func (l Line) path() string {
	var b strings.Builder
	for i, p := range l.points {
		if i == 0 {
			b.WriteString("M")
		} else {
			b.WriteString("L")
		}
		b.WriteString(l.at(p.Day, p.Value))
	}
	return b.String()
}

func (l Line) last() goal.Point { return l.points[len(l.points)-1] }

// under is the area under the line.
func (l Line) under() string {
	return l.path() + "L" + number(l.x(l.last().Day)) + " 100L" + number(l.x(l.points[0].Day)) + " 100Z"
}

// band is the likely range from the last point to day 90.
func (l Line) band() string {
	p := l.last()
	return "M" + l.at(p.Day, p.Value) + "L" + l.at(goal.SeasonDays, l.high) + "L" + l.at(goal.SeasonDays, l.low) + "Z"
}

func (l Line) edges() string {
	p := l.last()
	from := "M" + l.at(p.Day, p.Value) + "L"
	return from + l.at(goal.SeasonDays, l.high) + from + l.at(goal.SeasonDays, l.low)
}

func (l Line) aimPath() string {
	return "M" + l.at(0, l.start) + "L" + l.at(goal.SeasonDays, l.aim)
}
