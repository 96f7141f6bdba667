package goal

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/stats"
)

func TestMethod8_2Worked(t *testing.T) {
	f := totalForecast{28, []float64{70, 95, 40, 85}, 290, 62, new(1000.0)}.forecast()
	near(t, "day 28", f.Value, 932, 0)
	near(t, "low", f.Low, 660, 0)
	near(t, "high", f.High, 1205, 0)
	near(t, "P", *f.Chance, .36, 2)
	near(t, "needed", *f.Needed, 80, 0)
	near(t, "average", f.Average, 72.5, 6)
	near(t, "SD", (f.High-f.Value)/stats.StudentQuantile(.9, 5), 184.6, 1)
	if f.State != ForecastSaid || f.Band != ChanceStretch {
		t.Errorf("%s %s", f.State, f.Band)
	}
	f = totalForecast{14, []float64{70, 95}, 165, 76, new(1000.0)}.forecast()
	near(t, "day 14", f.Value, 1061, 0) // 1060.7
	near(t, "SD", (f.High-f.Value)/stats.StudentQuantile(.9, 3), 323.3, 1)
	near(t, "low", f.Low, 531, 0)
	near(t, "high", f.High, 1590, 0)
	near(t, "P", *f.Chance, .57, 2)
}

func TestMethod8_2NotYet(t *testing.T) {
	tests := []struct {
		in   totalForecast
		want ForecastState
	}{
		{totalForecast{13, []float64{1, 2}, 3, 77, nil}, ForecastNotYet},
		{totalForecast{14, []float64{1}, 3, 76, nil}, ForecastNotYet},
		{totalForecast{14, []float64{0, 0}, 0, 76, nil}, ForecastNoPractice},
		{totalForecast{90, []float64{5, 5}, 10, 0, new(10.0)}, ForecastSaid},
	}
	for _, tt := range tests {
		f := tt.in.forecast()
		if f.State != tt.want {
			t.Errorf("%+v: %s, want %s", tt.in, f.State, tt.want)
		}
		if f.State == ForecastSaid && (*f.Chance != 1 || f.Low != 10 || f.High != 10) {
			t.Errorf("on the last day all is known: %+v", f)
		}
	}
}

func TestMethod8_3Worked(t *testing.T) {
	points := func(ys ...float64) []levelPoint {
		ps := make([]levelPoint, len(ys))
		for i, y := range ys {
			ps[i] = levelPoint{float64(3 + 7*i), y}
		}
		return ps
	}
	fund := levelForecast{Points: points(200, 260, 270, 350, 390), Start: 200, Target: new(700.0)}
	line, _ := stats.TheilSen(fund.axes())
	near(t, "slope", line.Slope, 6.607, 3)
	near(t, "base", line.Base, 185.2, 1)
	f := fund.forecast()
	near(t, "fund", f.Value, 780, 0)
	near(t, "low", f.Low, 522.5, 1) // the method takes its rounded half-range off its rounded value: 523
	near(t, "high", f.High, 1037, 0)
	near(t, "P", *f.Chance, .68, 2)
	if f.Band != ChanceWithinReach {
		t.Errorf("band %s", f.Band)
	}

	race := levelForecast{Points: points(38.5, 37.9, 38.2, 36.8, 36.5, 41.0), Start: 38.5, Down: true}
	line, _ = stats.TheilSen(race.axes())
	near(t, "slope", line.Slope, -.043, 3)
	f = race.forecast()
	near(t, "race", f.Value, 34.6, 1)
	near(t, "low", f.Low, 24.4, 1)
	near(t, "high", f.High, 44.9, 1)
	near(t, "half-range", (f.High-f.Low)/2, 10.25, 2)
	race.Target = new(34.0)
	if f := race.forecast(); f.State != ForecastTooWide {
		t.Errorf("wider than the way: %+v", f)
	}
	down := levelForecast{Points: points(500, 440, 430, 350, 310), Start: 500, Target: new(0.0), Down: true}
	near(t, "P down mirrors P up", *down.forecast().Chance, *fund.forecast().Chance, 1)
	if f := (levelForecast{Points: points(5, 5, 5, 5, 9), Start: 5}).forecast(); f.State != ForecastFlat {
		t.Errorf("flat: %+v", f)
	}
	if f := (levelForecast{Points: points(5, 6, 7)}).forecast(); f.State != ForecastNotYet {
		t.Errorf("three weeks: %+v", f)
	}
}

func TestMethod8_4Bands(t *testing.T) {
	for chance, want := range map[float64]ChanceBand{
		1: ChanceLikely, .8: ChanceLikely, .79: ChanceWithinReach, .5: ChanceWithinReach,
		.49: ChanceStretch, .2: ChanceStretch, .19: ChanceNotAtPace, 0: ChanceNotAtPace,
	} {
		if got := bandOf(chance); got != want {
			t.Errorf("%v: %s, want %s", chance, got, want)
		}
	}
	f := forecastAverage([]float64{1, 1, 0, 2}, new(1.0))
	near(t, "mean at its target", *f.Chance, .5, 6)
	if f.Low < 0 || f.Low >= 1 || f.High <= 1 {
		t.Errorf("range %v-%v", f.Low, f.High)
	}
	if f := forecastAverage([]float64{1}, nil); f.State != ForecastNotYet {
		t.Errorf("one week: %s", f.State)
	}
	two := totalForecast{28, []float64{1, 0, 1, 0}, 2, 62, new(5.0)}
	if f := forecastMilestones(two); f.State != ForecastNotYet {
		t.Errorf("two milestones: %s", f.State)
	}
	two.Sum, two.Weeks[3] = 3, 1
	if f := forecastMilestones(two); f.State != ForecastSaid {
		t.Errorf("three milestones: %s", f.State)
	}
}

func TestForecastsStayInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weeks := rapid.SliceOfN(rapid.Float64Range(0, 500), 0, 12).Draw(t, "weeks")
		target := new(rapid.Float64Range(1, 5000).Draw(t, "target"))
		in := totalForecast{rapid.IntRange(1, 90).Draw(t, "day"), weeks, stats.Mean(weeks) * float64(len(weeks)), rapid.IntRange(0, 89).Draw(t, "left"), target}
		points := make([]levelPoint, len(weeks))
		for i, w := range weeks {
			points[i] = levelPoint{float64(3 + 7*i), w}
		}
		level := levelForecast{points, rapid.Float64Range(0, 500).Draw(t, "start"), target, rapid.Bool().Draw(t, "down")}
		for _, f := range []Forecast{in.forecast(), level.forecast(), forecastAverage(weeks, target)} {
			if f.State != ForecastSaid {
				continue
			}
			if !(f.Low <= f.Value+1e-9 && f.Value <= f.High+1e-9) || !(*f.Chance >= 0 && *f.Chance <= 1) || f.Band != bandOf(*f.Chance) {
				t.Fatalf("%+v", f)
			}
		}
	})
}
