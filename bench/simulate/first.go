package main

import (
	"cmp"
	"slices"
)

// addedLater stands beside the value of adapting, since it was chosen to be
// looked at after another figure was known (ruling 58).
const addedLater = "H was added after K over F1 had not met the claim in an earlier round. The claim stands on K over F1 and K over R, as it was."

// adapting is the value of adapting, beside the price of being asked and what
// comes of both.
func (r *report) adapting() {
	r.table("The value of adapting (K over H), the two together (K over F1), and the price of being asked (H over F1)",
		"setting", "over", "minutes: median ratio [10–90% of worlds]", "better / worse", "habit on day 90: median ratio [10–90%]", "better / worse")
	for _, o := range r.outcomes {
		for _, p := range [][2]string{{"K", "H"}, {"K", "F1"}, {"H", "F1"}} {
			c := o.compare(p[0], p[1], r.frozen.Metrics)
			r.row(o.setting.Name, p[0]+" over "+p[1], middle(c.Minutes), betterWorse(c.Minutes), middle(c.Habit), betterWorse(c.Habit))
		}
	}
	r.line("\n%s", addedLater)
}

// loss is a comparison in which K came out behind.
type loss struct {
	setting, over, what string
	spread
}

// lossesOf a setting: more worlds are more than 5% worse than better, or the
// median lies under 1 when it is written down.
func (o outcome) lossesOf(m metrics) []loss {
	var all []loss
	for _, p := range o.pairs() {
		if p[0] != "K" {
			continue
		}
		c := o.compare(p[0], p[1], m)
		for what, s := range inOrder("minutes", c.Minutes, "habit", c.Habit) {
			if s.Worse > s.Better || s.median() < 0.995 {
				all = append(all, loss{o.setting.Name, p[1], what, s})
			}
		}
	}
	return all
}

func (r *report) losses() {
	var all []loss
	for _, o := range r.outcomes {
		all = append(all, o.lossesOf(r.frozen.Metrics)...)
	}
	slices.SortStableFunc(all, func(a, b loss) int { return cmp.Compare(a.median(), b.median()) })
	r.table("Where K loses: a median under 1, or more worlds more than 5% worse than better; the largest losses first",
		"setting", "K over", "outcome", "median ratio [10–90% of worlds]", "worlds better / worse")
	for _, x := range all {
		r.row(x.setting, x.over, x.what, middle(x.spread), betterWorse(x.spread))
	}
}

// claims are the verdicts of method 12.7, rule 4. K over H is shown beside them
// and is no part of them.
func (r *report) claims() {
	m := r.frozen.Metrics
	r.table("What may be claimed: more than 5% better in 80% of worlds on one outcome, with more than 5% loss on the other in at most 10%, over F1 and over R",
		"setting", "K over", "minutes: worlds better / worse", "habit: worlds better / worse", "claim")
	for _, o := range r.outcomes {
		both := true
		for _, over := range []string{"F1", "R"} {
			c := o.compare("K", over, m)
			both = both && c.claim(m)
			r.row(o.setting.Name, over, betterWorse(c.Minutes), betterWorse(c.Habit), holds(c.claim(m)))
		}
		h := o.compare("K", "H", m)
		r.row(o.setting.Name, "H", betterWorse(h.Minutes), betterWorse(h.Habit), "shown beside; over F1 and R it "+holds(both))
	}
}
