package goal

import (
	"testing"
	"time"
)

// diary is a goal with its days, one letter each from its first day on:
// d done, m done with a session of 20 minutes, f forgot, t no time, x not today,
// r rest tapped, . nothing said.
type diary struct {
	goal  Goal
	marks string
	story Story
	feel  map[Day]Feeling
	today int // days after the first; 0: the last letter's day
}

func (d diary) look() Look {
	first := d.goal.Begun
	marks, logs := map[int]Marks{}, []DayLog{}
	twenty := 20.0
	for i, r := range d.marks {
		l := DayLog{Goal: d.goal.ID, Day: first + Day(i)}
		switch r {
		case 'd':
			l.Status, l.Amounts = LogDone, []Amount{{}}
		case 'm':
			l.Status, l.Amounts = LogDone, []Amount{{Minutes: &twenty}}
		case 'x', 'f', 't':
			l.Status = LogMissed
			l.Tag = map[rune]MissTag{'f': TagCue, 't': TagTime}[r]
		case 'r':
			l.Status = LogRest
		default:
			continue
		}
		logs = append(logs, l)
		m := marks[l.Day.Year()]
		m.Year = l.Day.Year()
		marks[l.Day.Year()] = m.With(l.Day, LetterOf(l, PlanOn(d.goal.Plans(), l.Day)))
	}
	var ms []Marks
	for _, m := range marks {
		ms = append(ms, m)
	}
	today := first + Day(len(d.marks)) - 1
	if d.today > 0 {
		today = first + Day(d.today)
	}
	return See(Sight{Goal: d.goal, Letters: NewLetters(ms), Logs: logs, Calendar: NewCalendar(Settings{}, utc), Today: today})
}

func (d diary) inputs(week Day, a ReviewAnswers) ReviewInputs {
	return d.look().ReviewInputs(d.story, d.feel, week, a)
}

var monday5 = Date(2026, 1, 5)

func TestMethod7_2WindowsFromTheDays(t *testing.T) {
	for name, c := range map[string]struct {
		marks string
		today int
		week  int // of the review, from 0
		check func(ReviewInputs) bool
	}{
		"two whole weeks": {"ddfdtdddddxdrd", 0, 1, func(in ReviewInputs) bool {
			return in.Done7 == 5 && in.Active7 == 6 && in.Done14 == 10 && in.Active14 == 13 && in.Logged7 == 7 &&
				in.Tags[TagCue] == 1 && in.Tags[TagTime] == 1 && !in.Silent && in.Cluster == nil && in.Week == 2
		}},
		"today is open: the windows end yesterday": {"ddddddddd.", 0, 1, func(in ReviewInputs) bool {
			return in.Done7 == 7 && in.Active7 == 7 && in.Done14 == 9 && in.P1 == nil
		}},
		"an earlier week is seen from its own end": {"ddddxdddddddddxx", 0, 1, func(in ReviewInputs) bool {
			return in.Done7 == 7 && in.Done14 == 13 && in.Active14 == 14
		}},
		"what nobody said is a miss, and not logged": {"dd..d..", 7, 0, func(in ReviewInputs) bool {
			return in.Logged7 == 3 && in.Active7 == 7 && in.Done7 == 3
		}},
		"silent for seven days": {"ddddddd.......", 14, 1, func(in ReviewInputs) bool {
			return in.Silent && !in.AllPaused && in.Logged7 == 0
		}},
		"a tapped rest is a word": {"ddddddd..r....", 14, 1, func(in ReviewInputs) bool {
			return !in.Silent && in.Logged7 == 1
		}},
		"a goal of two days is not silent, only young": {"..", 2, 0, func(in ReviewInputs) bool {
			return !in.Silent && in.Logged7 == 0
		}},
		"Tuesdays": {"dxddddddxddddddxddddd", 0, 2, func(in ReviewInputs) bool {
			return in.Cluster != nil && *in.Cluster == time.Tuesday
		}},
	} {
		in := diary{goal: planned(monday5), marks: c.marks, today: c.today}.inputs(monday5+Day(7*c.week), ReviewAnswers{})
		if !c.check(in) {
			t.Errorf("%s: %+v", name, in)
		}
	}
}

// What a review notices is the tag of the misses of its week that have none.
func TestMethod7_2NoticedTags(t *testing.T) {
	d := diary{goal: planned(monday5), marks: "dx.dtddd.ddddx"}
	d.story.Reviews = []DatedReview{{WeekReview: WeekReview{Goal: "g", Week: monday5, Tag: TagEnergy}}}
	in := d.inputs(monday5+7, ReviewAnswers{Tag: TagCue})
	if in.Tags[TagEnergy] != 2 || in.Tags[TagTime] != 1 || in.Tags[TagCue] != 2 {
		t.Errorf("%v", in.Tags)
	}
	if in = d.inputs(monday5+7, ReviewAnswers{}); in.Tags[TagCue] != 0 {
		t.Errorf("nothing noticed this week: %v", in.Tags)
	}
}

func TestMethod7_2Energy(t *testing.T) {
	d := diary{goal: planned(monday5), marks: "ddddddddddddddddddddd", feel: map[Day]Feeling{}}
	energy := func(from, n, value int) {
		for i := range n {
			d.feel[monday5+Day(from+i)] = Feeling{Energy: &value}
		}
	}
	energy(14, 2, 2)
	if in := d.inputs(monday5+14, ReviewAnswers{}); in.Energy != nil || in.LowEnergy != nil || in.EnergyWas != nil {
		t.Errorf("two entries say nothing: %+v", in)
	}
	energy(16, 2, 4)
	energy(3, 4, 5)
	in := d.inputs(monday5+14, ReviewAnswers{})
	if *in.Energy != 3 || *in.LowEnergy != .5 || *in.EnergyWas != 5 {
		t.Errorf("E1 %v, L %v, E0 %v", *in.Energy, *in.LowEnergy, *in.EnergyWas)
	}
}

// Ruling 31: P1 is the week itself once it is complete, P2 the scored week
// before it, P4 the mean of four; ruling 32: lighter weeks are left out.
func TestRuling31Attainments(t *testing.T) {
	third := 1. / 3
	marks := "mmmdddd" + "mmddddd" + "mdddddd" + "mmmdddd" + "mmmmddd"
	lighter := Revision{From: monday5 + 14, Until: monday5 + 20, Rule: R4, Change: target(1)}
	for name, c := range map[string]struct {
		goal       Goal
		marks      string
		week       int
		p1, p2, p4 *float64
	}{
		"the first week":             {planned(monday5), marks[:7], 0, new(1.0), nil, nil},
		"on Saturday not complete":   {planned(monday5), marks[:13], 1, nil, new(1.0), nil},
		"on Sunday complete":         {planned(monday5), marks[:14], 1, new(2 * third), new(1.0), nil},
		"four weeks":                 {planned(monday5), marks[:28], 3, new(1.0), new(third), new(.75)},
		"the lighter week itself":    {planned(monday5, lighter), marks[:21], 2, nil, new(2 * third), nil},
		"after the lighter week":     {planned(monday5, lighter), marks, 4, new(4 * third), new(1.0), new(1.0)},
		"the week of an experiment":  {planned(monday5, Revision{From: monday5 + 7, Until: monday5 + 13, Change: target(2)}), marks[:14], 1, new(1.0), nil, nil},
		"a partial week of two days": {planned(monday5 + 5), "mmmmmdddd", 1, new(1.0), nil, nil},
	} {
		d := diary{goal: c.goal, marks: c.marks}
		if name == "the week of an experiment" {
			d.goal.Plan[1].Command = "x"
			d.story.Experiments = []Experiment{{Command: "x", First: monday5 + 7, Last: monday5 + 13}}
		}
		in := d.inputs(monday5+Day(7*c.week), ReviewAnswers{})
		for i, pair := range [][2]*float64{{in.P1, c.p1}, {in.P2, c.p2}, {in.P4, c.p4}} {
			if got, want := pair[0], pair[1]; (got == nil) != (want == nil) || got != nil && (*got-*want > 1e-9 || *want-*got > 1e-9) {
				t.Errorf("%s: number %d is %v, want %v", name, i, show(got), show(want))
			}
		}
	}
}

// Ruling 32: weeks in a row in which an alternating target was met; a lighter
// week between them is looked through, a plain one ends the row.
func TestRuling32AlternatingWeeksInARow(t *testing.T) {
	alternates := Revision{From: monday5 + 7, Change: PlanChange{Metric: &Metric{Kind: MetricSessions, Target: 3, SessionMin: 15, Alternates: true}}}
	lighter := Revision{From: monday5 + 21, Until: monday5 + 27, Rule: R3, Change: target(2)}
	three, four, two := "mmmdddd", "mmmmddd", "mmddddd"
	for name, c := range map[string]struct {
		revisions []Revision
		marks     string
		want      int
	}{
		"none alternates":      {nil, three + four + four, 0},
		"two weeks":            {[]Revision{alternates}, three + three + four, 2},
		"the last was not met": {[]Revision{alternates}, three + three + three, 0},
		"one before was not":   {[]Revision{alternates}, three + two + four + three, 2},
		"a lighter week":       {[]Revision{alternates, lighter}, three + three + four + two + four, 3},
	} {
		d := diary{goal: planned(monday5, c.revisions...), marks: c.marks}
		if in := d.inputs(monday5+Day(len(c.marks))-7, ReviewAnswers{}); in.AlternatingMet != c.want {
			t.Errorf("%s: %d, want %d", name, in.AlternatingMet, c.want)
		}
	}
}

func show[T any](x *T) any {
	if x == nil {
		return nil
	}
	return *x
}

// Rulings 31 and 47: null until a first change; counted from the first day on which
// it holds; the target from the later of its change and the season.
func TestRuling31And47SinceChange(t *testing.T) {
	cue, reserves := "after tea", 4
	days := "ddddddddddddddddddddd"
	at := func(d Day, r Revision) Revision { // decided on a day
		r.At = d.Time().UnixMilli() + 12*3600*1000
		return r
	}
	for name, c := range map[string]struct {
		revisions []Revision
		change    int // -1: none yet
		target    int
	}{
		"no change":             {nil, -1, 21},
		"reserves are no lever": {[]Revision{at(monday5+9, Revision{From: monday5 + 9, Change: PlanChange{Reserves: &reserves}})}, -1, 21},
		"on the Sunday before":  {[]Revision{at(monday5+13, Revision{From: monday5 + 14, Change: PlanChange{Cue: &cue}})}, 7, 21},
		"on Thursday for today": {[]Revision{at(monday5+17, Revision{From: monday5 + 17, Change: PlanChange{Cue: &cue}})}, 4, 21},
		"decided, not begun":    {[]Revision{at(monday5+17, Revision{From: monday5 + 21, Change: PlanChange{Rest: new(Weekdays)}})}, 0, 21},
		"the target":            {[]Revision{at(monday5+6, Revision{From: monday5 + 7, Change: target(4)})}, 14, 14},
		"a deviation":           {[]Revision{at(monday5+6, Revision{From: monday5 + 7, Until: monday5 + 13, Change: target(2)})}, -1, 21},
		"where, not how many":   {[]Revision{at(monday5+6, Revision{From: monday5 + 7, Change: PlanChange{Metric: &Metric{Kind: MetricSessions, Target: 3, SessionMin: 15, Where: "park"}}})}, 14, 21},
	} {
		g := planned(monday5)
		g.Plan[0].At = monday5.Time().UnixMilli() + 8*3600*1000
		g.Plan = append(g.Plan, c.revisions...)
		in := diary{goal: g, marks: days}.inputs(monday5+14, ReviewAnswers{})
		got := -1
		if in.SinceChange != nil {
			got = *in.SinceChange
		}
		if got != c.change || in.SinceTarget != c.target {
			t.Errorf("%s: %d and %d, want %d and %d", name, got, in.SinceTarget, c.change, c.target)
		}
	}
}

func TestMethod7_2WhatWasSaid(t *testing.T) {
	g := planned(monday5)
	g.Start = &Answers{Confidence: new(6)}
	d := diary{goal: g, marks: "ddddddddddddddddddddd"}
	if in := d.inputs(monday5+14, ReviewAnswers{}); in.Pulse != nil || in.PulseWas != nil || *in.Confidence != 6 {
		t.Errorf("before any review: %+v", in)
	}
	d.story.Reviews = []DatedReview{
		{WeekReview: WeekReview{Week: monday5, Pulse: new(2), Confidence: new(8)}},
		{WeekReview: WeekReview{Week: monday5 + 7}},
	}
	in := d.inputs(monday5+14, ReviewAnswers{Pulse: new(1)})
	if *in.Pulse != 1 || *in.PulseWas != 2 || *in.Confidence != 8 {
		t.Errorf("the last answers hold: %+v", in)
	}
	if s := Review(in); s.Rule != R6 {
		t.Errorf("%s", s.Rule)
	}
}

// Ruling 4 and method 7.3: the plan for the most frequent tag speaks.
func TestMethod7_2LinkedPlan(t *testing.T) {
	plans := []IfThen{{ID: "a", Obstacle: TagTime}, {ID: "b", Obstacle: TagTime}, {ID: "c", Obstacle: TagCue}}
	g := planned(monday5, Revision{From: monday5, Change: PlanChange{IfThens: &plans}})
	d := diary{goal: g, marks: "tttddddtddddfd"}
	l := d.look()
	for i, id := range []string{"b", "b", "a", "b", "b"} {
		log := l.Logs[monday5+Day(i)]
		log.Met = []Met{{id, i == 0}}
		l.Logs[monday5+Day(i)] = log
	}
	in := l.ReviewInputs(d.story, nil, monday5+7, ReviewAnswers{})
	if in.Linked == nil || *in.Linked != (PlanCounts{4, 1, 0}) {
		t.Errorf("%+v", in.Linked)
	}
	if s := Review(in); s.Rule != R7f {
		t.Errorf("%s: %+v", s.Rule, s)
	}
}

// A review whose change would begin after the season's last day suggests nothing
// (ruling 45).
func TestRuling45AReviewAfterTheSeason(t *testing.T) {
	d := diary{goal: planned(monday5), marks: "d", today: 97}
	if in := d.inputs(monday5+91, ReviewAnswers{}); !in.Over || Review(in).Action != ActOver {
		t.Errorf("week 14 lies after day ninety")
	}
	if in := d.inputs(monday5+84, ReviewAnswers{}); !in.Over {
		t.Errorf("the change of week 13 would begin after day ninety")
	}
	d.today = 83
	if in := d.inputs(monday5+77, ReviewAnswers{}); in.Over {
		t.Errorf("six days are left after week 12")
	}
}
