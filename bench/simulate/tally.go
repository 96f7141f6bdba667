package main

import "github.com/ippo-app/ippo/internal/goal"

// tally is what came of lives, summed. All counts are of people or days.
type tally struct {
	people        float64
	minutes       float64        // in ninety days
	habit         float64        // H at day 90
	done, active  float64        // days, while people were there
	lapses        float64        // runs of two misses and more
	month, season float64        // people still there on day 30 and on day 90
	low, days     float64        // days rated 2 or less, days lived
	changes       float64        // of the plan
	reviews       float64        // made
	weeks         [weeks]float64 // minutes of each full week
	asks, reached float64        // days that asked for a full session, and got it
}

func (a *tally) add(b tally) {
	a.people += b.people
	a.minutes += b.minutes
	a.habit += b.habit
	a.done += b.done
	a.active += b.active
	a.lapses += b.lapses
	a.month += b.month
	a.season += b.season
	a.low += b.low
	a.days += b.days
	a.changes += b.changes
	a.reviews += b.reviews
	for i := range a.weeks {
		a.weeks[i] += b.weeks[i]
	}
	a.asks += b.asks
	a.reached += b.reached
}

func (a tally) meanMinutes() float64 { return a.minutes / a.people }
func (a tally) meanHabit() float64   { return a.habit / a.people }
func (a tally) adherence() float64   { return a.done / a.active }
func (a tally) lowShare() float64    { return a.low / a.days }
func (a tally) perPerson(x float64) float64 {
	return x / a.people
}

// tallied is what came of one life. The days are counted by the same functions
// that count everybody's.
func (l *run) tallied(changes int) tally {
	r := tally{people: 1, habit: l.habit, days: float64(l.lasted), changes: float64(changes), reviews: float64(l.made)}
	lived := l.status[:l.lasted]
	a := goal.Adhere(lived)
	r.done, r.active = float64(a.Done), float64(a.Active)
	n := goal.MissEpisodes(lived)
	r.lapses = float64(n.Episodes - n.Recovered)
	for t, m := range l.minutes[:l.lasted] {
		r.minutes += m
		if w := t / weekDays; w < weeks {
			r.weeks[w] += m
		}
		if l.rating[t] <= 2 {
			r.low++
		}
		if l.asked[t] > 0 && lived[t] != goal.DayRest {
			r.asks++
			if m >= l.asked[t] {
				r.reached++
			}
		}
	}
	if l.lasted > 30 || l.lasted == 30 && l.alive {
		r.month = 1
	}
	if l.lasted == days && l.alive {
		r.season = 1
	}
	return r
}
