package goal

import "github.com/ippo-app/ippo/internal/stats"

// FeelStrip is four weeks of energy and mood, day by day.
type FeelStrip struct {
	Days []Feeling `json:"days"` // 28, the last is today; nil values were not noted
	// Means are nil under ten entries (method 6.4, rule 5).
	Energy *float64 `json:"energy"`
	Mood   *float64 `json:"mood"`
}

const (
	stripDays       = 28
	minStripEntries = 10
)

// FourWeeks are the four weeks up to a day.
func FourWeeks(feelings map[Day]Feeling, today Day) FeelStrip {
	s := FeelStrip{Days: make([]Feeling, 0, stripDays)}
	var energy, mood []float64
	add := func(xs []float64, x *int) []float64 {
		if x == nil {
			return xs
		}
		return append(xs, float64(*x))
	}
	for d := today - stripDays + 1; d <= today; d++ {
		f := feelings[d]
		f.Day = d
		s.Days = append(s.Days, f)
		energy, mood = add(energy, f.Energy), add(mood, f.Mood)
	}
	s.Energy, s.Mood = meanOfEnough(energy), meanOfEnough(mood)
	return s
}

func meanOfEnough(xs []float64) *float64 {
	if len(xs) < minStripEntries {
		return nil
	}
	mean := stats.Mean(xs)
	return &mean
}

// Thresholds of the quiet word on mood (method 11).
const (
	// LowMoodMost is the highest mood that counts as low.
	LowMoodMost = 2
	lowMoodDays = 10
	moodWindow  = 14
)

// LowMood says whether the mood was 2 or less on at least ten of the last
// fourteen logged days. It calls for one quiet suggestion to talk to somebody,
// at most once a month (method 11).
func LowMood(feelings map[Day]Feeling, today Day) bool {
	low, logged := 0, 0
	for d := today; d > today-2*moodWindow && logged < moodWindow; d-- {
		if m := feelings[d].Mood; m != nil {
			logged++
			if *m <= LowMoodMost {
				low++
			}
		}
	}
	return low >= lowMoodDays
}
