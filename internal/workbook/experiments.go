package workbook

import (
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// experiment is a frame of page 23.
type experiment struct {
	lever    goal.Lever
	what     own
	measure  goal.MeasureOf
	from, to own
	first    string
	last     string
	days     int
	done     [goal14]bool
	study    own
	act      goal.Act
}

// goal14 is how many days a frame has boxes for.
const goal14 = 14

// experiments are the running one, else the last finished one with its verdict,
// in the first frame; the second is left for the pen.
func (f filling) experiments() [2]experiment {
	var two [2]experiment
	x, ok := f.Story.Running()
	if !ok {
		if len(f.Story.Experiments) == 0 {
			return two
		}
		x = f.Story.Experiments[len(f.Story.Experiments)-1]
	}
	e := experiment{
		lever: x.Lever, what: own(x.What), measure: x.Measure, from: own(x.From), to: own(x.To),
		first: f.w.Date(x.First), last: f.w.Date(x.Last), days: x.Days, study: own(x.Study), act: x.Act,
	}
	for i := range e.done {
		d := x.First + goal.Day(i)
		e.done[i] = d <= min(x.Last, f.Look.Today) && f.Look.Life.On(d) == goal.DayDone
	}
	if !ok && e.study == "" {
		e.study = own(f.w.Verdict(f.Look.ExperimentResult(x, f.Feelings)))
	}
	two[0] = e
	return two
}

func drawExperiments(s *sheet, c *content) {
	s.h1(s.say("workbook.experiments"))
	s.lead(s.say("workbook.experiments.lead"))
	s.gap(4)
	for _, e := range c.experiments {
		s.framed(4.5, framing(), func() { s.experiment(e) })
		s.gap(3)
	}
	s.small(s.words.Join(s.say("experiment.honest"), s.say("experiment.verdict.not_clear")))
}

// named part of a frame: the name at the left.
func (s *sheet) named(name string, draw func()) {
	s.label(s.x, s.y+5, 21, name, style{ownVoice, 13, 6.4, black})
	s.down(s.column(22, s.w-22, draw) - s.y)
	s.gap(2.2)
}

func (s *sheet) experiment(e experiment) {
	s.named(s.say("experiment.part.plan"), func() {
		levers := make([]check, 0, len(goal.Levers()))
		for _, l := range goal.Levers() {
			levers = append(levers, check{on: e.lever == l, label: s.say("experiment.lever." + string(l))})
		}
		s.para(s.say("workbook.experiments.one"), s.listStyle())
		s.gap(0.6)
		s.flow(levers...)
		s.field(s.say("workbook.experiments.if"), e.what)
		s.gap(1.6)
		var measures []check
		for _, m := range []goal.MeasureOf{goal.OfAdherence, goal.OfMinutes, goal.OfEnergy} {
			measures = append(measures, check{on: e.measure == m, label: s.say("experiment.measure." + string(m))})
		}
		s.flow(measures...)
		s.fields(entry{s.say("workbook.experiments.go_from"), e.from, 0}, entry{s.say("workbook.to"), e.to, 0})
	})
	s.named(s.say("experiment.part.do"), func() {
		s.beside(44, func() {
			s.down(3.2) // level with the words of the fields
			s.flow(check{on: e.days == 7, label: s.words.Amount(7, "days")}, check{on: e.days == 14, label: s.words.Amount(14, "days")})
		}, func() {
			s.fields(entry{s.say("workbook.from"), own(e.first), 0}, entry{s.say("workbook.to"), own(e.last), 0})
		})
	})
	s.named(s.say("experiment.part.study"), func() {
		n := s.w / goal14
		for i := range goal14 {
			x := s.x + n*float64(i)
			s.rect(x, s.y, n-1, n-1, control())
			s.label(x+0.7, s.y+2.8, n-2, strconv.Itoa(i+1), tinyStyle().sized(7.5))
			if e.done[i] {
				s.disc(x+(n-1)/2+1, s.y+(n-1)/2+1, 1.6, grey(black))
			}
		}
		s.down(n)
		s.field(s.say("workbook.experiments.happened"), e.study)
		s.tiny(s.say("workbook.experiments.compare"))
	})
	s.named(s.say("experiment.part.act"), func() {
		s.gap(0.6)
		s.flow(check{on: e.act == goal.Adopt, label: s.say("experiment.act.adopt")}, check{on: e.act == goal.Adapt, label: s.say("experiment.act.adapt")},
			check{on: e.act == goal.Abandon, label: s.say("experiment.act.abandon")})
	})
}
