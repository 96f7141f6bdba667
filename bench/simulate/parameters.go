package main

import (
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// outcomeTarget is the season's outcome: ninety days of the first plan, more
// or less, and no more days than there are. It moves nobody; the forecast looks
// at it.
func outcomeTarget(kind goal.OutcomeType, week, z float64) float64 {
	x := math.Round(week * days / weekDays * math.Exp(outcomeSpread*z))
	if kind == goal.OutcomeDays {
		return min(days, x)
	}
	return x
}

func reviewID(week int) string { return "review-" + strconv.Itoa(week) }

// evening of a day, in ms UTC: when reviews are made.
func evening(d goal.Day) int64 { return d.Time().Add(20 * time.Hour).UnixMilli() }

// carryOut is what "do it" means: the change of plan that our own code offers,
// or the person's own words for it, and what it does in the model.
func (c *table) carryOut(l *run, s goal.Suggestion, week int) goal.PlanChange {
	now := firstDay() + goal.Day(week*weekDays+weekDays-1)
	plan := c.goals[0].Lasting(now)
	change, _ := s.Offer(plan)
	switch s.Action {
	case goal.ActMoveCue:
		cue := "cue " + strconv.Itoa(week)
		change.Cue = &cue
		l.moveCue(c.next())
	case goal.ActWeekdayCue:
		c.hardWeekday(l, plan, *s.Weekday, l.p.detail[week], &change, week)
	case goal.ActEnvironment:
		setup := "setup " + strconv.Itoa(week)
		change.Setup = &setup
		c.alwaysAnswer(l, s.Tag)
	case goal.ActRewriteStep:
		step := plan.Step
		step.Text = "step " + strconv.Itoa(week)
		change.Step = &step
		c.alwaysAnswer(l, s.Tag)
	case goal.ActBundle:
		bundle := "bundle " + strconv.Itoa(week)
		change.Bundle = &bundle
		c.alwaysAnswer(l, s.Tag)
	case goal.ActAddIfThen, goal.ActSharpenCue, goal.ActChangeResponse:
		plans := c.ifThen(l, plan.IfThens, s)
		change.IfThens = &plans
	case goal.ActAddSession:
		m := plan.Metric
		m.Where = "a time and a place"
		change.Metric = &m
		l.homeless *= 1 - l.w[planEffect]
	default: // the change that our own code offers is the whole of it
	}
	return change
}

// alwaysAnswer is an answer that nobody has to think of.
func (c *table) alwaysAnswer(l *run, tag goal.MissTag) {
	l.answers[kindOf(tag)] = answer{ready: true, fires: 1, helps: l.p.helps[c.next()]}
}

// next is the number of the next cue or answer that the person tries.
func (c *table) next() int {
	c.moves++
	return min(c.moves, maxMoves-1)
}

// moveCue takes another cue: one more draw, not a better one.
func (l *run) moveCue(i int) {
	for wd := range l.cue {
		l.cue[wd] = l.p.cues[i]
	}
	l.habit *= l.w[keeping]
}

// hardWeekday gives a weekday another cue, or plans rest on it; half of the
// people do the one, half the other.
func (c *table) hardWeekday(l *run, plan goal.Plan, day time.Weekday, u float64, change *goal.PlanChange, week int) {
	if u < 0.5 {
		rest := plan.Rest.With(day)
		change.Rest = &rest
		return
	}
	cue := "cue " + strconv.Itoa(week)
	change.Fallback = &cue
	l.cue[(int(day)+weekDays-1)%weekDays] = l.p.cues[c.next()]
}

// ifThen adds a plan for an obstacle, or gives it another IF or THEN. A fourth
// plan takes the place of the oldest.
func (c *table) ifThen(l *run, plans []goal.IfThen, s goal.Suggestion) []goal.IfThen {
	kind, next := kindOf(s.Tag), c.next()
	a := l.answers[kind]
	if s.Action != goal.ActChangeResponse {
		a.fires = l.p.fires[next]
	}
	if s.Action != goal.ActSharpenCue {
		a.helps = l.p.helps[next]
	}
	a.ready = true
	l.answers[kind] = a
	c.named++
	words := strconv.Itoa(c.named)
	plans = slices.Clone(plans)
	if i := slices.IndexFunc(plans, func(p goal.IfThen) bool { return p.Obstacle == s.Tag }); i >= 0 {
		plans[i].Words = words
		return plans
	}
	if len(plans) == goal.MaxIfThen {
		l.answers[kindOf(plans[0].Obstacle)] = answer{}
		plans = plans[1:]
	}
	plans = append(plans, goal.IfThen{ID: "plan-" + words, Words: words, Obstacle: s.Tag})
	clear(c.planIDs)
	for _, p := range plans {
		c.planIDs[p.ID] = kindOf(p.Obstacle)
	}
	return plans
}

func kindOf(tag goal.MissTag) int {
	all := obstacles()
	return max(0, slices.Index(all[:], tag))
}

// placebo is policy R: as many changes as the table made of the same person,
// in the same weeks, of a lever drawn at random; or, mixed, of the levers that
// the table pulled for the person before.
type placebo struct {
	table
	like  *table // K of the same person
	mixed bool
	pool  []goal.Suggestion // what K did for the person before
}

func (c *placebo) review(l *run, week int) {
	l.reviewed(week)
	last := firstDay() + goal.Day(week*weekDays+weekDays-1)
	for i, k := range c.like.made {
		if k.week != week {
			continue
		}
		plan := c.goals[0].Lasting(last)
		s := randomSuggestion(plan, l.p.lever[week], l.p.detail[week])
		if c.mixed {
			s = again(plan, c.pool, i, s)
		}
		r := goal.WeekReview{Goal: ref, Week: last - weekDays + 1, Suggestion: s, Decision: goal.Accepted, Days: s.Days}
		r.Plan = c.carryOut(l, s, week)
		e := goal.Entry{Command: goal.Command{ID: reviewID(week), At: evening(last), Day: last, Body: r}}
		e.Result.From = last + 1
		goal.Evolve(c.goals[:], e)
		c.plans = c.goals[0].Plans()
		c.made = append(c.made, change{week, s})
	}
	c.follow(l, last+1)
}

// randomSuggestion pulls a lever by luck: u which one, v how.
func randomSuggestion(p goal.Plan, u, v float64) goal.Suggestion {
	acts := lever(u * float64(levers)).actions()
	x := v * float64(len(acts))
	i := min(int(x), len(acts)-1)
	x -= float64(i) // what is left of the luck
	return suggestionOf(p, acts[i], x)
}

// suggestionOf is an action with the numbers that our own code gives it.
func suggestionOf(p goal.Plan, a goal.Action, luck float64) goal.Suggestion {
	s := goal.Suggestion{Action: a}
	switch a {
	case goal.ActWeekdayCue:
		day := time.Weekday(luck * weekDays)
		s.Weekday = &day
	case goal.ActAddIfThen, goal.ActSharpenCue, goal.ActChangeResponse:
		s.Tag = []goal.MissTag{goal.TagTime, goal.TagOthers, goal.TagEnergy, goal.TagNotWant}[int(luck*4)]
	case goal.ActEnvironment:
		s.Tag = goal.TagPlace
	case goal.ActRewriteStep:
		s.Tag = goal.TagUnclear
	case goal.ActShrinkStep:
		factor := goal.SmallerStep
		if luck < 0.5 {
			factor = goal.HalfStep
		}
		s.Step = &goal.StepChange{From: p.Step.Minutes, To: goal.ShrinkStep(p.Step.Minutes, factor)}
	case goal.ActLowerTarget:
		if t, ok := (goal.Plot{Metric: p.Metric, Rest: p.Rest, Step: p.Step.Minutes}).Lower(); ok {
			s.Target = &t
		}
	case goal.ActGrow:
		if t, ok := (goal.Plot{Metric: p.Metric, Rest: p.Rest, Step: p.Step.Minutes}).Grow(); ok {
			s.Target = &t
		}
	case goal.ActRestWeek:
		s.Step = &goal.StepChange{From: p.Step.Minutes, To: goal.ShrinkStep(p.Step.Minutes, goal.HalfStep)}
		fallthrough
	case goal.ActDeload:
		t := goal.EaseTarget(p.Metric)
		s.Target, s.Days = &t, weekDays
	default: // it has no numbers
	}
	return s
}

// again is the i-th thing that the table did for somebody else, with the
// numbers of this plan; fallback while nobody was there before.
func again(p goal.Plan, pool []goal.Suggestion, i int, fallback goal.Suggestion) goal.Suggestion {
	if len(pool) == 0 {
		return fallback
	}
	k := pool[i%len(pool)]
	luck := 0.9
	if k.Rule == goal.R7h {
		luck = 0 // halved, as it was there
	}
	s := suggestionOf(p, k.Action, luck)
	if k.Weekday != nil {
		s.Weekday = k.Weekday
	}
	if k.Tag != "" {
		s.Tag = k.Tag
	}
	return s
}
