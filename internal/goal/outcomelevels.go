package goal

import "github.com/ippo-app/ippo/internal/stats"

// weekMedian is the median of the readings of one week.
type weekMedian struct {
	Week   Day // the week's first day
	Median float64
}

// weeklyMedians are the medians of a level's readings, week by week. A day has
// one reading: the latest. The start value is the reading of day 1; alone it
// is no reading yet. Ruling 28, 29.
func (o Outcome) weeklyMedians(in progressInput) []weekMedian {
	if len(in.Measurements) == 0 {
		return nil
	}
	var medians []weekMedian
	var week []float64
	for _, r := range o.readings(in) {
		first := in.week(r.Day)
		if n := len(medians); n == 0 || medians[n-1].Week != first {
			medians, week = append(medians, weekMedian{Week: first}), nil
		}
		week = append(week, r.Value)
		medians[len(medians)-1].Median = stats.Median(week)
	}
	return medians
}

// startReading marks the start value, which nobody measured.
const startReading = "start"

// readings leaves one reading a day.
func (o Outcome) readings(in progressInput) []Measurement {
	rs := make([]Measurement, 0, len(in.Measurements)+1)
	if in.First != 0 {
		rs = append(rs, Measurement{Day: in.First, Value: o.Start, Command: startReading})
	}
	for _, m := range in.Measurements {
		if n := len(rs); n > 0 && rs[n-1].Day == m.Day {
			rs[n-1] = m
			continue
		}
		rs = append(rs, m)
	}
	return rs
}
