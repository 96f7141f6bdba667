package main

import "math/rand/v2"

// param is a number that nobody knows, drawn once per world (method 12.3).
type param int

// The parameters, in the order in which they are drawn.
const (
	omega param = iota
	chi
	zeta
	psi
	rho
	pullHabit
	doubling
	whatTheHell
	attenuation
	planEffect
	staying
	reviewBurden
	lambdaSuccess
	lambdaMiss
	lambdaWeek
	optimism
	reviewing
	boredom
	straining
	capacity
	hazard
	accepting
	keeping
	goingAway
	neverMissing
	answering
	tiring
	mending
	countingSessions
	countingDays
	params
)

// paramNames are the names in the frozen file and in the report.
func paramNames() [params]string {
	return [params]string{
		"omega", "chi", "zeta", "psi", "rho", "bH", "bx", "w", "att", "dplan", "f", "revB",
		"lambda_s", "lambda_f", "lambda_w", "mu_o", "review", "bore", "str", "cap", "h0", "accept", "keep",
		"away", "nomiss", "answer", "tire", "mend", "sessions", "days",
	}
}

// world is one guess at how people work.
type world [params]float64

// drawWorld draws the world of a number. The draws of a world are the same in
// every setting, so that settings differ by their ranges alone.
func drawWorld(seed uint64, number int, ranges [params]span) world {
	r := rand.New(rand.NewPCG(seed, uint64(number)<<32|worldStream)) //nolint:gosec // a simulation has to be repeatable
	var w world
	for i, s := range ranges {
		w[i] = s.Low + r.Float64()*(s.High-s.Low)
	}
	return w
}

// worldStream keeps the draws of a world apart from those of its people, whose
// numbers are smaller.
const worldStream = 1<<32 - 1
