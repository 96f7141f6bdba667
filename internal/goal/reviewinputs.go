package goal

import (
	"slices"
	"time"

	"github.com/ippo-app/ippo/internal/stats"
)

// ReviewAnswers is what the person said in the review before the suggestion is made.
type ReviewAnswers struct {
	Unwell bool
	Pulse  *int    // 1-5
	Tag    MissTag // what got in the way most often
}

// ReviewWeek is the week to look at on a day: the one that ends on it, else
// the last one that has ended, or the running one while there is no other.
func (l Look) ReviewWeek() Day {
	first, last := l.Calendar.Week(l.Today)
	if l.Today == last {
		return first
	}
	if before, _ := l.Calendar.Week(first - 1); first-1 >= l.Goal.Begun {
		return before
	}
	return first
}

// ReviewInputs works out every number of a review from the logs alone (method
// 7.2, ruling 31). Missing data stay nil, never 0.
func (l Look) ReviewInputs(s Story, feelings map[Day]Feeling, week Day, a ReviewAnswers) ReviewInputs {
	f := inputReader{Look: l, story: s, feelings: feelings, first: week, noticed: a.Tag}
	_, f.last = l.Calendar.Week(week)
	f.end, f.counted = f.last, min(l.Today, f.last+reviewLate)
	if f.end >= l.Today {
		f.end = l.Today
		for f.end > l.Goal.Begun && l.Life.On(f.end) == DayOpen {
			f.end--
		}
	}
	f.changed = f.changes()
	f.cut = max(l.Life.First, lastOf(f.changed, f.end, anyChange))
	in := ReviewInputs{Unwell: a.Unwell, Pulse: a.Pulse, Tags: map[MissTag]int{}}
	in.Over = l.Season == nil || l.SeasonEnd != 0 && l.ReviewStart(PlanChange{}, f.last) > l.SeasonEnd
	f.days(&in)
	f.energy(&in)
	f.weeks(&in)
	f.answers(&in)
	f.plan(&in)
	f.since(&in)
	return in
}

// WordlessDays are up to seven days of the fourteen that a review of the week looks
// at of which nothing was said, the latest first: it asks for them with one tap
// each (ruling 49).
func (l Look) WordlessDays(week Day) []Day {
	_, last := l.Calendar.Week(week)
	var days []Day
	for d := min(last, l.Today); d > last-14 && d >= l.Life.First && len(days) < int(weekLength); d-- {
		if l.Life.On(d) == DayUnlogged {
			days = append(days, d)
		}
	}
	return days
}

// inputReader reads the inputs of one week's review.
type inputReader struct {
	Look
	story       Story
	feelings    map[Day]Feeling
	first, last Day // of the week
	end         Day // of all windows
	counted     Day // to which ages are counted: the day of the review, two days after the week at most
	cut         Day // before it nothing is judged: the first day of the last change that holds (ruling 48)
	changed     []planChange
	noticed     MissTag // in this review
}

// window is the days of the last n up to the end.
func (f inputReader) window(n int) []Day { return f.from(f.Life.First, n) }

// clean is the same without the days from before the last change (ruling 48).
func (f inputReader) clean(n int) []Day { return f.from(f.cut, n) }

func (f inputReader) from(first Day, n int) []Day {
	var days []Day
	for d := max(f.end-Day(n)+1, first); d <= f.end; d++ {
		days = append(days, d)
	}
	return days
}

func (f inputReader) days(in *ReviewInputs) {
	f.week(in)
	for _, d := range f.clean(7) {
		count(f.Life.On(d), &in.Done7, &in.Active7)
	}
	for _, d := range f.clean(14) {
		st := f.Life.On(d)
		count(st, &in.Done14, &in.Active14)
		if st == DayUnlogged {
			in.Quiet14++
		}
		if st.Miss() || st == DayCovered {
			if tag := f.tagOf(d); tag != "" {
				in.Tags[tag]++
			}
		}
	}
	var misses []time.Weekday
	for _, d := range f.clean(21) {
		if st := f.Life.On(d); st.Miss() || st == DayCovered {
			misses = append(misses, d.Weekday())
		}
	}
	if w, ok := missCluster(misses); ok {
		in.Cluster = &w
	}
}

// week is what the last seven days say of themselves, changes or not: whether
// there was silence, a pause, or no goal yet (ruling 49).
func (f inputReader) week(in *ReviewInputs) {
	days := f.window(7)
	whole := len(days) == int(weekLength) // a younger goal is neither silent nor paused for a week
	in.Silent, in.AllPaused = whole, whole
	for _, d := range days {
		st := f.Life.On(d)
		in.AllPaused = in.AllPaused && st == DayPause
		in.Back = in.Back || st == DayPause
		tapped := st == DayRest && f.Life.Letter(d) == LetterRest
		if st == DayDone || st == DayMissed || st == DayCovered || tapped {
			in.Silent = false
		}
		if st == DayDone || st == DayMissed || st == DayCovered || st == DayRest {
			in.Logged7++
		}
		if st.active() {
			in.WeekActive++
		}
		if st == DayUnlogged {
			in.WeekQuiet++
		}
	}
	in.Silent = in.Silent && !in.AllPaused
	if len(days) < int(weekLength) {
		in.Young = len(days)
	}
	before := 0
	for i := len(f.story.Reviews) - 1; i >= 0 && before < quietReviews; i-- {
		r := &f.story.Reviews[i]
		if r.Week >= f.first {
			continue
		}
		before++
		if r.Suggestion.Rule == R2 || r.Suggestion.Rule == R2b {
			in.QuietSpoke++
		}
	}
}

// tagOf is why a day was missed: its own tag, else what the review of its week
// noticed most often.
func (f inputReader) tagOf(d Day) MissTag {
	if tag := f.Logs[d].Tag; tag != "" {
		return tag
	}
	week, _ := f.Calendar.Week(d)
	if week == f.first && f.noticed != "" {
		return f.noticed
	}
	r, _ := f.story.Review(week)
	return r.Tag
}

func count(st DayStatus, done, active *int) {
	if st.active() {
		*active++
	}
	if st == DayDone {
		*done++
	}
}

func (f inputReader) energy(in *ReviewInputs) {
	entries := func(first, last Day) []int {
		var es []int
		for d := first; d <= last; d++ {
			if e := f.feelings[d].Energy; e != nil {
				es = append(es, *e)
			}
		}
		return es
	}
	last7 := entries(f.end-6, f.end)
	in.Energy, in.LowEnergy = energyMean(last7), shareOfLowEnergy(last7)
	in.EnergyWas = energyMean(entries(f.end-20, f.end-7))
}

// weeks are the attainments: this week once it is complete, the scored one
// before, and the mean of the last four. Weeks of a deviation are left out, and
// those whose second day is before the last change; the mean of four, by which a
// way is judged and not a plan, only looks back to a change of what is counted
// (ruling 48).
func (f inputReader) weeks(in *ReviewInputs) {
	counts := lastOf(f.changed, f.end, func(c planChange) bool { return c.Counts })
	var four []float64
	for i, w := range slices.Backward(f.Weeks) {
		if w.Start == f.first {
			in.Week = i + 1
		}
		running := w.Start == f.first && f.Today < f.last
		if w.Start > f.first || running || w.Attainment == nil || w.Days <= SettlingDays || f.deviates(w) {
			continue
		}
		second := max(w.Start, f.Season.First) + 1
		if second >= f.cut {
			switch {
			case w.Start == f.first:
				in.P1 = w.Attainment
			case in.P2 == nil:
				in.P2 = w.Attainment
			}
		}
		if second >= counts && len(four) < 4 {
			four = append(four, *w.Attainment)
		}
	}
	if len(four) == 4 {
		mean := stats.Mean(four)
		in.P4 = &mean
	}
	in.AlternatingMet = f.alternatingMet()
	in.Lighter = f.lighter(f.first) && f.lighter(f.first-1)
}

// deviates says whether a week lies under a deviation. The change of an
// experiment is none: it is the plan that is looked at.
func (f inputReader) deviates(w Week) bool {
	return slices.ContainsFunc(f.Goal.Plan, func(r Revision) bool {
		return r.Until != 0 && r.From <= w.End && r.Until >= w.Start && !f.ofExperiment(r)
	})
}

func (f inputReader) ofExperiment(r Revision) bool {
	return slices.ContainsFunc(f.story.Experiments, func(x Experiment) bool { return x.Command == r.Command })
}

// alternatingMet counts the scored weeks in a row in which an alternating
// target was met; a lighter week between them is looked through (ruling 32).
func (f inputReader) alternatingMet() int {
	n := 0
	for _, w := range slices.Backward(f.Weeks) {
		if w.Start > f.first || w.Label == LabelOpen && f.Today < f.last || w.Attainment == nil || f.deviates(w) {
			continue
		}
		if !f.Life.Plan(w.End).Metric.Alternates || *w.Attainment < attainmentFull {
			break
		}
		n++
	}
	return n
}

// answers are what earlier reviews and the beginning hold.
func (f inputReader) answers(in *ReviewInputs) {
	if f.Goal.Start != nil {
		in.Confidence = f.Goal.Start.Confidence
	}
	for i := range f.story.Reviews {
		r := &f.story.Reviews[i]
		switch {
		case r.Week == f.first && in.Pulse == nil:
			in.Pulse = r.Pulse
		case r.Week < f.first && r.Pulse != nil:
			in.PulseWas = r.Pulse
		}
		if r.Week < f.first && r.Confidence != nil {
			in.Confidence = r.Confidence
		}
	}
	in.PassOver, in.PassUntil = passedOver(f.story.declinesBut(f.first), f.Today)
	in.EaseRow = f.easeRow()
}

// plan is what is in force at the end of the week, without its deviation.
func (f inputReader) plan(in *ReviewInputs) {
	p := f.Goal.Lasting(f.end)
	in.Step, in.Metric, in.SessionPlan = p.Step.Minutes, p.Metric, p.Metric.Where != ""
	in.Rest, in.Bundle = p.Rest, p.Bundle != "" && !f.bundleFaded()
	in.Steady, in.There = f.steady(), f.there()
	if fc := f.Forecast(); fc.State == ForecastSaid {
		in.Chance = fc.Chance
	}
	top, _ := TopTag(in.Tags)
	for _, x := range p.IfThens {
		if top == "" || x.Obstacle != top {
			continue
		}
		if c := f.planCounts(x.ID, max(f.cut, f.end-13), f.end); in.Linked == nil || c.Met > in.Linked.Met {
			in.Linked = &c
		}
	}
}

// Offer is what "Do it" would change at once, for the suggestions that need no
// words of the person; not ok for the others.
func (s Suggestion) Offer(p Plan) (change PlanChange, ok bool) {
	if c := s.Step; c != nil && c.To != c.From {
		step := p.Step
		step.Minutes = c.To
		change.Step, ok = &step, true
	}
	if c := s.Target; c != nil && p.Metric.Kind != MetricNone {
		m := p.Metric
		m.Target, m.Alternates = c.To, c.Alternates
		if c.SessionTo > 0 {
			m.Alternates = p.Metric.Alternates
			m.SessionMin = c.SessionTo
		}
		if m != p.Metric {
			change.Metric, ok = &m, true
		}
	}
	return change, ok
}
