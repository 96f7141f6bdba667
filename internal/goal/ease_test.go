package goal

import (
	"testing"

	"pgregory.net/rapid"
)

func TestMethod6_3ShareOfTheGain(t *testing.T) {
	days := []float64{7, 14, 28, 42, 56, 66, 90}
	tests := map[float64][]float64{
		18:  {.69, .90, .99, 1},
		66:  {.27, .47, .72, .85, .92, .95, .98},
		254: {.08, .15, .28, .39, .48, .54, .65},
	}
	for t95, want := range tests {
		for i, w := range want {
			near(t, "share", easeCurve(1, 0, t95, days[i]), w, 2)
		}
	}
}

func TestMethod6_3Curve(t *testing.T) {
	// Day 56 comes to 5.65; the method's text has 5.7.
	want := map[float64]float64{0: 1.5, 7: 2.7, 14: 3.6, 28: 4.7, 56: 5.6, 84: 5.9}
	for day, y := range want {
		near(t, "curve", easeCurve(6, 1.5, 2.996/.0454, day), y, 1)
	}
}

func TestMethod6_3Bands(t *testing.T) {
	for score, want := range map[float64]EaseBand{
		1: EaseDecision, 2.9: EaseDecision, 3: EaseEasier, 4.9: EaseEasier, 5: EaseByItself, 7: EaseByItself,
	} {
		if got := EaseBandOf(score); got != want {
			t.Errorf("%v: %s, want %s", score, got, want)
		}
	}
}

func TestMethod6_3Fit(t *testing.T) {
	weekly := func(t95 float64, weeks int) []easeScore {
		var s []easeScore
		for w := range weeks {
			day := float64(1 + 7*w)
			s = append(s, easeScore{day, easeCurve(6, 1.5, t95, day-1)})
		}
		return s
	}
	if _, ok := fitEase(weekly(66, 5)); ok {
		t.Error("five answers are too few")
	}
	for _, t95 := range []float64{40, 66} {
		fit, ok := fitEase(weekly(t95, 13))
		if !ok || !fit.Tight || fit.Low > t95 || fit.High < t95 || fit.T95 < t95-6 || fit.T95 > t95+6 {
			t.Errorf("T95 %v: %+v %v", t95, fit, ok)
		}
		near(t, "plateau", fit.Plateau, 6, 0)
	}
	still := make([]easeScore, 6)
	for i := range still {
		still[i] = easeScore{float64(1 + 7*i), 7}
	}
	fit, _ := fitEase(still) // a flat answer at the top says nothing: the prior alone
	if fit.Tight || fit.T95 != 66 || fit.Low < 28 || fit.Low > 32 || fit.High < 132 || fit.High > 150 {
		t.Errorf("the prior alone: %+v, want about 30-144", fit)
	}
}

func TestEaseFitStaysInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(6, 13).Draw(t, "n")
		scores := make([]easeScore, n)
		for i := range scores {
			scores[i] = easeScore{float64(1 + 7*i), float64(rapid.IntRange(1, 7).Draw(t, "score"))}
		}
		f, ok := fitEase(scores)
		if !ok || f.Low > f.High || f.Low < 10 || f.High > 300 || f.Plateau > 7.01 || f.T95 < 10 {
			t.Fatalf("%+v %v", f, ok)
		}
	})
}
