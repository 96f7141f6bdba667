package goal

import (
	"math"
	"math/rand/v2"
	"testing"
)

// verdictOf is the verdict on so many done days of each side, remembered: the
// grids below ask for the same few again and again.
func verdictOf() func(a, b, days, daysB int) ExperimentVerdict {
	said := map[[4]int]ExperimentVerdict{}
	return func(a, b, days, daysB int) ExperimentVerdict {
		key := [4]int{a, b, days, daysB}
		v, ok := said[key]
		if !ok {
			v = compareArms(Arm{Done: a, Active: days}, Arm{Done: b, Active: daysB}).Verdict
			said[key] = v
		}
		return v
	}
}

// chances of 0 to n done days of n, each done with chance p.
func chances(n int, p float64) []float64 {
	c := make([]float64, n+1)
	for k := range c {
		ways, _ := math.Lgamma(float64(n + 1))
		in, _ := math.Lgamma(float64(k + 1))
		out, _ := math.Lgamma(float64(n - k + 1))
		c[k] = math.Exp(ways - in - out + float64(k)*math.Log(p) + float64(n-k)*math.Log(1-p))
	}
	return c
}

// Method 7.5, how often it is right: days that know nothing of each other, all
// ways they can fall, against the shares that the method gives.
func TestMethod7_5HowOftenItIsRight(t *testing.T) {
	said := verdictOf()
	for _, c := range []struct {
		days            int
		before, with    float64
		better, leaning float64 // shares; better below 0: the two together
	}{
		{14, .6, .6, .018, .073},
		{14, .6, .8, -1, .41},
		{28, .6, .8, -1, .64},
		{14, .6, .9, -1, .70},
		{28, .6, .9, -1, .92},
	} {
		var better, leaning float64
		for a, pa := range chances(c.days, c.before) {
			for b, pb := range chances(c.days, c.with) {
				switch said(a, b, c.days, c.days) {
				case VerdictBetter:
					better += pa * pb
				case VerdictLeaningBetter:
					leaning += pa * pb
				default:
				}
			}
		}
		if c.better < 0 {
			better, leaning = -1, better+leaning
		}
		if math.Abs(better-c.better) > .01 || math.Abs(leaning-c.leaning) > .02 {
			t.Errorf("%d days, %v and %v: better %.3f, leaning %.3f, want %v and %v", c.days, c.before, c.with, better, leaning, c.better, c.leaning)
		}
	}
}

// daysOf are days done with chance p, of which a share simply repeats the day
// before.
func daysOf(r *rand.Rand, n int, p, carry float64) []bool {
	days := make([]bool, n)
	for i := range days {
		if i > 0 && r.Float64() < carry {
			days[i] = days[i-1]
		} else {
			days[i] = r.Float64() < p
		}
	}
	return days
}

func doneOf(days []bool) int {
	n := 0
	for _, d := range days {
		if d {
			n++
		}
	}
	return n
}

// And days that carry over: three of ten repeat the day before.
func TestMethod7_5HowOftenItIsRightWithCarryOver(t *testing.T) {
	said, r := verdictOf(), seeded(75)
	const people = 20000
	n := map[ExperimentVerdict]float64{}
	for range people {
		d := daysOf(r, 28, .6, .3)
		n[said(doneOf(d[:14]), doneOf(d[14:]), 14, 14)] += 1. / people
	}
	if math.Abs(n[VerdictBetter]-.062) > .01 || math.Abs(n[VerdictLeaningBetter]-.098) > .01 {
		t.Errorf("better %.3f, leaning %.3f, want .062 and .098", n[VerdictBetter], n[VerdictLeaningBetter])
	}
}

// Method 7.5, the trap: a change is tried after a bad week, and the weeks after
// it are better anyway. Measured against the bad week, two of five changes that
// do nothing look good; against the 28 days before it, as few as with any two
// fortnights.
func TestMethod7_5RegressionToTheMean(t *testing.T) {
	said, r := verdictOf(), seeded(57)
	const people, trigger = 8000, Day(28)
	active := make([]Day, trigger+7)
	for d := range active {
		active[d] = Day(d)
	}
	before := baselineOf(active, trigger)
	if len(before) != 28 || before[27] != trigger-1 {
		t.Fatalf("the baseline is %v", before)
	}
	var good [4]float64 // share of changes that look good: bad week, 14 and 28 days with it, the baseline
	for found := 0; found < people; {
		d := daysOf(r, 49, .6, 0)
		if doneOf(d[28:35]) > 2 {
			continue
		}
		found++
		b := doneOf(d[35:])
		for i, base := range [][]bool{d[28:35], d[21:35], d[7:35], d[before[0] : before[27]+1]} {
			if v := said(doneOf(base), b, len(base), 14); v == VerdictBetter || v == VerdictLeaningBetter {
				good[i] += 1. / people
			}
		}
	}
	if good[0] < .42 || good[1] < .23 || good[2] < .16 || good[3] > .09 {
		t.Errorf("%.2f against the bad week, %.2f and %.2f with it, %.2f before it", good[0], good[1], good[2], good[3])
	}
}

// Ruling 56, how often "leaning" is said of amounts although nothing changed: 28
// days, a week left out, 14 days, whose values carry over to the next day.
func TestRuling56HowOftenItLeansByLuck(t *testing.T) {
	r := seeded(56)
	const people = 6000
	for carry, want := range map[float64]float64{0: 0, .3: .003, .5: .017, .7: .088} {
		leaning := 0
		for range people {
			days := make([]float64, 28+7+14)
			for i := range days {
				days[i] = r.NormFloat64()
				if i > 0 {
					days[i] = carry*days[i-1] + math.Sqrt(1-carry*carry)*days[i]
				}
			}
			if v := compareAmounts(days[:28], days[35:]).Verdict; v == VerdictLeaningMore || v == VerdictLeaningLess {
				leaning++
			}
		}
		if share := float64(leaning) / people; math.Abs(share-want) > .003+want/6 {
			t.Errorf("carry-over %v: leaning in %.4f, want %v", carry, share, want)
		}
	}
}
