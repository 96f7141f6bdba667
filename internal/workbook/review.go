package workbook

import (
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// review is a page of one week: pages 19 to 22. A week to come has its title
// only.
type review struct {
	title        string
	begun        bool
	reset        goal.Reset
	days, number own
	energy       own
	helped       own
	tag          goal.MissTag
	pulse        *int
	suffering    *bool
	suffers      own
	keep, change bool
	words        own
	first        own
	confidence   *int
	closing      own
}

const reviewPages = 4

// reviews are the newest four weeks whose review day lies in the card to hang up.
func (f filling) reviews() []review {
	here := f.cardNow()
	if here == nil {
		return nil
	}
	var all []review
	for _, row := range here.Rows {
		last := row.Start + goal.Day(len(row.Cells)) - 1
		if last >= here.First && last <= here.Last {
			all = append(all, f.review(row.Start, last))
		}
	}
	return all[max(0, len(all)-reviewPages):]
}

func (f filling) review(week, last goal.Day) review {
	l, w := f.Look, f.w
	x := review{title: w.ReviewHead(f.weekNumber(week), week, last)}
	if week > l.Today {
		return x
	}
	x.begun = true
	f.lookedAt(&x, week, last)
	r, ok := f.Story.Review(week)
	if !ok {
		return x
	}
	x.reset, x.helped, x.tag = r.Reset, own(r.Helped), r.Tag
	x.pulse, x.suffering, x.suffers = r.Pulse, r.Suffering, own(r.Suffers)
	x.keep, x.change = r.Decision == goal.KeepAsIs, r.Decision == goal.Accepted || r.Decision == goal.Changed
	x.words = own(r.Words)
	if said := w.Changed(r.Plan); x.change && said != "" {
		x.words = joined(x.words, own(w.Change(l.Life.Plan(week), r.Plan)))
	}
	x.first, x.confidence, x.closing = own(r.First), r.Confidence, own(r.Close)
	return x
}

// lookedAt are the numbers of the week so far.
func (f filling) lookedAt(x *review, week, last goal.Day) {
	l, w := f.Look, f.w
	done, asked := 0, 0
	for d := week; d <= min(last, l.Today); d++ {
		status := l.Life.On(d)
		if status == goal.DayDone {
			done++
		}
		if status == goal.DayDone || status == goal.DayMissed || status == goal.DayUnlogged {
			asked++
		}
	}
	if asked > 0 {
		x.days = own(w.Say("workbook.card.of", library.Args{"done": done, "target": asked}))
	}
	for _, k := range l.Weeks {
		if k.Start == week && k.Target > 0 {
			x.number = own(w.Say("reviewpage.of", library.Args{
				"done": w.Number(k.Done), "target": w.Number(k.Target), "unit": w.Unit(f.unitOf(l.Life.Plan(week).Metric), k.Target),
			}))
		}
	}
	in := l.ReviewInputs(f.Story, f.Feelings, week, goal.ReviewAnswers{})
	if in.Energy != nil {
		x.energy = own(w.Say("workbook.review.about", library.Args{"n": w.About(*in.Energy)}))
	}
}

// weekNumber of the season.
func (f filling) weekNumber(week goal.Day) int {
	first, _ := f.Look.Calendar.Week(f.Look.Season.First)
	return int(week-first)/7 + 1
}

func drawReview(n int) func(*sheet, *content) {
	return func(s *sheet, c *content) {
		var r review
		if n < len(c.reviews) {
			r = c.reviews[n]
		}
		if r.title == "" {
			r.title = s.say("workbook.review." + strconv.Itoa(n+1))
		}
		s.h1(r.title)
		s.gap(6)
		s.reviewFirst(r)
		s.reviewLast(r)
		s.gap(2)
		s.tiny(s.words.Join(s.say("workbook.review.foot")))
	}
}

// part of a review with its number and minutes.
func (s *sheet) part(n int, minutes string, draw func()) {
	s.label(0, s.y+4.6, 12, strconv.Itoa(n), style{ownVoice, 15, 6.75, black})
	s.label(0, s.y+8.6, 13, minutes, tinyStyle())
	end := s.column(15, blockWidth-15, draw)
	s.down(max(end-s.y, 11))
	s.gap(3.6)
}

func (s *sheet) reviewFirst(r review) {
	s.part(1, "0–2", func() {
		s.h3(s.say("review.ask.reset"))
		s.gap(1)
		s.flow(check{on: r.reset == goal.ResetWalk, label: s.say("review.reset.walk")},
			check{on: r.reset == goal.ResetBreathe, label: s.say("review.reset.breathe")},
			check{on: r.reset == goal.ResetQuiet, label: s.say("review.reset.quiet")})
	})
	s.part(2, "2–3", func() {
		s.h3(s.say("reviewpage.week"))
		s.fields(entry{s.say("workbook.review.days"), r.days, 36}, entry{s.say("workbook.review.number"), r.number, 0},
			entry{s.say("workbook.review.energy"), r.energy, 38})
	})
	s.part(3, "3–4", func() {
		s.h3(s.say("review.ask.keep"))
		s.lines(2, r.helped, s.say("review.ask.keep"))
	})
	s.part(4, "4–5", func() {
		s.h3(s.say("review.ask.notice"))
		s.gap(1)
		var tags []check
		for _, t := range goal.MissTags() {
			tags = append(tags, check{on: r.tag == t, label: s.say("tag." + string(t))})
		}
		s.flow(tags...)
	})
	s.part(5, "5–6", func() {
		s.columns(func() {
			s.h3(s.say("review.ask.pulse"))
			s.down(1)
			s.scaleHere(scale{1, 5, r.pulse, s.say("workbook.review.hardly"), s.say("reviewpage.very"), false})
		}, func() {
			s.h3(s.say("review.ask.suffering"))
			s.down(1)
			no, yes := r.suffering != nil && !*r.suffering, r.suffering != nil && *r.suffering
			s.flow(check{on: no, label: s.say("reviewpage.no")}, check{on: yes, label: s.say("reviewpage.yes")})
			s.lines(1, r.suffers, s.say("review.ask.suffering"))
		})
	})
}

func (s *sheet) reviewLast(r review) {
	s.part(6, "6–8", func() {
		s.h3(s.say("workbook.review.change"))
		s.gap(1)
		s.flow(check{on: r.keep, label: s.say("ask.decision.kept")}, check{on: r.change, label: s.say("reviewpage.change_one")})
		s.lines(2, r.words, s.say("workbook.review.change"))
	})
	s.part(7, "8–9", func() {
		s.h3(s.say("review.ask.plan"))
		s.lines(1, r.first, s.say("review.ask.plan"))
		s.down(2)
		s.beside(44, func() { s.para(s.say("reviewpage.sure"), s.listStyle()) }, func() {
			s.scaleHere(scale{0, 10, r.confidence, s.say("workbook.low"), s.say("workbook.high"), false})
		})
	})
	s.part(8, "9–10", func() {
		s.h3(s.say("review.ask.close"))
		s.lines(2, r.closing, s.say("review.ask.close"))
	})
}
