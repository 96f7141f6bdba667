package workbook

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// what is the second chapter: pages 8 to 11.
type what struct {
	area           goal.Area
	later          own
	growIn, soICan own
	forNow         bool
	again          string // when the sentence is looked at again
	reasons        []int  // 1-7, in the order of goal.Why
	private        *int

	outcome       own
	start, target own
	by            string
	tellable      bool
	mustNot       own
	steps         own
	plan          string
	sure          *int

	metric goal.MetricKind
	number string
	unit   own
	least  string
	where  own
	weeks  []float64 // percent of the first six
}

func (f filling) what() what {
	l, w := f.Look, f.w
	x := what{area: l.Goal.Area}
	if a := l.Goal.Start; a != nil {
		x.later, x.reasons, x.private = own(a.Later), a.Why, a.PrivateTest
		x.mustNot, x.sure = own(a.MustNot), a.Confidence
	}
	if p, ok := f.purpose(); ok {
		x.growIn, x.soICan, x.forNow = own(p.GrowIn), own(p.SoICan), p.Provisional
	}
	if l.Season != nil {
		x.again = w.Date(l.Season.First + goal.CardDays)
		x.by = w.DatedDate(f.lastDay())
		f.outcome(&x, l.Season.Outcome)
	}
	if len(l.Plan.IfThens) > 0 {
		x.plan = w.Say("workbook.see_page", library.Args{"n": 14})
	}
	m := l.Plan.Metric
	x.metric, x.where = m.Kind, own(m.Where)
	if m.Kind == goal.MetricNone || m.Target == 0 {
		return x
	}
	x.number = w.Number(m.Target)
	if m.Alternates {
		x.number = w.Say("workbook.week.alternates", library.Args{"a": w.Number(m.Target), "b": w.Number(m.Target + 1)})
	}
	x.unit = own(w.Unit(f.unitOf(m), m.Target))
	if m.Kind == goal.MetricSessions && m.SessionMin > 0 {
		x.least = w.Amount(m.SessionMin, "minutes")
	}
	for _, week := range l.Weeks {
		if week.Target > 0 && len(x.weeks) < 6 {
			x.weeks = append(x.weeks, 100*min(1, week.Done/week.Target))
		}
	}
	return x
}

// purpose is the goal's, else the one of the compass.
func (f filling) purpose() (goal.Purpose, bool) {
	if f.Look.Purpose != nil {
		return *f.Look.Purpose, true
	}
	return f.Compass.Purpose()
}

// outcome in the words of its type: what has no number leaves its lines free.
func (f filling) outcome(x *what, o goal.Outcome) {
	w := f.w
	x.outcome, x.tellable = own(o.Text), o.Evaluable()
	var steps []own
	for _, m := range o.Milestones {
		steps = append(steps, own(m.Text))
	}
	x.steps = joined(steps...)
	switch o.Type {
	case goal.OutcomeMilestones, goal.OutcomeOneOff, goal.OutcomeNone:
		return
	case goal.OutcomeAverage:
		if o.Target != nil {
			weeks := o.Weeks
			if weeks == 0 {
				weeks = 4
			}
			x.target = own(w.Say("workbook.ninety.average", library.Args{"amount": w.Amount(*o.Target, o.Unit), "k": weeks}))
		}
	case goal.OutcomeLevelUp, goal.OutcomeLevelDown:
		x.start = own(w.Amount(o.Start, o.Unit))
		fallthrough
	case goal.OutcomeTotal, goal.OutcomeDays:
		if o.Target != nil {
			x.target = own(w.Amount(*o.Target, outcomeUnit(o)))
		}
	}
}

func outcomeUnit(o goal.Outcome) string {
	if o.Unit == "" && o.Type == goal.OutcomeDays {
		return "days"
	}
	return o.Unit
}

func drawArea(s *sheet, c *content) {
	s.h1(s.say("workbook.area"))
	s.lead(s.say("begin.lead.1"))
	s.gap(8)
	const wide, high = 82.0, 19.0
	cell := func(i int, name, hint string, on bool) {
		x, y := float64(i%2)*(wide+gutter), s.y+float64(i/2)*(high+4)
		p := framing()
		if on {
			p.width = 0.75
		}
		s.rect(x, y, wide, high, p)
		s.box(x+4, y+4.6, on)
		s.label(x+12, y+8.2, wide-14, name, style{ownVoice, 15, 7, black})
		s.label(x+12, y+13.6, wide-14, hint, smallStyle())
	}
	areas := goal.Areas()
	for i, a := range areas {
		cell(i, s.say("area."+string(a)), s.say("begin.area."+string(a)), a == c.what.area)
	}
	cell(len(areas), s.say("begin.area.unclear"), s.say("workbook.area.unclear"), false)
	s.down(4 * (high + 4))
	s.gap(8)
	s.h2(s.say("workbook.area.why"))
	s.lines(3, "", "")
	s.gap(6)
	s.h2(s.say("workbook.area.later"))
	s.small(s.say("workbook.area.later.hint"))
	s.lines(4, c.what.later, s.say("workbook.area.later"))
}

// thoughts on a sentence (method 1.5); they are for the person to tick.
func thoughts() []string {
	return []string{
		"check.approval", "check.pressure", "check.borrowed", "check.vague", "check.state", "workbook.thought.number", "check.multi",
		"workbook.thought.avoid",
	}
}

func drawSentence(s *sheet, c *content) {
	s.h1(s.say("workbook.sentence"))
	s.lead(s.say("begin.lead.2"))
	s.gap(6)
	x := c.what
	s.framed(6, framing(), func() {
		grow := func() {
			s.para(s.say("edit.grow_in"), style{ownVoice, 14, 7, ink2})
			s.lines(1, x.growIn, s.say("edit.grow_in"))
			s.gap(2)
		}
		can := func() {
			s.para(s.say("edit.so_i_can"), style{ownVoice, 14, 7, ink2})
			s.lines(2, x.soICan, s.say("edit.so_i_can"))
		}
		grow()
		can()
		s.gap(4)
		again := x.again
		if again == "" {
			again = "____"
		}
		s.tick(check{on: x.forNow, label: s.say("workbook.sentence.for_now", library.Args{"date": again})})
	})
	s.gap(6)
	s.columns(func() {
		s.h2(s.say("workbook.thought"))
		s.small(s.say("workbook.thought.hint"))
		s.gap(2)
		var all []check
		for _, k := range thoughts() {
			all = append(all, check{label: s.say(k)})
		}
		s.ticks(all...)
	}, func() {
		s.h2(s.say("workbook.reasons"))
		s.small(s.say("workbook.reasons.hint"))
		s.gap(2)
		for i, n := range []string{"external", "introjected", "identified", "intrinsic"} {
			var chosen *int
			if i < len(x.reasons) && x.reasons[i] > 0 {
				chosen = &x.reasons[i]
			}
			s.para(s.say("check.slider."+n), s.listStyle())
			s.down(0.8)
			s.scaleHere(scale{from: 1, to: 7, chosen: chosen, small: true})
			s.gap(2)
		}
		s.small(s.say("workbook.reasons.outweigh"))
	})
	s.gap(5)
	s.h2(s.say("check.private"))
	s.gap(2)
	s.scaleHere(scale{0, 10, x.private, s.say("workbook.low"), s.say("workbook.sentence.as_much"), false})
}

func drawNinety(s *sheet, c *content) {
	x := c.what
	s.h1(s.say("workbook.ninety"))
	s.lead(s.say("begin.lead.3"))
	s.gap(3)
	s.lines(2, x.outcome, s.say("workbook.ninety"))
	s.gap(2)
	s.fields(entry{s.say("workbook.ninety.start"), x.start, 0}, entry{s.say("workbook.ninety.target"), x.target, 0})
	s.fields(entry{s.say("workbook.ninety.by"), own(x.by), 82})
	s.gap(4)
	s.columns(func() {
		s.h2(s.say("workbook.ninety.told"))
		s.gap(1.5)
		s.ticks(check{on: x.tellable, label: s.say("workbook.ninety.told.number")}, check{label: s.say("workbook.ninety.told.mine")},
			check{label: s.say("workbook.ninety.told.step")}, check{label: s.say("workbook.ninety.told.before")})
	}, func() {
		s.h2(s.say("begin.real.cost"))
		s.small(s.say("workbook.ninety.cost.hint"))
		s.lines(2, x.mustNot, s.say("begin.real.cost"))
	})
	s.gap(4)
	s.h2(s.say("workbook.ninety.wish"))
	s.gap(1)
	for _, r := range []struct {
		key  string
		text own
	}{{"best", ""}, {"obstacle", ""}, {"plan", own(x.plan)}, {"steps", x.steps}} {
		name := s.say("workbook.ninety.wish." + r.key)
		s.beside(44, func() {
			b := smallStyle().in(black)
			b.voice = boldVoice
			s.down(1.6)
			s.para(name, b)
			s.tiny(s.say("workbook.ninety.wish." + r.key + ".hint"))
		}, func() {
			if r.key == "steps" {
				s.writeLines(1, 9.5, ownStyle(), r.text, name)
				return
			}
			s.lines(1, r.text, name)
		})
		s.gap(1)
	}
	s.gap(5)
	s.h2(s.say("workbook.ninety.sure"))
	s.gap(2)
	s.beside(93.5, func() {
		s.scaleHere(scale{0, 10, x.sure, s.say("workbook.low"), s.say("workbook.high"), false})
	}, func() { s.small(s.say("workbook.ninety.sure.hint")) })
	s.gap(3)
	s.para(s.say("workbook.ninety.below"), h3Style())
	s.gap(1)
	s.flow(check{label: s.say("begin.mend.smaller_outcome")}, check{label: s.say("begin.mend.longer")}, check{label: s.say("begin.mend.one_dependency_less")},
		check{label: s.say("begin.mend.helper")}, check{label: s.say("begin.mend.different_cue")})
}

func drawWeek(s *sheet, c *content) {
	x := c.what
	s.h1(s.say("workbook.week"))
	s.lead(s.say("begin.lead.4"))
	s.gap(7)
	top := s.y
	s.circle(25, top+25, 25, pen{width: 0.35, ink: grey(edge), dash: []float64{0.9, 1.05}})
	if x.number != "" {
		st := style{ownVoice, 44, 18, black}
		s.column(0, 50, func() {
			t := s.ours(x.number, st)
			for s.width(t, st) > 42 {
				st = st.sized(st.size - 2)
			}
			s.centred(top+25+0.3*st.em(), x.number, st)
		})
	}
	s.column(58, blockWidth-58, func() {
		s.down(6)
		s.field(s.say("workbook.week.i"), x.unit)
		s.gap(3)
		s.field(s.say("workbook.week.from"), own(x.least))
		s.gap(3)
		s.field(s.say("workbook.week.where"), x.where)
	})
	s.down(50)
	s.gap(7)
	s.h2(s.say("workbook.week.counts"))
	s.gap(2)
	kind := func(k goal.MetricKind, also ...goal.MetricKind) check {
		n := string(k)
		return check{on: slices.Contains(append(also, k), x.metric), label: s.say("begin.metric." + n), hint: s.say("begin.metric." + n + ".hint"), bold: true}
	}
	s.columns(func() { s.ticks(kind(goal.MetricSessions), kind(goal.MetricMinutes)) },
		func() { s.ticks(kind(goal.MetricUnits, goal.MetricCustom), kind(goal.MetricDays)) })
	s.gap(4)
	s.h2(s.say("workbook.week.questions"))
	s.gap(1)
	s.table(func() {
		for _, k := range []string{"check.metric.control", "check.metric.count", "check.metric.move"} {
			s.down(1.5)
			s.row(func() {
				s.rowHead(func() { s.label(0, s.y+4, 118, s.say(k), bodyStyle()) })
				s.cell(func() {
					s.column(120, 50, func() { s.flow(check{label: s.say("workbook.yes")}, check{label: s.say("workbook.not_yet")}) })
				})
			})
			s.down(6.4)
			s.line(0, s.y, blockWidth, s.y, writing())
		}
	})
	s.gap(2)
	s.small(s.say("workbook.week.not_yet"))
	s.gap(6)
	s.h2(s.say("workbook.week.rings"))
	s.small(s.say("workbook.week.rings.hint"))
	s.gap(3)
	for i := range 6 {
		mid := 14 + 28.4*float64(i)
		var p float64
		if i < len(x.weeks) {
			p = x.weeks[i]
		}
		s.enso(mid, s.y+11, 22, p)
		s.column(mid-14, 28, func() { s.centred(s.y+25.5, s.say("paper.week", library.Args{"n": i + 1}), tinyStyle()) })
	}
	s.down(27)
}
