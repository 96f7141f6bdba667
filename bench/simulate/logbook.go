package main

import "github.com/ippo-app/ippo/internal/goal"

// look is every figure and the review's inputs at the end of a day, from the
// log alone.
func (c *table) look(l *run, last goal.Day) (goal.Look, goal.ReviewInputs) {
	look := c.see(l, last)
	return look, c.inputs(look)
}

func (c *table) see(l *run, last goal.Day) goal.Look {
	c.write(l, int(last-firstDay())+1)
	return goal.See(goal.Sight{
		Goal: c.goals[0], Letters: goal.Letters{last.Year(): string(c.letters)}, Logs: c.days, Calendar: c.calendar, Today: last,
	})
}

func (c *table) inputs(look goal.Look) goal.ReviewInputs {
	return look.ReviewInputs(c.story, c.feelings, look.Today-weekDays+1, goal.ReviewAnswers{})
}

// write makes day logs of the days that are not written yet.
func (c *table) write(l *run, until int) {
	for t := len(c.days); t < until; t++ {
		d := firstDay() + goal.Day(t)
		log := c.dayLog(l, t)
		if l.rated[t] {
			c.ratings[t] = l.rating[t]
			c.feelings[d] = goal.Feeling{Day: d, Energy: &c.ratings[t]}
		}
		c.days = append(c.days, log)
		c.letters = append(c.letters, c.letter(log))
	}
}

func (c *table) letter(log goal.DayLog) byte {
	return byte(goal.LetterOf(log, goal.PlanOn(c.plans, log.Day)))
}

// dayLog is what stands in the log of a day. One that was said in a later review
// holds done or missed and nothing else.
func (c *table) dayLog(l *run, t int) goal.DayLog {
	log := goal.DayLog{Goal: ref, Day: firstDay() + goal.Day(t)}
	if l.late[t] {
		log.Status = goal.LogMissed
		if l.status[t] == goal.DayDone {
			log.Status = goal.LogDone
		}
		return log
	}
	switch l.shown[t] {
	case goal.DayDone:
		log.Status = goal.LogDone
		c.minutes[t] = l.minutes[t]
		c.amounts[t] = goal.Amount{Minutes: &c.minutes[t]}
		log.Amounts = c.amounts[t : t+1 : t+1]
	case goal.DayMissed:
		log.Status, log.Tag = goal.LogMissed, obstacles()[l.tag[t]]
	default: // nothing is written of such a day
		return log
	}
	if id, ok := c.planFor(l.obstacle[t]); ok && l.met[t] {
		c.met[t] = goal.Met{Plan: id, Did: l.did[t]}
		log.Met = c.met[t : t+1 : t+1]
	}
	return log
}

// answered lets the person say what the days were that the review asks for
// (ruling 49), and says whether any was answered.
func (c *table) answered(l *run, look goal.Look) bool {
	if !l.p.answersDays(l.w) {
		return false
	}
	some := false
	for _, d := range look.WordlessDays(look.Today - weekDays + 1) {
		t := int(d - firstDay())
		if !l.answerLate(t) {
			continue
		}
		some = true
		c.days[t] = c.dayLog(l, t)
		c.letters[len(c.letters)-len(c.days)+t] = c.letter(c.days[t])
	}
	return some
}

// planFor is the id of the if-then plan in force for a kind of obstacle.
func (c *table) planFor(kind int) (string, bool) {
	for id, k := range c.planIDs {
		if k == kind {
			return id, true
		}
	}
	return "", false
}
