package begin

import (
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// What a page of begin says of a form that did not go through.

// refusals are the summary on top: every field that was refused, and what no
// field shows.
func (v view) refusals() []page.Refusal {
	var xs []page.Refusal
	labels := v.labels()
	for _, e := range v.problems {
		if e.Key == keySecond || e.Key == keyRoom {
			continue // it has a note of its own
		}
		x := page.Refusal{Says: v.sentenceOf(e)}
		if label, ok := labels[e.Field]; ok {
			x.Field, x.Label = e.Field, label
		}
		xs = append(xs, x)
	}
	return xs
}

// labels of the fields of the page that can tell a problem, by their ids.
func (v view) labels() map[string]string {
	switch {
	case v.template != nil:
		return map[string]string{"target": v.say("number"), "start": v.say("from"), "unit": v.say("unit")}
	case v.at == stepArea:
		return map[string]string{"area": v.say("area"), "later_list": v.say("later_list.label")}
	case v.at == stepPurpose:
		return map[string]string{
			"grow_in": v.say("grow_in"), "so_i_can": v.say("so_i_can"), "private_test": v.say("private"),
			"external": v.say("why"), "introjected": v.say("why"), "identified": v.say("why"), "intrinsic": v.say("why"),
		}
	case v.at == stepOutcome:
		return map[string]string{
			"outcome": v.say("row.3"), "type": v.say("type"), "start": v.say("from"), "target": v.say("number"), "unit": v.say("unit"),
			"weeks": v.say("weeks"), "milestones": v.say("milestones"), "baseline": v.say("real.baseline"),
			"must_not_suffer": v.say("real.cost"), "helper": v.say("helper"), "confidence": v.W.Say("check.sure"),
		}
	case v.at == stepWeek:
		return map[string]string{
			"metric": v.say("metric"), "target": v.say("target"), "unit": v.say("called"),
			"session_min": v.say("session_min"), "where": v.say("where"),
		}
	case v.at == stepMinimum:
		return map[string]string{
			"step": v.say("minimum"), "minutes": v.say("length"), "amount": v.say("amount"), "cue": v.say("after_i"),
			"fallback": v.say("or_after_i"), "rest": v.say("rest"), "worst_day": v.say("worst"), "nicer": v.say("nicer"),
		}
	case v.at == stepIfThen:
		labels := map[string]string{}
		for i := 1; i <= goal.MaxIfThen; i++ {
			n := strconv.Itoa(i)
			labels["if"+n], labels["then"+n] = v.say("plan."+n), v.say("plan."+n)
		}
		return labels
	}
	return map[string]string{"track": v.say("track"), "moment": v.say("moment.label"), "missing": ""}
}

// wrong is the sentence for a field that was refused.
func (v view) wrong(field string) string {
	return page.SaysOf(v.refusals(), field)
}

// described is the id of what is read with a field: its problem, else its hint.
func (v view) described(field, hint string) string {
	if v.wrong(field) != "" {
		return field + "-p"
	}
	return hint
}

func hintID(name, hint string) string {
	if hint == "" {
		return ""
	}
	return name + "-h"
}

// sentenceOf a problem: the pages say some of them in their own way.
func (v view) sentenceOf(e *goal.Error) string {
	if own := "begin." + e.Key; v.W.Has(own) {
		x := *e
		x.Key = own
		return v.W.Sentence(&x)
	}
	return v.W.Sentence(e)
}

// Refusals that are a question: whether there shall be a second goal, and
// which of two makes room.
const (
	keySecond = "error.goal.second"
	keyRoom   = "error.goal.two_active"
)

// asksSecond says whether an explicit yes is asked for, asksRoom whether two
// goals are active already.
func (v view) asksSecond() bool { return v.refusedFor(keySecond) }

func (v view) asksRoom() bool { return v.refusedFor(keyRoom) }

func (v view) refusedFor(key string) bool {
	return len(v.problems) > 0 && v.problems[0].Key == key
}
