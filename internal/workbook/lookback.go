package workbook

import (
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// lookBack is page 25. Its figures stand there once their day has come, and then
// what was written.
type lookBack struct {
	number             int // 30, 60 or 90; 0 on a blank page
	practised          string
	longest            own
	back               own
	best               own
	pulse              *int
	now                own
	keep, change, stop own
	way                goal.Way
	reached            string
	learnt             own
}

// lookBack of the card to hang up: the day on which it is full.
func (f filling) lookBack() lookBack {
	l, w := f.Look, f.w
	here := f.cardNow()
	if here == nil {
		return lookBack{}
	}
	x := lookBack{number: goal.CardDays * here.Number}
	round, ok := l.Round(x.number)
	if !ok {
		return x
	}
	x.practised = strconv.Itoa(round.Practised)
	longest := round.Chain.Length
	if round.Before != nil {
		longest = max(longest, round.Before.Length)
	}
	if longest > 0 {
		x.longest = own(w.Amount(float64(longest), "days"))
	}
	if round.Back.Episodes > 0 {
		x.back = own(w.Say("workbook.card.of", library.Args{"done": round.Back.Recovered, "target": round.Back.Episodes}))
	}
	if round.Best.Done > 0 {
		x.best = own(w.Say("workbook.lookback.best", library.Args{"days": w.Amount(float64(round.Best.Done), "days"), "first": w.Date(round.Best.First), "last": w.Date(round.Best.Last)}))
	}
	if l.Progress.Actual != nil && l.Season.Outcome.Type != goal.OutcomeMilestones && l.Season.Outcome.Type != goal.OutcomeOneOff {
		x.now = own(w.Amount(*l.Progress.Actual, outcomeUnit(l.Season.Outcome)))
	}
	if b, ok := f.Story.LookBack(l.Season.Number, x.number); ok {
		x.pulse, x.keep, x.change, x.stop = b.Pulse, own(b.Keep), own(b.Change), own(b.Stop)
		x.way, x.reached, x.learnt = b.Way, b.Reached, own(b.Learnt)
	}
	return x
}

func drawLookBack(s *sheet, c *content) {
	x := c.lookBack
	if x.number == 0 {
		s.h1(s.say("workbook.lookback.blank"))
	} else {
		s.h1(s.say("workbook.lookback." + strconv.Itoa(x.number)))
	}
	s.lead(s.say("retro.text"))
	s.gap(4)
	s.beside(46, func() {
		s.down(14)
		if x.practised != "" {
			s.centred(s.y-2, x.practised, style{ownVoice, 34, 14, black})
		}
		s.line(s.x, s.y, s.x+s.w, s.y, writing())
		s.down(1)
		s.small(s.say("workbook.lookback.practised"))
	}, func() {
		s.field(s.say("workbook.lookback.longest"), x.longest)
		s.field(s.say("lookback.back"), x.back)
		s.field(s.say("retro.best"), x.best)
	})
	s.gap(3)
	s.columns(func() {
		s.h3(s.say("review.ask.pulse"))
		s.down(1.5)
		s.scaleHere(scale{1, 5, x.pulse, s.say("workbook.review.hardly"), s.say("reviewpage.very"), false})
	}, func() {
		s.h3(s.say("workbook.lookback.now"))
		s.lines(1, x.now, s.say("workbook.lookback.now"))
	})
	for _, p := range []struct {
		key  string
		n    int
		text own
	}{{"retro.keep", 3, x.keep}, {"retro.change", 3, x.change}, {"retro.stop", 2, x.stop}} {
		s.gap(2)
		s.h2(s.say(p.key))
		s.lines(s.spare(p.n, 2), p.text, s.say(p.key))
	}
	s.gap(2)
	s.h2(s.say("workbook.lookback.go_on"))
	s.gap(1)
	ways := goal.Ways()
	side := func(ways []goal.Way) func() {
		return func() {
			for _, way := range ways {
				s.tick(check{on: x.way == way, label: s.say("retro.choice." + string(way))})
			}
		}
	}
	s.columns(side(ways[:len(ways)/2]), side(ways[len(ways)/2:]))
	s.gap(1)
	s.para(s.say("workbook.lookback.ninety"), s.listStyle())
	s.gap(1)
	s.flow(check{on: x.reached == "yes", label: s.say("retro.outcome.yes")}, check{on: x.reached == "nearly", label: s.say("retro.outcome.nearly")},
		check{on: x.reached == "not_yet", label: s.say("retro.outcome.not_yet")})
	s.lines(1, x.learnt, s.say("retro.learnt"))
}
