package library

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
)

// Count writes a small number as a word, as prose does, and others in digits.
func (w *Words) Count(n int) string {
	if key := "number." + strconv.Itoa(n); w.Has(key) {
		return w.Say(key)
	}
	return strconv.Itoa(n)
}

// Chain says the open chain; empty below the length from which it is shown
// (method 4.3, rule 8).
func (w *Words) Chain(l goal.Look) string {
	if l.Adherence == nil || l.Chain.State == goal.Resting || l.Chain.Length < goal.ShownChain {
		return ""
	}
	line := w.Say("chain.days", Args{"n": l.Chain.Length})
	if r := l.Chain.Recoveries; r > 0 {
		line += w.Say("chain.and") + w.Say("chain.mended", Args{"n": r, "count": w.Count(r)})
	}
	return line
}

// Week says what the running week still holds; empty without one.
func (w *Words) Week(l goal.Look) string { return w.week(l, false) }

// WeekAfter says the same in answer to an act: that the number is out of reach is
// no answer to anything that was done (ruling 43).
func (w *Words) WeekAfter(l goal.Look) string { return w.week(l, true) }

func (w *Words) week(l goal.Look, answer bool) string {
	if l.Week == nil {
		return ""
	}
	left := max(0, l.Week.Target-l.Week.Done)
	n := int(left)
	if float64(n) < left {
		n++
	}
	if l.Week.State == goal.WeekOutOfReach && (answer || l.Week.Room == 0) {
		return w.Say("week.held", Args{
			"done": w.About(l.Week.Done), "target": w.About(l.Week.Target), "unit": w.Unit(l.Plan.Metric.Unit, l.Week.Target),
		})
	}
	line := w.stateOfWeek(l.Week.State, n, l.Plan.Metric.Unit)
	if rest := l.Week.RestLeft; rest != 0 && l.Week.State != goal.WeekOutOfReach {
		line = w.Join(line, w.Say("week.rest", Args{"day": w.Weekday(rest.Weekday())}))
	}
	return line
}

// stateOfWeek names what is left by its unit, where the unit's form for that
// number is known.
func (w *Words) stateOfWeek(s goal.WeekState, left int, unit string) string {
	key, a := "week."+string(s), Args{"n": left, "count": w.Count(left)}
	if named := key + ".unit"; w.Has(named) && w.Has("unit."+unit) {
		key, a["unit"] = named, w.Unit(unit, float64(left))
	}
	return w.Say(key, a)
}

// Unit is the word for n of a unit: walk, walks. A unit of the person's own
// stays as it is.
func (w *Words) Unit(unit string, n float64) string {
	if key := "unit." + unit; w.Has(key) {
		return w.Say(key, Args{"n": n})
	}
	return unit
}

// Amount is a number of a unit, as the language writes it: 3 walks, 20分. A unit
// of the person's own stands apart from its number.
func (w *Words) Amount(n float64, unit string) string {
	return w.amount(w.Number(n), n, unit)
}

// AboutOf is an amount with one digit after the point at most.
func (w *Words) AboutOf(n float64, unit string) string { return w.amount(w.About(n), n, unit) }

// amount of a unit whose number is written already.
func (w *Words) amount(written string, n float64, unit string) string {
	switch {
	case unit == "":
		return written
	case w.Has("unit." + unit):
		return w.Say("text.amount", Args{"n": written, "unit": w.Unit(unit, n)})
	}
	return w.Say("text.amount.own", Args{"n": written, "unit": unit})
}

// Ahead says when a goal begins whose first day is yet to come.
func (w *Words) Ahead(g goal.Goal) string {
	return w.Say("say.ahead", Args{"title": g.Title, "date": w.FullDate(g.Begun)})
}

// Stop closes a text with the full stop of the language, where it has no other
// end.
func (w *Words) Stop(s string) string {
	s = strings.TrimSpace(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'”’»“)」』）`))
	switch {
	case s == "" || strings.ContainsRune(".?…。？", last):
		return s
	case last < utf8.RuneSelf && unicode.IsLetter(last): // words of another language keep the full stop they are read with
		return s + "."
	}
	return s + w.Say("text.stop")
}

// Join puts sentences behind each other; empty ones are left out.
func (w *Words) Join(sentences ...string) string {
	said := ""
	for _, s := range sentences {
		switch {
		case said == "":
			said = s
		case s != "":
			said = w.Say("text.joined", Args{"first": said, "second": s})
		}
	}
	return said
}

// List puts parts of a sentence behind each other: 8 days, 2 mended.
func (w *Words) List(parts ...string) string { return strings.Join(parts, w.Say("chain.and")) }

// Weekdays of a set, from Monday on: Wednesday, Sunday.
func (w *Words) Weekdays(s goal.Weekdays) string {
	var names []string
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); s.Has(d) {
			names = append(names, w.Weekday(d))
		}
	}
	return strings.Join(names, w.Say("chain.and"))
}

// WeekdayLetter is the letter over a column of days.
func (w *Words) WeekdayLetter(d time.Weekday) string {
	return w.Say("weekday.letter." + strconv.Itoa(int(d)))
}

// Purpose is the sentence of the why.
func (w *Words) Purpose(p goal.Purpose) string {
	return w.PurposeSentence(p.GrowIn, p.SoICan)
}

// PurposeSentence writes the two parts as the one sentence of method 1.4.
func (w *Words) PurposeSentence(growIn, soICan string) string {
	return w.Say("purpose.sentence", Args{"grow_in": goal.PurposePart(growIn), "so_i_can": goal.PurposePart(soICan)})
}

// ParsePurpose reads a purpose sentence as the language writes it, or in
// English, and gives its two parts.
func (w *Words) ParsePurpose(sentence string) (growIn, soICan string, ok bool) {
	if growIn, soICan, ok = goal.ParsePurpose(sentence); ok || w.lang == english || len(sentence) > longestPurpose {
		return growIn, soICan, ok
	}
	frame := strings.TrimRight(regexp.QuoteMeta(w.Say("purpose.sentence")), `\.。`)
	frame = strings.NewReplacer(`\{grow_in\}`, "(?P<grow>.+?)", `\{so_i_can\}`, "(?P<can>.+?)").Replace(frame)
	pattern, err := regexp.Compile(`(?i)^` + frame + `[.。]?$`)
	if err != nil {
		return "", "", false // a test reads every language's sentence
	}
	m := pattern.FindStringSubmatch(strings.Join(strings.Fields(sentence), " "))
	if m == nil || strings.Contains(sentence, "__") {
		return "", "", false
	}
	return m[pattern.SubexpIndex("grow")], m[pattern.SubexpIndex("can")], true
}

// longestPurpose is in bytes; no sentence is longer (method 1.5).
const longestPurpose = 2000

// Pace says a buffer: about so many days before or behind the straight line.
func (w *Words) Pace(buffer float64) string {
	n := int(math.Round(math.Abs(buffer)))
	switch {
	case n == 0:
		return w.Say("pace.on")
	case buffer < 0:
		return w.Say("pace.behind", Args{"n": n, "count": w.Count(n)})
	}
	return w.Say("pace.ahead", Args{"n": n, "count": w.Count(n)})
}

// Around is what stands with the step: what lies ready before it, and the one thing
// that is kept for it (rulings 50, 54).
func (w *Words) Around(p goal.Plan) []string {
	var said []string
	if p.Setup != "" {
		said = append(said, w.Stop(w.Say("web.setup", Args{"setup": p.Setup})))
	}
	if p.Bundle != "" {
		said = append(said, w.Stop(w.Say("web.bundle", Args{"bundle": p.Bundle})))
	}
	return said
}

// Changed names the parts of a plan that a revision changes.
func (w *Words) Changed(c goal.PlanChange) string {
	var names []string
	for _, p := range []struct {
		there bool
		name  string
	}{
		{c.Metric != nil, "week"},
		{c.Step != nil, "step"},
		{c.Cue != nil, "cue"},
		{c.Fallback != nil, "fallback"},
		{c.Setup != nil, "setup"},
		{c.Bundle != nil, "bundle"},
		{c.Rest != nil, "rest"},
		{c.Reserves != nil, "reserves"},
		{c.IfThens != nil, "if_then"},
	} {
		if p.there {
			names = append(names, w.Say("part."+p.name))
		}
	}
	return strings.Join(names, w.Say("chain.and"))
}

// Rough is a number with two digits that mean something, as a forecast says it.
func (w *Words) Rough(x float64) string {
	return w.About(goal.Rough(x))
}

// PlanSays is what the counts of an if-then plan suggest, or that it may be put
// aside; empty while it is too early to tell (method 5.3).
func (w *Words) PlanSays(l goal.Look, id string) string {
	v, archive := l.PlanAdvice(id)
	switch {
	case archive:
		return w.Say("plan.archive")
	case v == goal.PlanTooFew:
		return ""
	}
	return w.Say("plan.verdict." + string(v))
}

// SilentDays says the adherence without the days that nobody spoke of, once they
// are many; empty otherwise (method 6.2).
func (w *Words) SilentDays(a goal.Adherence) string {
	if !a.MostlySilent() {
		return ""
	}
	return w.Say("explain.adherence.logged", Args{"0": a.Done, "1": a.Active - a.Unlogged})
}
