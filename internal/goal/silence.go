package goal

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
