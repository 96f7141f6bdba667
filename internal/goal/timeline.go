package goal

import (
	"cmp"
	"slices"
)

// EventKind sorts the lines of a goal's timeline.
type EventKind string

// The kinds of events.
const (
	EventSeason     EventKind = "season"
	EventPlan       EventKind = "plan"       // a change by the person
	EventReview     EventKind = "review"     // a change that a review suggested
	EventDeclined   EventKind = "kept"       // a review that changed nothing
	EventAccepted   EventKind = "accepted"   // a suggestion that was taken and changes nothing of the plan
	EventDeviation  EventKind = "deviation"  // a lighter week
	EventExperiment EventKind = "experiment" // begun
	EventVerdict    EventKind = "verdict"    // ended
	EventPurpose    EventKind = "purpose"
	EventPause      EventKind = "pause"
	EventCover      EventKind = "cover"
	EventStatus     EventKind = "status"
	EventLookBack   EventKind = "look_back"
)

// Event is one line of a timeline.
type Event struct {
	Day    Day       `json:"day"`
	Kind   EventKind `json:"kind"`
	Until  Day       `json:"until,omitempty"`
	Number int       `json:"number,omitempty"` // of the season, the review's week, or the look back
	Words  string    `json:"words,omitempty"`  // the person's own
	Rule   Rule      `json:"rule,omitempty"`
	Status Status    `json:"status,omitempty"`
	// What of the plan changed, from what to what; nil parts stayed.
	From *Plan       `json:"-"`
	To   *PlanChange `json:"change,omitempty"`
	Act  Act         `json:"act,omitempty"`
	// Purpose is the sentence in two parts, for those who say it in another
	// language than Words does.
	Purpose *Purpose `json:"-"`
	// Suggested is what was accepted.
	Suggested *Suggestion `json:"-"`
}

// Decision says whether the event was the person's choice.
func (e Event) Decision() bool {
	switch e.Kind {
	case EventSeason, EventPause, EventCover:
		return false
	default:
		return true
	}
}

// Timeline is what happened to a goal, the oldest first.
func (l Look) Timeline(s Story) []Event {
	g := l.Goal
	es := make([]Event, 0, len(g.Plan)+len(s.Reviews)+len(g.Seasons)+len(g.Purposes)+len(g.Pauses)+len(g.Covers)+len(g.Statuses)+
		2*len(s.Experiments)+len(s.LookBacks))
	for _, x := range g.Seasons {
		es = append(es, Event{Day: x.First, Kind: EventSeason, Number: x.Number, Words: x.Outcome.Text})
	}
	es = l.planEvents(es, s)
	for i, p := range g.Purposes {
		if i > 0 {
			es = append(es, Event{Day: p.From, Kind: EventPurpose, Words: PurposeSentence(p.GrowIn, p.SoICan), Purpose: &p})
		}
	}
	for _, p := range g.Pauses {
		es = append(es, Event{Day: p.From, Kind: EventPause, Until: p.To})
	}
	for _, c := range g.Covers {
		es = append(es, Event{Day: c.Day, Kind: EventCover})
	}
	for i, c := range g.Statuses {
		if i > 0 {
			es = append(es, Event{Day: c.From, Kind: EventStatus, Status: c.To})
		}
	}
	for _, x := range s.Experiments {
		es = append(es, Event{Day: x.First, Kind: EventExperiment, Until: x.Last, Words: x.What})
		if x.Ended {
			es = append(es, Event{Day: x.Last, Kind: EventVerdict, Words: x.Study, Act: x.Act})
		}
	}
	for _, b := range s.LookBacks {
		es = append(es, Event{Day: b.Day, Kind: EventLookBack, Number: b.Number, Words: b.Keep})
	}
	return inOrderOfDays(es)
}

// inOrderOfDays sorts events by day; those of one day stay as they are.
func inOrderOfDays(es []Event) []Event {
	order := make([]int, len(es))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(es[a].Day, es[b].Day), a-b) })
	sorted := make([]Event, len(es))
	for i, j := range order {
		sorted[i] = es[j]
	}
	return sorted
}

// planEvents adds the revisions and the reviews that kept everything.
func (l Look) planEvents(es []Event, s Story) []Event {
	byExperiment := map[string]bool{}
	for _, x := range s.Experiments {
		byExperiment[x.Command] = true
	}
	for i := range l.Goal.Plan {
		r := &l.Goal.Plan[i]
		if i == 0 || byExperiment[r.Command] {
			continue
		}
		e := Event{Day: r.From, Kind: EventPlan, Until: r.Until, Words: r.Reason, Rule: r.Rule, From: planAt(l.Life.plans, r.From-1), To: &r.Change}
		switch {
		case r.Until != 0:
			e.Kind = EventDeviation
		case r.Rule != "":
			e.Kind = EventReview
		}
		es = append(es, e)
	}
	for i := range s.Reviews {
		r := &s.Reviews[i]
		if r.Plan == (PlanChange{}) && r.Decision != DecisionNone {
			e := Event{Day: r.Day, Kind: EventDeclined, Words: r.Words, Rule: r.Suggestion.Rule, Number: l.weekNumber(r.Week)}
			if r.Decision == Accepted { // what was accepted is told as accepted (ruling 61)
				e.Kind, e.Suggested = EventAccepted, &r.Suggestion
			}
			es = append(es, e)
		}
	}
	return es
}

// weekNumber counts the weeks of the season; 0 outside it.
func (l Look) weekNumber(week Day) int {
	for i, w := range l.Weeks {
		if w.Start == week {
			return i + 1
		}
	}
	return 0
}
