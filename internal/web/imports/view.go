package imports

import (
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// mostShown habits are listed one by one; more of them are told in one line.
const mostShown = 100

// view is what the pages of an import show.
type view struct {
	page.Frame
	form    page.Form
	problem *goal.Error
	token   string
	name    string // of the file
	own     bool
	report  app.Report
	choose  map[string]goal.Choice
	options exchange.Options
	looks   []goal.Look
}

func (v view) say(key string, args ...library.Args) string {
	return v.W.Say("move."+key, args...)
}

// refusals are what is wrong with the file.
func (v view) refusals() []page.Refusal {
	if v.wrong() == "" {
		return nil
	}
	return []page.Refusal{{Field: "file", Label: v.say("file"), Says: v.wrong()}}
}

// wrong is the sentence about the file.
func (v view) wrong() string {
	if v.problem == nil {
		return ""
	}
	if own := "move." + v.problem.Key; v.W.Has(own) {
		x := *v.problem
		x.Key = own
		return v.W.Sentence(&x)
	}
	return v.W.Sentence(v.problem)
}

// programs that a file can come from, each once.
func (v view) programs() []exchange.Format {
	var fs []exchange.Format
	seen := map[string]bool{}
	for _, f := range exchange.Formats() {
		if name := v.program(f); !seen[name] {
			seen[name] = true
			fs = append(fs, f)
		}
	}
	return fs
}

// program is the name of who wrote a format.
func (v view) program(f exchange.Format) string {
	if p := f.Program(); p != "" {
		return p
	}
	return v.W.Say("format." + string(f))
}

// named is the same in a list: our own words begin with a capital there.
func (v view) named(f exchange.Format) string {
	if f.Program() != "" {
		return f.Program()
	}
	return page.Capital(v.program(f))
}

// found is how many days a habit has in the file, and their sum.
func (v view) found(h app.HabitReport) string {
	n := h.New + h.Same + h.Changed + h.Restored
	for _, x := range h.Notices {
		if x.Code == "left_out" {
			n += x.Count
		}
	}
	text := v.say("days", library.Args{"n": n})
	if h.Sum > 0 {
		text += ", " + v.W.About(h.Sum) + " " + h.Unit
	}
	return text
}

// news is how many days would be written.
func (v view) news() int { return v.report.New + v.report.Changed + v.report.Restored }

// something says whether keeping changes anything.
func (v view) something() bool {
	return v.news() > 0 || slices.ContainsFunc(v.report.Habits, func(h app.HabitReport) bool {
		return h.Slug == "" && h.Status != ""
	})
}

// lost is how many entries of a habit are not kept.
func lost(ns []goal.Notice) int {
	n := 0
	for _, x := range ns {
		if x.Entry {
			n += x.Count
		}
	}
	return n
}

// stamped is on how many days the person's own word stands.
func (v view) stamped() int {
	n := 0
	for _, h := range v.report.Habits {
		n += h.Stamped
	}
	return n
}

// shown habits, and how many are not.
func (v view) shown() ([]app.HabitReport, int) {
	hs := v.report.Habits
	if len(hs) > mostShown {
		return hs[:mostShown], len(hs) - mostShown
	}
	return hs, 0
}

// option is something that a habit can become.
type option struct {
	choice goal.Choice
	text   string
}

// options of a habit: one that is here already stays what it is.
func (v view) become(h app.HabitReport) []option {
	if h.Own || h.Slug != "" {
		return []option{
			{goal.ChoiceRule, v.say("as.here", library.Args{"goal": h.Slug})},
			{goal.ChoiceOut, v.say("as.out")},
		}
	}
	os := []option{{goal.ChoiceKept, v.say("as.kept")}, {goal.ChoiceParked, v.say("as.parked")}}
	if h.Sum > 0 || v.choose[h.ID] == goal.ChoiceDays {
		os = append(os, option{goal.ChoiceDays, v.say("as.days")})
	}
	return append(os, option{goal.ChoiceOut, v.say("as.out")})
}

// chosen is what the habit becomes as things stand.
func (v view) chosen(h app.HabitReport) goal.Choice {
	if c := v.choose[h.ID]; c != goal.ChoiceRule {
		return c
	}
	switch {
	case h.Own || h.Slug != "":
		return goal.ChoiceRule
	case h.Status == goal.StatusKept:
		return goal.ChoiceKept
	}
	return goal.ChoiceParked
}

// why it becomes that, where the rules say so.
func (v view) why(h app.HabitReport) string {
	switch h.Why {
	case "", "chosen", "out":
		return ""
	}
	return page.Capital(v.W.Say("import.why."+h.Why)) + "."
}

// details is the line above the remarks on a habit.
func (v view) details(h app.HabitReport) string {
	if !slices.ContainsFunc(h.Notices, func(n goal.Notice) bool { return n.Lost }) {
		return v.say("noticed")
	}
	return v.say("what_and_why")
}

// remark is what is said of something that was dropped or noticed.
func (v view) remark(n goal.Notice) string {
	return v.W.Say("drop."+n.Code, library.Args{"n": n.Count})
}

// tag of a habit: how much of it is dropped.
func (v view) tag(h app.HabitReport) string {
	if n := lost(h.Notices); n > 0 {
		return v.say("dropped", library.Args{"n": n})
	}
	return v.say("nothing_dropped")
}

// head says what the file is.
func (v view) head() string {
	if v.own {
		return v.say("look.own", library.Args{"new": v.report.New, "same": v.report.Same})
	}
	return v.say("look.what", library.Args{
		"program": v.program(exchange.Format(v.report.Format)), "n": len(v.report.Habits), "count": v.W.Count(len(v.report.Habits)),
	})
}

// columns that the table has.
func (v view) columns() []string {
	if v.problem != nil && len(v.problem.Args) > 0 {
		titles, _ := v.problem.Args[len(v.problem.Args)-1].([]string) // else it asks something else
		return titles
	}
	return nil
}

// asksDates says whether the question is how dates are written.
func (v view) asksDates() bool { return key(v.problem) == "error.import.open_dates" }

// asksNumbers says whether the question is how numbers are written.
func (v view) asksNumbers() bool { return key(v.problem) == "error.import.open_numbers" }

// asksPerson says whether the question is whose habits are meant.
func (v view) asksPerson() bool { return key(v.problem) == "error.import.people" }

// people whose habits are in the file.
func (v view) people() []reading {
	var rs []reading
	for _, name := range v.columns() {
		rs = append(rs, reading{answer: name, text: name})
	}
	return rs
}

// isOwnHabit says whether a column was said to be a habit of its own.
func (v view) isOwnHabit(title string) bool {
	return slices.Contains(strings.Split(v.options.Columns["habits"], "|"), title)
}

// marks are the ways to read a number that can be read more than one way.
func (v view) marks() []reading {
	var rs []reading
	for _, m := range []exchange.Mark{exchange.MarkNone, exchange.MarkPoint, exchange.MarkComma} {
		rs = append(rs, reading{string(m), v.say("numbers." + string(m)), v.say("numbers." + string(m) + ".eg")})
	}
	return rs
}

// sampleOpen is a date or number of the file that can be read two ways.
func (v view) sampleOpen() string {
	if v.problem != nil && len(v.problem.Args) > 0 {
		if s, ok := v.problem.Args[0].(string); ok {
			return s
		}
	}
	return ""
}

// became is what a habit is now.
func (v view) became(h app.HabitReport) string {
	text := v.say("practised", library.Args{"n": v.goal(h).Practised})
	if h.Sum > 0 {
		text += ", " + v.W.About(h.Sum) + " " + h.Unit
	}
	if h.Status == goal.StatusKept {
		return text + ". " + v.say("done.kept")
	}
	return text + ". " + page.Capital(v.W.Say("status."+string(h.Status))) + "."
}

// goal that a habit became, with its figures.
func (v view) goal(h app.HabitReport) goal.Look {
	if i := slices.IndexFunc(v.looks, func(l goal.Look) bool { return l.Goal.ID == h.ID }); i >= 0 {
		return v.looks[i]
	}
	return goal.Look{Goal: goal.Goal{Slug: h.Slug}} // it was taken out since
}

// sample is an example of what a remark speaks of; a day as the page writes days.
func (v view) sample(n goal.Notice) string {
	day, err := goal.ParseDay(n.Sample)
	if err != nil {
		return n.Sample
	}
	return v.W.DatedDate(day)
}

// plain is the report as text.
func (v view) plain() string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, " ") + "\n") }
	line(v.name)
	line(v.head())
	line()
	notices := func(ns []goal.Notice) {
		for _, n := range ns {
			mark := v.W.Say("import.noticed")
			if n.Lost {
				mark = v.W.Say("import.left_out")
			}
			sample := ""
			if n.Sample != "" {
				sample = " (" + n.Sample + ")"
			}
			line("   " + mark + ": " + v.remark(n) + sample)
		}
	}
	for _, h := range v.report.Habits {
		line(h.Title+":", v.found(h)+".", v.becomes(h)+".", v.why(h))
		notices(h.Notices)
	}
	notices(v.report.Notices)
	return b.String()
}

// becomes is the chosen option in words.
func (v view) becomes(h app.HabitReport) string {
	for _, o := range v.become(h) {
		if o.choice == v.chosen(h) {
			return page.Capital(o.text)
		}
	}
	return ""
}

// keepWords name the count on the button.
func (v view) keepWords() string {
	switch {
	case v.own:
		return v.say("keep.entries", library.Args{"n": v.report.New})
	case v.news() == 0:
		return v.say("keep.habits")
	}
	return v.say("keep", library.Args{"n": v.news()})
}

// doneWords say how much was kept.
func (v view) doneWords() string {
	if v.own {
		return v.W.Say("import.own", library.Args{"new": v.report.New, "same": v.report.Same})
	}
	text := v.say("done.days", library.Args{"n": v.news(), "program": v.program(exchange.Format(v.report.Format))})
	if v.report.Resumed {
		text += " " + v.W.Say("import.resumed")
	}
	return text
}

// reading is one way to read a date or a number.
type reading struct{ answer, text, hint string }

// readings of dates that can be read more than one way.
func (v view) readings() []reading {
	var rs []reading
	for _, o := range []exchange.Order{exchange.OrderDMY, exchange.OrderMDY, exchange.OrderYMD} {
		rs = append(rs, reading{string(o), v.say("dates." + string(o)), v.say("dates." + string(o) + ".eg")})
	}
	return rs
}
