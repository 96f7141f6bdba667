package goal

import (
	"math"

	"github.com/ippo-app/ippo/internal/stats"
)

// WeekLabel sorts a week by what it held (method 3.3).
type WeekLabel string

// The labels.
const (
	LabelOnTrack  WeekLabel = "on_track"
	LabelPartly   WeekLabel = "partly"
	LabelLow      WeekLabel = "low"
	LabelSettling WeekLabel = "settling_in" // two in-plan days or fewer: not scored
	LabelOpen     WeekLabel = "open"        // the running week
)

// WeekState says what is still possible in the running week (method 3.3).
type WeekState string

// The states.
const (
	WeekDone       WeekState = "done"
	WeekRoom       WeekState = "room"
	WeekTight      WeekState = "tight"
	WeekOutOfReach WeekState = "out_of_reach"
	WeekSettling   WeekState = "settling_in"
)

// Thresholds of the labels, and the days under which a week is not scored.
const (
	onTrackFrom  = 0.85
	partlyFrom   = 0.60
	SettlingDays = 2
)

// Week is one week of a season against its target.
type Week struct {
	Start      Day       `json:"start"`
	End        Day       `json:"-"`
	Days       int       `json:"days"` // in-plan days
	Target     float64   `json:"target"`
	Done       float64   `json:"done"`
	Attainment *float64  `json:"attainment"`
	Label      WeekLabel `json:"label"`
	State      WeekState `json:"-"` // of the running week
	Room       int       `json:"-"` // what today and the days to come can hold; days of minutes and units (ruling 43)
	RestLeft   Day       `json:"-"` // the next planned rest day of the week
}

// weekOf scores the week that lies in [first, last] of a season; logs are the
// day logs of those days. A week is judged by the plan in force on each of its
// days, and nothing is ever carried over.
func (l Life) weekOf(s Season, first, last Day, logs map[Day]DayLog) Week {
	return l.weekUntil(s, l.lastDay(s), first, last, logs)
}

// weekUntil is the same for a season whose last day is known.
func (l Life) weekUntil(s Season, end, first, last Day, logs map[Day]DayLog) Week {
	w := Week{Start: first, End: last}
	t := 0.0
	var plan Plan
	l.walkSeason(s, func(d Day, number int, st DayStatus) bool {
		if d > last || end != 0 && d > end {
			return false
		}
		if d < first || number == 0 {
			return true
		}
		plan = l.Plan(d)
		w.Days++
		t += l.weekTarget(plan, d) / 7
		if log, ok := logs[d]; ok && st == DayDone {
			w.Done += addsToWeek(log, plan)
		}
		if d >= l.Today {
			w.Room += roomOn(d, st, plan, logs[d])
		}
		if st == DayRest && d >= l.Today && w.RestLeft == 0 {
			w.RestLeft = d
		}
		return true
	})
	w.Target = max(1, math.Floor(t+0.5+1e-9))
	if w.Days == 0 {
		w.Target = 0
	}
	w.Label, w.Attainment = l.label(w, end)
	if w.Label == LabelOpen {
		w.State = l.weekState(w, plan, s.First, logs)
	}
	return w
}

// roomOn is what an in-plan day can still add to its week: sessions up to the cap,
// one for a day that is not done, and of minutes and units the day itself,
// whatever was logged on it. A weekday of rest has none; a minimum stamp, "not
// today" and a rest that was tapped leave it as it is, since a session can follow
// them (ruling 43).
func roomOn(d Day, st DayStatus, plan Plan, log DayLog) int {
	switch {
	case plan.Rest.Has(d.Weekday()):
		return 0
	case plan.Metric.Kind == MetricSessions && st == DayDone:
		return plan.Metric.cap() - Sessions(log, plan)
	case plan.Metric.Kind == MetricSessions:
		return plan.Metric.cap()
	case plan.Metric.Kind == MetricDays && st == DayDone:
		return 0
	}
	return 1
}

// weekTarget is a full week's target on a day: an alternating one is a unit
// higher in every second week from its start (ruling 32).
func (l Life) weekTarget(p Plan, d Day) float64 {
	if !p.Metric.Alternates {
		return p.Metric.Target
	}
	from, _ := l.cal.Week(p.MetricFrom)
	at, _ := l.cal.Week(d)
	if (at-from)/7%2 == 1 {
		return p.Metric.Target + 1
	}
	return p.Metric.Target
}

// label of a week; it ends with the season, if that ends in it (ruling 45).
func (l Life) label(w Week, end Day) (WeekLabel, *float64) {
	if w.Days == 0 || w.Target == 0 {
		return LabelSettling, nil
	}
	p := w.Done / w.Target
	last := w.End
	if end != 0 {
		last = min(last, end)
	}
	switch {
	case (last > l.Today || last == l.Today && !l.over) && w.Start <= l.Today:
		return LabelOpen, &p
	case w.Days <= SettlingDays:
		return LabelSettling, nil
	case p >= onTrackFrom:
		return LabelOnTrack, &p
	case p >= partlyFrom:
		return LabelPartly, &p
	}
	return LabelLow, &p
}

// weekState is the mid-week state (method 3.3, ruling 43).
func (l Life) weekState(w Week, p Plan, season Day, logs map[Day]DayLog) WeekState {
	left, room := max(0, w.Target-w.Done), float64(w.Room)
	switch {
	case left == 0:
		return WeekDone
	case w.Days <= SettlingDays:
		return WeekSettling
	case p.Metric.Kind == MetricSessions || p.Metric.Kind == MetricDays:
		return stateOfRoom(left, room)
	case w.Room == 0:
		return WeekOutOfReach
	}
	if usual, ok := l.usualAmount(season, logs); ok && left/room > 2*usual {
		return WeekTight
	}
	return WeekRoom
}

// stateOfRoom compares what is left with what the days can hold.
func stateOfRoom(left, room float64) WeekState {
	switch {
	case left < room:
		return WeekRoom
	case left == room:
		return WeekTight
	}
	return WeekOutOfReach
}

// usualAmount is the median of what the season's done days hold; a bare tick
// of a goal that counts units says nothing of an amount.
func (l Life) usualAmount(season Day, logs map[Day]DayLog) (float64, bool) {
	var xs []float64
	for d := max(season, l.First); d <= l.Today; d++ {
		log, ok := logs[d]
		if !ok || log.Status != LogDone {
			continue
		}
		if x := addsToWeek(log, l.Plan(d)); x > 0 {
			xs = append(xs, x)
		}
	}
	return stats.Median(xs), len(xs) > 0
}

// weeks of a season up to the running one. A goal without a metric has none.
func (l Life) weeks(s Season, logs map[Day]DayLog) []Week {
	if l.Plan(s.First).Metric.Kind == MetricNone {
		return nil
	}
	var ws []Week
	end := l.lastDay(s)
	for d := s.First; d <= l.Today && (end == 0 || d <= end); {
		first, last := l.cal.Week(d)
		w := l.weekUntil(s, end, first, last, logs)
		if w.Days > 0 {
			ws = append(ws, w)
		}
		d = last + 1
	}
	return ws
}
