package goal

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// july is a goal begun on Monday 6 July 2026, whose days are written as the
// vectors write them: D done, M missed, R a rest weekday, r a rest tapped, P
// paused, U no word.
type july struct {
	days    string
	changes []Day // first days of changes
	plan    []Revision
	today   Day
	open    bool // nothing was said of today yet
	reviews []DatedReview
	energy  map[Day]int
}

func jul(day int) Day { return Date(2026, time.July, day) }

func (j july) look() Look {
	days := strings.ReplaceAll(j.days, " ", "")
	g := planned(jul(6))
	for _, d := range j.changes {
		cue := "after " + d.String()
		g.Plan = append(g.Plan, Revision{From: d, At: 1, Change: PlanChange{Cue: &cue}})
	}
	g.Plan = append(g.Plan, j.plan...)
	rests := Weekdays(0)
	marks := ""
	for i, c := range days {
		d := jul(6) + Day(i)
		switch c {
		case 'P':
			g.Pauses = append(g.Pauses, Pause{From: d, To: d})
			marks += "."
		case 'R':
			rests = rests.With(d.Weekday())
			marks += "."
		case 'D':
			marks += "d"
		case 'M':
			marks += "x"
		case 'r':
			marks += "r"
		default:
			marks += "."
		}
	}
	if today := j.today - jul(6); j.today != 0 && !j.open {
		marks += strings.Repeat(".", max(0, int(today)+1-len(marks)))
		if marks[today] == '.' {
			marks = marks[:today] + "d" + marks[today+1:]
		}
	}
	return diary{goal: g, marks: marks, today: int(j.today - jul(6))}.lookResting(rests, j.today)
}

// lookResting is the look with rest weekdays, seen from a day.
func (d diary) lookResting(rests Weekdays, today Day) Look {
	if rests != 0 {
		d.goal.Plan = slices.Clone(d.goal.Plan)
		d.goal.Plan[0].Change.Rest = &rests
	}
	if today == 0 {
		d.today = len(d.marks) // the day after the last letter
	}
	return d.look()
}

func (j july) inputs(week Day) ReviewInputs {
	feel := map[Day]Feeling{}
	for d, e := range j.energy {
		feel[d] = Feeling{Day: d, Energy: &e}
	}
	return j.look().ReviewInputs(Story{Reviews: j.reviews}, feel, week, ReviewAnswers{})
}

func TestRuling47TheAgeOfAChange(t *testing.T) {
	for _, c := range []struct {
		name        string
		from, today Day
		paused      []Day
		want        int
	}{
		{"decided Sunday 12, for Monday", jul(13), jul(19), nil, 7},
		{"the same, reviewed on Monday", jul(13), jul(20), nil, 8},
		{"decided Monday 13, from Tuesday", jul(14), jul(20), nil, 7},
		{"the same, reviewed on Sunday", jul(14), jul(19), nil, 6},
		{"reviewed on Tuesday", jul(16), jul(21), nil, 6},
		{"reviewed on Thursday: no more than two days", jul(16), jul(23), nil, 6},
		{"edited on Wednesday 15, running week", jul(15), jul(18), nil, 4},
		{"edited on Sunday 19 after the stamp", jul(20), jul(19), nil, 0},
		{"paused 15 to 18 July", jul(13), jul(19), []Day{jul(15), jul(16), jul(17), jul(18)}, 3},
	} {
		j := july{days: "DDDDDDD DDDDDDD DDDD", changes: []Day{c.from}, today: c.today}
		l := j.look()
		for _, d := range c.paused {
			l.Goal.Pauses = append(l.Goal.Pauses, Pause{From: d, To: d})
		}
		if len(c.paused) > 0 {
			j.days = "DDDDDDD DDPPPPD"
			l = j.look()
		}
		in := l.ReviewInputs(Story{}, nil, jul(13), ReviewAnswers{})
		if in.SinceChange == nil || *in.SinceChange != c.want {
			t.Errorf("%s: %v, want %d", c.name, show(in.SinceChange), c.want)
		}
		settles := newReviewFacts(in).settling()
		if settles != (c.want < settleDays) {
			t.Errorf("%s: R5 %v after %d days", c.name, settles, c.want)
		}
	}
	if in := (july{days: "DDDDDDD DDDDDDD", today: jul(19)}).inputs(jul(13)); in.SinceChange != nil || in.SinceTarget != 14 {
		t.Errorf("null until a first change; the target from day 1: %v, %d", show(in.SinceChange), in.SinceTarget)
	}
	lighter := Revision{From: jul(13), Until: jul(19), At: 1, Change: target(2)}
	if in := (july{days: "DDDDDDD DDDDDDD", plan: []Revision{lighter}, today: jul(19)}).inputs(jul(13)); in.SinceChange != nil || in.SinceTarget != 14 {
		t.Errorf("a lighter week is no change: %v, %d", show(in.SinceChange), in.SinceTarget)
	}
}

// An experiment changes something when it begins and when it is over, unless what
// it tried stays.
func TestRuling47TheChangeOfAnExperiment(t *testing.T) {
	l := july{days: strings.Repeat("D", 28), today: jul(33)}.look()
	x := Experiment{First: jul(13), Last: jul(26), Command: "x", Ended: true}
	for act, want := range map[Act]int{Abandon: 7, Adopt: 21} {
		x.Act = act
		in := l.ReviewInputs(Story{Experiments: []Experiment{x}}, nil, jul(27), ReviewAnswers{})
		if in.SinceChange == nil || *in.SinceChange != want {
			t.Errorf("%s: %v, want %d", act, show(in.SinceChange), want)
		}
	}
}

// A cue is not moved a third time within 42 days.
func TestRuling47ACueRests(t *testing.T) {
	j := july{days: strings.Repeat("D", 49), changes: []Day{jul(13), jul(27)}, today: jul(54)}
	in := j.inputs(jul(48))
	if in.CueMoves != 2 {
		t.Errorf("%d moves", in.CueMoves)
	}
	in = ordinaryWeek()
	in.Done14, in.Tags, in.CueMoves = 6, map[MissTag]int{TagCue: 4}, 2
	if s := Review(in); s.Rule != R7h {
		t.Errorf("R7a is passed over: %s", s.Rule)
	}
	in.Step = 2
	if s := Review(in); s.Rule != R11 {
		t.Errorf("R7j is passed over: %s", s.Rule)
	}
	in.CueMoves = 1
	if s := Review(in); s.Rule != R7a {
		t.Errorf("once is no rest: %s", s.Rule)
	}
}
