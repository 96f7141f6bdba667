package workbook

import (
	"math"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// chart is page 24: the way of the outcome, week by week.
type chart struct {
	from, to   own
	low, high  string
	pace       bool      // the dashed line rises; an average is level
	falls      bool      // from the upper left to the lower right
	shares     []float64 // of the way, at the end of each week lived; 0-1
	steps      []own     // the rows are the steps of the outcome
	ticked     int       // of the steps
	printed    float64   // in-plan day, 0 for none
	usual      string
	needed     string
	hasNumbers bool
}

const chartWeeks = 13

func (f filling) chart() chart {
	l := f.Look
	x := chart{pace: true}
	if l.Season == nil {
		return x
	}
	if !l.SeasonOver {
		x.printed = float64(l.DayNumber)
	}
	o := l.Season.Outcome
	switch o.Type {
	case goal.OutcomeMilestones, goal.OutcomeOneOff:
		for _, m := range o.Milestones {
			x.steps = append(x.steps, own(m.Text))
		}
		if p := l.Progress.Actual; p != nil {
			x.ticked = int(math.Round(*p * float64(len(x.steps))))
		}
		return x
	case goal.OutcomeNone:
		return x
	case goal.OutcomeAverage:
		x.pace = false
	case goal.OutcomeTotal, goal.OutcomeDays, goal.OutcomeLevelUp, goal.OutcomeLevelDown:
	}
	if o.Target == nil {
		return x
	}
	f.numbers(&x, o)
	return x
}

// numbers of an outcome that has a target.
func (f filling) numbers(x *chart, o goal.Outcome) {
	l, w := f.Look, f.w
	unit := outcomeUnit(o)
	start, target := o.Start, *o.Target
	if o.Type == goal.OutcomeAverage || o.Type == goal.OutcomeTotal || o.Type == goal.OutcomeDays {
		start = 0
	}
	x.low, x.high = w.About(start), w.About(target)
	dated := func(n float64, d goal.Day) own {
		return own(w.Say("workbook.chart.on", library.Args{"amount": w.Amount(n, unit), "date": w.Date(d)}))
	}
	x.from, x.to = dated(start, l.Season.First), dated(target, f.lastDay())
	x.hasNumbers = true
	if x.falls = target < start; x.falls {
		x.low, x.high = x.high, x.low
	}
	ceiling := target
	if o.Type == goal.OutcomeAverage {
		ceiling = 1.25 * target
	}
	points := l.OutcomeSeries()
	for week := range chartWeeks {
		end := float64(7 * (week + 1))
		if end-7 >= float64(l.DayNumber) && !l.SeasonOver {
			break
		}
		value, known := 0.0, false
		for _, p := range points {
			if p.Day <= end {
				value, known = p.Value, true
			}
		}
		if !known || ceiling == start {
			x.shares = append(x.shares, 0)
			continue
		}
		share := (value - start) / (ceiling - start)
		if x.falls {
			share = 1 - share
		}
		x.shares = append(x.shares, max(0, min(1, share)))
	}
	if f := l.Forecast(); f.Needed != nil {
		x.needed = w.Amount(math.Round(*f.Needed*100)/100, unit)
		if f.Average != 0 {
			x.usual = w.Amount(math.Round(f.Average*100)/100, unit)
		}
	}
}

func drawChart(s *sheet, c *content) {
	x := c.chart
	s.h1(s.say("workbook.chart"))
	lead := "workbook.chart.lead"
	if c.blank || !x.hasNumbers {
		lead = "workbook.chart.lead.blank"
	}
	s.lead(s.say(lead))
	s.gap(4)
	s.fields(entry{s.say("workbook.from"), x.from, 0}, entry{s.say("workbook.to"), x.to, 0})
	s.gap(5)
	s.plot(x)
	s.gap(3)
	s.para(s.say("workbook.chart.line"), s.bodyStyle())
	s.gap(2)
	s.fields(entry{s.say("workbook.chart.usual"), own(x.usual), 0}, entry{s.say("workbook.chart.needed"), own(x.needed), 0})
}

// plot is the grid: thirteen weeks wide, ten rows high, or a row for each step.
func (s *sheet) plot(x chart) {
	const left, wide = 16.0, 148.0
	high := [...]float64{126, 116, 106}[s.tight]
	rows := 10
	if len(x.steps) > 0 {
		rows = len(x.steps)
	}
	top, bottom := s.y, s.y+high
	week := wide / chartWeeks
	for i, share := range x.shares {
		s.hatched(left+week*float64(i), bottom-high*share, week, high*share)
	}
	for i := 1; i < rows; i++ {
		y := bottom - high*float64(i)/float64(rows)
		s.line(left, y, left+wide, y, writing())
	}
	for i := 1; i < chartWeeks; i++ {
		s.line(left+week*float64(i), top, left+week*float64(i), bottom, writing())
	}
	for _, day := range []float64{30, 60} {
		at := left + wide*day/goal.SeasonDays
		s.line(at, top, at, bottom, pen{width: 0.4})
	}
	dash := pen{width: 0.45, dash: []float64{2, 1.6}}
	switch {
	case !x.pace:
		s.line(left, bottom-0.8*high, left+wide, bottom-0.8*high, dash)
	case x.falls:
		s.line(left, top, left+wide, bottom, dash)
	default:
		s.line(left, bottom, left+wide, top, dash)
	}
	s.rect(left, top, wide, high, pen{width: 0.35})
	s.plotRows(x, left, top, high)
	s.plotAxis(x, left, wide, bottom)
	s.down(high + 13)
}

// hatched marks the person's own weeks, in grey as in colour.
func (s *sheet) hatched(x, y, w, h float64) {
	s.rect(x, y, w, h, pen{width: 0.3})
	for off := -h; off < w; off += 1.8 {
		x1, y1 := x+max(0, off), y+max(0, -off)
		run := min(x+w-x1, y+h-y1)
		if run > 0.05 {
			s.line(x1, y1, x1+run, y1+run, pen{width: 0.25, ink: grey(edge)})
		}
	}
}

func (s *sheet) plotRows(x chart, left, top, high float64) {
	if len(x.steps) == 0 {
		s.right(left-1.5, top+2, left-1.5, x.high, tinyStyle())
		s.right(left-1.5, top+high, left-1.5, x.low, tinyStyle())
		return
	}
	each := high / float64(len(x.steps))
	for i, t := range x.steps {
		y := top + high - each*float64(i)
		s.box(left-7, y-each/2-2, i < x.ticked)
		st := style{ownVoice, 11, 5, black}
		lines, st := s.fitOwn(t, st, 1, 140, s.say("workbook.ninety.wish.steps"))
		for _, l := range lines {
			s.tag("P")
			s.textAt(left+2, y-each/2+1.6, l, st)
			s.endTag()
		}
	}
}

func (s *sheet) plotAxis(x chart, left, wide, bottom float64) {
	mark := func(day float64, text string) {
		at := left + wide*day/goal.SeasonDays
		s.column(at-14, 28, func() { s.centred(bottom+4.2, text, tinyStyle().in(black)) })
	}
	mark(0, s.say("workbook.chart.day", library.Args{"n": 1}))
	for _, d := range []int{30, 60, 90} {
		mark(float64(d), strconv.Itoa(d))
	}
	week := wide / chartWeeks
	for i := range chartWeeks {
		s.column(left+week*float64(i), week, func() { s.centred(bottom+8.4, strconv.Itoa(i+1), tinyStyle()) })
	}
	s.right(left-1.5, bottom+8.4, left-1.5, s.say("workbook.chart.week"), tinyStyle())
	if x.printed > 0 {
		at := left + wide*x.printed/goal.SeasonDays
		s.line(at, bottom, at, bottom+9.4, pen{width: 0.4})
		s.column(min(at-14, blockWidth-28), 28, func() { s.centred(bottom+12.6, s.say("workbook.chart.printed"), tinyStyle().in(black)) })
	}
}
