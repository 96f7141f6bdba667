package goal

// Bounds of a small experiment while the direction is open (method 1.6).
const (
	trialMaxMinutes = 120 // two hours in total
	trialMaxDays    = 7   // done within a week
	trialsAtOnce    = 3   // suggested for three weeks
	ProvisionalDays = 30  // a provisional sentence is looked at again after these
)

// Trial is the log of one small experiment.
type Trial struct {
	What   string `json:"what"`
	Before int    `json:"before"` // energy before, 1-5
	After  int    `json:"after"`  // energy after, 1-5
	Again  int    `json:"again"`  // want to do it again, 0-10
	Tell   bool   `json:"tell"`   // the one to tell a friend about
	Line   string `json:"line,omitempty"`
}

// Fit weighs the wish to do it again with what it did to the energy:
// -8 to 18. Method 1.6.
func (t Trial) Fit() int { return t.Again + 2*(t.After-t.Before) }

// bestTrial is the trial with the highest fit; of equal ones, the one to tell a
// friend about, then the earlier. There is none of no trials.
func bestTrial(trials []Trial) (best Trial, ok bool) {
	for _, t := range trials {
		higher := t.Fit() > best.Fit() || t.Fit() == best.Fit() && t.Tell && !best.Tell
		if !ok || higher {
			best, ok = t, true
		}
	}
	return best, ok
}

// validate says which answer is not on its scale.
func (t Trial) validate() error {
	switch {
	case t.Before < 1 || t.Before > 5:
		return Invalid("before", "error.energy", t.Before)
	case t.After < 1 || t.After > 5:
		return Invalid("after", "error.energy", t.After)
	case t.Again < 0 || t.Again > 10:
		return Invalid("again", "error.scale10", t.Again)
	}
	return nil
}
