package goal

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// ordinaryWeek is the base of the vectors of method 7.4.
func ordinaryWeek() ReviewInputs {
	return ReviewInputs{
		Logged7: 7, WeekActive: 7, Done7: 6, Active7: 7, Done14: 12, Active14: 14,
		P1: new(.9), P2: new(.9), P4: new(.9), Energy: new(3.3), EnergyWas: new(3.3), LowEnergy: new(.1),
		Pulse: new(4), PulseWas: new(4), Confidence: new(8), Step: 5,
		Metric:      Metric{Kind: MetricSessions, Target: 3},
		SinceChange: new(14), SinceTarget: 28, Week: 3, Chance: new(.5),
	}
}

// two says how many of the last fourteen days were done.
func two(done int) func(*ReviewInputs) {
	return func(in *ReviewInputs) { in.Done14 = done }
}

func attained(p1, p2 float64) func(*ReviewInputs) {
	return func(in *ReviewInputs) { in.P1, in.P2 = &p1, &p2 }
}

func tags(counts map[MissTag]int) func(*ReviewInputs) {
	return func(in *ReviewInputs) { in.Tags = counts }
}

func counting(kind MetricKind, target float64) func(*ReviewInputs) {
	return func(in *ReviewInputs) { in.Metric = Metric{Kind: kind, Target: target} }
}

func linked(c PlanCounts) func(*ReviewInputs) {
	return func(in *ReviewInputs) { in.Linked = &c }
}

func TestMethod7_4Vectors(t *testing.T) {
	type change = func(*ReviewInputs)
	time3cue1 := tags(map[MissTag]int{TagTime: 3, TagCue: 1})
	tuesday := time.Tuesday
	tests := []struct {
		number  string
		changes []change
		rule    Rule
		action  Action
		step    *StepChange
		target  *TargetChange
	}{
		{"1", []change{func(in *ReviewInputs) { in.Silent, in.Logged7 = true, 0 }}, R0, ActWelcomeBack, nil, nil},
		{"2", []change{two(4), func(in *ReviewInputs) { in.Unwell = true }}, R1, ActRest, nil, nil},
		{"3", []change{two(6), func(in *ReviewInputs) { in.Logged7, in.WeekQuiet = 3, 4 }}, R2, ActNotEnough, nil, nil},
		{"4", []change{two(8), func(in *ReviewInputs) { in.LowEnergy, in.Done7 = new(.57), 4 }}, R3, ActRestWeek, &StepChange{5, 3}, &TargetChange{From: 3, To: 2}},
		{"5", []change{func(in *ReviewInputs) { in.P1, in.EnergyWas, in.Energy = new(1.6), new(3.6), new(2.4) }}, R4, ActDeload, nil, &TargetChange{From: 3, To: 2}},
		{"6", []change{two(6), func(in *ReviewInputs) { in.SinceChange = new(3) }}, R5, ActSettle, nil, nil},
		{"7", []change{two(8), func(in *ReviewInputs) { in.Pulse, in.PulseWas = new(2), new(2) }}, R6, ActRevisitPurpose, nil, nil},
		{"8", []change{two(7), tags(map[MissTag]int{TagCue: 4, TagTime: 2})}, R7a, ActMoveCue, nil, nil},
		{"9", []change{two(10), func(in *ReviewInputs) { in.Cluster = &tuesday }}, R7b, ActWeekdayCue, nil, nil},
		{"10", []change{two(9), tags(map[MissTag]int{TagPlace: 2, TagTime: 1, TagOthers: 1})}, R7c, ActEnvironment, nil, nil},
		{"11", []change{two(10), time3cue1}, R7e, ActAddIfThen, nil, nil},
		{"12", []change{two(10), time3cue1, linked(PlanCounts{4, 1, 0})}, R7f, ActSharpenCue, nil, nil},
		{"13", []change{two(10), time3cue1, linked(PlanCounts{4, 3, 1})}, R7g, ActChangeResponse, nil, nil},
		{"14", []change{two(6), func(in *ReviewInputs) { in.Step = 10 }}, R7h, ActShrinkStep, &StepChange{10, 5}, nil},
		{"15", []change{two(9)}, R7i, ActShrinkStep, &StepChange{5, 4}, nil},
		{"16", []change{two(6), func(in *ReviewInputs) { in.Step = 2 }}, R7j, ActMoveCue, nil, nil},
		{"17", []change{two(13), attained(.33, .33)}, R8a, ActAddSession, nil, nil},
		{"18", []change{two(13), attained(.4, .5), counting(MetricMinutes, 90), func(in *ReviewInputs) { in.SessionPlan = true }}, R8b, ActLowerTarget, nil, &TargetChange{From: 90, To: 70}},
		{"19", []change{attained(1, .95), func(in *ReviewInputs) { in.Week, in.P4, in.Chance = 6, new(.97), new(.08) }}, R9, ActSwapMetric, nil, nil},
		{"20", []change{two(13), attained(1, 1.1)}, R10, ActGrow, nil, &TargetChange{From: 3, To: 3, Alternates: true}},
		{"21", []change{two(13), attained(1, 1.1), counting(MetricSessions, 5)}, R10, ActGrow, nil, &TargetChange{From: 5, To: 6}},
		{"22", []change{two(13), attained(1, 1.1), counting(MetricMinutes, 90)}, R10, ActGrow, nil, &TargetChange{From: 90, To: 100}},
		{"23", []change{two(13), attained(1, 1.1), counting(MetricSessions, 2), func(in *ReviewInputs) { in.Metric.SessionMin = 15 }}, R10, ActGrow, nil, &TargetChange{From: 2, To: 2, SessionFrom: 15, SessionTo: 17}},
		{"24", []change{two(13), attained(1, 1.1), func(in *ReviewInputs) { in.Confidence = new(5) }}, R11, ActHold, nil, nil},
		{"25", nil, R11, ActHold, nil, nil},
		{"26", []change{two(9), tags(map[MissTag]int{TagUnclear: 2, TagTime: 1})}, R7d, ActRewriteStep, nil, nil},
		{"27", []change{two(6), func(in *ReviewInputs) { in.SinceChange, in.Unwell = new(3), true }}, R1, ActRest, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.number, func(t *testing.T) {
			in := ordinaryWeek()
			for _, change := range tt.changes {
				change(&in)
			}
			s := Review(in)
			if s.Rule != tt.rule || s.Action != tt.action || !strings.HasPrefix(s.Reason, "review."+string(tt.rule)) {
				t.Fatalf("%+v, want %s %s", s, tt.rule, tt.action)
			}
			if (s.Step == nil) != (tt.step == nil) || s.Step != nil && *s.Step != *tt.step {
				t.Errorf("step %+v, want %+v", s.Step, tt.step)
			}
			if (s.Target == nil) != (tt.target == nil) || s.Target != nil && *s.Target != *tt.target {
				t.Errorf("target %+v, want %+v", s.Target, tt.target)
			}
		})
	}
}

func TestMethod7_3Because(t *testing.T) {
	in := ordinaryWeek()
	in.Done14, in.Tags = 8, map[MissTag]int{TagCue: 4, TagTime: 2}
	s := Review(in)
	if len(s.Because) != 2 || s.Because[0].Args[0] != 8 || s.Because[0].Args[1] != 14 ||
		s.Because[1].Args[0] != 4 || s.Because[1].Args[1] != 6 || s.Because[1].Args[2] != "cue" {
		t.Errorf("because: 8 of 14 days; 4 of 6 misses tagged forgot: %+v", s.Because)
	}
	in = ordinaryWeek()
	in.Done7, in.Active14 = 3, 9
	if s := Review(in); !s.Early || s.Rule != R7h || s.Because[0].Args[0] != 3 || s.Because[0].Args[1] != 7 {
		t.Errorf("below ten days the last seven speak: %+v", s)
	}
}

func TestMethod7_2Inputs(t *testing.T) {
	if top, share := TopTag(map[MissTag]int{TagNotWant: 2, TagPlace: 2, TagTime: 1}); top != TagPlace || share != .4 {
		t.Errorf("tie: %s %v", top, share)
	}
	if _, share := TopTag(map[MissTag]int{TagCue: 1}); share != 0 {
		t.Errorf("one tag is no share: %v", share)
	}
	mon, tue := time.Monday, time.Tuesday
	if d, ok := missCluster([]time.Weekday{mon, tue, tue}); !ok || d != tue {
		t.Errorf("cluster %v %v", d, ok)
	}
	if _, ok := missCluster([]time.Weekday{tue, tue, mon, 3, 4}); ok {
		t.Error("two of five are no cluster")
	}
	if _, ok := missCluster([]time.Weekday{tue}); ok {
		t.Error("one miss is no cluster")
	}
	if energyMean([]int{1, 5}) != nil || shareOfLowEnergy([]int{1, 1}) != nil {
		t.Error("two entries say nothing")
	}
	near(t, "E", *energyMean([]int{1, 2, 5}), 8./3, 6)
	near(t, "L", *shareOfLowEnergy([]int{1, 2, 3, 5}), .5, 6)
}

func TestRuling31Windows(t *testing.T) {
	in := ordinaryWeek()
	in.AllPaused, in.Silent, in.Logged7 = true, true, 0
	if s := Review(in); s.Action != ActPaused || s.Rule != "" {
		t.Errorf("all paused: %+v", s)
	}
	in.Unwell = true
	if s := Review(in); s.Rule != R1 {
		t.Errorf("unwell while paused: %+v", s)
	}
	in = ordinaryWeek()
	in.SinceChange = nil // before a first change there is nothing to settle
	if s := Review(in); s.Rule != R11 {
		t.Errorf("no change yet: %+v", s)
	}
	if s := Review(ReviewInputs{Logged7: 7}); s.Rule != R11 {
		t.Errorf("a comparison with nothing is false: %+v", s)
	}
}

// Ruling 1: without a running season there is no suggestion, safety apart.
func TestRuling1NoSuggestionAfterDayNinety(t *testing.T) {
	in := ordinaryWeek()
	in.Over, in.Done14 = true, 4
	if s := Review(in); s.Action != ActOver || s.Rule != "" || s.Step != nil || s.Target != nil {
		t.Errorf("%+v", s)
	}
	in.Unwell = true
	if s := Review(in); s.Rule != R1 {
		t.Errorf("unwell: %+v", s)
	}
}

// Method 7.5: one lever at a time, so a running experiment is a change to
// settle; safety stands above it.
func TestMethod7_5AnExperimentSettles(t *testing.T) {
	in := ordinaryWeek()
	day, since := 9, 8
	in.Experiment, in.SinceChange, in.Done14 = &day, &since, 6
	if s := Review(in); s.Rule != R5 || s.Reason != "review.R5.experiment" || len(s.Because) != 2 {
		t.Errorf("%+v", s)
	}
	low := .6
	in.LowEnergy, in.Done7 = &low, 4
	if s := Review(in); s.Rule != R3 {
		t.Errorf("low energy: %+v", s)
	}
}

func TestRuling32Alternation(t *testing.T) {
	in := ordinaryWeek()
	attained(1, 1)(&in)
	in.Metric.Alternates, in.AlternatingMet = true, 3
	if s := Review(in); s.Rule != R11 {
		t.Errorf("three weeks: %+v", s)
	}
	in.AlternatingMet = 4
	if s := Review(in); s.Rule != R10 || *s.Target != (TargetChange{From: 3, To: 4}) {
		t.Errorf("after four weeks: %+v %+v", s, s.Target)
	}
}

func TestRuling32Declines(t *testing.T) {
	in := ordinaryWeek()
	in.Done14, in.Tags = 7, map[MissTag]int{TagCue: 4, TagTime: 2}
	in.PassOver = []Action{ActMoveCue, ActHold, ActRest}
	if s := Review(in); s.Rule != R7i {
		t.Errorf("the table goes on: %+v", s)
	}
	in.PassOver = append(in.PassOver, ActShrinkStep)
	if s := Review(in); s.Rule != R11 {
		t.Errorf("hold cannot be declined: %+v", s)
	}
	declines := []decline{{1, ActGrow}, {1, ActSettle}, {8, ActGrow}, {8, ActSettle}, {8, ActShrinkStep}}
	for today, want := range map[Day][]Action{7: nil, 8: {ActGrow}, 21: {ActGrow}, 22: nil} {
		if got, _ := passedOver(declines, today); !slices.Equal(got, want) {
			t.Errorf("day %d: %v, want %v", today, got, want)
		}
	}
	declines = append(declines, decline{30, ActGrow})
	if got, _ := passedOver(declines, 31); got != nil {
		t.Errorf("once more is once: %v", got)
	}
}

// anyInputs draws inputs of every kind, sensible or not.
func anyInputs(t *rapid.T) ReviewInputs {
	share := func(name string) *float64 {
		return rapid.Ptr(rapid.Float64Range(0, 2), true).Draw(t, name)
	}
	scale := func(name string) *int { return rapid.Ptr(rapid.IntRange(0, 10), true).Draw(t, name) }
	small := func(name string, most int) int { return rapid.IntRange(0, most).Draw(t, name) }
	in := ReviewInputs{
		Silent: rapid.Bool().Draw(t, "silent"), AllPaused: rapid.Bool().Draw(t, "paused"), Unwell: rapid.Bool().Draw(t, "unwell"),
		Logged7: small("logged", 7), Active7: small("active 7", 7), Active14: small("active 14", 14),
		P1: share("P1"), P2: share("P2"), P4: share("P4"), LowEnergy: share("L"), Chance: share("p"),
		Energy: share("E1"), EnergyWas: share("E0"), Pulse: scale("V"), PulseWas: scale("V'"), Confidence: scale("C"),
		WeekActive: small("active", 7), WeekQuiet: small("quiet", 7), Quiet14: small("quiet 14", 14), QuietSpoke: small("spoke", 5),
		Back: rapid.Bool().Draw(t, "back"), Young: small("young", 6), CueMoves: small("cue moves", 3),
		Week: small("week", 13), SinceChange: scale("since change"), SinceTarget: small("since target", 30),
		Step: rapid.Float64Range(0, 60).Draw(t, "step"), SessionPlan: rapid.Bool().Draw(t, "session plan"),
		AlternatingMet: small("alternating", 5),
		Tags:           rapid.MapOf(rapid.SampledFrom(MissTags()), rapid.IntRange(0, 5)).Draw(t, "tags"),
		Metric: Metric{
			Kind:       rapid.SampledFrom([]MetricKind{MetricNone, MetricSessions, MetricMinutes, MetricUnits, MetricDays}).Draw(t, "kind"),
			Target:     float64(small("target", 200)),
			Alternates: rapid.Bool().Draw(t, "alternates"),
		},
	}
	in.Over = rapid.IntRange(0, 9).Draw(t, "over") == 0
	if rapid.Bool().Draw(t, "experiment") {
		day := small("day of the experiment", 28)
		in.Experiment = &day
	}
	in.Done7, in.Done14 = small("done 7", in.Active7), small("done 14", in.Active14)
	if rapid.Bool().Draw(t, "cluster") {
		in.Cluster = new(time.Weekday)
	}
	if met := small("met", 6); met > 0 {
		in.Linked = &PlanCounts{Met: met, Did: small("did", met)}
	}
	for _, row := range reviewTable() {
		if rapid.Bool().Draw(t, "declined "+string(row.rule)) {
			in.PassOver = append(in.PassOver, row.action)
		}
	}
	return in
}

func TestMethod7_3OneSuggestion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInputs(t)
		s := Review(in)
		if s.Action == "" || s.Reason == "" || (s.Rule == "") != (s.Action == ActPaused || s.Action == ActOver) {
			t.Fatalf("not one suggestion: %+v", s)
		}
		if s.Step != nil && s.Step.To > s.Step.From {
			t.Fatalf("the step is raised: %+v", s.Step)
		}
		if s.Step != nil && s.Step.To > maxStepMinutes && s.Step.To >= in.Step {
			t.Fatalf("a step above ten minutes is suggested: %+v", s.Step)
		}
		if s.Target != nil && s.Target.To > s.Target.From && s.Action != ActGrow {
			t.Fatalf("%s raises the target: %+v", s.Action, s.Target)
		}
		if slices.Contains(in.PassOver, s.Action) && s.Action.Declinable() {
			t.Fatalf("%s was declined", s.Action)
		}
	})
}

func TestMethod7_3SafetyFirst(t *testing.T) {
	order := []Rule{R1, R0, R2, R3, R4}
	rapid.Check(t, func(t *rapid.T) {
		in := anyInputs(t)
		in.PassOver = nil
		f, s := newReviewFacts(in), Review(in)
		for i, held := range []bool{f.unwell(), f.silent(), f.fewLogged(), f.drained(), f.overdone()} {
			if !held || (in.AllPaused || in.Over) && !in.Unwell {
				continue
			}
			if at := slices.Index(order, s.Rule); at < 0 || at > i {
				t.Fatalf("%s hides %s", s.Rule, order[i])
			}
			return
		}
	})
}
