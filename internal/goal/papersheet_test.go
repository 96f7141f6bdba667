package goal

import "testing"

// A week's number from paper is the whole week's: the bare stamps hold a step
// each where minutes count and nothing where units do (ruling 7).
func TestOfSheet(t *testing.T) {
	days := []Day{monday5, monday5 + 1, monday5 + 3}
	twenty := 20.0
	for name, c := range map[string]struct {
		metric Metric
		logs   []DayLog
		days   []Day
		number float64
		want   float64 // 0: nothing to write
	}{
		"minutes over bare stamps":        {Metric{Kind: MetricMinutes}, nil, days, 60, 50},
		"minutes beside logged ones":      {Metric{Kind: MetricMinutes}, []DayLog{{Day: monday5, Status: LogDone, Amounts: []Amount{{Minutes: &twenty}}}}, days, 60, 35},
		"minutes on the last day already": {Metric{Kind: MetricMinutes}, []DayLog{{Day: monday5 + 3, Status: LogDone, Amounts: []Amount{{Minutes: &twenty}}}}, days, 60, 30},
		"less than the days hold":         {Metric{Kind: MetricMinutes}, nil, days, 10, 0},
		"pages over bare stamps":          {Metric{Kind: MetricUnits, Unit: "pages"}, nil, days, 12, 12},
		"pages beside logged ones":        {Metric{Kind: MetricUnits, Unit: "pages"}, []DayLog{{Day: monday5 + 1, Status: LogDone, Amounts: []Amount{{Amount: &twenty}}}}, days, 32, 12},
		"no day":                          {Metric{Kind: MetricMinutes}, nil, nil, 60, 0},
	} {
		g := planned(monday5)
		g.Plan[0].Change.Metric = &c.metric
		l := See(Sight{Goal: g, Logs: c.logs, Calendar: NewCalendar(Settings{}, utc), Today: monday5 + 6})
		day, stamp, ok := l.OfSheet(c.days, c.number)
		got := stamp.Minutes
		if c.metric.Kind == MetricUnits {
			got = stamp.Amount
		}
		if ok != (c.want > 0) || ok && (day != monday5+3 || *got != c.want) {
			t.Errorf("%s: %s, %+v, %v", name, day, stamp, ok)
		}
	}
}
