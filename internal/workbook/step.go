package workbook

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// step is the third chapter: pages 12 to 17.
type step struct {
	text, minutes own
	worst         *int
	needs         []goal.Dependency
	nicer         own

	cue, fallback own // without the words that the page says already
	setup         own
	weekStart     time.Weekday

	plans     [goal.MaxIfThen]plan
	obstacles []obstacle // of the goal's area; none on a blank page
	tags      []tagCount
	since     string

	track  int // of the five ways, from 0; -1 for none
	moment own
}

// plan in its two parts; what does not split stands whole.
type plan struct{ when, then own }

type obstacle struct {
	name, plan, tag string
	met             bool
}

type tagCount struct {
	name string
	n    int
}

func (f filling) step() step {
	l, w := f.Look, f.w
	p := l.Plan
	x := step{
		text: own(p.Step.Text), cue: f.bare(p.Cue), fallback: f.bare(p.Fallback), setup: own(p.Setup), nicer: own(p.Bundle), track: -1,
		weekStart: l.Calendar.WeekStart(l.Today),
	}
	if p.Step.Minutes > 0 {
		x.minutes = own(w.Amount(p.Step.Minutes, "minutes"))
	}
	if a := l.Goal.Start; a != nil {
		x.worst, x.needs, x.moment = a.WorstDay, a.Needs, f.bare(a.Moment)
		x.nicer = joined(own(a.Nicer), own(p.Bundle))
		x.track = wayToTrack(a.Track)
	}
	for i, t := range p.IfThens {
		if i < len(x.plans) {
			x.plans[i] = f.plan(t.Words)
		}
	}
	f.obstacles(&x)
	return x
}

// bare is a cue without the "After I" that the page says before it.
func (f filling) bare(cue string) own { return own(without(cue, "begin.after_i")) }

// without the words that a text begins with, in whichever language it was
// written: a book may be printed in another.
func without(text, key string) string {
	for _, lang := range library.Complete() {
		head := library.For(lang).Say(key) + " "
		if len(text) > len(head) && strings.EqualFold(text[:len(head)], head) {
			return text[len(head):]
		}
	}
	return text
}

func (f filling) plan(words string) plan {
	_, response := goal.SplitIfThen(words)
	if response == "" {
		return plan{when: own(words)}
	}
	return plan{own(goal.IfThenCue(words)), own(without(response, "begin.then"))}
}

// wayToTrack is the box of page 17 that fits how a person tracks; -1 for none.
func wayToTrack(track string) int {
	switch track {
	case "terminal", "timer":
		track = "tap"
	}
	return slices.Index([]string{"tap", "paper", "calendar", "script", "weekly"}, track)
}

func (f filling) obstacles(x *step) {
	l, w := f.Look, f.w
	counts := map[goal.MissTag]int{}
	for _, log := range l.Logs {
		if log.Tag != "" && (l.Season == nil || log.Day >= l.Season.First) && log.Day <= l.Today {
			counts[log.Tag]++
		}
	}
	for _, o := range w.Obstacles(l.Goal.Area) {
		x.obstacles = append(x.obstacles, obstacle{o.Obstacle, o.Plan, w.Say("tag." + string(o.Tag)), counts[o.Tag] > 0})
	}
	tags := slices.Clone(goal.MissTags())
	slices.SortStableFunc(tags, func(a, b goal.MissTag) int { return counts[b] - counts[a] })
	for _, t := range tags {
		x.tags = append(x.tags, tagCount{w.Say("tag." + string(t)), counts[t]})
	}
	first := l.Goal.Begun
	if l.Season != nil {
		first = l.Season.First
	}
	x.since = w.Say("workbook.obstacles.tags", w.Span(first, l.Today))
}

func drawStep(s *sheet, c *content) {
	x := c.step
	s.h1(s.say("goalpage.step"))
	s.lead(s.say("begin.lead.5"))
	s.gap(7)
	s.framed(6, framing(), func() {
		s.para(s.say("workbook.step.mine"), bodyStyle().in(ink2))
		s.writeLines(2, 13, style{ownVoice, 27, 13, black}, x.text, s.say("goalpage.step"))
		s.gap(2)
		s.fieldAt(s.x, s.y, 62, s.say("workbook.step.takes"), x.minutes, s.say("workbook.step.takes"))
		s.right(s.x+s.w, s.y+7.3, 84, s.say("workbook.step.verb"), smallStyle())
		s.down(9)
	})
	s.gap(6)
	s.h2(s.say("workbook.step.worst"))
	s.para(s.say("check.worst"), bodyStyle())
	s.gap(2)
	s.beside(93.5, func() {
		s.scaleHere(scale{0, 10, x.worst, s.say("workbook.step.no_chance"), s.say("workbook.step.easily"), false})
	}, func() {
		s.para(s.say("workbook.step.worst.hint"), s.listStyle())
		s.small(s.say("workbook.step.worst.least"))
	})
	s.field(s.say("workbook.step.smaller"), "")
	s.gap(6)
	s.h2(s.say("begin.needs"))
	s.small(s.say("workbook.step.home"))
	s.gap(2)
	var needs []check
	for _, d := range goal.Dependencies() {
		needs = append(needs, check{on: slices.Contains(x.needs, d), label: s.say("check.needs." + string(d))})
	}
	s.flow(needs...)
	s.lines(2, "", "")
	s.gap(6)
	s.h2(s.say("workbook.step.nicer"))
	s.small(s.say("workbook.step.nicer.hint"))
	s.lines(2, x.nicer, s.say("workbook.step.nicer"))
}

func drawCue(s *sheet, c *content) {
	x := c.step
	s.h1(s.say("workbook.cue"))
	s.lead(s.say("workbook.cue.lead"))
	s.gap(7)
	s.framed(6, framing(), func() {
		s.sentence(s.say("begin.after_i")+" …", x.cue, s.say("workbook.cue"))
		s.gap(2)
		s.sentence(s.say("workbook.cue.i_will")+" …", x.text, s.say("goalpage.step"))
	})
	s.gap(5)
	s.h2(s.say("workbook.cue.other"))
	s.field(s.say("workbook.card.or_after"), x.fallback)
	s.gap(5)
	s.h2(s.say("workbook.cue.good"))
	s.small(s.say("workbook.cue.good.hint"))
	s.gap(1)
	s.list(func() {
		for i, k := range []string{"event", "end", "clock", "screen"} {
			s.down(7.2)
			s.item(func() {
				s.label(1, s.y-2, 6, strconv.Itoa(i+1), style{ownVoice, 11, 5, black})
				s.label(9, s.y-2, 78, s.say("workbook.cue.good."+k), bodyStyle())
				s.label(90, s.y-2, 80, s.say("workbook.cue.good."+k+".hint"), smallStyle())
			})
			s.line(0, s.y, blockWidth, s.y, writing())
		}
	})
	s.gap(6)
	s.h2(s.say("begin.done.tomorrow"))
	s.small(s.say("workbook.cue.tick"))
	s.gap(3)
	const wide, apart = 21.0, 3.83
	for i := range 7 {
		left := float64(i) * (wide + apart)
		s.rect(left, s.y, wide, 14, framing())
		s.column(left, wide, func() { s.centred(s.y+3.6, s.words.ShortWeekday(goal.Weekday(int(x.weekStart)+i)), tinyStyle()) })
	}
	s.down(14)
	s.gap(6)
	s.h2(s.say("workbook.cue.lay_out"))
	s.lines(2, x.setup, s.say("workbook.cue.lay_out"))
}

func drawPlans(s *sheet, c *content) {
	s.h1(s.say("workbook.plans"))
	s.lead(s.say("begin.lead.6"))
	s.gap(5)
	s.said(s.say("goalpage.default"), s.say("goalpage.always"))
	s.gap(5)
	for i, p := range c.step.plans {
		name := s.say("term.show.plan", library.Args{"n": i + 1})
		s.over()
		top := s.y
		s.h2(name)
		const rings = 8
		left := blockWidth - rings*5.6
		for n := range rings {
			s.circle(left+5.6*float64(n)+2.8, top+3.4, 2, framing())
		}
		s.right(left-2, top+4.6, 90, s.say("workbook.plans.happened"), tinyStyle())
		s.sentence(s.say("begin.if"), p.when, name)
		s.sentence(s.say("begin.then"), p.then, name)
		s.lines(1, "", "")
		s.gap(4)
	}
	s.columns(func() {
		s.h2(s.say("workbook.plans.good_if"))
		s.para(s.say("workbook.plans.good_if.text"), s.listStyle())
	}, func() {
		s.h2(s.say("workbook.plans.good_then"))
		s.para(s.say("workbook.plans.good_then.text"), s.listStyle())
	})
	s.gap(5)
	s.tick(check{label: s.say("workbook.plans.pictured"), hint: s.say("workbook.plans.pictured.hint"), bold: true})
}

func drawObstacles(s *sheet, c *content) {
	s.h1(s.say("workbook.obstacles"))
	if c.blank {
		s.lead(s.say("workbook.obstacles.lead"))
		s.gap(5)
		s.areas([]goal.Area{goal.Health, goal.Relationships}, []goal.Area{goal.SkillBuilding, goal.Career})
		s.gap(4)
		s.h2(s.say("workbook.obstacles.words"))
		s.lines(s.spare(3, 2), "", "")
		return
	}
	lead := s.say("workbook.obstacles.lead")
	if c.what.area != "" {
		lead = s.words.Join(s.words.Stop(s.say("area."+string(c.what.area))), lead)
	}
	s.lead(lead)
	s.gap(6)
	for _, o := range c.step.obstacles {
		s.over()
		s.box(0, s.y+1, o.met)
		s.right(blockWidth, s.y+4.4, 48, o.tag, tinyStyle())
		s.down(s.column(8, 112, func() { s.para(o.name, style{ownVoice, 13, 6.4, black}) }) - s.y)
		s.down(s.column(8, blockWidth-8, func() { s.para(s.words.Stop(o.plan), s.bodyStyle()) }) - s.y)
		s.gap(4)
	}
	s.gap(3)
	s.h2(s.say("workbook.obstacles.most"))
	s.lines(s.spare(5, 3), "", "")
}

// areas are the obstacles of whole areas, as a list to tick.
func (s *sheet) areas(left, right []goal.Area) {
	side := func(areas []goal.Area) func() {
		return func() {
			for _, a := range areas {
				s.h2(s.say("area." + string(a)))
				s.line(s.x, s.y, s.x+s.w, s.y, ruling())
				s.gap(2)
				var all []check
				for _, o := range s.words.Obstacles(a) {
					all = append(all, check{label: s.words.Stop(o.Plan)})
				}
				s.ticks(all...)
				s.gap(3)
			}
		}
	}
	s.columns(side(left), side(right))
}

func drawOwnObstacles(s *sheet, c *content) {
	s.h1(s.say("workbook.obstacles.own"))
	s.lead(s.say("workbook.obstacles.own.lead"))
	s.gap(5)
	if c.blank {
		top := s.y
		s.areas([]goal.Area{goal.Creativity, goal.Finances}, []goal.Area{goal.Contribution})
		end := s.y
		s.y = top
		s.column(82+gutter, 82, func() {
			s.y = top + (end-top)*0.56
			s.h2(s.say("workbook.obstacles.mine"))
			s.line(s.x, s.y, s.x+s.w, s.y, ruling())
			s.lines(max(1, int((end-s.y)/9)), "", "")
		})
		s.down(end - s.y)
		s.h2(s.say("workbook.obstacles.most"))
		s.lines(s.spare(3, 2), "", "")
		return
	}
	s.h2(s.say("workbook.obstacles.said"))
	s.small(c.step.since)
	s.gap(2)
	s.table(func() {
		for _, t := range c.step.tags {
			s.row(func() {
				s.rowHead(func() { s.label(0, s.y+4, 60, t.name, bodyStyle()) })
				s.cell(func() { s.squares(t.n) })
			})
			s.down(6.4)
		}
	})
	s.gap(5)
	s.h2(s.say("workbook.obstacles.mine"))
	for range 4 {
		s.gap(2)
		s.over()
		s.field(s.say("workbook.obstacles.gets"), "")
		s.sentence(s.say("begin.if"), "", "")
		s.sentence(s.say("begin.then"), "", "")
	}
}

// squares are as many as a tag was given; a number follows where the line is full.
func (s *sheet) squares(n int) {
	s.figure(strconv.Itoa(n))
	for i := range min(n, 18) {
		s.fill(62+5.6*float64(i), s.y+0.4, 4.4, 4.4, grey(black))
	}
	if n == 0 {
		s.line(62, s.y+2.6, 66.4, s.y+2.6, writing())
	}
	s.endTag()
	if n > 18 {
		s.label(62+5.6*18+1, s.y+4, 8, strconv.Itoa(n), bodyStyle())
	}
}

func drawTracking(s *sheet, c *content) {
	t := s.topic("tracking")
	s.h1(t.Title)
	s.lead(s.say("begin.lead.7"))
	s.gap(4)
	s.columns(func() {
		s.list(func() {
			for i, p := range itemsOf(t) {
				s.box(s.x, s.y+0.1, i == c.step.track)
				s.item(func() {
					s.down(max(4.4, s.column(6, s.w-6, func() { s.runIn(p.Title, p.Text, s.listStyle()) })-s.y))
				})
				s.gap(1.6)
			}
		})
	}, func() {
		for _, p := range t.Blocks[0].Paragraphs[1:] {
			s.para(p, s.listStyle())
			s.gap(1.5)
		}
		s.field(s.say("workbook.tracking.after"), c.step.moment)
	})
	s.gap(3)
	s.h2(s.say("workbook.tracking.thirty"))
	s.gap(2)
	days := s.words.Programme()
	side := func(days []library.ProgrammeDay) func() {
		return func() {
			s.list(func() {
				for _, d := range days {
					s.item(func() { s.programmeDay(d) })
				}
			})
		}
	}
	s.columns(side(days[:len(days)/2]), side(days[len(days)/2:]))
}

func (s *sheet) programmeDay(d library.ProgrammeDay) {
	st := s.listStyle()
	s.line(s.x, s.y, s.x+s.w, s.y, writing())
	s.gap(1)
	s.right(s.x+4.6, s.y+st.base(), 6, strconv.Itoa(d.Day), style{ownVoice, 9.5, 4, black})
	s.down(s.column(7, s.w-7, func() { s.runIn(d.Title, d.Text, st) }) - s.y)
	s.gap(1.5)
}
