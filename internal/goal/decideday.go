package goal

// log refuses what is said of a day that cannot be meant (rulings 8 and 11). What
// is said of a day alone, without a goal, is never refused.
func (k Known) log(e Entry) error {
	id := e.Body.About()
	if id == "" {
		return nil
	}
	g, err := k.goal(id)
	if err != nil {
		return err
	}
	if e.Body.Kind() == KindRecord {
		return nil
	}
	if err := k.mayLog(g, e); err != nil {
		return err
	}
	if _, ok := e.Body.(Measure); ok {
		return g.mayMeasure(e.Day)
	}
	return nil
}

func (k Known) mayLog(g Goal, e Entry) error {
	today := k.Calendar.DayAt(e.At)
	ahead := today
	if e.Body.Kind() == KindRest {
		ahead += RestAhead
	} else if possibleDay(e.Day, e.At) && e.Device == "offline" {
		ahead = max(ahead, e.Day) // made where the server's zone is not the person's
	}
	switch {
	case e.Day > ahead && e.Body.Kind() == KindRest:
		return Invalid("day", "error.day.rest_ahead", ahead)
	case e.Day > ahead:
		return Invalid("day", "error.day.ahead", e.Day)
	case e.Day < g.Begun:
		return Invalid("day", "error.day.before", g.Begun)
	}
	switch g.statusAt(e.Day, e.At) {
	case StatusParked:
		// A day of the time that it was parked counts as paused (rulings 8 and 9). Who
		// takes it up and flies west has such a day once more.
		for _, c := range g.Statuses {
			today = max(today, c.From)
		}
		if g.statusAt(today, e.At) != StatusParked {
			return nil
		}
		return Conflict("goal", "error.goal.parked", g.Slug)
	case StatusEnded:
		return Conflict("goal", "error.goal.ended", g.Slug)
	default:
		return nil
	}
}

// mayMeasure refuses a measurement where there is no outcome, or where the day
// log feeds it (ruling 28).
func (g Goal) mayMeasure(d Day) error {
	s, ok := g.Season(d)
	if !ok {
		return Invalid("value", "error.measure.no_outcome")
	}
	if s.Outcome.Type == OutcomeDays || s.Outcome.FedByLog(PlanOn(g.Plans(), d).Metric) {
		return Invalid("value", "error.measure.from_log")
	}
	return nil
}
