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

// ProgrammeDay gives the kind of an in-plan day and its number 1-30 in the
// round. Only the first round has tasks: the second and third have the reviews.
// Missing any of them changes nothing.
func ProgrammeDay(inPlan int) (kind ProgrammeKind, day int) {
	if inPlan < 1 {
		return ProgrammePlain, 0
	}
	day = (inPlan-1)%programmeDays + 1
	first := inPlan <= programmeDays
	switch {
	case inPlan == int(seasonLength):
		return ProgrammeOutcome, day
	case inPlan > int(seasonLength):
		return ProgrammePlain, day
	case day == programmeDays:
		return ProgrammeLook, day
	case day%int(weekLength) == 0:
		return ProgrammeReview, day
	case day == 1 && first:
		return ProgrammeSetup, day
	case first:
		return ProgrammeTask, day
	default:
		return ProgrammePlain, day
	}
}
