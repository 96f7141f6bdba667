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
	f.end = f.last
	if f.end >= l.Today {
		f.end = l.Today
		for f.end > l.Goal.Begun && l.Life.On(f.end) == DayOpen {
			f.end--
		}
	}
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

// inputReader reads the inputs of one week's review.
type inputReader struct {
	Look
	story       Story
	feelings    map[Day]Feeling
	first, last Day     // of the week
	end         Day     // of all windows
	noticed     MissTag // in this review
}

// window is the days of the last n up to the end.
func (f inputReader) window(n int) []Day {
	var days []Day
	for d := max(f.end-Day(n)+1, f.Life.First); d <= f.end; d++ {
		days = append(days, d)
	}
	return days
}

func (f inputReader) days(in *ReviewInputs) {
	week := f.window(7)
	in.Silent, in.AllPaused = len(week) == int(weekLength), true // a younger goal is not silent
	for _, d := range week {
		st := f.Life.On(d)
		in.AllPaused = in.AllPaused && st == DayPause
		if st == DayDone || st == DayMissed || st == DayCovered || st == DayRest && f.Life.Letter(d) == LetterRest {
			in.Silent = false
		}
		if st == DayDone || st == DayMissed || st == DayCovered || st == DayRest {
			in.Logged7++
		}
		count(st, &in.Done7, &in.Active7)
	}
	in.Silent = in.Silent && !in.AllPaused
	for _, d := range f.window(14) {
		st := f.Life.On(d)
		count(st, &in.Done14, &in.Active14)
		if st.Miss() || st == DayCovered {
			if tag := f.tagOf(d); tag != "" {
				in.Tags[tag]++
			}
		}
	}
	var misses []time.Weekday
	for _, d := range f.window(21) {
		if st := f.Life.On(d); st.Miss() || st == DayCovered {
			misses = append(misses, d.Weekday())
		}
	}
	if w, ok := missCluster(misses); ok {
		in.Cluster = &w
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
// before, and the mean of the last four. Weeks of a deviation are left out.
func (f inputReader) weeks(in *ReviewInputs) {
	var scored []Week
	for i, w := range f.Weeks {
		if w.Start == f.first {
			in.Week = i + 1
		}
		if w.Start > f.first || w.Attainment == nil || f.deviates(w) || w.Days <= SettlingDays {
			continue
		}
		if w.Start == f.first && f.Today < f.last {
			continue // not complete yet
		}
		scored = append(scored, w)
	}
	if n := len(scored); n > 0 && scored[n-1].Start == f.first {
		in.P1 = scored[n-1].Attainment
		scored = scored[:n-1]
	}
	if n := len(scored); n > 0 {
		in.P2 = scored[n-1].Attainment
	}
	four := []float64{}
	if in.P1 != nil {
		four = append(four, *in.P1)
	}
	for i := len(scored) - 1; i >= 0 && len(four) < 4; i-- {
		four = append(four, *scored[i].Attainment)
	}
	if len(four) == 4 {
		mean := stats.Mean(four)
		in.P4 = &mean
	}
	in.AlternatingMet = f.alternatingMet()
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
	in.PassOver = passedOver(f.story.declinesBut(f.first), f.Today)
}

// plan is what is in force at the end of the week, without its deviation.
func (f inputReader) plan(in *ReviewInputs) {
	p := f.Goal.Lasting(f.end)
	in.Step, in.Metric, in.SessionPlan = p.Step.Minutes, p.Metric, p.Metric.Where != ""
	if fc := f.Forecast(); fc.State == ForecastSaid {
		in.Chance = fc.Chance
	}
	top, _ := TopTag(in.Tags)
	for _, x := range p.IfThens {
		if top == "" || x.Obstacle != top {
			continue
		}
		if c := f.PlanCounts(x.ID); in.Linked == nil || c.Met > in.Linked.Met {
			in.Linked = &c
		}
	}
}

// since counts the days from the last change, and from the last change of the
// target, to the day of the review. What this very review decided is not
// looked at.
func (f inputReader) since(in *ReviewInputs) {
	today := min(f.Today, f.last)
	own, _ := f.story.Review(f.first)
	target := f.Goal.Begun - 1
	if f.Season != nil {
		target = f.Season.First - 1
	}
	change := func(d Day) {
		if n := max(0, int(today-d)); in.SinceChange == nil || n < *in.SinceChange {
			in.SinceChange = &n
		}
	}
	decided := func(r Revision) bool { // by then, and in another review
		return f.Calendar.DayAt(r.At) <= today && (own.Command == "" || r.Command != own.Command)
	}
	lasting, passing := f.Goal.revisions()
	plans := foldPlans(lasting)
	for i, r := range lasting {
		if i == 0 || !decided(r) || !r.Change.isLever() {
			continue
		}
		change(f.changed(r))
		if plans[i].Metric.alternation() != plans[i-1].Metric.alternation() {
			target = max(target, f.changed(r))
		}
	}
	for _, r := range passing {
		if decided(r) {
			change(f.changed(r))
		}
	}
	for _, x := range f.story.Experiments {
		if x.First <= today {
			change(x.First)
		}
		if x.First <= today && x.Last >= today && (!x.Ended || x.Last != today) {
			n := int(today-x.First) + 1
			in.Experiment = &n
		}
	}
	in.SinceTarget = max(0, int(today-target))
}

// changed is the day of a change: the one on which it was decided, or the eve
// of its first day when that is later. A change decided on Sunday for Monday is
// seven days old on the next Sunday.
func (f inputReader) changed(r Revision) Day {
	return max(f.Calendar.DayAt(r.At), r.From-1)
}

// isLever says whether a change touches what the days are made of: reserves
// are no lever.
func (c PlanChange) isLever() bool {
	c.Reserves = nil
	return c != PlanChange{}
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
		if c.Session > 0 && m.SessionMin > 0 {
			m.SessionMin = max(1, halfUp(m.SessionMin*c.Session))
		}
		if m != p.Metric {
			change.Metric, ok = &m, true
		}
	}
	return change, ok
}
