package goal

import (
	"fmt"
	"strings"
	"testing"
)

// The timeline holds every dated thing once, the oldest first, each with what
// changed from what.
func TestTimeline(t *testing.T) {
	cue, tea := "after lunch", "after tea"
	g := planned(monday5,
		Revision{From: monday5 + 7, Command: "r1", Change: PlanChange{Cue: &cue}, Rule: R7a, Reason: "mornings are full"},
		Revision{From: monday5 + 14, Until: monday5 + 20, Command: "r2", Rule: R3, Change: smallerStep(3)},
		Revision{From: monday5 + 21, Until: monday5 + 34, Command: "x1", Change: PlanChange{Cue: &tea}},
		Revision{From: monday5 + 36, Command: "e1", Change: PlanChange{Cue: &tea}, Reason: "it was the tea"},
		Revision{From: monday5 + 37, Command: "r3", Change: target(4)})
	g.Purposes = []Purpose{{From: monday5, GrowIn: "a", SoICan: "b"}, {From: monday5 + 9, GrowIn: "calm", SoICan: "listen"}}
	g.Pauses = []Pause{{From: monday5 + 40, To: monday5 + 41}}
	g.Covers = []CoveredDay{{Day: monday5 + 12}}
	g.Seasons = append(g.Seasons, Season{Number: 2, First: monday5 + 95})
	g.Statuses = append(g.Statuses, StatusChange{From: monday5 + 96, To: StatusParked})
	s := Story{
		Reviews: []DatedReview{
			{WeekReview: WeekReview{Week: monday5, Decision: Accepted, Plan: PlanChange{Cue: &cue}}, Command: "r1", Day: monday5 + 6},
			{WeekReview: WeekReview{Week: monday5 + 7, Decision: KeepAsIs, Words: "let it be", Suggestion: Suggestion{Rule: R7i}}, Command: "r4", Day: monday5 + 13},
			{WeekReview: WeekReview{Week: monday5 + 14}, Command: "r5", Day: monday5 + 20},
		},
		Experiments: []Experiment{{First: monday5 + 21, Last: monday5 + 34, Command: "x1", Ended: true, Study: "it was the tea", Act: Adopt, StartExperiment: StartExperiment{What: "tea first"}}},
		LookBacks:   []DatedLookBack{{LookBack: LookBack{Number: 30, Keep: "the tea"}, Day: monday5 + 30}},
	}
	l := See(Sight{Goal: g, Calendar: NewCalendar(Settings{}, utc), Today: monday5 + 100})
	var got []string
	for _, e := range l.Timeline(s) {
		text := fmt.Sprintf("%d %s", e.Day-monday5, e.Kind)
		if e.Words != "" {
			text += " " + e.Words
		}
		if e.To != nil && e.To.Cue != nil {
			text += fmt.Sprintf(" [%s -> %s]", e.From.Cue, *e.To.Cue)
		}
		if e.To != nil && e.To.Metric != nil {
			text += fmt.Sprintf(" [%v -> %v]", e.From.Metric.Target, e.To.Metric.Target)
		}
		got = append(got, text)
	}
	want := strings.Split(`0 season
7 review mornings are full [ -> after lunch]
9 purpose I want to grow in calm so I can listen.
12 cover
13 kept let it be
14 deviation
21 experiment tea first
30 look_back the tea
34 verdict it was the tea
36 plan it was the tea [after lunch -> after tea]
37 plan [3 -> 4]
40 pause
95 season
96 status`, "\n")
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// Every explanation adds up to the figure that it explains.
func TestExplanationsAddUp(t *testing.T) {
	d := diary{goal: planned(monday5), marks: "mmdxdrd" + "dx.dmmd" + "dddxddm" + "d.dd."}
	l := d.look()
	all := map[Figure]Explanation{}
	for _, e := range l.Explain(d.story, d.feel) {
		if len(e.Lines) == 0 {
			t.Errorf("%s says nothing", e.Figure)
		}
		all[e.Figure] = e
	}
	chain, done, mended := all[FigureChain], 0, 0
	for _, x := range chain.Days {
		if x.Status == DayDone {
			done++
		}
		if x.Mended {
			mended++
		}
	}
	if done != l.Chain.Length || mended != l.Chain.Recoveries {
		t.Errorf("the chain is %+v, its days hold %d and %d", l.Chain, done, mended)
	}
	sum := 0.0
	for _, x := range all[FigureWeek].Days {
		if x.Value != nil {
			sum += *x.Value
		}
	}
	if sum != l.Week.Done {
		t.Errorf("the week holds %v, its days %v", l.Week.Done, sum)
	}
	single := 0
	for _, x := range all[FigureNMT].Days {
		if x.Mended {
			single++
		}
	}
	if single != l.NMT.Recovered {
		t.Errorf("%d came back, the days show %d", l.NMT.Recovered, single)
	}
	days := all[FigureConsistency].Days
	if v := days[len(days)-1].Value; *v != *l.Consistency {
		t.Errorf("consistency %v, its last day %v", *l.Consistency, *v)
	}
	a := all[FigureAdherence].Lines
	if a[1].Args[0] != l.Adherence.Done || a[1].Args[1] != l.Adherence.Active {
		t.Errorf("adherence %+v, said %+v", l.Adherence, a)
	}
	if _, ok := all[FigurePace]; ok {
		t.Error("without an outcome there is no pace to explain")
	}
}
