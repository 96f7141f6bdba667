package goal

import (
	"strings"
	"testing"
)

func TestRuling28ParseMeasurement(t *testing.T) {
	total := Outcome{Type: OutcomeTotal, Unit: "km"}
	steps := Outcome{Type: OutcomeMilestones, Milestones: milestones(4)}
	once := Outcome{Type: OutcomeOneOff, Milestones: milestones(3)}
	tests := []struct {
		outcome   Outcome
		in        string
		value     float64
		milestone int
		yes       string
		ready     bool
		key       string
	}{
		{outcome: total, in: "3.5", value: 3.5},
		{outcome: total, in: " 3,5 KM ", value: 3.5},
		{outcome: total, in: ".5", value: .5},
		{outcome: Outcome{Type: OutcomeLevelDown}, in: "−20", value: -20},
		{outcome: total, in: "1.000,5", key: "error.measure.number"},
		{outcome: total, in: "1e3", key: "error.measure.number"},
		{outcome: total, in: "inf", key: "error.measure.number"},
		{outcome: total, in: strings.Repeat("9", 400), key: "error.measure.number"},
		{outcome: total, in: "", key: "error.measure.number"},
		{outcome: total, in: "yes", key: "error.measure.number"},
		{outcome: steps, in: "M3", milestone: 3},
		{outcome: steps, in: "m5", key: "error.measure.milestone"},
		{outcome: steps, in: "m0", key: "error.measure.milestone"},
		{outcome: steps, in: "m", key: "error.measure.milestone"},
		{outcome: steps, in: "3", key: "error.measure.milestone"},
		{outcome: once, in: "Yes", yes: "yes"},
		{outcome: once, in: "no", yes: "no"},
		{outcome: once, in: "m3", milestone: 3},
		{outcome: once, in: "7", value: 7, ready: true},
		{outcome: once, in: "11", key: "error.measure.one_off"},
		{outcome: once, in: "perhaps", key: "error.measure.one_off"},
		{outcome: Outcome{Type: OutcomeDays}, in: "1", key: "error.measure.from_log"},
		{outcome: Outcome{}, in: "1", key: "error.measure.no_outcome"},
	}
	for _, tt := range tests {
		t.Run(string(tt.outcome.Type)+" "+tt.in, func(t *testing.T) {
			value, milestone, yes, ready, err := ParseMeasurement(tt.outcome, tt.in)
			if key := keyOf(err); key != tt.key {
				t.Fatalf("error %q, want %q", key, tt.key)
			}
			said := ""
			if yes != nil {
				said = map[bool]string{true: "yes", false: "no"}[*yes]
			}
			if value != tt.value || milestone != tt.milestone || said != tt.yes || ready != tt.ready {
				t.Errorf("%v m%d %q %v", value, milestone, said, ready)
			}
		})
	}
}

func TestRuling28FedByLog(t *testing.T) {
	minutes := Metric{Kind: MetricMinutes}
	walks := Metric{Kind: MetricSessions, Unit: "walks"}
	tests := []struct {
		outcome Outcome
		metric  Metric
		want    bool
	}{
		{Outcome{Type: OutcomeDays}, walks, true},
		{Outcome{Type: OutcomeTotal, Unit: "min"}, minutes, true},
		{Outcome{Type: OutcomeTotal, Unit: " Walks"}, walks, true},
		{Outcome{Type: OutcomeAverage, Unit: "walks"}, walks, true},
		{Outcome{Type: OutcomeAverage, Unit: "modules"}, minutes, false},
		{Outcome{Type: OutcomeTotal}, Metric{}, false},
		{Outcome{Type: OutcomeLevelUp, Unit: "minutes"}, minutes, false},
		{Outcome{Type: OutcomeMilestones}, minutes, false},
	}
	for _, tt := range tests {
		if got := tt.outcome.FedByLog(tt.metric); got != tt.want {
			t.Errorf("%+v by %+v: %v", tt.outcome, tt.metric, got)
		}
	}
}

func FuzzParseMeasurement(f *testing.F) {
	f.Add("3,5", 1)
	f.Add("m8", 5)
	f.Fuzz(func(t *testing.T, s string, kind int) {
		types := []OutcomeType{OutcomeTotal, OutcomeLevelUp, OutcomeAverage, OutcomeMilestones, OutcomeOneOff}
		o := Outcome{Type: types[uint(kind)%uint(len(types))], Unit: "km", Milestones: milestones(5)}
		value, milestone, _, ready, err := ParseMeasurement(o, s)
		if !isFinite(value) || milestone < 0 || milestone > 5 || ready && (value < 0 || value > 10) {
			t.Errorf("%q: %v m%d %v", s, value, milestone, ready)
		}
		if err != nil && keyOf(err) == "" {
			t.Errorf("%q: not a sentence for people: %v", s, err)
		}
	})
}
