package main

import (
	"math"

	"github.com/ippo-app/ippo/internal/goal"
)

// Numbers of the daily equations (method 12.3).
const (
	motivationPull  = 0.1
	motivationNoise = 0.05
	motivationFades = 21.0 // days
	reminderStarts  = 0.35
	reminderFades   = 30.0 // days
	busyCost        = 0.6
	shockCost       = 1.5
	breakDays       = 2
	lowWeek         = 0.6
	noMotivation    = 0.3  // discouragement and strain from which a miss is "did not want to"; our own
	lowEnergyTag    = -0.5 // energy under which a miss is "low energy"; our own
	ratingNoise     = 0.5  // our own
)

// answer is what somebody has ready for a kind of obstacle.
type answer struct {
	ready bool
	fires float64 // chance that it comes to mind
	helps float64 // factor on the world's plan effect
}

// run is ninety days of one person under one policy.
type run struct {
	w    *world
	p    *person
	logs logging

	// What the policy asks for.
	kind                goal.MetricKind // what the week counts
	full, floor, target float64
	fulls               [weekDays]bool // weekdays that ask for a full session
	strict              bool
	reviews             bool
	rest                [weekDays]bool
	cue                 [weekDays]float64
	answers             [kinds]answer
	homeless            float64 // factor on chi: 1 until full sessions have a home
	firstFull, firstMin float64 // as planned on day one

	// What nobody sees: H, S, M, discouragement, strain, B.
	habit, confidence, motivation, disc, strain, comfort float64
	tired                                                float64 // energy that practice took and rest gives back
	alive                                                bool
	misses                                               int // in a row
	chain                                                bool
	run, after                                           int // misses of the shown chain in a row; days of what-the-hell left

	// What happened, and what was logged of it.
	minutes  [days]float64
	status   [days]goal.DayStatus
	shown    [days]goal.DayStatus
	tag      [days]int // kind of obstacle that was tagged, of a day that was said to be missed
	rating   [days]int
	rated    [days]bool
	met, did [days]bool // of the plan for the obstacle of the day
	obstacle [days]int
	late     [days]bool    // said in a later review
	asked    [days]float64 // minutes of a full session; 0 on the other days
	lasted   int           // days
	made     int           // reviews
	week     float64       // the week's number so far
}

// begin sets a person back to day one.
func (l *run) begin(w *world, p *person, logs logging) {
	*l = run{w: w, p: p, logs: logs, alive: true, confidence: 0.5, motivation: p.motivation, comfort: p.comfort, homeless: 1}
	l.firstPlan()
	l.firstFull, l.firstMin = l.full, l.floor
	for i := range l.cue {
		l.cue[i] = p.cues[0]
	}
}

// day lives one day: what is asked, what is done, what it leaves behind.
func (l *run) day(t int) {
	wd := t % weekDays
	if l.fulls[wd] {
		l.asked[t] = l.full
	}
	l.moods(t)
	switch {
	case l.rest[wd] || l.strict && !l.fulls[wd]:
		l.status[t], l.shown[t] = goal.DayRest, goal.DayRest
		l.after = max(0, l.after-1)
	case l.idle(t):
		l.idleDay(t)
	default:
		l.meetObstacle(t, wd)
		drive, noticed := l.drive(t, wd), l.noticed(t, wd)
		l.act(t, wd, drive, noticed)
		l.learn(t, wd)
		l.log(t, noticed)
		l.shownChain(t)
	}
	l.rate(t)
	l.wear(t)
	l.week += l.adds(t)
	l.lasted = t + 1
	l.alive = l.p.drop[t] >= l.leaving()
}

// moods moves what the day finds: motivation.
func (l *run) moods(t int) {
	stays := l.w[staying]
	mean := l.p.motivation * (stays + (1-stays)*math.Exp(-float64(t)/motivationFades))
	l.motivation += motivationPull*(mean-l.motivation) + motivationNoise*l.p.drift[t]
	if l.full < l.p.comfort/2 {
		l.motivation -= l.w[boredom]
	}
}

// meetObstacle notes which obstacle the day holds and whether a plan for it
// came to mind.
func (l *run) meetObstacle(t, wd int) {
	kind := l.p.shock[t]
	switch {
	case kind > 0:
	case l.p.busy[wd]:
		kind = byTime
	case l.energy(t) < lowEnergyTag:
		kind = byEnergy
	case l.disc+l.strain > noMotivation:
		kind = byNotWant
	}
	l.obstacle[t] = kind
	l.met[t] = kind > 0 && l.answers[kind].ready
	l.did[t] = l.met[t] && l.p.fire[t] < l.answers[kind].fires
}

// drive is v of the model: everything for and against, without luck.
func (l *run) drive(t, wd int) float64 {
	v := l.p.drive + 0.6*l.motivation + 0.5*l.energy(t) + 1.5*(l.confidence-0.5) + l.w[pullHabit]*l.habit - l.disc - l.strain
	if l.p.busy[wd] {
		v -= busyCost
	}
	if kind := l.p.shock[t]; kind > 0 {
		cost := shockCost
		if l.did[t] {
			cost *= 1 - min(1, l.w[planEffect]*l.answers[kind].helps)
		}
		v -= cost
	}
	if l.after > 0 {
		l.after--
		share := 1.0
		if !l.strict {
			share = l.w[attenuation]
		}
		v -= l.w[whatTheHell] * share
	}
	return v
}

// noticing is the chance that the cue is noticed.
func (l *run) noticing(t, wd int) float64 {
	own := l.cue[wd] + (1-l.cue[wd])*l.habit
	return 1 - (1-own)*(1-reminderStarts*math.Exp(-float64(t)/reminderFades))
}

func (l *run) noticed(t, wd int) bool { return l.p.notice[t] < l.noticing(t, wd) }

// act decides the minutes of the day.
func (l *run) act(t, wd int, drive float64, noticed bool) {
	feasible := 0.0
	if v := drive + l.p.latent[t]; noticed && v > 0 {
		feasible = l.comfort * (math.Exp2(v/l.w[doubling]) - 1)
	}
	l.minutes[t] = l.framed(t, wd, feasible)
	l.status[t] = goal.DayMissed
	if l.minutes[t] >= doneFrom {
		l.status[t] = goal.DayDone
	}
}

// framed is what becomes of the feasible minutes under a strict plan or under
// one with a floor.
func (l *run) framed(t, wd int, feasible float64) float64 {
	if l.strict {
		switch {
		case feasible >= l.full:
			return l.full
		case feasible >= doneFrom && l.p.strict[t] >= l.w[omega]:
			return feasible
		}
		return 0
	}
	if l.fulls[wd] && feasible >= l.full {
		if l.p.satisfice[t] < l.w[chi]*l.homeless {
			return l.floor
		}
		return l.full
	}
	if feasible < l.floor {
		return 0
	}
	if l.p.goOn[t] < l.w[zeta] {
		return max(l.floor, min(feasible, l.full))
	}
	return l.floor
}

// learn changes habit and confidence by what was done. A repetition is tiny
// when it is no more than the first plan's step, and full when it is all that
// is asked.
func (l *run) learn(t, wd int) {
	m := l.minutes[t]
	if l.status[t] != goal.DayDone {
		l.habit -= l.p.gain * l.w[rho] * l.habit
		l.confidence -= l.w[lambdaMiss] * l.confidence
		l.misses++
		return
	}
	l.misses = 0
	worth := 1.0
	if m <= l.firstMin && m < l.firstFull {
		worth = l.w[psi]
	}
	l.habit += l.p.gain * math.Sqrt(l.cue[wd]) * (1 - l.habit) * worth
	switch {
	case l.fulls[wd] && m >= l.full:
		l.confidence += l.w[lambdaSuccess] * (1 - l.confidence)
	case l.strict:
		l.confidence -= 0.5 * l.w[lambdaMiss] * l.confidence
	default:
		l.confidence += 0.5 * l.w[lambdaSuccess] * (1 - l.confidence)
	}
}

// log writes down what the day's log holds; nothing else is ever seen. A miss
// without a tag is left blank.
func (l *run) log(t int, noticed bool) {
	l.shown[t] = goal.DayUnlogged
	if l.silent(t) || l.p.skipped[t] < l.logs.Skipped {
		return
	}
	if l.status[t] == goal.DayDone {
		l.shown[t] = goal.DayDone
		return
	}
	if l.p.logsNoMiss(l.w) || l.p.tagged[t] >= l.logs.Tagged {
		return
	}
	l.shown[t] = goal.DayMissed
	cause := l.obstacle[t]
	switch {
	case !noticed:
		cause = byCue
	case cause == 0:
		cause = l.p.main
	}
	if l.p.right[t] >= l.logs.Right {
		cause = (cause + 1 + int(l.p.other[t]*(kinds-1))) % kinds
	}
	l.tag[t] = cause
}

// shownChain follows the chain as it is shown: a strict one breaks at a miss,
// ours at two in a row.
func (l *run) shownChain(t int) {
	if l.shown[t] == goal.DayDone {
		l.chain, l.run = true, 0
		return
	}
	l.run++
	limit := 2
	if l.strict {
		limit = 1
	}
	if l.chain && l.run >= limit {
		l.chain, l.after = false, breakDays
	}
}
