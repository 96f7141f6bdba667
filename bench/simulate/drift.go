package main

import (
	"math"

	"github.com/ippo-app/ippo/internal/goal"
)

// rate is the energy that the person would rate, 1-5: 3 is okay, a unit of
// energy is a point, and strain is felt.
func (l *run) rate(t int) {
	x := math.Round(3 + l.energy(t) - l.strain + ratingNoise*l.p.rating[t])
	l.rating[t] = int(min(5, max(1, x)))
	said := l.shown[t] == goal.DayDone || l.shown[t] == goal.DayMissed
	l.rated[t] = said && l.p.rated[t] < l.logs.Rated
}

// energy of a day: what comes and goes by itself, without what practice took.
func (l *run) energy(t int) float64 { return l.p.energy[t] - l.tired }

// wear moves strain, tiredness and capacity. Practice tires by its length, and a
// share of the tiredness goes every night, so that a lighter week gives energy
// back.
func (l *run) wear(t int) {
	m := l.minutes[t]
	l.tired += l.w[tiring]*m/l.comfort - l.w[mending]*l.tired
	l.strain *= 0.9
	if m > 1.2*l.comfort {
		l.strain += l.w[straining] * (m/l.comfort - 1)
	}
	if m >= l.comfort/2 {
		l.comfort = min(2*l.p.comfort, l.comfort*(1+l.w[capacity]))
	}
}

// leaving is the chance of dropping out after a day.
func (l *run) leaving() float64 {
	h := l.w[hazard] * math.Exp(0.35*float64(min(6, l.misses))-(l.confidence-0.5)-l.habit)
	if l.reviews {
		h *= l.w[reviewBurden]
	}
	return h
}

// endWeek is how the week's number feels, to those who look at it.
func (l *run) endWeek(last int) {
	switch {
	case l.silent(last):
	case l.week < lowWeek*l.target:
		l.disc += l.w[lambdaWeek]
	case l.week >= l.target:
		l.disc -= l.w[lambdaWeek]
	}
	l.disc = min(1, max(-0.5, 0.9*l.disc))
	l.week = 0
}
