package goal

import (
	"math"
	"slices"
)

// LevelPoint is a weekly median of a level, at the in-plan day in the middle
// of its week.
type LevelPoint struct {
	Day    float64
	Median float64
}

// LevelForecast is what the forecast of a level needs: a balance, a time, a
// debt (method 8.3).
type LevelForecast struct {
	Points []LevelPoint // oldest first
	Start  float64
	Target *float64
	Down   bool // the level shall fall
}

// Forecast of a level: a Theil-Sen line, which bears a bad week or two, with
// the spread of the readings, of the slope and a slow drift. A range wider than
// the way from start to target says nothing and is not shown.
func (in LevelForecast) Forecast() Forecast {
	n := float64(len(in.Points))
	if n < forecastMinLevels {
		return Forecast{State: ForecastNotYet}
	}
	slopes := in.slopes()
	if len(slopes) == 0 {
		return Forecast{State: ForecastNotYet}
	}
	if 2*zeros(slopes) > len(slopes) {
		return Forecast{State: ForecastFlat}
	}
	slope := medianOf(slopes)
	base, spread := in.line(slope)
	slopeError := slopeSpread(slopes, n)
	drift := levelDrift * slope * (seasonLength - in.Points[len(in.Points)-1].Day)
	ahead := slopeError * (seasonLength - in.medianDay())
	sd, df := math.Sqrt(spread*spread+ahead*ahead+drift*drift), max(2, n-2)
	half := tQuantile(rangeQuantile, df) * sd
	f := Forecast{State: ForecastSaid, Value: base + seasonLength*slope}
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
	f.Chance, f.Band = &chance, BandOf(chance)
	return f
}

// slopes between every two points, sorted.
func (in LevelForecast) slopes() []float64 {
	var slopes []float64
	for i, a := range in.Points {
		for _, b := range in.Points[i+1:] {
			if b.Day != a.Day {
				slopes = append(slopes, (b.Median-a.Median)/(b.Day-a.Day))
			}
		}
	}
	slices.Sort(slopes)
	return slopes
}

// line gives where a line of this slope begins, and how far the points lie
// from it.
func (in LevelForecast) line(slope float64) (base, spread float64) {
	rest := make([]float64, len(in.Points))
	for i, p := range in.Points {
		rest[i] = p.Median - slope*p.Day
	}
	base = medianOf(rest)
	for i := range rest {
		rest[i] = math.Abs(rest[i] - base)
	}
	const medianToDeviation = 1.4826 // for normal errors
	n := float64(len(rest))
	return base, medianToDeviation * medianOf(rest) * math.Sqrt(n/(n-2))
}

func (in LevelForecast) medianDay() float64 {
	days := make([]float64, len(in.Points))
	for i, p := range in.Points {
		days[i] = p.Day
	}
	return medianOf(days)
}

// slopeSpread is the standard error of a Theil-Sen slope of n points, from the
// ranks of the sorted slopes.
func slopeSpread(slopes []float64, n float64) float64 {
	all := len(slopes)
	kendall := math.Sqrt(n * (n - 1) * (2*n + 5) / 18)
	high := min(all-1, int(math.Ceil((float64(all)+kendall)/2)))
	low := max(0, int(math.Floor((float64(all)-kendall)/2)))
	return (slopes[high] - slopes[low]) / 2
}

func zeros(xs []float64) int {
	n := 0
	for _, x := range xs {
		if x == 0 {
			n++
		}
	}
	return n
}
