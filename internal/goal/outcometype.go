package goal

// OutcomeType is the kind of a 90-day outcome (method 2.2, ruling 27).
type OutcomeType string

// The seven types.
const (
	OutcomeNone       OutcomeType = ""
	OutcomeTotal      OutcomeType = "total"
	OutcomeLevelUp    OutcomeType = "level_up"
	OutcomeLevelDown  OutcomeType = "level_down"
	OutcomeAverage    OutcomeType = "average"
	OutcomeMilestones OutcomeType = "milestones"
	OutcomeOneOff     OutcomeType = "one_off"
	OutcomeDays       OutcomeType = "days"
)

// Milestone is one part of an outcome; weights of 0 all round mean equal ones.
type Milestone struct {
	Text   string  `json:"text"`
	Weight float64 `json:"weight,omitempty"`
}

// Outcome is the direction of a season: what should be true after ninety
// in-plan days. Target nil means that a blank was left open (ruling 40): the
// outcome then has no pace.
type Outcome struct {
	Type       OutcomeType `json:"type"`
	Text       string      `json:"text"`
	Start      float64     `json:"start,omitempty"`
	Target     *float64    `json:"target,omitempty"`
	Unit       string      `json:"unit,omitempty"`
	Weeks      int         `json:"weeks,omitempty"` // average: over the last Weeks weeks; 0 means 4
	Milestones []Milestone `json:"milestones,omitempty"`
}

// Measurement is what a person wrote down about an outcome on a day.
// Its meaning depends on the outcome's type (ruling 28).
type Measurement struct {
	Day       Day     `json:"day"`
	At        int64   `json:"at"` // instant, ms UTC
	Command   string  `json:"command"`
	Value     float64 `json:"value"`
	Milestone int     `json:"milestone,omitempty"` // 1-8: this one is ticked, or unticked when it was
	Yes       *bool   `json:"yes,omitempty"`       // one_off: it happened
	Ready     bool    `json:"ready,omitempty"`     // one_off: Value is readiness 0-10
}
