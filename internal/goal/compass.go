package goal

import "slices"

// SetItem adds, changes or removes a short item of the compass. Words empty
// removes it.
type SetItem struct {
	ID   string `json:"id"`
	Lens string `json:"lens,omitempty"` // love, good, needed or supported
	Item
}

// SetEnergyNote writes down what gave or took energy.
type SetEnergyNote struct {
	ID     string `json:"id"`
	Words  string `json:"words"`            // empty removes it
	Before int    `json:"before,omitempty"` // energy 1-5; 0 says nothing
	After  int    `json:"after,omitempty"`
}

// TrialState says how far a small experiment has come.
type TrialState string

// The states of a trial.
const (
	TrialTried   TrialState = ""        // done, with its numbers
	TrialPlanned TrialState = "planned" // not yet
	TrialLetGo   TrialState = "let_go"  // not done, and that is useful to know
)

// SetTrial plans or logs a small experiment to find a direction (method 1.6).
type SetTrial struct {
	ID    string     `json:"id"`
	State TrialState `json:"state,omitempty"`
	Trial
}

// SetPurpose is a wording of the person's direction, before or beside goals.
type SetPurpose struct {
	PurposeChange
}

// Dismiss hides a thought about the purpose sentence, or another notice, for
// good.
type Dismiss struct {
	Flag Flag `json:"flag"`
}

// FlagFigures names the notice that figures are worked out anew (method 14 m).
const FlagFigures Flag = "figures"

// CompassItem is an item with its id and where it came from.
type CompassItem struct {
	ID   string `json:"id"`
	Lens string `json:"lens,omitempty"`
	Item
}

// EnergyNote is what gave or took energy on a day.
type EnergyNote struct {
	ID     string `json:"id"`
	Day    Day    `json:"day"`
	Words  string `json:"words"`
	Before int    `json:"before,omitempty"`
	After  int    `json:"after,omitempty"`
}

// Complete says whether both numbers were noted; without them it is a line of words.
func (n EnergyNote) Complete() bool { return n.Before > 0 && n.After > 0 }

// Gives says whether it left more energy than it took.
func (n EnergyNote) Gives() bool { return n.Complete() && n.After > n.Before }

// Takes says whether it took more energy than it left.
func (n EnergyNote) Takes() bool { return n.Complete() && n.After < n.Before }

// CompassTrial is a trial with its id and day.
type CompassTrial struct {
	ID    string     `json:"id"`
	Day   Day        `json:"day"`
	State TrialState `json:"state,omitempty"`
	Trial
}

// Compass is a person's direction: what they wrote, weighed and tried.
type Compass struct {
	Items     []CompassItem  `json:"items,omitempty"`
	Energy    []EnergyNote   `json:"energy,omitempty"`
	Trials    []CompassTrial `json:"trials,omitempty"`
	Purposes  []Purpose      `json:"purposes,omitempty"`
	Dismissed []Flag         `json:"dismissed,omitempty"`
}

// FoldCompass makes the compass of its live entries, in order of arrival.
func FoldCompass(entries []Entry) Compass {
	var c Compass
	for _, e := range entries {
		if !e.Undone {
			c.Take(e)
		}
	}
	return c
}

// Take adds the next entry to the compass.
func (c *Compass) Take(e Entry) {
	switch b := e.Body.(type) {
	case SetItem:
		c.Items = replaceOrAppend(c.Items, CompassItem(b), b.Words == "", func(x CompassItem) string { return x.ID })
	case SetEnergyNote:
		c.Energy = replaceOrAppend(c.Energy, EnergyNote{b.ID, e.Day, b.Words, b.Before, b.After}, b.Words == "", func(x EnergyNote) string { return x.ID })
	case SetTrial:
		c.Trials = replaceOrAppend(c.Trials, CompassTrial{b.ID, e.Day, b.State, b.Trial}, b.What == "", func(x CompassTrial) string { return x.ID })
	case SetPurpose:
		c.Purposes = append(c.Purposes, Purpose{e.Day, e.ID, e.At, b.GrowIn, b.SoICan, b.Provisional})
	case Dismiss:
		if !slices.Contains(c.Dismissed, b.Flag) {
			c.Dismissed = append(c.Dismissed, b.Flag)
		}
	}
}

// replaceOrAppend replaces the element with the same id, or removes it, or appends it.
func replaceOrAppend[T any](xs []T, x T, gone bool, id func(T) string) []T {
	i := slices.IndexFunc(xs, func(y T) bool { return id(y) == id(x) })
	switch {
	case gone && i >= 0:
		return slices.Delete(xs, i, i+1)
	case gone:
		return xs
	case i >= 0:
		xs[i] = x
		return xs
	}
	return append(xs, x)
}

// Meets are the items in which lenses meet, broadest first (method 1.3).
func (c Compass) Meets() []Item {
	var items []Item
	for _, i := range c.Items {
		items = append(items, i.Item)
	}
	return meetings(items)
}

// BestTrial is what the tries suggest, if there are any (method 1.6).
func (c Compass) BestTrial() (Trial, bool) {
	var ts []Trial
	for _, t := range c.Trials {
		if t.State == TrialTried {
			ts = append(ts, t.Trial)
		}
	}
	return bestTrial(ts)
}

// Purpose in force: the last wording.
func (c Compass) Purpose() (Purpose, bool) {
	if n := len(c.Purposes); n > 0 {
		return c.Purposes[n-1], true
	}
	return Purpose{}, false
}
