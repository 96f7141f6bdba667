package goal

import (
	"math"

	"github.com/ippo-app/ippo/internal/stats"
)

// levelPoint is a weekly median of a level, at the in-plan day in the middle
// of its week.
type levelPoint struct {
	Day    float64
	Median float64
}

// levelForecast is what the forecast of a level needs: a balance, a time, a
// debt (method 8.3).
type levelForecast struct {
	Points []levelPoint // oldest first
	Start  float64
	Target *float64
	Down   bool // the level shall fall
}

// forecast of a level: a Theil-Sen line, which bears a bad week or two, with
// the spread of the readings, of the slope and a slow drift. A range wider than
// the way from start to target says nothing and is not shown.
func (in levelForecast) forecast() Forecast {
	n := float64(len(in.Points))
	if n < forecastMinLevels {
		return Forecast{State: ForecastNotYet}
	}
	days, medians := in.axes()
	line, ok := stats.TheilSen(days, medians)
	switch {
	case !ok:
		return Forecast{State: ForecastNotYet}
	case line.Flat:
		return Forecast{State: ForecastFlat}
	}
	drift := levelDrift * line.Slope * (seasonLength - days[len(days)-1])
	ahead := line.SlopeError * (seasonLength - stats.Median(days))
	sd, df := math.Sqrt(line.Spread*line.Spread+ahead*ahead+drift*drift), max(2, n-2)
	half := stats.StudentQuantile(rangeQuantile, df) * sd
	f := Forecast{State: ForecastSaid, Value: line.Base + seasonLength*line.Slope}
	f.Low, f.High = f.Value-half, f.Value+half
	if in.Target == nil {
		return f
	}
	if half > math.Abs(*in.Target-in.Start) {
		return Forecast{State: ForecastTooWide}
	}
	if !in.Down {
		return f.with(in.Target, sd, df)
	}
	chance := tailAt(*in.Target-f.Value, sd, df)
	f.Chance, f.Band = &chance, bandOf(chance)
	return f
}

// axes are the days and the medians of the points, apart.
func (in levelForecast) axes() (days, medians []float64) {
	days, medians = make([]float64, len(in.Points)), make([]float64, len(in.Points))
	for i, p := range in.Points {
		days[i], medians[i] = p.Day, p.Median
	}
	return days, medians
}
