package main

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// coach is a policy: it decides what is asked of a person. It sees the log of
// the life, never what nobody sees.
type coach interface {
	// begin sets the first plan.
	begin(l *run)
	// morning may change the ask of a day.
	morning(l *run, t int)
	// review comes after the last day of a full week.
	review(l *run, week int)
}

// live runs ninety days of a person under a policy.
func (l *run) live(c coach) {
	c.begin(l)
	for t := 0; t < days && l.alive; t++ {
		c.morning(l, t)
		l.day(t)
		if t%weekDays == weekDays-1 {
			l.endWeek(t)
			if l.alive && t/weekDays < weeks {
				c.review(l, t/weekDays)
			}
		}
	}
	for range days - l.lasted { // who has left does not practise
		l.habit -= l.p.gain * l.w[rho] * l.habit
	}
}

// fixed keeps the first plan: F0 strictly, F1 with a step and a chain that can
// be mended, LOW with a small ask.
type fixed struct {
	strict bool
	factor float64
}

func (c fixed) begin(l *run) {
	l.strict = c.strict
	l.scale(c.factor)
}
func (fixed) morning(*run, int) {}
func (fixed) review(*run, int)  {}

// growing asks for a tenth more every week, whatever happened (G).
type growing struct{}

const weeklyGrowth = 1.1

func (growing) begin(*run)        {}
func (growing) morning(*run, int) {}
func (growing) review(l *run, _ int) {
	l.scale(weeklyGrowth)
}

// holding has the reviews of K, which cost what they cost, and changes nothing
// (H, ruling 58): over F1 it is the price of being asked, K over it the value of
// adapting.
type holding struct{}

func (holding) begin(l *run)         { l.reviews = true }
func (holding) morning(*run, int)    {}
func (holding) review(l *run, w int) { l.reviewed(w) }

// shaping asks each day for the 60th percentile of the last nine days (P60).
type shaping struct{ last [shapingDays]float64 }

const (
	shapingDays    = 9
	shapingPercent = 60
)

func (*shaping) begin(*run) {}
func (c *shaping) morning(l *run, t int) {
	if t < shapingDays {
		return
	}
	copy(c.last[:], l.minutes[t-shapingDays:t])
	slices.Sort(c.last[:])
	// Nearest rank: the sixth of nine.
	l.full = max(doneFrom, c.last[(shapingPercent*shapingDays+99)/100-1])
	if l.kind == goal.MetricMinutes {
		l.target = fullDays * l.full
	}
}
func (*shaping) review(*run, int) {}

// lever is a kind of change that a review can make.
type lever int

// The levers of the ablations.
const (
	leverNone lever = iota - 1
	leverCue
	leverPlan
	leverFloor
	leverTarget
	leverGrow
	leverRest
	levers
)

func (v lever) String() string {
	return [levers]string{"cue", "plan", "floor", "target", "grow", "rest"}[v]
}

// actions of a lever.
func (v lever) actions() []goal.Action {
	switch v {
	case leverCue:
		return []goal.Action{goal.ActMoveCue, goal.ActWeekdayCue}
	case leverPlan:
		return []goal.Action{
			goal.ActAddIfThen, goal.ActBundle, goal.ActSharpenCue, goal.ActChangeResponse, goal.ActEnvironment, goal.ActRewriteStep, goal.ActAddSession,
		}
	case leverFloor:
		return []goal.Action{goal.ActShrinkStep}
	case leverTarget:
		return []goal.Action{goal.ActLowerTarget}
	case leverGrow:
		return []goal.Action{goal.ActGrow}
	case leverRest:
		return []goal.Action{goal.ActRestWeek, goal.ActDeload}
	case leverNone, levers:
	}
	return nil
}

// leverOf an action; none for those that change nothing in a plan.
func leverOf(a goal.Action) lever {
	for v := range levers {
		if slices.Contains(v.actions(), a) {
			return v
		}
	}
	return leverNone
}
