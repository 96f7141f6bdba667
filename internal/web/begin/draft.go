package begin

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// steps of begin, one page each.
const (
	stepArea = iota + 1
	stepPurpose
	stepOutcome
	stepWeek
	stepMinimum
	stepIfThen
	stepTracking
)

// draft is a goal half begun: what was typed, as it was typed, so that a word
// that is wrong today is still there tomorrow.
type draft struct {
	Command  string             `json:"command"` // id of the command that will begin it
	Goal     string             `json:"goal"`
	Template string             `json:"template,omitempty"`
	Saved    int64              `json:"saved,omitempty"` // ms UTC
	At       int                `json:"step"`            // the step to take up again
	Begin    *goal.Begin        `json:"begin,omitempty"` // what the terminal takes up
	Mine     string             `json:"mine,omitempty"`  // tells whether the terminal changed it since
	Steps    map[int]url.Values `json:"steps,omitempty"`
	Rows     map[int]int        `json:"rows,omitempty"`    // rows that were asked for, by step
	Seen     string             `json:"seen,omitempty"`    // the why whose thoughts were shown
	Before   *int               `json:"before,omitempty"`  // confidence before something made it a 7
	Mended   goal.Mend          `json:"mended,omitempty"`  // what did
	Settled  string             `json:"settled,omitempty"` // the worst-day answer that an offer was taken or declined for
	Was      *was               `json:"was,omitempty"`
}

// was are the words that an example took the place of.
type was struct {
	Step   int        `json:"step"`
	Values url.Values `json:"values"`
}

// fieldsOf are the fields of a step.
func fieldsOf(step int) []string {
	switch step {
	case stepArea:
		return []string{"area", "later_list"}
	case stepPurpose:
		return []string{"grow_in", "so_i_can", "provisional", "external", "introjected", "identified", "intrinsic", "private_test"}
	case stepOutcome:
		return []string{
			"outcome", "type", "start", "target", "unit", "weeks", "milestones",
			"yours", "baseline", "done_in_time", "must_not_suffer", "confidence", "mend", "helper",
		}
	case stepWeek:
		return []string{"metric", "target", "unit", "session_min", "where", "control", "count", "move"}
	case stepMinimum:
		return []string{"step", "minutes", "amount", "cue", "fallback", "rest", "worst_day", "needs", "nicer"}
	case stepIfThen:
		return []string{"obstacle", "if", "then", "tag", "pictured"}
	case stepTracking:
		return []string{"track", "moment"}
	}
	return nil
}

// write takes what a form says of a step.
func (d *draft) write(step int, f page.Form) {
	v := url.Values{}
	for _, name := range fieldsOf(step) {
		for _, x := range f.Values[name] {
			v.Add(name, oneLine(x))
		}
	}
	d.Steps[step] = v
}

// oneLine puts the lines of a text area into one; a person's own spaces stay.
func oneLine(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(s))
}

// step as a form; a step not written yet is empty.
func (d draft) step(n int) page.Form {
	if v, ok := d.Steps[n]; ok {
		return page.Form{Values: v}
	}
	return page.Form{Values: url.Values{}}
}

// visited says whether the step was left once.
func (d draft) visited(n int) bool { _, ok := d.Steps[n]; return ok }

func newDraft(command, id string) draft {
	return draft{Command: command, Goal: id, At: stepArea, Steps: map[int]url.Values{}, Rows: map[int]int{}}
}

// freshDraft has ids of its own.
func (ps *Pages) freshDraft() draft { return newDraft(ps.App.NewID(), ps.App.NewID()) }

// draftOf a form that knows its ids, for a draft that was not saved yet.
func (ps *Pages) draftOf(f page.Form) draft {
	d := ps.freshDraft()
	if _, err := uuid.Parse(f.Text("id")); err == nil {
		d.Command = f.Text("id")
	}
	if _, err := uuid.Parse(f.Text("goal")); err == nil {
		d.Goal = f.Text("goal")
	}
	return d
}

// fromTemplate fills every step, for the person to change or to begin with.
func (d *draft) fromTemplate(w *library.Words, t library.Template) {
	d.Template = t.Name
	for step := stepArea; step <= stepIfThen; step++ {
		d.Steps[step] = url.Values{}
		maps.Copy(d.Steps[step], exampleOf(w, t, step))
	}
	d.Steps[stepArea].Set("area", string(t.Area))
	d.Steps[stepPurpose].Set("provisional", "1")
	d.Steps[stepTracking] = url.Values{"track": {"tap"}}
}

// exampleOf is what a template says in a step.
func exampleOf(w *library.Words, t library.Template, step int) url.Values {
	v := url.Values{}
	switch step {
	case stepPurpose:
		v.Set("grow_in", t.GrowIn)
		v.Set("so_i_can", t.SoICan)
	case stepOutcome:
		outcomeValues(v, t.Outcome)
	case stepWeek:
		metricValues(v, t.Metric)
		v.Del("where") // a place is the person's own
	case stepMinimum:
		v.Set("step", t.Step.Text)
		v.Set("minutes", page.FormatNumber(t.Step.Minutes))
		v.Set("cue", unwrapped(w.Say("begin.cue"), t.Cue))
		v.Set("fallback", unwrapped(w.Say("begin.cue"), t.Fallback))
		if t.Step.Amount > 0 {
			v.Set("amount", page.FormatNumber(t.Step.Amount))
		}
	case stepIfThen:
		for _, p := range t.IfThens {
			addPlan(w, v, p)
		}
	}
	return v
}

func outcomeValues(v url.Values, o goal.Outcome) {
	v.Set("outcome", o.Text)
	v.Set("type", string(o.Type))
	if o.Target != nil {
		v.Set("target", page.FormatNumber(*o.Target))
		v.Set("start", page.FormatNumber(o.Start))
	}
	v.Set("unit", o.Unit)
	if o.Weeks > 0 {
		v.Set("weeks", strconv.Itoa(o.Weeks))
	}
	v.Del("milestones")
	for _, m := range o.Milestones {
		v.Add("milestones", m.Text)
	}
}

func metricValues(v url.Values, m goal.Metric) {
	v.Set("metric", string(m.Kind))
	v.Set("target", page.FormatNumber(m.Target))
	v.Set("unit", m.Unit)
	v.Set("session_min", page.FormatNumber(m.SessionMin))
	v.Set("where", m.Where)
}

// addPlan writes an if-then plan in its two halves.
func addPlan(w *library.Words, v url.Values, p goal.IfThen) {
	cue, response := halves(w, p.Words)
	v.Add("if", cue)
	v.Add("then", response)
	v.Add("tag", string(p.Obstacle))
}

// unwrapped takes the words around a cue off a text: "After I {cue}" and
// "After I hang up my bag" leave "hang up my bag".
func unwrapped(pattern, text string) string {
	before, after, ok := strings.Cut(pattern, "{cue}")
	if !ok || len(text) < len(before)+len(after) || !strings.EqualFold(text[:len(before)], before) || !strings.HasSuffix(text, after) {
		return text
	}
	return text[len(before) : len(text)-len(after)]
}

// halves parts a plan at the words that the page prints between its lines.
func halves(w *library.Words, words string) (cue, response string) {
	before, rest, _ := strings.Cut(w.Say("begin.plan"), "{if}")
	between, after, _ := strings.Cut(rest, "{then}")
	whole := strings.TrimSuffix(words, after)
	if len(whole) < len(before) || !strings.EqualFold(whole[:len(before)], before) {
		return words, ""
	}
	cue, response, ok := strings.Cut(whole[len(before):], between)
	if !ok {
		return words, ""
	}
	return cue, response
}

// filled are the rows that hold something.
func filled(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(s string) bool { return strings.TrimSpace(s) == "" })
}
