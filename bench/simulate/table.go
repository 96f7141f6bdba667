package main

import (
	"math"
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

	named   int            // wordings given to if-then plans
	planIDs map[string]int // id -> kind of obstacle
	moves   int            // cues and answers tried
	made    []change       // what was taken up
	asked   [levers]bool   // levers that were suggested
	rows    rows           // what each row of the table did
	before  goal.Rule      // the row that spoke in this person's last review
	inRow   int            // and how often in a row by now
}

func newTable(lacks lever) *table {
	return &table{
		lacks: lacks, calendar: goal.NewCalendar(goal.Settings{}, time.LoadLocation), sure: sureness,
		feelings: map[goal.Day]goal.Feeling{}, planIDs: map[string]int{}, rows: rows{},
	}
}

// begin makes the person's goal: what a week counts, an outcome for the season in
// the same unit, no place yet for full sessions.
func (c *table) begin(l *run) {
	l.reviews = true
	first := firstDay()
	c.metric = goal.Metric{Kind: l.kind, Target: l.target}
	outcome := goal.Outcome{Type: goal.OutcomeTotal, Target: &c.target, Unit: string(l.kind)}
	if l.kind == goal.MetricSessions {
		c.metric.SessionMin = l.full
	}
	if l.kind == goal.MetricDays {
		outcome = goal.Outcome{Type: goal.OutcomeDays, Target: &c.target}
	}
	c.step = goal.Step{Text: "step", Minutes: l.floor}
	c.target = outcomeTarget(outcome.Type, l.target, l.p.outcome)
	c.goals[0] = goal.Goal{
		ID: ref, Slug: ref, Status: goal.StatusActive, Begun: first,
		Statuses: []goal.StatusChange{{From: first, To: goal.StatusActive}},
		Plan:     []goal.Revision{{From: first, Command: "begin", At: evening(first - 1), Change: goal.PlanChange{Metric: &c.metric, Step: &c.step}}},
		Seasons:  []goal.Season{{Number: 1, First: first, Outcome: outcome}},
		Start:    &goal.Answers{Confidence: &c.sure},
	}
	c.plans = c.goals[0].Plans()
	c.story = goal.Story{Reviews: c.story.Reviews[:0]}
	c.days, c.made, c.named, c.moves = c.days[:0], c.made[:0], 0, 0
	c.letters = append(c.letters[:0], "..."...) // the year's days before the first
	clear(c.feelings)
	clear(c.planIDs)
	c.asked, c.before, c.inRow = [levers]bool{}, "", 0
	c.follow(l, first)
}

// morning does nothing: a plan moves at the end of a week.
func (*table) morning(*run, int) {}

// follow lets the life follow the plan in force on a Monday.
func (c *table) follow(l *run, d goal.Day) {
	p := goal.PlanOn(c.plans, d)
	for wd := range l.rest {
		l.rest[wd] = p.Rest.Has(time.Weekday((wd + 1) % weekDays)) // of a week that begins on Monday
	}
	l.ask(p, d)
}

// review is the weekly review, if the person makes it: one suggestion out of
// the log, taken up or kept as is.
func (c *table) review(l *run, week int) {
	last := firstDay() + goal.Day(week*weekDays+weekDays-1)
	if l.reviewed(week) {
		look := c.see(l, last)
		if c.answered(l, look) {
			look = c.see(l, last)
		}
		in := c.inputs(look)
		if c.lacks != leverNone {
			in.PassOver = append(in.PassOver, c.lacks.actions()...)
		}
		s := goal.Review(in)
		c.spoke(s.Rule)
		if v := leverOf(s.Action); v != leverNone {
			c.asked[v] = true
		}
		c.decide(l, look, s, week)
	}
	c.follow(l, last+1)
}

// decide takes a suggestion up, or keeps things as they are.
func (c *table) decide(l *run, look goal.Look, s goal.Suggestion, week int) {
	r := goal.WeekReview{Goal: ref, Week: look.Today - weekDays + 1, Suggestion: s}
	e := goal.Entry{Command: goal.Command{ID: reviewID(week), At: evening(look.Today), Day: look.Today}}
	switch {
	case s.Action == goal.ActSwapMetric && l.p.accept[week] < l.w[accepting]:
		r.Decision = goal.Accepted
		c.resize(look, e)
		c.taken(s.Rule)
	case s.Action == goal.ActWelcomeBack && l.p.accept[week] < l.w[accepting]:
		c.comeBack(look, s, week)
	case leverOf(s.Action) == leverNone:
		// Nothing to do, or words alone.
	case l.p.accept[week] < l.w[accepting]:
		r.Decision, r.Days = goal.Accepted, s.Days
		r.Plan = c.carryOut(l, s, week)
		c.taken(s.Rule)
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
	if o.Type == goal.OutcomeDays {
		to = math.Round(to)
	}
	o.Target = &to
	e.Body = goal.Revise{Goal: ref, Outcome: &o}
	goal.Evolve(c.goals[:], e)
}

// comeBack takes up what a review after silence offers of a longer step: two
// minutes for the week to come (method 7.3, R0).
func (c *table) comeBack(look goal.Look, s goal.Suggestion, week int) {
	plan := c.goals[0].Lasting(look.Today)
	small := c.goals[0].SmallestForAWeek(plan)
	if small.Plan.Same(plan) {
		return
	}
	small.From = look.Today + 1
	e := goal.Entry{Command: goal.Command{ID: "back-" + reviewID(week), At: evening(look.Today), Day: look.Today, Body: small}}
	e.Result.From, e.Result.Until = small.From, small.From+goal.Day(small.Days)-1
	goal.Evolve(c.goals[:], e)
	c.plans = c.goals[0].Plans()
	c.taken(s.Rule)
	c.made = append(c.made, change{week, s})
}
