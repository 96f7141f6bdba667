package goal

import "time"

// WeekdayCount is how often a weekday was done of its active days.
type WeekdayCount struct {
	Weekday time.Weekday `json:"weekday"`
	Done    int          `json:"done"`
	Active  int          `json:"active"`
}

// patternDays is how far back the weekday pattern looks: twelve weeks.
const patternDays = 84

// WeekdayPattern counts the last twelve weeks by weekday, in the order of the
// person's week; the open day is not counted.
func (l Look) WeekdayPattern() []WeekdayCount {
	start := l.Calendar.WeekStart(l.Today)
	counts := make([]WeekdayCount, int(weekLength))
	for i := range counts {
		counts[i].Weekday = Weekday(int(start) + i)
	}
	for d := max(l.Today-patternDays+1, l.Life.First); d <= l.Today; d++ {
		c := &counts[(7+int(d.Weekday())-int(start))%7]
		count(l.Life.On(d), &c.Done, &c.Active)
	}
	return counts
}
