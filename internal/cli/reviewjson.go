package cli

import (
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// The document of "ippo review --json" (ruling 26): every number
// that the table used, and the one suggestion. What is not known is null.

type reviewJSON struct {
	Goal       string            `json:"goal"`
	Week       goal.Day          `json:"week"`
	End        goal.Day          `json:"end"`
	Inputs     inputsJSON        `json:"inputs"`
	Suggestion suggestionJSON    `json:"suggestion"`
	Made       *goal.DatedReview `json:"made"`  // the review of this week, null before it was made
	Open       bool              `json:"open"`  // the goal's first review has opened
	First      *goal.Day         `json:"first"` // day on which it opens at the latest, null while a pause hides it
}

type inputsJSON struct {
	Silent         bool                 `json:"silent"`
	AllPaused      bool                 `json:"all_paused"`
	Over           bool                 `json:"over"`
	Unwell         bool                 `json:"unwell"`
	Logged7        int                  `json:"logged_7"`
	Done7          int                  `json:"done_7"`
	Active7        int                  `json:"active_7"`
	WeekActive     int                  `json:"active_last_7"` // before and after a change alike
	WeekQuiet      int                  `json:"quiet_last_7"`
	Quiet14        int                  `json:"quiet_14"`
	Wordless       []goal.Day           `json:"wordless"` // days that can still be said
	Done14         int                  `json:"done_14"`
	Active14       int                  `json:"active_14"`
	A1             *float64             `json:"adherence_7"`
	A2             *float64             `json:"adherence_14"`
	P1             *float64             `json:"attainment"`
	P2             *float64             `json:"attainment_before"`
	P4             *float64             `json:"attainment_4"`
	Energy         *float64             `json:"energy"`
	EnergyWas      *float64             `json:"energy_before"`
	LowEnergy      *float64             `json:"low_energy"`
	Pulse          *int                 `json:"pulse"`
	PulseWas       *int                 `json:"pulse_before"`
	Confidence     *int                 `json:"confidence"`
	Tags           map[goal.MissTag]int `json:"tags"`
	Cluster        *string              `json:"cluster"` // the weekday on which misses gather
	Plan           *goal.PlanCounts     `json:"plan"`    // counts of the plan for the most frequent tag
	Week           int                  `json:"week_of_season"`
	SinceChange    *int                 `json:"since_change"`
	SinceTarget    int                  `json:"since_target"`
	Experiment     *int                 `json:"experiment_day"`
	Chance         *float64             `json:"chance"`
	Step           float64              `json:"step_minutes"`
	Target         *float64             `json:"target"`
	SessionPlan    bool                 `json:"session_plan"`
	AlternatingMet int                  `json:"alternating_met"`
	PassedOver     []goal.Action        `json:"passed_over"`
	CueMoves       int                  `json:"cue_moves_42"`
	QuietSpoke     int                  `json:"silence_spoke"` // in how many of the five reviews before
	Bundle         bool                 `json:"bundle"`
	Lighter        bool                 `json:"two_lighter_weeks"`
	EaseRow        bool                 `json:"ease_in_a_row"`
	Steady         *float64             `json:"adherence_28"`
	There          bool                 `json:"outcome_there"`
}

type suggestionJSON struct {
	Rule    goal.Rule   `json:"rule"`
	Action  goal.Action `json:"action"`
	Words   string      `json:"words"`
	From    any         `json:"from"` // minutes, the week's number, or words; null when nothing changes
	To      any         `json:"to"`
	Days    *int        `json:"days"` // it ends by itself after these
	Reason  string      `json:"reason"`
	Because []string    `json:"because"`
}

func (d deps) reviewDocument(v app.ReviewView) reviewJSON {
	inputs := inputsDocument(v.Inputs)
	inputs.Wordless = append([]goal.Day{}, v.Look.WordlessDays(v.Week)...)
	doc := reviewJSON{v.Look.Goal.Slug, v.Week, v.End, inputs, d.suggestionDocument(v), v.Made, v.Open, nil}
	if v.First != 0 {
		doc.First = &v.First
	}
	return doc
}

func inputsDocument(in goal.ReviewInputs) inputsJSON {
	doc := inputsJSON{
		Silent: in.Silent, AllPaused: in.AllPaused, Over: in.Over, Unwell: in.Unwell, Logged7: in.Logged7,
		Done7: in.Done7, Active7: in.Active7, Done14: in.Done14, Active14: in.Active14,
		CueMoves: in.CueMoves, QuietSpoke: in.QuietSpoke, Bundle: in.Bundle, Lighter: in.Lighter, EaseRow: in.EaseRow,
		Steady: in.Steady, There: in.There, WeekActive: in.WeekActive, WeekQuiet: in.WeekQuiet, Quiet14: in.Quiet14,
		A1: shareOf(in.Done7, in.Active7), A2: shareOf(in.Done14, in.Active14),
		P1: in.P1, P2: in.P2, P4: in.P4, Energy: in.Energy, EnergyWas: in.EnergyWas, LowEnergy: in.LowEnergy,
		Pulse: in.Pulse, PulseWas: in.PulseWas, Confidence: in.Confidence, Tags: in.Tags, Plan: in.Linked,
		Week: in.Week, SinceChange: in.SinceChange, SinceTarget: in.SinceTarget, Experiment: in.Experiment, Chance: in.Chance,
		Step: in.Step, SessionPlan: in.SessionPlan, AlternatingMet: in.AlternatingMet, PassedOver: append([]goal.Action{}, in.PassOver...),
	}
	if in.Cluster != nil {
		name := strings.ToLower(in.Cluster.String())
		doc.Cluster = &name
	}
	if in.Metric.Kind != goal.MetricNone {
		doc.Target = &in.Metric.Target
	}
	return doc
}

// shareOf is n of all; nil of nothing.
func shareOf(n, all int) *float64 {
	if all == 0 {
		return nil
	}
	x := float64(n) / float64(all)
	return &x
}

func (d deps) suggestionDocument(v app.ReviewView) suggestionJSON {
	s, said := v.Suggestion, d.words.Suggest(v.Suggestion)
	doc := suggestionJSON{Rule: s.Rule, Action: s.Action, Words: said.What, Reason: said.Reason, Because: append([]string{}, said.Because...)}
	if s.Days > 0 {
		doc.Days = &s.Days
	}
	switch {
	case s.Step != nil:
		doc.From, doc.To = s.Step.From, s.Step.To
	case s.Target != nil:
		doc.From, doc.To = s.Target.From, s.Target.To
	case s.Action == goal.ActMoveCue && v.Base.Cue != "":
		doc.From = v.Base.Cue
		if v.Base.Fallback != "" {
			doc.To = v.Base.Fallback
		}
	}
	return doc
}

// printWeek prints a week with its suggestion, for reading.
func (d deps) printWeek(v app.ReviewView) {
	head := d.words.ReviewHead(v.Inputs.Week, v.Week, v.End)
	if !d.flags.words {
		for _, part := range draw.Wrap(head, d.pen().Width-2) {
			d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Strong, part)))
		}
		d.draw(draw.Line{})
	} else {
		d.printf("%s.\n", head)
	}
	d.printIndented(d.weekLine(v))
	for _, s := range append(append(d.weekNotes(v), d.wordless(v)...), d.suggested(v)...) {
		d.printIndented(s)
	}
	key := "term.review.how"
	if v.Made != nil {
		key = "reviewpage.made"
	}
	d.printIndented(d.say(key))
}

// wordless names the days of which nothing was said, and how to say it (ruling 49).
func (d deps) wordless(v app.ReviewView) []string {
	days := v.Look.WordlessDays(v.Week)
	if len(days) == 0 {
		return nil
	}
	var names []string
	for _, x := range days {
		names = append(names, x.String())
	}
	return []string{d.words.Join(d.say("term.review.quiet", library.Args{"days": d.words.List(names...)}),
		d.say("term.review.quiet_how", library.Args{"date": days[0].String()}))}
}

// weekLine is the week in a sentence or three.
func (d deps) weekLine(v app.ReviewView) string {
	return d.words.Join(d.words.ReviewWeek(v.Look, v.Inputs, v.Week), d.words.WeekShows(v.Look, v.Week, v.End))
}

// suggested are the lines of the one suggestion: what, why, from what to what,
// and the numbers it used.
func (d deps) suggested(v app.ReviewView) []string {
	said := d.words.Suggest(v.Suggestion)
	lines := []string{d.words.Join(d.words.Stop(said.What), said.Reason)}
	lines = append(lines, said.Changes...)
	if c, ok := d.words.Offer(v.Suggestion, v.Look.Goal, v.Base, func() string { return "offered" }); ok && len(said.Changes) == 0 {
		lines = append(lines, d.words.Stop(capital(d.words.Change(v.Base, c))))
	}
	return append(append(lines, d.words.Because(said)...), d.taps(v)...)
}

// weekNotes are the week's own notes, each with its day.
func (d deps) weekNotes(v app.ReviewView) []string {
	var notes []string
	for day := v.Week; day <= v.End; day++ {
		if note := v.Look.Logs[day].Note; note != "" {
			notes = append(notes, d.say("reviewpage.quote", library.Args{"words": note})+" "+d.words.Weekday(day.Weekday()))
		}
	}
	return notes
}

// taps are the commands of a return and of a purpose that is in doubt: their "do
// it" is done with them (ruling 50).
func (d deps) taps(v app.ReviewView) []string {
	l := v.Look
	switch v.Suggestion.Action {
	case goal.ActWelcomeBack:
		gap, _ := l.QuietPause()
		lines := []string{d.say("term.review.gap", library.Args{"from": gap.From.String(), "to": gap.To.String()})}
		if v.Base.Step.Minutes > goal.MinStepMinutes {
			lines = append(lines, d.say("term.review.small"))
		}
		return lines
	case goal.ActRevisitPurpose:
		return []string{d.say("term.review.purpose")}
	default:
		return nil
	}
}

// closed says what came of a review: what changes from what to what, and from
// when (ruling 61).
func (d deps) closed(v app.ReviewView, b goal.WeekReview, from goal.Day) []string {
	said := []string{d.say("review.saved")}
	switch {
	case b.Decision == goal.DecisionNone:
		return []string{d.say("reviewpage.open")}
	case b.Plan != (goal.PlanChange{}):
		said = append(said, d.changes(v.Base, b.Plan)...)
		said = append(said, d.say("review.saved.accepted", library.Args{"day": d.words.FullDate(from)}))
	case b.Decision == goal.Accepted:
		said = append(said, d.words.Stop(d.words.Suggest(b.Suggestion).What))
	case b.Decision == goal.KeepAsIs:
		said = append(said, d.say("review.saved.kept"))
	}
	return said
}

// changes are a change of a plan in a sentence, none where it says nothing.
func (d deps) changes(base goal.Plan, c goal.PlanChange) []string {
	said := d.words.Change(base, c)
	if said == "" {
		return nil
	}
	return []string{d.words.Stop(capital(said))}
}
