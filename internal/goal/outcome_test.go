package goal

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// keyOf is the key of the sentence that an error stands for.
func keyOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Key
	}
	return ""
}

func milestones(n int) []Milestone {
	ms := make([]Milestone, n)
	for i := range ms {
		ms[i].Text = "part"
	}
	return ms
}

func TestMethod2_2Validate(t *testing.T) {
	tests := []struct {
		name    string
		outcome Outcome
		key     string
	}{
		{"none", Outcome{}, ""},
		{"unknown", Outcome{Type: "luck"}, "error.outcome.type"},
		{"open total", Outcome{Type: OutcomeTotal}, ""},
		{"total", Outcome{Type: OutcomeTotal, Target: new(900.0)}, ""},
		{"total of nothing", Outcome{Type: OutcomeTotal, Target: new(0.0)}, "error.outcome.target_is_start"},
		{"total below", Outcome{Type: OutcomeTotal, Target: new(-1.0)}, "error.outcome.target_not_above"},
		{"no number", Outcome{Type: OutcomeTotal, Target: new(math.NaN())}, "error.outcome.number"},
		{"no start", Outcome{Type: OutcomeLevelUp, Start: math.Inf(1)}, "error.outcome.number"},
		{"level up", Outcome{Type: OutcomeLevelUp, Start: .8, Target: new(5.0)}, ""},
		{"level still", Outcome{Type: OutcomeLevelUp, Start: 5, Target: new(5.0)}, "error.outcome.target_is_start"},
		{"level up down", Outcome{Type: OutcomeLevelUp, Start: 5, Target: new(4.0)}, "error.outcome.target_not_above"},
		{"level down", Outcome{Type: OutcomeLevelDown, Start: 500, Target: new(0.0)}, ""},
		{"level down up", Outcome{Type: OutcomeLevelDown, Start: 5, Target: new(6.0)}, "error.outcome.target_not_below"},
		{"average", Outcome{Type: OutcomeAverage, Target: new(1.0), Weeks: 8}, ""},
		{"average of weeks", Outcome{Type: OutcomeAverage, Target: new(1.0), Weeks: 14}, "error.outcome.weeks"},
		{"days", Outcome{Type: OutcomeDays, Target: new(60.0)}, ""},
		{"days over", Outcome{Type: OutcomeDays, Target: new(91.0)}, "error.outcome.days"},
		{"half days", Outcome{Type: OutcomeDays, Target: new(4.5)}, "error.outcome.days"},
		{"two milestones", Outcome{Type: OutcomeMilestones, Milestones: milestones(2)}, "error.outcome.milestones"},
		{"eight milestones", Outcome{Type: OutcomeMilestones, Milestones: milestones(8)}, ""},
		{"nine milestones", Outcome{Type: OutcomeMilestones, Milestones: milestones(9)}, "error.outcome.milestones"},
		{"wordless", Outcome{Type: OutcomeMilestones, Milestones: make([]Milestone, 3)}, "error.outcome.milestone_empty"},
		{"weight", Outcome{Type: OutcomeMilestones, Milestones: []Milestone{{"a", 1}, {"b", -1}, {"c", 1}}}, "error.outcome.milestone_weight"},
		{"one-off", Outcome{Type: OutcomeOneOff}, ""},
		{"one-off of six", Outcome{Type: OutcomeOneOff, Milestones: milestones(6)}, ""},
		{"one-off of seven", Outcome{Type: OutcomeOneOff, Milestones: milestones(7)}, "error.outcome.milestones"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if key := keyOf(tt.outcome.Validate()); key != tt.key {
				t.Errorf("%q, want %q", key, tt.key)
			}
		})
	}
}

// progressOf writes a progress down; a figure that cannot be said is a NaN.
func progressOf(p Progress) (actual, share, pace, buffer float64, reached string) {
	f := func(x *float64) float64 {
		if x == nil {
			return math.NaN()
		}
		return *x
	}
	reached = "open"
	if p.Reached != nil {
		reached = map[bool]string{true: "yes", false: "no"}[*p.Reached]
	}
	return f(p.Actual), f(p.Share), f(p.Pace), f(p.BufferDays), reached
}

func weekFromOne(d Day) Day { return d - (d-1)%7 }

func TestMethod8_1Progress(t *testing.T) {
	null := math.NaN()
	tests := []struct {
		name                        string
		outcome                     Outcome
		in                          progressInput
		actual, share, pace, buffer float64
		reached                     string
	}{
		{
			"the worked total",
			Outcome{Type: OutcomeTotal, Target: new(1000.0)},
			progressInput{DayNumber: 28, FromLog: new(290.0)},
			290, .29, 311.1, -1.9, "open",
		}, {
			"total measured",
			Outcome{Type: OutcomeTotal, Target: new(90.0)},
			progressInput{DayNumber: 30, Measurements: []Measurement{{Day: 3, Value: 20}, {Day: 3, Value: 15}}},
			35, .4, 30, 5, "open",
		}, {
			"total reached early",
			Outcome{Type: OutcomeTotal, Target: new(10.0)},
			progressInput{DayNumber: 9, FromLog: new(12.0)},
			12, 1, 1, 99, "yes",
		}, {
			"total missed",
			Outcome{Type: OutcomeTotal, Target: new(100.0)},
			progressInput{DayNumber: 97, Ended: true, FromLog: new(99.0)},
			99, 1, 100, -.9, "no",
		}, {
			"no reading",
			Outcome{Type: OutcomeTotal, Target: new(90.0)},
			progressInput{DayNumber: 45},
			null, null, 45, null, "open",
		}, {
			"no target",
			Outcome{Type: OutcomeTotal},
			progressInput{DayNumber: 45, FromLog: new(5.0)},
			5, null, null, null, "open",
		}, {
			"days",
			Outcome{Type: OutcomeDays, Target: new(45.0)},
			progressInput{DayNumber: 10, FromLog: new(6.0)},
			6, .1, 5, 2, "open",
		}, {
			"none", Outcome{}, progressInput{DayNumber: 3}, null, null, null, null, "open",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			actual, share, pace, buffer, reached := progressOf(tt.outcome.progress(tt.in))
			same(t, "actual", actual, tt.actual, 1)
			same(t, "share", share, tt.share, 1)
			same(t, "pace", pace, tt.pace, 1)
			same(t, "buffer", buffer, tt.buffer, 1)
			if reached != tt.reached {
				t.Errorf("reached: %s, want %s", reached, tt.reached)
			}
		})
	}
}

// same is near, with NaN for what cannot be said.
func same(t *testing.T, what string, got, want float64, digits int) {
	t.Helper()
	if math.IsNaN(got) && math.IsNaN(want) {
		return
	}
	near(t, what, got, want, digits)
}

func TestRuling28Levels(t *testing.T) {
	readings := []Measurement{
		{Day: 1, At: 1, Value: 3}, {Day: 1, At: 2, Value: 2}, // the later one holds
		{Day: 8, Value: 10}, {Day: 9, Value: 4}, {Day: 14, Value: 6},
	}
	o := Outcome{Type: OutcomeLevelUp, Start: 1, Target: new(10.0)}
	in := progressInput{First: 1, DayNumber: 45, Measurements: readings, WeekStart: weekFromOne}
	p := o.progress(in)
	near(t, "actual", *p.Actual, 6, 6)
	near(t, "share", *p.Share, 5./9, 6)
	near(t, "pace", *p.Pace, 5.5, 6)
	near(t, "buffer", *p.BufferDays, 5, 6)
	if p.Reached != nil {
		t.Error("a level is decided at day 90")
	}
	in.Measurements = readings[2:3]
	if got := o.weeklyMedians(in); len(got) != 2 || got[0].Median != 1 {
		t.Errorf("the start value is the reading of day 1: %v", got)
	}
	in.Measurements = nil
	if p := o.progress(in); p.Actual != nil || p.BufferDays != nil || p.Pace == nil {
		t.Error("without a reading there is the line alone")
	}

	down := Outcome{Type: OutcomeLevelDown, Start: 100, Target: new(10.0)}
	in = progressInput{DayNumber: 10, Measurements: []Measurement{{Day: 3, Value: 95}}, WeekStart: weekFromOne}
	p = down.progress(in)
	near(t, "pace down", *p.Pace, 90, 6)
	near(t, "buffer down", *p.BufferDays, -5, 6)
	in.Ended, in.Measurements[0].Value = true, 9
	if p := down.progress(in); !*p.Reached || *p.Share != 1 {
		t.Error("below its target a falling level is reached")
	}
}

func TestRuling29Average(t *testing.T) {
	o := Outcome{Type: OutcomeAverage, Target: new(3.0), Weeks: 2}
	p := o.progress(progressInput{DayNumber: 30, WeekSums: []float64{9, 2, 3}})
	near(t, "actual", *p.Actual, 2.5, 6)
	near(t, "pace", *p.Pace, 3, 6)
	if p.BufferDays != nil || p.Reached != nil {
		t.Error("an average has no buffer and is decided at day 90")
	}
	p = o.progress(progressInput{
		DayNumber: 99, Ended: true, WeekStart: weekFromOne, FullWeeks: []Day{1, 8},
		Measurements: []Measurement{{Day: 2, Value: 1}, {Day: 9, Value: 2}, {Day: 9, Value: 3}, {Day: 16, Value: 50}},
	})
	near(t, "measured", *p.Actual, 3, 6)
	if !*p.Reached {
		t.Error("three a week are three a week")
	}
	if p := o.progress(progressInput{DayNumber: 3, WeekSums: []float64{}}); p.Actual != nil {
		t.Error("no full week yet")
	}
}

func TestRuling28Milestones(t *testing.T) {
	o := Outcome{Type: OutcomeMilestones, Milestones: milestones(4)}
	tick := func(ms ...int) progressInput {
		in := progressInput{DayNumber: 45}
		for _, m := range ms {
			in.Measurements = append(in.Measurements, Measurement{Milestone: m})
		}
		return in
	}
	p := o.progress(tick(1, 2, 3, 2))
	near(t, "share", *p.Share, .5, 6)
	near(t, "buffer", *p.BufferDays, 0, 6)
	if p.Reached != nil {
		t.Error("half is not all")
	}
	if p := o.progress(tick(4, 3, 2, 1)); !*p.Reached {
		t.Error("all are all")
	}
	if p := o.progress(tick()); p.Actual != nil {
		t.Error("nothing said yet")
	}
	o.Milestones[0].Weight = 3
	o.Milestones[1].Weight = 1
	near(t, "weighted", *o.progress(tick(1)).Share, .75, 6)
}

func TestRuling28OneOff(t *testing.T) {
	o := Outcome{Type: OutcomeOneOff, Milestones: milestones(5)}
	yes, no := true, false
	in := progressInput{DayNumber: 9, Measurements: []Measurement{{Value: 7, Ready: true}}}
	if p := o.progress(in); p.Actual != nil {
		t.Error("readiness is no progress")
	}
	in.Measurements = append(in.Measurements, Measurement{Milestone: 2})
	near(t, "share", *o.progress(in).Share, .2, 6)
	in.Measurements = append(in.Measurements, Measurement{Yes: &yes})
	if p := o.progress(in); *p.Share != 1 || !*p.Reached {
		t.Error("yes is all of it")
	}
	in.Measurements = append(in.Measurements, Measurement{Yes: &no})
	if p := o.progress(in); *p.Share != .2 || p.Reached != nil {
		t.Error("the last answer holds")
	}
	in.Ended = true
	if p := o.progress(in); *p.Reached {
		t.Error("no is no at day 90")
	}
}

func TestProgressStaysInRange(t *testing.T) {
	types := []OutcomeType{OutcomeTotal, OutcomeLevelUp, OutcomeLevelDown, OutcomeAverage, OutcomeMilestones, OutcomeOneOff, OutcomeDays}
	rapid.Check(t, func(t *rapid.T) {
		o := Outcome{
			Type: rapid.SampledFrom(types).Draw(t, "type"), Start: rapid.Float64Range(-99, 99).Draw(t, "start"),
			Milestones: milestones(3),
		}
		if rapid.Bool().Draw(t, "has target") {
			o.Target = new(float64(rapid.IntRange(-99, 99).Draw(t, "target")))
		}
		if o.Validate() != nil {
			t.Skip("refused when written")
		}
		in := progressInput{First: 1, DayNumber: rapid.IntRange(0, 120).Draw(t, "day"), WeekStart: weekFromOne}
		if rapid.Bool().Draw(t, "log") {
			in.FromLog = new(rapid.Float64Range(0, 500).Draw(t, "sum"))
		}
		for d := range Day(rapid.IntRange(0, 20).Draw(t, "measured")) {
			in.Measurements = append(in.Measurements, Measurement{
				Day: 1 + d/2, Value: rapid.Float64Range(-99, 99).Draw(t, "value"), Milestone: rapid.IntRange(0, 4).Draw(t, "m"),
			})
		}
		p := o.progress(in)
		if p.Share != nil && !(*p.Share >= 0 && *p.Share <= 1) {
			t.Fatalf("share %v", *p.Share)
		}
		if p.BufferDays != nil && (p.Actual == nil || p.Pace == nil) {
			t.Fatal("a buffer without a reading or a line")
		}
		if o.target() == nil && (p.Pace != nil || p.Share != nil || p.Reached != nil) {
			t.Fatal("an open target says something")
		}
	})
}
