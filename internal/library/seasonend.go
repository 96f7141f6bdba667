package library

import "github.com/ippo-app/ippo/internal/goal"

// SeasonEnd says what ninety days came to: the outcome where it is reached, else
// the days that were kept, and of a level from where to where. Empty before day
// ninety.
func (w *Words) SeasonEnd(l goal.Look) string {
	r, ok := l.Round(goal.SeasonDays)
	if !ok {
		return ""
	}
	return w.Join(w.seasonHeld(l, r), w.AfterSeason(l))
}

// AfterSeason says what was written down after the season's last day, which
// changes nothing of it: a yes with its day, or where the next one can start
// (ruling 45). Empty without any.
func (w *Words) AfterSeason(l goal.Look) string {
	if len(l.After) == 0 {
		return ""
	}
	last, o := l.After[len(l.After)-1], l.Season.Outcome
	switch {
	case last.Yes != nil && *last.Yes:
		return w.Say("season.later_yes", Args{"date": w.Date(last.Day)})
	case o.Type == goal.OutcomeLevelUp, o.Type == goal.OutcomeLevelDown:
		return w.Say("season.since", Args{"amount": w.AboutOf(last.Value, o.Unit), "date": w.Date(last.Day)})
	}
	return ""
}

// Touched says when a level first met its target, while it is not said to be
// reached (ruling 46).
func (w *Words) Touched(l goal.Look) string {
	p := l.Progress
	if p.Touched == 0 || p.Reached != nil && *p.Reached {
		return ""
	}
	o := l.Season.Outcome
	return w.Say("season.touched", Args{"amount": w.AboutOf(*o.Target, o.Unit), "date": w.Date(p.Touched)})
}

// seasonHeld is the result alone.
func (w *Words) seasonHeld(l goal.Look, r goal.Round) string {
	if l.Progress.Reached != nil && *l.Progress.Reached {
		return w.reached(l)
	}
	said := w.Say("season.kept", Args{"n": r.Practised})
	if r.Mended > 0 {
		said = w.Say("season.kept_mended", Args{
			"n": r.Practised, "mended": w.Say("chain.mended", Args{"n": r.Mended, "count": w.Count(r.Mended)}),
		})
	}
	o := l.Season.Outcome
	if l.Progress.Actual == nil || o.Type != goal.OutcomeLevelUp && o.Type != goal.OutcomeLevelDown {
		return said
	}
	day := l.Progress.ActualDay
	if day == 0 { // a season of the older rules is said by its last week
		day = r.Last
	}
	return w.Join(said, w.Say("retro.levels", Args{
		"now": w.AboutOf(*l.Progress.Actual, o.Unit), "date": w.Date(day), "then": w.AboutOf(o.Start, o.Unit),
	}), w.Touched(l))
}

func (w *Words) reached(l goal.Look) string {
	o := l.Season.Outcome
	a := Args{}
	if o.Target != nil {
		unit := o.Unit
		if o.Type == goal.OutcomeDays {
			unit = "days"
		}
		a["amount"] = w.AboutOf(*o.Target, unit)
	}
	day, known := l.ReachedOn()
	if known {
		a["date"] = w.Date(day)
	}
	switch {
	case !known: // an average, which is met by weeks
		return w.Say("season.reached.average", a)
	case o.Target == nil:
		return w.Say("season.reached.done", a)
	default:
		return w.Say("season.reached", a)
	}
}
