package goal

import (
	"math"

	"github.com/ippo-app/ippo/internal/stats"
)

// ForecastState says whether a forecast can be said at all (method 8).
type ForecastState string

// The states. Only [ForecastSaid] comes with numbers.
const (
	ForecastSaid       ForecastState = "said"
	ForecastNotYet     ForecastState = "not_yet"     // too few weeks: the pace line alone
	ForecastNoPractice ForecastState = "no_practice" // nothing logged yet
	ForecastFlat       ForecastState = "flat"        // a level that mostly did not move
	ForecastTooWide    ForecastState = "too_wide"    // too early to say
)

// Forecast is where a season seems to go if the coming weeks look like the
// past ones. All numbers are to be shown with "about".
type Forecast struct {
	State     ForecastState
	Value     float64 // at day 90, in the outcome's unit
	Low, High float64 // 80% range
	// Chance of reaching the target, 0-1, and its words; nil and empty without
	// a target.
	Chance *float64
	Band   ChanceBand
	// Needed is the amount a week that would still reach the target, Average
	// that of the past weeks; sums only. Needed is nil without a target or with
	// no day left.
	Needed  *float64
	Average float64
}

// ChanceBand is a chance in words (method 8.4).
type ChanceBand string

// The four bands.
const (
	ChanceLikely      ChanceBand = "likely"       // at this pace
	ChanceWithinReach ChanceBand = "within_reach" //
	ChanceStretch     ChanceBand = "stretch"      // at this pace
	ChanceNotAtPace   ChanceBand = "not_at_pace"  // information, not a verdict
)

// bandOf puts a chance into words.
func bandOf(chance float64) ChanceBand {
	switch {
	case chance >= chanceLikely:
		return ChanceLikely
	case chance >= chanceWithinReach:
		return ChanceWithinReach
	case chance >= chanceStretch:
		return ChanceStretch
	default:
		return ChanceNotAtPace
	}
}

// with adds the chance that a t-distributed end is at least the target.
func (f Forecast) with(target *float64, sd, df float64) Forecast {
	if target == nil {
		return f
	}
	chance := 1 - tailAt(*target-f.Value, sd, df)
	f.Chance, f.Band = &chance, bandOf(chance)
	return f
}

// tailAt is the chance of ending below the value by less than gap; without
// any spread it is sure.
func tailAt(gap, sd, df float64) float64 {
	if sd > 0 {
		return stats.StudentCDF(gap/sd, df)
	}
	if gap > 0 {
		return 1
	}
	return 0
}

// totalForecast is what the forecast of a sum needs: totals, sessions, pages,
// money saved (method 8.2, ruling 30).
type totalForecast struct {
	DayNumber int       // in-plan day of today
	Weeks     []float64 // sums of the ended weeks with all seven days in plan
	Sum       float64   // so far, today and partial weeks included
	DaysLeft  int       // in-plan days from tomorrow
	Target    *float64
}

// forecast of a sum: weekly noise, an unknown mean and a slow drift. The
// method's prior keeps two even weeks from looking sure.
func (in totalForecast) forecast() Forecast {
	if in.DayNumber < forecastFromDay || len(in.Weeks) < forecastMinWeeks {
		return Forecast{State: ForecastNotYet}
	}
	mean := stats.Mean(in.Weeks)
	if mean == 0 {
		return Forecast{State: ForecastNoPractice}
	}
	k, m := float64(len(in.Weeks)), float64(max(0, in.DaysLeft))/weekLength
	variance, df := weekSpread(in.Weeks, mean)
	drift := totalDrift * mean * m
	sd := math.Sqrt(variance*(m+m*m/k) + drift*drift)
	half := stats.StudentQuantile(rangeQuantile, df) * sd
	f := Forecast{State: ForecastSaid, Value: in.Sum + mean*m, Average: mean}
	f.Low, f.High = max(in.Sum, f.Value-half), f.Value+half
	if in.Target != nil && m > 0 {
		needed := max(0, *in.Target-in.Sum) / m
		f.Needed = &needed
	}
	return f.with(in.Target, sd, df)
}

// weekSpread is the variance of the weeks, drawn towards half their mean, with
// its degrees of freedom.
func weekSpread(weeks []float64, mean float64) (variance, df float64) {
	squares := 0.0
	for _, w := range weeks {
		squares += (w - mean) * (w - mean)
	}
	df = priorWeeks + float64(len(weeks)) - 1
	prior := priorSpread * mean
	return (priorWeeks*prior*prior + squares) / df, df
}

// forecastAverage says where the mean of the last full weeks stands, with its
// range; it looks no further than that (method 8.4).
func forecastAverage(weeks []float64, target *float64) Forecast {
	if len(weeks) < forecastMinWeeks {
		return Forecast{State: ForecastNotYet}
	}
	mean := stats.Mean(weeks)
	if mean == 0 {
		return Forecast{State: ForecastNoPractice}
	}
	variance, df := weekSpread(weeks, mean)
	sd := math.Sqrt(variance / float64(len(weeks)))
	half := stats.StudentQuantile(rangeQuantile, df) * sd
	f := Forecast{State: ForecastSaid, Value: mean, Low: max(0, mean-half), High: mean + half, Average: mean}
	f.Needed = target
	return f.with(target, sd, df)
}

// forecastMilestones forecasts the number of milestones by the weekly method
// once three are done; before that only the next one is named (method 8.4).
func forecastMilestones(in totalForecast) Forecast {
	if in.Sum < forecastMinMilestones {
		return Forecast{State: ForecastNotYet}
	}
	return in.forecast()
}
