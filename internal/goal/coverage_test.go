package goal

import (
	"math"
	"math/rand/v2"
	"testing"
)

// somebody gives the minutes of a person's days in a season.
type somebody func(r *rand.Rand) [SeasonDays]float64

// practises makes a person: how the weekly level moves, how far weeks lie
// apart, and how many days of a week are active.
func practises(trend, spread, active float64) somebody {
	return func(r *rand.Rand) [SeasonDays]float64 {
		var days [SeasonDays]float64
		level := 15 * math.Exp(.4*r.NormFloat64())
		week := 1.0
		for d := range days {
			if d%7 == 0 {
				week = math.Exp(spread*r.NormFloat64()) * math.Pow(1+trend, float64(d/7))
			}
			if r.Float64() < active {
				days[d] = level * week * math.Exp(.4*r.NormFloat64())
			}
		}
		return days
	}
}

// covered is the share of people whose season ended within the range that was
// said on a day.
func covered(s somebody, day, people int, seed uint64) float64 {
	r := seeded(seed)
	in, said := 0, 0
	for range people {
		days := s(r)
		f := totalForecast{DayNumber: day, DaysLeft: SeasonDays - day}
		end := 0.0
		for d, minutes := range days {
			end += minutes
			if d < day {
				f.Sum += minutes
			}
			if d < day && d%7 == 0 {
				f.Weeks = append(f.Weeks, 0)
			}
			if d < day {
				f.Weeks[len(f.Weeks)-1] += minutes
			}
		}
		if x := f.forecast(); x.State == ForecastSaid {
			said++
			if end >= x.Low && end <= x.High {
				in++
			}
		}
	}
	return float64(in) / float64(said)
}

// The coverage table of method 8.2: what is called an 80% range holds the end
// of between 75 and 95 of 100 seasons, whoever walks them and however early it
// is said. Fading and growing people lose or gain a quarter to a third in a
// season, of the size of the drift that the forecast allows for; whoever grows
// twice as fast ends above the range more often.
func TestMethod8_2Coverage(t *testing.T) {
	for name, s := range map[string]somebody{
		"steady":  practises(0, .2, .6),
		"bumpy":   practises(0, .5, .6),
		"fading":  practises(-.03, .3, .6),
		"growing": practises(.02, .25, .6),
	} {
		for _, day := range []int{14, 28, 56} {
			if c := covered(s, day, 1500, uint64(day)); c < .75 || c > .95 {
				t.Errorf("%s people on day %d: %.0f%% covered", name, day, 100*c)
			}
		}
	}
}

// And of levels (method 8.3): 82 to 98% in the method's own tests.
func TestMethod8_3Coverage(t *testing.T) {
	r := seeded(83)
	const people = 1500
	in, said := 0, 0
	for range people {
		rate, noise := 3+2*r.NormFloat64(), 10+10*r.Float64()
		drift := .15 * rate * r.NormFloat64()
		at := func(day float64) float64 { return 200 + rate*day + drift*max(0, day-38) }
		f := levelForecast{Start: 200}
		for w := range 6 {
			day := 3 + 7*float64(w)
			f.Points = append(f.Points, levelPoint{day, at(day) + noise*r.NormFloat64()})
		}
		if x := f.forecast(); x.State == ForecastSaid {
			said++
			if end := at(90) + noise*r.NormFloat64(); end >= x.Low && end <= x.High {
				in++
			}
		}
	}
	if c := float64(in) / float64(said); c < .8 || c > .98 || said < people/2 {
		t.Errorf("%.0f%% of %d covered", 100*c, said)
	}
}
