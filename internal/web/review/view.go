package review

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// shown is what a page says beside its part.
type shown struct {
	notice  string // key of a sentence
	problem *goal.Error
}

// view is a page of a review.
type view struct {
	page.Frame
	reviewed
	shown
	part      string // empty for a closed week
	others    []goal.Goal
	id        string
	suggested library.Suggested
	offer     goal.PlanChange
	offered   bool
	choices   []goal.IfThen
}

// show writes a part's page, the closed week without a part, or when the first
// review opens.
func (ps *Pages) show(w http.ResponseWriter, r *http.Request, code int, x reviewed, part string, said shown) error {
	f, err := ps.Frame(r, "review", "reviewpage.title")
	if err != nil {
		return err
	}
	v := view{Frame: f, reviewed: x, shown: said, part: part, id: x.Command}
	if v.id == "" {
		v.id = ps.App.NewID()
	}
	if v.others, err = ps.active(r); err != nil {
		return err
	}
	v.others = slices.DeleteFunc(v.others, func(g goal.Goal) bool { return g.ID == x.Look.Goal.ID })
	switch {
	case part == "":
		return ps.Show(w, r, code, v.Frame, closedPage(v))
	case !x.Open:
		return ps.Show(w, r, code, v.Frame, notYetPage(v))
	}
	v.suggested = f.W.Suggest(x.Suggestion)
	v.offer, v.offered = f.W.Offer(x.Suggestion, x.Look.Goal, x.Base, ps.App.NewID)
	v.choices = f.W.Choices(x.Suggestion, x.Look.Goal, x.Base, ps.App.NewID)
	v.Title = v.heading() + " · " + f.Title
	v.Far = max(v.Far, numberOf(part))
	return ps.Show(w, r, code, v.Frame, partPage(v))
}

func (v view) say(key string, args ...library.Args) string {
	return v.W.Say("reviewpage."+key, args...)
}

// heading of the part.
func (v view) heading() string {
	switch v.part {
	case partReset, partKeep, partNotice, partPulse, partPlan:
		ask := map[string]string{partKeep: "keep", partNotice: "notice", partPulse: "pulse", partPlan: "plan", partReset: "reset"}
		return v.W.Say("review.ask." + ask[v.part])
	case partChange:
		return v.say("three")
	}
	return v.say("h." + v.part)
}

// name of a part under its stone.
func (v view) name(part string) string {
	if part == partPulse || part == partChange {
		return v.say("stone." + part)
	}
	return v.W.Say("review.part." + part)
}

// stone is one of the eight, or of the two of a short review.
type stone struct {
	n          int
	part, name string
	aria       string
	now, done  bool
	open       bool // it was reached
}

func (v view) stones() []stone {
	var all []stone
	names := parts()
	if v.part == partShort {
		names = []string{partLook, partChange}
	}
	for i, part := range names {
		s := stone{n: i + 1, part: part, name: v.name(part)}
		if v.part == partShort {
			s.now = i == 0
		} else {
			s.now, s.done, s.open = part == v.part, i+1 < v.Far && part != v.part, i+1 <= v.Far
		}
		key := "stone"
		if s.done {
			key = "stone.done"
		}
		s.aria = v.say(key, library.Args{"n": s.n, "name": s.name})
		all = append(all, s)
	}
	return all
}

// step away from the part: the one before, or the one after; empty for none.
func (v view) step(by int) string {
	if i := numberOf(v.part) - 1 + by; i >= 0 && i < len(parts()) {
		return parts()[i]
	}
	return ""
}

// cells of the week.
func (v view) cells() []goal.Cell {
	var cs []goal.Cell
	for d := v.Week; d <= v.End; d++ {
		cs = append(cs, v.Look.Cell(d))
	}
	return cs
}

// soFar are the goal's days up to today, seven at most.
func (v view) soFar() []goal.Cell {
	var cs []goal.Cell
	for d := max(v.Look.Life.First, v.Look.Today-6); d <= v.Look.Today; d++ {
		cs = append(cs, v.Look.Cell(d))
	}
	return cs
}

// line is a note of one of the week's days.
type line struct {
	day   goal.Day
	words string
}

// lines are the week's own notes.
func (v view) lines() []line {
	var all []line
	for d := v.Week; d <= v.End; d++ {
		if note := v.Look.Logs[d].Note; note != "" {
			all = append(all, line{d, note})
		}
	}
	return all
}

func (v view) weekOf() *goal.Week {
	for i := range v.Look.Weeks {
		if v.Look.Weeks[i].Start == v.Week {
			return &v.Look.Weeks[i]
		}
	}
	return nil
}

func (v view) head() string { return v.W.ReviewHead(v.Inputs.Week, v.Week, v.End) }

// tag that got in the way: what was typed, else what the days say most often.
func (v view) tag() string {
	if _, typed := v.draft.Typed("tag"); typed || v.typed.Has("tag") {
		return v.typed.Get("tag")
	}
	top, _ := goal.TopTag(v.Inputs.Tags)
	return string(top)
}

// numbers behind the suggestion.
func (v view) numbers() [][]string {
	in := v.Inputs
	rows := [][]string{
		{v.say("n.logged"), strconv.Itoa(in.Logged7) + " / 7"},
		{v.say("n.days7"), strconv.Itoa(in.Done7) + " / " + strconv.Itoa(in.Active7)},
		{v.say("n.days14"), strconv.Itoa(in.Done14) + " / " + strconv.Itoa(in.Active14)},
	}
	share := func(key string, x *float64) {
		if x != nil {
			rows = append(rows, []string{v.say("n." + key), v.W.Percent(*x)})
		}
	}
	mean := func(key string, x *float64) {
		if x != nil {
			rows = append(rows, []string{v.say("n." + key), v.W.About(*x)})
		}
	}
	share("p1", in.P1)
	share("p2", in.P2)
	share("p4", in.P4)
	mean("energy", in.Energy)
	mean("energy_was", in.EnergyWas)
	share("low_energy", in.LowEnergy)
	share("chance", in.Chance)
	for _, t := range goal.MissTags() {
		if n := in.Tags[t]; n > 0 {
			rows = append(rows, []string{v.W.Say("tag." + string(t)), strconv.Itoa(n)})
		}
	}
	if in.Confidence != nil {
		rows = append(rows, []string{v.say("n.confidence"), strconv.Itoa(*in.Confidence)})
	}
	if in.SinceChange != nil {
		rows = append(rows, []string{v.say("n.change"), strconv.Itoa(*in.SinceChange)})
	}
	if in.Quiet14 > 0 {
		rows = append(rows, []string{v.say("n.quiet"), strconv.Itoa(in.Quiet14) + " / " + strconv.Itoa(in.Active14)})
	}
	return append(rows, []string{v.say("n.target"), strconv.Itoa(in.SinceTarget)})
}

// fields that "Change it" shows for the suggestion; all of them when the
// person chooses the lever.
func (v view) fields() []string {
	switch v.Suggestion.Action {
	case goal.ActMoveCue:
		return []string{"cue"}
	case goal.ActEnvironment:
		return []string{"setup"}
	case goal.ActBundle:
		return []string{"bundle"}
	case goal.ActWeekdayCue:
		return []string{"cue", "rest"}
	case goal.ActRewriteStep:
		return []string{"step", "minutes"}
	case goal.ActAddIfThen, goal.ActSharpenCue, goal.ActChangeResponse:
		return []string{"plan"}
	case goal.ActShrinkStep:
		return []string{"minutes", "step"}
	case goal.ActRestWeek, goal.ActDeload:
		return []string{"minutes", "target"}
	case goal.ActAddSession:
		return []string{"where"}
	case goal.ActLowerTarget, goal.ActGrow, goal.ActSwapMetric:
		return []string{"target"}
	default:
		return []string{"cue", "step", "minutes", "target", "plan"}
	}
}

// gap is the first day of the silence before a return (R0).
func (v view) gap() goal.Day {
	d := v.Look.Today
	for d > v.Look.Life.First && v.Look.Life.On(d-1) == goal.DayUnlogged {
		d--
	}
	return d
}

// ownLine is what was typed of a line of the plan, or what it is now.
func (v view) ownLine(name string) string {
	if v.typed.Has("own-" + name) {
		return v.typed.Get("own-" + name)
	}
	return v.line(name)
}

// line of the plan as it is now.
func (v view) line(name string) string {
	return map[string]string{"cue": v.Base.Cue, "setup": v.Base.Setup, "bundle": v.Base.Bundle}[name]
}

// weekdays of the next week for the plan.
func (v view) weekdays() []time.Weekday {
	var ds []time.Weekday
	for i := range 7 {
		ds = append(ds, (v.End + 1 + goal.Day(i)).Weekday())
	}
	return ds
}

func (v view) chosen(name string) *int {
	n, err := v.typed.Scale(name)
	if err != nil {
		return nil
	}
	return n
}

// was is what the offered change would change, as it is now.
func (v view) was() string {
	c, p := v.offer, v.Base
	if c.Step != nil {
		return v.W.Say("goalpage.step_minutes", library.Args{"n": p.Step.Minutes}) + " " + p.Step.Text
	}
	if c.Metric != nil {
		return v.W.Amount(p.Metric.Target, p.Metric.Unit)
	}
	if c.Cue != nil {
		return p.Cue
	}
	return p.Step.Text
}

// decidedLines are what the closed week decided.
func (v view) decidedLines() []string {
	base := v.Base
	if v.Made.Starts != 0 {
		base = v.Look.Life.Plan(v.Made.Starts - 1)
	}
	return v.W.Decided(base, *v.Made)
}

// enter is the part that the key Enter in a line leads to: on, and in the short
// review no further, so that nobody closes a week by it.
func (v view) enter() string {
	if v.part == partShort {
		return partShort
	}
	if to := v.step(1); to != "" {
		return to
	}
	return v.part
}

// ownTyped says whether anything was written in the person's own words; a line as
// it stands in the plan was not.
func (v view) ownTyped() bool {
	for _, name := range fieldsOf(partChange) {
		if t := v.typed.Text(name); name != "decision" && t != "" && t != v.line(strings.TrimPrefix(name, "own-")) {
			return true
		}
	}
	return false
}

// opens are the decisions that need words of the person's own; where nothing is
// offered, doing it may, too (ruling 50).
func (v view) opens() string {
	if !v.offered && v.Suggestion.Action.AsksForWords() {
		return "accepted changed"
	}
	return "changed"
}

// savedWhen says how the words are kept without a script.
func (v view) savedWhen() string {
	if v.part == partClose || v.part == partShort {
		return "draft.send"
	}
	return "draft.next"
}
