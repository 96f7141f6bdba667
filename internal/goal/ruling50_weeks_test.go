package goal

import (
	"testing"

	"pgregory.net/rapid"
)

// Through 26 weeks of a life in which nothing that is suggested is ever taken, no
// row speaks more often than the rulings allow: silence in two of six reviews,
// what was declined twice not within its rest, and each review has one suggestion
// (rulings 32, 49, 50, 55).
func TestRuling50NoRowSpeaksForEver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const weeks = 26
		g := planned(monday5)
		kind := rapid.SampledFrom([]MetricKind{MetricSessions, MetricMinutes, MetricUnits, MetricDays, MetricCustom}).Draw(t, "kind")
		g.Plan[0].Change.Metric = &Metric{Kind: kind, Target: float64(rapid.IntRange(1, 7).Draw(t, "target")), SessionMin: float64(rapid.IntRange(0, 30).Draw(t, "session_min"))}
		g.Seasons = append(g.Seasons, Season{Number: 2, First: monday5 + 90})
		letters := rapid.SliceOfN(rapid.SampledFrom([]byte("ddmxft..r")), weeks*7, weeks*7).Draw(t, "days")
		energy := rapid.IntRange(1, 5).Draw(t, "energy")
		d := diary{goal: g, feel: map[Day]Feeling{}}
		var said []Suggestion
		for w := range weeks {
			d.marks = string(letters[:7*(w+1)])
			week := monday5 + Day(7*w)
			for x := range 7 {
				d.feel[week+Day(x)] = Feeling{Energy: &energy}
			}
			s := Review(d.inputs(week, ReviewAnswers{Pulse: new(rapid.IntRange(1, 5).Draw(t, "pulse"))}))
			if s.Action == "" || s.Reason == "" {
				t.Fatalf("week %d: no suggestion", w)
			}
			said = append(said, s)
			decision := KeepAsIs
			if !s.Doable() {
				decision = DecisionNone
			}
			d.story.Reviews = append(d.story.Reviews, DatedReview{WeekReview: WeekReview{Week: week, Suggestion: s, Decision: decision}, Day: week + 6})
		}
		for i := range said {
			if silent := countRules(said[max(0, i-5):i+1], R2, R2b); silent > 2 {
				t.Fatalf("silence speaks %d times in six reviews up to week %d", silent, i)
			}
			if !said[i].Action.Declinable() || !said[i].Doable() {
				continue
			}
			if n := countActions(said[max(0, i-2):i+1], said[i].Action); n > 2 { // the third within fourteen days
				t.Fatalf("%s speaks %d times in three reviews up to week %d", said[i].Rule, n, i)
			}
		}
	})
}

func countRules(ss []Suggestion, rules ...Rule) int {
	n := 0
	for _, s := range ss {
		for _, r := range rules {
			if s.Rule == r {
				n++
			}
		}
	}
	return n
}

func countActions(ss []Suggestion, a Action) int {
	n := 0
	for _, s := range ss {
		if s.Action == a {
			n++
		}
	}
	return n
}
