package goal

// MetricKind is what a week counts (method 3.1).
type MetricKind string

// The five metrics, and none for a goal that is only ticked.
const (
	MetricNone     MetricKind = ""
	MetricSessions MetricKind = "sessions" // sessions of at least SessionMin minutes
	MetricMinutes  MetricKind = "minutes"  // all logged minutes, minimum steps included
	MetricUnits    MetricKind = "units"    // pages, applications, transactions
	MetricDays     MetricKind = "days"     // distinct days with the step done
	MetricCustom   MetricKind = "custom"   // a name of the person's own
)

// CountsUnits says whether amounts are counted in a unit of the goal's own, not
// in minutes (ruling 7).
func (k MetricKind) CountsUnits() bool { return k == MetricUnits || k == MetricCustom }

// Metric is the weekly process metric: exactly one a goal.
type Metric struct {
	Kind       MetricKind `json:"kind"`
	Target     float64    `json:"target,omitempty"`      // a full week's number
	Alternates bool       `json:"alternates,omitempty"`  // Target in odd weeks, Target+1 in even ones (ruling 32)
	Unit       string     `json:"unit,omitempty"`        // shown word: walks, minutes, pages
	SessionMin float64    `json:"session_min,omitempty"` // minutes that make a session
	Cap        int        `json:"cap,omitempty"`         // sessions counted a day at most; 0 means 1
	Where      string     `json:"where,omitempty"`       // when and where of full sessions
}

// DefaultSessionMin is how many minutes make a session where the person did
// not say: fifteen, or three times the step (method 3.1).
func DefaultSessionMin(step float64) float64 { return max(15, 3*step) }

// Step is the minimum step: the smallest daily action, 2 to 10 minutes.
type Step struct {
	Text    string  `json:"text"`
	Minutes float64 `json:"minutes"`
	Amount  float64 `json:"amount,omitempty"` // in the metric's unit, for units and custom
}

// IfThen is a plan for one obstacle. Its ID stays while the words are
// sharpened; ID is unique within the goal (ruling 4).
type IfThen struct {
	ID       string  `json:"id"`
	Words    string  `json:"words"`
	Obstacle MissTag `json:"obstacle,omitempty"`
}

// MaxIfThen is the number of if-then plans beside the default one (method 5.1).
const MaxIfThen = 3

// Plan is everything about a goal that can be adjusted, from a day on. A plan
// revision is appended, never edited: a past day is judged by the revision in
// force then (ruling 5).
type Plan struct {
	From     Day      `json:"from"`
	Command  string   `json:"command"` // the command that made it
	At       int64    `json:"at"`      // its instant, ms UTC
	Metric   Metric   `json:"metric"`
	Step     Step     `json:"step"`
	Cue      string   `json:"cue,omitempty"`
	Fallback string   `json:"fallback,omitempty"`
	Setup    string   `json:"setup,omitempty"`  // laid out before the step: "shoes by the door" (ruling 50)
	Bundle   string   `json:"bundle,omitempty"` // one thing to enjoy that is kept for the step (ruling 54)
	Rest     Weekdays `json:"rest,omitempty"`
	Reserves int      `json:"reserves"` // per 28-day block, 0 to 8
	IfThens  []IfThen `json:"if_thens,omitempty"`
	// Until is the last day of the deviation that makes this plan; 0 for a
	// lasting one (ruling 32).
	Until Day `json:"until,omitempty"`
	// MetricFrom is the day from which the weekly metric is as it is: an
	// alternating target counts its weeks from here.
	MetricFrom Day `json:"-"`
}
