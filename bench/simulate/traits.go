package main

import "github.com/ippo-app/ippo/internal/goal"

// Traits of a person that the report sorts by.
const (
	traitCue = iota
	traitEase
	traitDrive
	traitMotivation
	traitEnergy
	traitAsk
	traitComfort
	traitCount
)

func traitNames() [traitCount]string {
	return [traitCount]string{
		"quality of the first cue", "days until it is easy (T95)", "base drive", "motivation", "mean energy",
		"first ask / comfortable minutes", "comfortable minutes",
	}
}

func (p *person) traits(w *world) [traitCount]float64 {
	return [traitCount]float64{p.cues[0], p.easeDays(), p.drive, p.motivation, p.energy0, p.ask(w) / p.comfort, p.comfort}
}

// Groups of people that the report tells apart.
const (
	groupMinutes = iota
	groupSessions
	groupDays
	groupSteady
	groupSilent
	groupIdle
	groupNoMiss
	groupAnswers
	groupCount
)

func groupNames() [groupCount]string {
	return [groupCount]string{
		"goals that count minutes", "goals that count sessions", "goals that count days",
		"do not go silent", "go silent and come back, and go on meanwhile", "go silent and come back, and do nothing meanwhile",
		"never log a miss", "answer the quiet days in the review",
	}
}

func (p *person) groups(w *world) [groupCount]bool {
	kind, away := p.kind(w), p.goesAway(w)
	return [groupCount]bool{
		kind == goal.MetricMinutes, kind == goal.MetricSessions, kind == goal.MetricDays,
		!away, away && p.idle >= idleShare, away && p.idle < idleShare, p.logsNoMiss(w), p.answersDays(w),
	}
}
