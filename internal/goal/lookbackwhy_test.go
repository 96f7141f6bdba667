package goal

import (
	"slices"
	"strings"
	"testing"
)

// What was said about the why is shown again on days 30 and 90, and on no
// other.
func TestMethod1_5ShownAgain(t *testing.T) {
	five, four, two, nine := 5, 4, 2, 9
	review := func(day Day, pulse *int) DatedReview {
		r := DatedReview{Day: day}
		r.Week, r.Pulse = day-6, pulse
		return r
	}
	s := Story{Reviews: []DatedReview{
		review(monday5+6, &five), review(monday5+13, nil), review(monday5+20, &four), review(monday5+69, &two),
	}}
	g := planned(monday5)
	g.Start = &Answers{Why: []int{2, 4, 6, 3}, PrivateTest: &nine}
	d := diary{goal: g, marks: strings.Repeat("d", 90)}
	l := d.look()
	for number, want := range map[int][]int{30: {5, 4}, 60: {}, 90: {5, 4, 2}} {
		got := l.Again(s, number)
		if !slices.Equal(got.Pulses, want) {
			t.Errorf("day %d: pulses %v, not %v", number, got.Pulses, want)
		}
		if shown := len(got.Why) == 4 && got.Private != nil; shown != (number != 60) {
			t.Errorf("day %d: why %v, private %v", number, got.Why, got.Private)
		}
	}
}
