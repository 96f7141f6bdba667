package library

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
)

// ReviewHead names the week that is looked at; n is its number in the season.
func (w *Words) ReviewHead(n int, first, last goal.Day) string {
	a := w.Span(first, last)
	a["n"] = max(1, n)
	return w.Say("reviewpage.head", a)
}

// ReviewWeek is the week that begins on first in one sentence (method 7.1).
func (w *Words) ReviewWeek(l goal.Look, in goal.ReviewInputs, first goal.Day) string {
	return w.reviewWeek("review.ask.look", l, in, first)
}

// ReviewFigures are the same numbers, where a heading says already whose they are.
func (w *Words) ReviewFigures(l goal.Look, in goal.ReviewInputs, first goal.Day) string {
	return w.reviewWeek("reviewpage.figures", l, in, first)
}

func (w *Words) reviewWeek(key string, l goal.Look, in goal.ReviewInputs, first goal.Day) string {
	a := Args{"done": in.Done7, "days": in.Active7, "week": w.Say("reviewpage.no_week")}
	for _, x := range l.Weeks {
		if x.Start == first {
			a["week"] = w.Say("reviewpage.of", Args{
				"done": w.About(x.Done), "target": w.About(x.Target), "unit": w.Unit(l.Plan.Metric.Unit, x.Target),
			})
		}
	}
	if in.Energy == nil {
		return w.Say(key+"_bare", a)
	}
	a["energy"] = w.About(*in.Energy)
	return w.Say(key, a)
}

// WeekShows is what the card shows of a week beyond its numbers: its last
// mend, the closed circle, and the range in which day 90 lies as things are, which
// the review keeps (ruling 57). Empty for a week with none of them.
func (w *Words) WeekShows(l goal.Look, first, last goal.Day) string {
	var said []string
	if missed, mend := l.LastMend(first, last); missed != 0 {
		said = append(said, w.Mended(missed, mend, l.Logs[mend].Morning))
	}
	for _, x := range l.Weeks {
		if x.Start == first && x.Closed() {
			said = append(said, w.Say("week.done"))
		}
	}
	return w.Join(append(said, w.ForecastRange(l))...)
}

// Mended says which day was mended when.
func (w *Words) Mended(missed, mend goal.Day, morning bool) string {
	key := "say.mended_on"
	if morning {
		key = "say.mended_morning"
	}
	return w.Say(key, Args{"day": w.Weekday(missed.Weekday()), "mended": w.Weekday(mend.Weekday())})
}

// Because are the facts that a suggestion rests on in one sentence, and its remarks,
// each of which is a sentence by itself.
func (w *Words) Because(s Suggested) []string {
	var facts, lines []string
	for _, b := range s.Because {
		if w.Stop(b) == b {
			lines = append(lines, b)
		} else {
			facts = append(facts, b)
		}
	}
	if len(facts) == 0 {
		return lines
	}
	return append([]string{w.Say("review.because") + " " + w.Stop(strings.Join(facts, w.Say("text.semicolon")))}, lines...)
}

// Decided is what a review decided, and from when it holds (rulings 61 and 93);
// base is the plan before it.
func (w *Words) Decided(base goal.Plan, r goal.DatedReview) []string {
	from := func(d goal.Day) string { return w.Say("review.saved.accepted", Args{"day": w.FullDate(d)}) }
	switch {
	case r.Decision == goal.DecisionNone:
		return nil
	case r.Plan != (goal.PlanChange{}):
		var said []string
		if change := w.Change(base, r.Plan); change != "" {
			said = append(said, w.Stop(capital(change)))
		}
		return append(said, from(r.Starts))
	case r.Decision == goal.Accepted:
		said := []string{w.Stop(w.Suggest(r.Suggestion).What)}
		if a := r.Suggestion.Action; a == goal.ActRest || a == goal.ActKeep { // the pause, or the tick, begins tomorrow
			said = append(said, from(r.Day+1))
		}
		return said
	}
	return []string{w.Say("review.saved.kept")}
}

// DecidedChange is a change that a review decided, and from when it holds; base is
// the plan before it.
func (w *Words) DecidedChange(base goal.Plan, r goal.Revision) string {
	return w.Join(w.Say("reviewpage.said.decided")+" "+w.Stop(w.Change(base, r.Change)), w.Say("review.saved.accepted", Args{"day": w.FullDate(r.From)}))
}

// capital makes the first letter a large one.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
