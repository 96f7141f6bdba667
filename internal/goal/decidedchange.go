package goal

// DecidedChange is the change that the last review decided, while Today tells it:
// on the day of the review, and until the day on which it begins (ruling 93).
func (l Look) DecidedChange() (Revision, bool) {
	var last Revision
	for _, r := range l.Goal.Plan {
		if r.Rule != "" && r.At >= last.At {
			last = r
		}
	}
	told := last.Rule != "" && (l.Today <= last.From || l.Calendar.DayAt(last.At) == l.Today)
	return last, told && l.Today >= l.Calendar.DayAt(last.At)
}
