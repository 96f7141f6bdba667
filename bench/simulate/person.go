package main

import (
	"math"
	"math/rand/v2"

	"github.com/ippo-app/ippo/internal/goal"
)

// Lengths of the simulated season. It begins on a Monday.
const (
	days       = 90
	weekDays   = 7
	weeks      = days / weekDays // full ones; the last six days have no review
	fullDays   = 5               // Monday to Friday ask for a full session
	maxMoves   = 2 * weeks       // cues and answers that a person can try
	busyDays   = 2
	doneFrom   = 2.0 // minutes that make a day done
	shockLimit = 15  // days
)

// Traits of people (method 12.3).
const (
	comfortMinutes = 20.0
	comfortSpread  = 0.5
	easeMedian     = 66.0 // days to 95% of the plateau
	easeSpread     = 0.61
	easeLog        = 2.996 // -ln .05
	optimismSpread = 0.45
	firstAsk       = 0.8 // of the comfortable minutes, times optimism
	smallestAsk    = 5.0
	stepShare      = 0.25
	stepLow        = 2.0
	stepHigh       = 5.0
	outcomeSpread  = 0.25 // of ln(outcome / 90 days of the first plan); our own
	ownObstacle    = 0.6  // share of a person's shocks that are of one kind; our own
	shockStarts    = 0.02
	shockGoesOn    = 2.0 / 3 // a mean of three days
	energyKeeps    = 0.7
	energyNoise    = 0.5
)

// obstacles are the kinds of hindrance; the first is a cue that was not
// noticed.
func obstacles() [7]goal.MissTag {
	return [7]goal.MissTag{
		goal.TagCue, goal.TagTime, goal.TagEnergy, goal.TagPlace, goal.TagOthers, goal.TagNotWant, goal.TagUnclear,
	}
}

// Indices into obstacles.
const (
	byCue = iota
	byTime
	byEnergy
	byPlace
	byOthers
	byNotWant
	byUnclear
	kinds
)

// person is somebody with all the luck of ninety days: every policy meets the
// same person on the same days (common random numbers).
type person struct {
	comfort, gain, drive, motivation, energy0 float64 // B, g, b0, M0, mean energy
	optimism                                  float64 // z
	outcome                                   float64 // z
	cues                                      [maxMoves]float64
	busy                                      [weekDays]bool
	main                                      int // the person's own kind of obstacle

	energy [days]float64
	shock  [days]int // kind of the obstacle episode of a day; 0 none

	drift, latent, notice, drop, strict, satisfice, goOn [days]float64
	rating, rated, tagged, right, other, skipped, fire   [days]float64
	review, accept, lever, detail                        [weeks]float64
	fires, helps                                         [maxMoves]float64

	habits
}

// drawPerson draws everything about a person that does not depend on a policy.
func (p *person) draw(seed uint64, world, number int) {
	r := rand.New(rand.NewPCG(seed, uint64(world)<<32|uint64(number))) //nolint:gosec // a simulation has to be repeatable
	p.comfort = comfortMinutes * math.Exp(comfortSpread*r.NormFloat64())
	p.gain = gainOf(easeMedian * math.Exp(easeSpread*r.NormFloat64()))
	p.drive = 0.9 + 0.6*r.NormFloat64()
	p.motivation = 0.6 + 0.4*r.NormFloat64()
	p.energy0 = 0.4 * r.NormFloat64()
	p.optimism, p.outcome = r.NormFloat64(), r.NormFloat64()
	for i := range p.cues {
		p.cues[i] = beta43(r)
		p.fires[i] = 0.4 + 0.6*r.Float64()
		p.helps[i] = 2 * r.Float64()
	}
	first := r.IntN(weekDays)
	p.busy = [weekDays]bool{}
	p.busy[first], p.busy[(first+1+r.IntN(weekDays-1))%weekDays] = true, true
	p.main = 1 + r.IntN(kinds-1)
	p.drawEnergy(r)
	p.drawShocks(r)
	for _, xs := range []*[days]float64{&p.notice, &p.drop, &p.strict, &p.satisfice, &p.goOn, &p.rated, &p.tagged, &p.right, &p.other, &p.skipped, &p.fire} {
		for t := range xs {
			xs[t] = r.Float64()
		}
	}
	for t := range days {
		p.drift[t], p.rating[t] = r.NormFloat64(), r.NormFloat64()
		u := r.Float64()
		p.latent[t] = math.Log(u / (1 - u)) // Logistic(0, 1)
	}
	for i := range weeks {
		p.review[i], p.accept[i], p.lever[i], p.detail[i] = r.Float64(), r.Float64(), r.Float64(), r.Float64()
	}
	p.habits.draw(r)
}

// gainOf is what a repetition adds, of what is missing, when the plateau is
// reached to 95% after so many days.
func gainOf(t95 float64) float64 { return 1 - math.Exp(-easeLog/t95) }

// easeDays is the inverse of gainOf.
func (p *person) easeDays() float64 { return -easeLog / math.Log(1-p.gain) }

// beta43 draws from Beta(4, 3).
func beta43(r *rand.Rand) float64 {
	gamma := func(n int) float64 {
		product := 1.0
		for range n {
			product *= 1 - r.Float64()
		}
		return -math.Log(product)
	}
	a, b := gamma(4), gamma(3)
	return a / (a + b)
}

func (p *person) drawEnergy(r *rand.Rand) {
	e := p.energy0
	for t := range p.energy {
		e = p.energy0 + energyKeeps*(e-p.energy0) + energyNoise*r.NormFloat64()
		p.energy[t] = e
	}
}

// drawShocks lays episodes of obstacles over the days: most of a person's are
// of one kind.
func (p *person) drawShocks(r *rand.Rand) {
	kind, left := 0, 0
	for t := range p.shock {
		starts, own, other, length := r.Float64() < shockStarts, r.Float64() < ownObstacle, 1+r.IntN(kinds-1), 1
		for length < shockLimit && r.Float64() < shockGoesOn {
			length++
		}
		if left == 0 && starts {
			kind, left = other, length
			if own {
				kind = p.main
			}
		}
		p.shock[t] = 0
		if left > 0 {
			p.shock[t] = kind
			left--
		}
	}
}

// ask is the first full session: what is comfortable, times optimism.
func (p *person) ask(w *world) float64 {
	return max(smallestAsk, firstAsk*p.comfort*math.Exp(w[optimism]+optimismSpread*p.optimism))
}

// step is the minimum step in whole minutes.
func (p *person) step() float64 {
	return math.Round(min(stepHigh, max(stepLow, stepShare*p.comfort)))
}
