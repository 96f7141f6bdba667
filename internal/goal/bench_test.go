package goal

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"
)

// tenYears is a goal that has been stamped, missed, rested and reviewed for ten
// years, with a running season, a plan that changed every month and a weekly
// review with the question of ease.
func tenYears() (Sight, Story, map[Day]Feeling) {
	first := Date(2016, 1, 4)
	today := first + 3652
	g := planned(first)
	target := 4000.0
	g.Seasons = nil
	for i, d := 1, first; d <= today; i, d = i+1, d+100 {
		g.Seasons = append(g.Seasons, Season{Number: i, First: d, Outcome: Outcome{Type: OutcomeTotal, Target: &target, Unit: "minutes"}})
	}
	metric := Metric{Kind: MetricMinutes, Target: 90, Unit: "minutes"}
	g.Plan[0].Change.Metric = &metric
	for i, d := 1, first+30; d <= today; i, d = i+1, d+30 {
		cue := fmt.Sprint("cue ", i)
		r := Revision{From: d, Command: cue, At: int64(i), Change: PlanChange{Cue: &cue}}
		if i%6 == 0 {
			r = Revision{From: d, Until: d + 6, Rule: R3, Command: cue, At: int64(i), Change: smallerStep(3)}
		}
		g.Plan = append(g.Plan, r)
	}
	var s Story
	feel, minutes := map[Day]Feeling{}, 12.0
	var logs []DayLog
	marks := map[int]Marks{}
	for d := first; d <= today; d++ {
		n := int(d-first) * 7919 % 101
		l := DayLog{Goal: "g", Day: d}
		switch {
		case n < 70:
			l.Status, l.Amounts = LogDone, []Amount{{Minutes: &minutes}}
		case n < 85:
			l.Status, l.Tag = LogMissed, TagTime
		case n < 90:
			l.Status = LogRest
		default:
			continue
		}
		logs = append(logs, l)
		m := marks[d.Year()]
		m.Year = d.Year()
		marks[d.Year()] = m.With(d, LetterOf(l, PlanOn(nil, d)))
		energy := 1 + n%5
		feel[d] = Feeling{Day: d, Energy: &energy}
		if d.Weekday() == time.Sunday {
			ease := 1 + min(6, int(d-first)/200)
			s.Reviews = append(s.Reviews, DatedReview{WeekReview: WeekReview{Goal: "g", Week: d - 6, Ease: &ease, Pulse: &ease, Decision: KeepAsIs}, Day: d})
		}
	}
	for i, d := 1, first+60; d < today; i, d = i+1, d+60 {
		s.Experiments = append(s.Experiments, Experiment{
			StartExperiment: StartExperiment{Experiment: strconv.Itoa(i), Goal: "g", Lever: LeverCue, Measure: OfAdherence, Days: 14},
			First:           d, Last: d + 13, Ended: true,
		})
	}
	var ms []Marks
	for _, m := range marks {
		ms = append(ms, m)
	}
	return Sight{
		Goal: g, Letters: NewLetters(ms), Logs: logs, Calendar: NewCalendar(Settings{}, utc), Today: today,
	}, s, feel
}

// All figures of a goal with ten years of days: the target is 2 ms.
func BenchmarkTenYears(b *testing.B) {
	in, s, feel := tenYears()
	look := See(in)
	glance := in // as Today reads it: the days of the season alone
	glance.Logs = slices.DeleteFunc(slices.Clone(in.Logs), func(l DayLog) bool { return l.Day < look.Season.First })
	for name, f := range map[string]func(){
		"glance": func() { See(glance) },
		"all": func() {
			l := See(in)
			l.ReviewInputs(s, feel, l.ReviewWeek(), ReviewAnswers{})
			l.Ease(s)
			l.Timeline(s)
			l.Explain(s, nil)
			l.ExperimentResult(s.Experiments[len(s.Experiments)-1], feel)
		},
		"see":        func() { See(in) },
		"review":     func() { look.ReviewInputs(s, feel, look.ReviewWeek(), ReviewAnswers{}) },
		"forecast":   func() { look.Forecast() },
		"ease":       func() { look.Ease(s) },
		"timeline":   func() { look.Timeline(s) },
		"explain":    func() { look.Explain(s, nil) },
		"experiment": func() { look.ExperimentResult(s.Experiments[len(s.Experiments)-1], feel) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
}

// lived is a goal of so many years with one plan, whose season runs.
func lived(years int) Sight {
	first := Date(2016, 1, 4)
	today := first + Day(365*years)
	g := planned(first)
	g.Seasons = []Season{{Number: 1, First: first}, {Number: 2, First: today - 40}}
	minutes, marks := 20.0, map[int]Marks{}
	var logs []DayLog
	for d := first; d <= today; d++ {
		l := DayLog{Goal: "g", Day: d, Status: LogDone, Amounts: []Amount{{Minutes: &minutes}}}
		if d%9 == 0 {
			l.Status, l.Amounts = LogMissed, nil
		}
		m := marks[d.Year()]
		m.Year = d.Year()
		marks[d.Year()] = m.With(d, LetterOf(l, g.Plans()[0]))
		if d >= today-40 {
			logs = append(logs, l)
		}
	}
	var ms []Marks
	for _, m := range marks {
		ms = append(ms, m)
	}
	return Sight{Goal: g, Letters: NewLetters(ms), Logs: logs, Calendar: NewCalendar(Settings{}, utc), Today: today}
}

// What a glance takes does not grow with the years, but for the days themselves:
// as many pieces of memory after ten years as after one, and a few bytes for
// each day more.
func TestFiguresTakeNoMoreThanTheirDays(t *testing.T) {
	one, ten := lived(1), lived(10)
	pieces := testing.AllocsPerRun(20, func() { See(ten) }) - testing.AllocsPerRun(20, func() { See(one) })
	bytes := work(func() { See(ten) }) - work(func() { See(one) })
	if days := float64(ten.Today - one.Today); pieces > 2 || bytes > 8*days {
		t.Errorf("%v pieces more, and %.1f bytes for a day more", pieces, bytes/days)
	}
	look, young := See(ten), See(one)
	for name, f := range map[string]func(Look){
		"review":   func(l Look) { l.ReviewInputs(Story{}, nil, l.ReviewWeek(), ReviewAnswers{}) },
		"forecast": func(l Look) { l.Forecast() },
		"ease":     func(l Look) { l.Ease(Story{}) },
		"timeline": func(l Look) { l.Timeline(Story{}) },
	} {
		if more := work(func() { f(look) }) - work(func() { f(young) }); more > 512 {
			t.Errorf("%s takes %.0f bytes more after ten years", name, more)
		}
	}
}
