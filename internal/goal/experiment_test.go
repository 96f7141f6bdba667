package goal

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestMethod7_5Worked(t *testing.T) {
	tests := []struct {
		a, b   Arm
		chance float64
		want   ExperimentVerdict
	}{
		{Arm{8, 14, 0}, Arm{12, 14, 0}, .899, VerdictLeaningBetter},
		{Arm{4, 14, 0}, Arm{9, 14, 0}, .930, VerdictLeaningBetter},
		{Arm{6, 14, 0}, Arm{13, 14, 0}, .987, VerdictBetter},
		{Arm{15, 28, 0}, Arm{24, 28, 0}, .982, VerdictBetter},
		{Arm{18, 28, 0}, Arm{13, 14, 0}, .933, VerdictLeaningBetter},
		{Arm{3, 7, 0}, Arm{6, 7, 0}, .889, VerdictLeaningBetter},
		{Arm{9, 14, 0}, Arm{11, 14, 0}, .736, VerdictNotClear},
		{Arm{10, 14, 0}, Arm{10, 14, 0}, .500, VerdictNotClear},
		{Arm{13, 14, 0}, Arm{6, 14, 0}, .013, VerdictWorse},
		{Arm{5, 7, 0}, Arm{6, 6, 0}, -1, VerdictNotEnough},
		{Arm{6, 14, 9}, Arm{13, 14, 0}, .987, VerdictNotEnough},
		{Arm{6, 14, 8}, Arm{13, 14, 0}, .987, VerdictBetter},
		{Arm{1, 13, 0}, Arm{13, 14, 0}, -1, VerdictLeaningBetter}, // short baseline: leaning at most
		{Arm{}, Arm{}, .5, VerdictNotEnough},
	}
	for _, tt := range tests {
		got := compareArms(tt.a, tt.b)
		if got.Verdict != tt.want {
			t.Errorf("%+v, %+v: %+v, want %s", tt.a, tt.b, got, tt.want)
		}
		if tt.chance >= 0 {
			near(t, "chance", got.Chance, tt.chance, 3)
		}
	}
}

// lnBeta is the logarithm of the beta function.
func lnBeta(a, b float64) float64 {
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	return la + lb - lab
}

// closedForm is Pr(p_B > p_A) for whole counts, without discount.
func closedForm(a, b Arm) float64 {
	alphaA, betaA := float64(1+a.Done), float64(1+a.Active-a.Done)
	betaB := float64(1 + b.Active - b.Done)
	sum := 0.0
	for i := range 1 + b.Done {
		k := float64(i)
		sum += math.Exp(lnBeta(alphaA+k, betaA+betaB)-lnBeta(1+k, betaB)-lnBeta(alphaA, betaA)) / (betaB + k)
	}
	return sum
}

func TestMethod7_5ClosedForm(t *testing.T) {
	near(t, "without discount", closedForm(Arm{8, 14, 0}, Arm{12, 14, 0}), .946, 3)
	rapid.Check(t, func(t *rapid.T) {
		arm := func(name string) Arm { // counts in threes, so that two thirds of them are whole
			n := rapid.IntRange(0, 9).Draw(t, name)
			return Arm{Done: 3 * rapid.IntRange(0, n).Draw(t, name+" done"), Active: 3 * n}
		}
		a, b := arm("a"), arm("b")
		whole := func(x Arm) Arm { return Arm{Done: x.Done / 3 * 2, Active: x.Active / 3 * 2} }
		got, want := compareArms(a, b).Chance, closedForm(whole(a), whole(b))
		if math.Abs(got-want) > 1e-4 {
			t.Fatalf("%+v %+v: %v, want %v", a, b, got, want)
		}
		if back := compareArms(b, a).Chance; math.Abs(got+back-1) > 1e-9 {
			t.Fatalf("forth %v and back %v", got, back)
		}
	})
}

func TestMethod7_5Baseline(t *testing.T) {
	var active []Day
	for d := Day(1); d <= 50; d++ {
		active = append(active, d)
	}
	if got := baselineOf(active, 43); len(got) != 28 || got[0] != 15 || got[27] != 42 {
		t.Errorf("baseline %v", got)
	}
	if got := baselineOf(active, 8); len(got) != 7 || got[6] != 7 {
		t.Errorf("short baseline %v", got)
	}
	if got := baselineOf(active, 1); len(got) != 0 {
		t.Errorf("no baseline: %v", got)
	}
}

// seeded throws the same dice in every run.
func seeded(seed uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, 0))
}
