package goal

// firstReviewDays is how many days a first review has to look at: of that many a
// verdict is given (method 7.3, R2).
const firstReviewDays = 4

// FirstReview says whether reviews of the goal are open, and on which day the first
// one opens at the latest: the last day of the first week that holds four of its
// in-plan days. The fourth day that is done, missed, covered or rest opens it too,
// if it comes earlier; a review that was made stays open. No day while a pause
// without an end hides it (ruling 94).
func (l Look) FirstReview(s Story) (on Day, open bool) {
	on = l.firstFullWeek()
	return on, len(s.Reviews) > 0 || on != 0 && l.Today >= on || l.logged() >= firstReviewDays
}

// firstFullWeek is the last day of the first week with four in-plan days.
func (l Look) firstFullWeek() Day {
	limit := l.Today + 400 // a pause without an end would never come to one
	for d := l.Life.First; d <= limit; {
		_, last := l.Calendar.Week(d)
		n := 0
		for ; d <= last; d++ {
			if inPlan(l.Life.On(d)) {
				n++
			}
		}
		if n >= firstReviewDays {
			return last
		}
	}
	return 0
}

// logged counts the days up to today of which something was said, or which rest
// (ruling 31).
func (l Look) logged() int {
	n := 0
	for _, st := range l.Life.Days {
		if st == DayDone || st == DayMissed || st == DayCovered || st == DayRest {
			n++
		}
	}
	return n
}

// ReviewDay says whether a review is due today: on the last day of each week, from
// the first review on.
func (l Look) ReviewDay() bool {
	return l.Season != nil && !l.SeasonOver && l.reviewDue(l.firstFullWeek(), l.Today)
}

// reviewDue says whether a week ends on a day, no earlier than that of the first
// review.
func (l Look) reviewDue(first, d Day) bool {
	_, last := l.Calendar.Week(d)
	return d == last && first != 0 && d >= first
}
