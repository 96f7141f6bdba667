package main

import (
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// firstDay of the season: a Monday.
func firstDay() goal.Day { return goal.Date(2027, time.January, 4) }

// ref is the id of the one goal that a simulated person has.
const ref = "goal"

// sureness is the confidence that everybody states at the beginning: it says
// nothing of what nobody sees.
const sureness = 8

// change is a suggestion that was taken up.
type change struct {
	week       int
	suggestion goal.Suggestion
}

// table is policy K: the whole way of our own code from day logs through
// [goal.See] and its review to a dated revision of the plan.
type table struct {
	lacks    lever // of an ablation
	calendar goal.Calendar

	goals    [1]goal.Goal
	plans    []goal.Plan
	story    goal.Story
	days     []goal.DayLog
	letters  []byte
	feelings map[goal.Day]goal.Feeling

	// Backing memory, so that ninety days cost no allocation each.
	metric  goal.Metric
	step    goal.Step
	target  float64
	sure    int
	amounts [days]goal.Amount
	minutes [days]float64
	ratings [days]int
	met     [days]goal.Met

	named   int               // wordings given to if-then plans
	planIDs map[string]int    // id -> kind of obstacle
	moves   int               // cues and answers tried
	made    []change          // what was taken up
	asked   [levers]bool      // levers that were suggested
	rules   map[goal.Rule]int // how often each row spoke
	taken   map[goal.Rule]int // and was taken up
}

func newTable(lacks lever) *table {
	return &table{
		lacks: lacks, calendar: goal.NewCalendar(goal.Settings{}, time.LoadLocation), sure: sureness,
		feelings: map[goal.Day]goal.Feeling{}, planIDs: map[string]int{},
		rules: map[goal.Rule]int{}, taken: map[goal.Rule]int{},
	}
}

// begin makes the person's goal: minutes a week, an outcome for the season, no
// place yet for full sessions.
func (c *table) begin(l *run) {
	l.reviews = true
	first := firstDay()
	c.metric = goal.Metric{Kind: goal.MetricMinutes, Target: l.target}
	c.step = goal.Step{Text: "step", Minutes: l.floor}
	c.target = outcomeTarget(c.metric.Target, l.p.outcome)
	c.goals[0] = goal.Goal{
		ID: ref, Slug: ref, Status: goal.StatusActive, Begun: first,
		Statuses: []goal.StatusChange{{From: first, To: goal.StatusActive}},
		Plan:     []goal.Revision{{From: first, Command: "begin", At: evening(first - 1), Change: goal.PlanChange{Metric: &c.metric, Step: &c.step}}},
		Seasons:  []goal.Season{{Number: 1, First: first, Outcome: goal.Outcome{Type: goal.OutcomeTotal, Target: &c.target, Unit: string(goal.MetricMinutes)}}},
		Start:    &goal.Answers{Confidence: &c.sure},
	}
	c.plans = c.goals[0].Plans()
	c.story = goal.Story{Reviews: c.story.Reviews[:0]}
	c.days, c.made, c.named, c.moves = c.days[:0], c.made[:0], 0, 0
	c.letters = append(c.letters[:0], "..."...) // the year's days before the first
	clear(c.feelings)
	clear(c.planIDs)
	c.asked = [levers]bool{}
	c.follow(l, first)
}

// morning does nothing: a plan moves at the end of a week.
func (*table) morning(*run, int) {}

// follow lets the life follow the plan in force on a day.
func (c *table) follow(l *run, d goal.Day) {
	p := goal.PlanOn(c.plans, d)
	l.target, l.full, l.floor = p.Metric.Target, p.Metric.Target/fullDays, p.Step.Minutes
	for wd := range l.rest {
		l.rest[wd] = p.Rest.Has(time.Weekday((wd + 1) % weekDays)) // of a week that begins on Monday
	}
}

// review is the weekly review, if the person makes it: one suggestion out of
// the log, taken up or kept as is.
func (c *table) review(l *run, week int) {
	last := firstDay() + goal.Day(week*weekDays+weekDays-1)
	if l.p.review[week] < l.w[reviewing] {
		look, in := c.look(l, last)
		if c.lacks != leverNone {
			in.PassOver = append(in.PassOver, c.lacks.actions()...)
		}
		s := goal.Review(in)
		c.rules[s.Rule]++
		if v := leverOf(s.Action); v != leverNone {
			c.asked[v] = true
		}
		c.decide(l, look, s, week)
	}
	c.follow(l, last+1)
}

// look is every figure and the review's inputs at the end of a day, from the
// log alone.
func (c *table) look(l *run, last goal.Day) (goal.Look, goal.ReviewInputs) {
	c.write(l, int(last-firstDay())+1)
	look := goal.See(goal.Sight{
		Goal: c.goals[0], Letters: goal.Letters{last.Year(): string(c.letters)}, Logs: c.days, Calendar: c.calendar, Today: last,
	})
	return look, look.ReviewInputs(c.story, c.feelings, last-weekDays+1, goal.ReviewAnswers{})
}

// write makes day logs of the days that are not written yet.
func (c *table) write(l *run, until int) {
	for t := len(c.days); t < until; t++ {
		d := firstDay() + goal.Day(t)
		log := goal.DayLog{Goal: ref, Day: d}
		switch l.shown[t] {
		case goal.DayDone:
			log.Status = goal.LogDone
			c.minutes[t] = l.minutes[t]
			c.amounts[t] = goal.Amount{Minutes: &c.minutes[t]}
			log.Amounts = c.amounts[t : t+1 : t+1]
		case goal.DayMissed:
			log.Status, log.Tag = goal.LogMissed, obstacles()[l.tag[t]]
		default: // nothing is written of such a day
		}
		if log.Status != goal.LogNone && l.met[t] {
			if id, ok := c.planFor(l.obstacle[t]); ok {
				c.met[t] = goal.Met{Plan: id, Did: l.did[t]}
				log.Met = c.met[t : t+1 : t+1]
			}
		}
		if l.rated[t] {
			c.ratings[t] = l.rating[t]
			c.feelings[d] = goal.Feeling{Day: d, Energy: &c.ratings[t]}
		}
		c.days = append(c.days, log)
		c.letters = append(c.letters, byte(goal.LetterOf(log, goal.PlanOn(c.plans, d))))
	}
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

// decide takes a suggestion up, or keeps things as they are.
func (c *table) decide(l *run, look goal.Look, s goal.Suggestion, week int) {
	r := goal.WeekReview{Goal: ref, Week: look.Today - weekDays + 1, Suggestion: s}
	e := goal.Entry{Command: goal.Command{ID: reviewID(week), At: evening(look.Today), Day: look.Today}}
	switch {
	case s.Action == goal.ActSwapMetric && l.p.accept[week] < l.w[accepting]:
		r.Decision = goal.Accepted
		c.resize(look, e)
		c.taken[s.Rule]++
	case leverOf(s.Action) == leverNone:
		// Nothing to do, or words alone.
	case l.p.accept[week] < l.w[accepting]:
		r.Decision, r.Days = goal.Accepted, s.Days
		r.Plan = c.carryOut(l, s, week)
		c.taken[s.Rule]++
		c.made = append(c.made, change{week, s})
		e.Body = r
		e.Result.From = look.ReviewStart(r.Plan, look.Today)
		if r.Days > 0 {
			e.Result.From, e.Result.Until = look.LighterWeek(look.Today)
		}
		goal.Evolve(c.goals[:], e)
		c.plans = c.goals[0].Plans()
	default:
		r.Decision = goal.KeepAsIs
	}
	c.story.Reviews = append(c.story.Reviews, goal.DatedReview{WeekReview: r, Command: e.ID, Day: look.Today, Starts: e.Result.From})
}

// resize takes the outcome back to where the forecast points.
func (c *table) resize(look goal.Look, e goal.Entry) {
	o := look.Season.Outcome
	to := look.Forecast().Value
	o.Target = &to
	e.Body = goal.Revise{Goal: ref, Outcome: &o}
	goal.Evolve(c.goals[:], e)
}
