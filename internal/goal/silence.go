package goal

// Silent says whether days went by without a word, or a long pause is over, and
// today has not been answered: then nothing is asked for but the step, and ways
// on are offered.
func (l Look) Silent() bool { return l.Status == DayOpen && (l.Quiet >= QuietDays || l.Back) }

// SmallestForAWeek makes the step of a plan two minutes for seven days (method
// 7.3, R0).
func (g Goal) SmallestForAWeek(p Plan) Revise {
	step := p.Step
	step.Minutes = MinStepMinutes
	return Revise{Goal: g.ID, Days: 7, Plan: PlanChange{Step: &step}}
}

// PauseUpToYesterday makes a pause of the days from one on, as far back as one
// may begin (ruling 9); today is asked again.
func (g Goal) PauseUpToYesterday(from, today Day) PauseGoals {
	return PauseGoals{Goals: []string{g.ID}, From: max(from, today-pauseBack), To: today - 1}
}

// FirstQuiet is the first of the days without a word; rest days may lie between
// them.
func (l Look) FirstQuiet() Day {
	d := l.Today
	for n := l.Quiet; n > 0 && d > l.Life.First; {
		if d--; l.Life.On(d) == DayUnlogged {
			n--
		}
	}
	return d
}

// QuietPause makes a pause of the quiet days; all says whether it reaches back to
// the first of them.
func (l Look) QuietPause() (pause PauseGoals, all bool) {
	first := l.FirstQuiet()
	pause = l.Goal.PauseUpToYesterday(first, l.Today)
	return pause, pause.From == first
}

// Lengths after which the tone changes, not the volume.
const (
	QuietDays = 3  // days without a word, before a smaller step is offered (method 4.2)
	LongPause = 14 // days of pause, before a gentle restart is offered (method 4.2)
)

// pauseJustOver is the length in days of the pause, or the time parked, that
// ended last, while no word was said since; 0 without one.
func (l *Look) pauseJustOver() int {
	if l.Life.On(l.Today) == DayPause || l.Status == DayDone {
		return 0
	}
	d := l.Today
	if l.Status == DayOpen || l.Status == DayRest && l.Life.Letter(d) != LetterRest {
		d--
	}
	for d >= l.Life.First && (l.Life.On(d) == DayUnlogged || l.Life.On(d) == DayRest && l.Life.Letter(d) != LetterRest) {
		d--
	}
	n := 0
	for ; d >= l.Life.First && l.Life.On(d) == DayPause; d-- {
		n++
	}
	return n
}
