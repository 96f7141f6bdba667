package goal

import (
	"slices"
	"time"
)

// Question is what a reminder asks.
type Question string

// The questions, in the order in which the first that holds is asked (ruling 140).
const (
	AskLookBack Question = "look_back"
	AskReview   Question = "review"
	AskMend     Question = "mend"
	AskStep     Question = "step"
	AskHabit    Question = "habit" // small habits, where no goal is active
)

// answerable questions are those that a stamp answers.
func (q Question) answerable() bool { return q == AskMend || q == AskStep || q == AskHabit }

// askedAtOnce is how many goals one reminder names at most: two lines.
const askedAtOnce = 2

// Asked is one reminder that was sent.
type Asked struct {
	Day      Day      `json:"day"` // the person's local day
	Question Question `json:"question"`
	Goals    []string `json:"goals"` // ids
	Number   int      `json:"number,omitempty"`
}

// AskedGoal is an active goal as a reminder sees it, the first of Today first.
type AskedGoal struct {
	Look
	Reviewed   bool  // the review that is due today was made
	LookedBack []int // look backs of the season that were made
}

// Asking is what a reminder is decided from.
type Asking struct {
	Now      int64 // ms UTC
	Calendar Calendar
	Reminder Reminder
	Device   *time.Location // zone that the receiving device told last; nil where it told none
	Goals    []AskedGoal    // active goals that have begun
	Kept     []Look         // small habits
	Sent     []Asked        // the last sixty days' at least, the oldest first
}

// Ask is a reminder to be sent now.
type Ask struct {
	Asked
	Until int64 // ms UTC: from then on it is silent
}

// Ask says what a person is to be asked now, if anything (rulings 139 to 142):
// never twice on a local day, never a step or a mend once it is stamped, skipped,
// resting or paused, never later than two hours or into quiet hours.
func (a Asking) Ask() (Ask, bool) {
	d := a.Calendar.DayAt(a.Now)
	from, ok := a.Reminder.due(a.Calendar, d)
	if !ok || a.Now < from || a.Now >= from+askLate.Milliseconds() || a.sentOn(d) {
		return Ask{}, false
	}
	until := a.Calendar.until(d, from, a.Device)
	if a.Now >= until {
		return Ask{}, false
	}
	q, ok := a.question(d)
	if !ok || q.Question.answerable() && !a.fade().asks(a, d) {
		return Ask{}, false
	}
	return Ask{q, until}, true
}

// sentOn says whether the day, or a later one, had its reminder: who flies west
// has a day once more.
func (a Asking) sentOn(d Day) bool {
	n := len(a.Sent)
	return n > 0 && a.Sent[n-1].Day >= d
}

func (a Asking) question(d Day) (Asked, bool) {
	for _, g := range a.Goals {
		if n := g.lookBackDue(); n != 0 && !a.askedBack(g.Goal.ID, n) {
			return Asked{d, AskLookBack, []string{g.Goal.ID}, n}, true
		}
	}
	for _, g := range a.Goals {
		if g.inUse() && g.ReviewDay() && !g.Reviewed {
			return Asked{d, AskReview, []string{g.Goal.ID}, 0}, true
		}
	}
	open, mends := []string(nil), []string(nil)
	for _, g := range a.Goals {
		switch {
		case g.Status != DayOpen || g.SeasonOver:
		case g.Chain.State == Waiting:
			mends = append(mends, g.Goal.ID)
		default:
			open = append(open, g.Goal.ID)
		}
	}
	if len(mends) > 0 {
		open = append(mends, open...)
		return Asked{d, AskMend, open[:min(len(open), askedAtOnce)], 0}, true
	}
	if len(open) > 0 {
		return Asked{d, AskStep, open[:min(len(open), askedAtOnce)], 0}, true
	}
	return a.habits(d)
}

// habits are asked for only where no goal is active.
func (a Asking) habits(d Day) (Asked, bool) {
	var open []string
	for _, l := range a.Kept {
		if l.Status == DayOpen && len(open) < askedAtOnce {
			open = append(open, l.Goal.ID)
		}
	}
	return Asked{d, AskHabit, open, 0}, len(a.Goals) == 0 && len(open) > 0
}

// inUse says whether the goal is neither paused nor over today.
func (g AskedGoal) inUse() bool { return !g.SeasonOver && g.Status != DayPause && g.Status != DayNone }

// lookBackDue is the number of the look back whose day is today and that was not
// made, 0 where none is.
func (g AskedGoal) lookBackDue() int {
	if g.Season == nil || !inPlan(g.Status) || g.DayNumber%CardDays != 0 || g.DayNumber == 0 {
		return 0
	}
	if slices.Contains(g.LookedBack, g.DayNumber) {
		return 0
	}
	return g.DayNumber
}

// askedBack says whether a look back was asked for before.
func (a Asking) askedBack(id string, number int) bool {
	for _, s := range a.Sent {
		if s.Question == AskLookBack && s.Number == number && s.Goals[0] == id && s.Day > a.Calendar.DayAt(a.Now)-CardDays {
			return true
		}
	}
	return false
}
