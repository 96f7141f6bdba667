package goal

// ProgrammeKind is what a day of the thirty-day programme is for (method 9.2).
// The words of each day are the library's.
type ProgrammeKind string

// The kinds.
const (
	ProgrammeSetup   ProgrammeKind = "setup"
	ProgrammeTask    ProgrammeKind = "task"          // one small thing beside the step
	ProgrammeReview  ProgrammeKind = "review"        // the weekly review
	ProgrammeLook    ProgrammeKind = "retrospective" // days 30 and 60
	ProgrammeOutcome ProgrammeKind = "outcome"       // day 90
	ProgrammePlain   ProgrammeKind = "plain"         // the step and nothing else
)

// programmeDays is the length of one round; a season has three.
const programmeDays = 30

// ProgrammeLine gives the kind of a line of the thirty, 1-30: every seventh is a
// review's.
func ProgrammeLine(line int) ProgrammeKind {
	switch {
	case line < 1 || line > programmeDays:
		return ProgrammePlain
	case line == programmeDays:
		return ProgrammeLook
	case line%int(weekLength) == 0:
		return ProgrammeReview
	case line == 1:
		return ProgrammeSetup
	default:
		return ProgrammeTask
	}
}

// ProgrammeDay gives the kind of today and its line, 1-30, in the round of thirty
// in-plan days; 0 where no line stands. The lines of reviews stand on review days,
// in their order, and the tasks on the days between (ruling 94). Only the first
// round has tasks: the second and third have the reviews. Missing any of them
// changes nothing.
func (l Look) ProgrammeDay() (kind ProgrammeKind, line int) {
	n := l.DayNumber
	day := (n-1)%programmeDays + 1
	switch {
	case l.Season == nil || n < 1 || n > SeasonDays:
		return ProgrammePlain, 0
	case n == SeasonDays:
		return ProgrammeOutcome, programmeDays
	case day == programmeDays:
		return ProgrammeLook, programmeDays
	}
	line = l.programmeLine(n - day)
	if kind = ProgrammeLine(line); kind != ProgrammeReview && n > programmeDays {
		return ProgrammePlain, 0
	}
	return kind, line
}

// programmeLine counts the reviews and the other days of the round that follows a
// number of in-plan days, up to today, and gives the line of today; 0 when its
// kind has none left.
func (l Look) programmeLine(before int) int {
	first := l.firstFullWeek()
	reviews, others := 0, 0
	due := false
	l.Life.walkSeason(*l.Season, func(d Day, number int, _ DayStatus) bool {
		if number > before {
			if due = number > 1 && l.reviewDue(first, d); due { // the season's first day has its own line
				reviews++
			} else {
				others++
			}
		}
		return d < l.Today
	})
	left := others
	if due {
		left = reviews
	}
	for line := 1; line < programmeDays; line++ {
		if (ProgrammeLine(line) == ProgrammeReview) == due {
			left--
		}
		if left == 0 {
			return line
		}
	}
	return 0
}
