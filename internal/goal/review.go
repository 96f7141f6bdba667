package goal

import (
	"slices"
	"time"
)

// Rule is a row of the review's decision table (method 7.3).
type Rule string

// The rows, in order.
const (
	R1  Rule = "R1"
	R0  Rule = "R0"
	R2  Rule = "R2"
	R3  Rule = "R3"
	R4  Rule = "R4"
	R5  Rule = "R5"
	R6  Rule = "R6"
	R2b Rule = "R2b"
	R7a Rule = "R7a"
	R7b Rule = "R7b"
	R7c Rule = "R7c"
	R7d Rule = "R7d"
	R7m Rule = "R7m"
	R7e Rule = "R7e"
	R7f Rule = "R7f"
	R7g Rule = "R7g"
	R7h Rule = "R7h"
	R7i Rule = "R7i"
	R7j Rule = "R7j"
	R8a Rule = "R8a"
	R8b Rule = "R8b"
	R9  Rule = "R9"
	R10 Rule = "R10"
	R9b Rule = "R9b"
	R11 Rule = "R11"
)

// Action is what a review suggests.
type Action string

// The actions. Paused and over are no suggestions: the whole week was paused, or
// the season is over and what comes next is chosen elsewhere.
const (
	ActPaused         Action = "paused"
	ActOver           Action = "over"
	ActWelcomeBack    Action = "welcome_back"
	ActRest           Action = "rest"
	ActNotEnough      Action = "not_enough_data"
	ActRestWeek       Action = "rest_week"
	ActDeload         Action = "deload"
	ActSettle         Action = "settle"
	ActRevisitPurpose Action = "revisit_purpose"
	ActMoveCue        Action = "move_cue"
	ActWeekdayCue     Action = "weekday_cue_or_rest"
	ActEnvironment    Action = "change_environment"
	ActRewriteStep    Action = "rewrite_step"
	ActBundle         Action = "bundle"
	ActAddIfThen      Action = "add_if_then"
	ActSharpenCue     Action = "sharpen_plan_cue"
	ActChangeResponse Action = "change_plan_response"
	ActShrinkStep     Action = "shrink_step"
	ActAddSession     Action = "add_session_plan"
	ActLowerTarget    Action = "lower_target"
	ActSwapMetric     Action = "swap_metric"
	ActGrow           Action = "grow"
	ActKeep           Action = "keep"
	ActHold           Action = "hold"
)

// Declinable says whether "Leave as it is" is remembered. The rows that ask for
// nothing cannot be declined (ruling 32).
func (a Action) Declinable() bool {
	asksNothing := []Action{ActPaused, ActOver, ActWelcomeBack, ActRest, ActNotEnough, ActSettle, ActHold}
	return !slices.Contains(asksNothing, a)
}

// AsksForWords says whether the action means nothing until the person says what
// to change.
func (a Action) AsksForWords() bool {
	return slices.Contains([]Action{
		ActMoveCue, ActWeekdayCue, ActEnvironment, ActRewriteStep, ActBundle, ActAddIfThen, ActSharpenCue, ActChangeResponse,
		ActAddSession, ActSwapMetric,
	}, a)
}

// ReviewInputs are the numbers that a review looks at. All windows end on the
// last day of the review's week, or on the last day that is not open while the
// week runs, and see no day before the last change; silence, energy and pulse do.
// What is not known is nil, and no comparison with it is true. Method 7.2, rulings
// 31, 47 to 49.
type ReviewInputs struct {
	// Silent: no day of the last seven is done, missed, covered or a tapped
	// rest. AllPaused: all seven are paused.
	Silent, AllPaused bool
	Over              bool // no season runs: nothing is suggested (ruling 1)
	Unwell            bool // unwell, pain or too much was ticked
	Logged7           int  // days of the last seven that are done, missed, covered or rest

	// Of the last seven days, changes or not: the active ones and those without a
	// word; Back: one of them is paused; Young: the goal's days, when it has fewer.
	WeekActive, WeekQuiet int
	Back                  bool
	Young                 int
	// QuietSpoke is in how many of the five reviews before silence gave no verdict.
	QuietSpoke int

	Done7, Active7   int // days done and active of the last seven
	Done14, Active14 int // and of the last fourteen
	Quiet14          int // of them without a word

	P1, P2, P4 *float64 // attainment: this week, the scored week before, the mean of the last four
	Energy     *float64 // E1: mean of the last seven days
	EnergyWas  *float64 // E0: mean of the fourteen days before them
	LowEnergy  *float64 // L: share of the last seven days' entries that are 2 or less

	Pulse, PulseWas *int // V, V': "does this still matter to you?" 1-5, now and before
	Confidence      *int // 0-10

	Tags    map[MissTag]int // of the missed days of the last fourteen
	Cluster *time.Weekday   // the weekday on which misses gather, see [missCluster]
	Linked  *PlanCounts     // counts of the if-then plan for the most frequent tag; nil without one

	Week        int      // number of the season's week
	SinceChange *int     // days that the last change has held; nil before a first one
	CueMoves    int      // changes of the cue within the last 42 days
	Experiment  *int     // day of the running experiment; nil without one
	SinceTarget int      // days that the target has held, or the season, whichever is fewer
	Chance      *float64 // of reaching the outcome, 0-1

	Step    float64 // minutes
	Metric  Metric
	Rest    Weekdays // of the plan
	Bundle  bool     // one thing is kept for the step, and no long pause lies between
	Lighter bool     // this week and the one before it were both lighter

	EaseRow     bool     // "runs by itself" in the three reviews before, of three weeks in a row
	Steady      *float64 // adherence of the last 28 active days
	Kept        int      // goals that are kept, of all the person has
	There       bool     // the outcome is reached, touched, or has no number
	SessionPlan bool     // when and where of full sessions is set
	// AlternatingMet is the number of scored weeks in a row, up to now, in which
	// an alternating target was met in full.
	AlternatingMet int

	PassOver  []Action       // declined twice of late, see [passedOver]
	PassUntil map[Action]Day // from which they may come again
}

// StepChange is a new size of the minimum step, in minutes.
type StepChange struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
}

// Because is one fact that a suggestion rests on: the key of a sentence and
// its numbers.
type Because struct {
	Key  string `json:"key"`
	Args []any  `json:"args,omitempty"`
}

// Suggestion is the one thing that a review suggests. "Leave as it is" always
// stands beside it, in the same size.
type Suggestion struct {
	Rule    Rule          `json:"rule"` // empty when all was paused
	Action  Action        `json:"action"`
	Reason  string        `json:"reason"`           // key of the short sentence
	Step    *StepChange   `json:"step,omitempty"`   // a smaller step
	Target  *TargetChange `json:"target,omitempty"` // another week's number
	Days    int           `json:"days,omitempty"`   // it ends by itself after so many days (ruling 32)
	Tag     MissTag       `json:"tag,omitempty"`
	Weekday *time.Weekday `json:"weekday,omitempty"`
	Because []Because     `json:"because,omitempty"`
	// Early: fewer than ten active days in two weeks, so the last seven speak.
	Early bool `json:"early,omitempty"`
}

// Review gives exactly one suggestion: the first row of the table that matches
// and was not declined twice of late (method 7.3).
func Review(in ReviewInputs) Suggestion {
	f := newReviewFacts(in)
	switch {
	case in.Unwell:
	case in.Over:
		return Suggestion{Action: ActOver, Reason: "review.over"}
	case in.AllPaused:
		return Suggestion{Action: ActPaused, Reason: "review.paused"}
	}
	for _, row := range reviewTable() {
		switch {
		case !row.when(f):
		case !f.passedOver(row.action):
			return f.suggestion(row)
		case f.skipped == "":
			f.skipped = row.action
		}
	}
	return Suggestion{Rule: R11, Action: ActHold, Reason: "review.R11"} // the table's last row
}

// Doable says whether "do it" would do something; where it would not, there is
// only "close" (ruling 50).
func (s Suggestion) Doable() bool {
	if s.Action == ActRestWeek || s.Action == ActDeload {
		return s.Step != nil && s.Step.To != s.Step.From || s.Target != nil && s.Target.To != s.Target.From
	}
	return !slices.Contains([]Action{ActNotEnough, ActSettle, ActHold, ActPaused, ActOver}, s.Action)
}

// Counts are the numbers that the reason speaks of: days without a word and of how
// many, days that a change has had, or how often the tag came up; of is 0 where
// there is none.
func (s Suggestion) Counts() (n, of int, ok bool) {
	want := map[Rule][]string{
		R2: {"review.because.quiet", "review.because.few", "review.because.logged"}, R2b: {"review.because.quiet"},
		R5: {"review.because.change"}, R7e: {"review.because.tag"},
	}[s.Rule]
	for _, b := range s.Because {
		if slices.Contains(want, b.Key) {
			return wholeArg(b, 0), wholeArg(b, 1), true
		}
	}
	return 0, 0, false
}

// wholeArg is a whole number of a fact, as it was made or read again.
func wholeArg(b Because, i int) int {
	if i >= len(b.Args) {
		return 0
	}
	switch n := b.Args[i].(type) {
	case int:
		return n
	case float64:
		return int(n)
	}
	return 0
}
