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
	return w.Join(said, w.Say("retro.levels", Args{
		"now": w.AboutOf(*l.Progress.Actual, o.Unit), "then": w.AboutOf(o.Start, o.Unit),
	}))
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
