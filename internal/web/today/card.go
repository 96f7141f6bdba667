package today

import (
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// cardView is one goal's card: its day, and the page that it stands on.
type cardView struct {
	goal.Look
	v     view
	first bool // the large one
}

func cardOf(v view, l goal.Look, first bool) cardView { return cardView{Look: l, v: v, first: first} }

// id of an element of the card: the first card has the plain names, which addresses lead to.
func (c cardView) id(name string) string {
	if c.first {
		return name
	}
	return name + "-" + c.Goal.Slug
}

func (c cardView) state() string { return page.DayState(c.Look) }

// asked says whether the step is asked for today, or was done.
func (c cardView) asked() bool { return c.state() != "rest" && c.state() != "paused" }

// title is the step, or that nothing is asked.
func (c cardView) title() string {
	switch c.state() {
	case "rest":
		return c.v.W.Say("web.rest.nothing")
	case "paused":
		return c.v.W.Say("web.pause.title")
	}
	return c.Plan.Step.Text
}

// underTitle is the cue, or why nothing is asked; on a small card with the day.
func (c cardView) underTitle() string {
	line := ""
	switch c.state() {
	case "rest":
		line = c.restDay()
	case "paused":
		if since, _ := pauseSince(c.Look); since != 0 {
			line = c.v.W.Say("web.pause.since", library.Args{"day": c.v.W.FullDate(since)})
		}
	default:
		if c.Plan.Cue != "" {
			line = page.Sentence(c.Plan.Cue)
		}
	}
	if c.first {
		return line
	}
	return c.v.W.Join(line, c.v.dayOf(c.Look))
}

// restDay says why today rests: every Sunday, or just today.
func (c cardView) restDay() string {
	if c.tapped() {
		return c.v.W.Say("web.rest.today")
	}
	return c.v.W.Say("web.rest.weekday", library.Args{"day": c.v.W.Weekday(c.Today.Weekday())})
}

// tapped says whether today rests because somebody said so.
func (c cardView) tapped() bool { return c.Life.Letter(c.Today) == goal.LetterRest }

// before is what stands under an open place.
func (c cardView) before() []string {
	w := c.v.W
	switch {
	case c.Back:
		return []string{w.Say("say.back")}
	case c.Quiet >= goal.QuietDays:
		return []string{w.Say("say.quiet", library.Args{"n": c.Quiet, "count": w.Count(c.Quiet)})}
	case c.Chain.State == goal.Waiting:
		return []string{w.Say("web.waiting"), w.Say("web.waiting_mend")}
	}
	return []string{w.Say("say.before")}
}

// answer is the one sentence under the mark of a day that has its word.
func (c cardView) answer() string {
	w := c.v.W
	switch c.state() {
	case "not":
		if c.MendsTomorrow() {
			return w.Say("web.not.mends")
		}
		return w.Say("web.not.waits")
	case "rest":
		return w.Say("say.rest")
	case "paused":
		return w.Say("web.pause.waits")
	}
	switch {
	case c.Cell(c.Today).Seam:
		return c.v.mended(c.Look, c.Life.First)
	case c.Life.Letter(c.Today) == goal.LetterMore:
		return w.Say("say.more")
	}
	return w.Say("say.done")
}

// after are the small lines under the answer.
func (c cardView) after() []string {
	w := c.v.W
	switch c.state() {
	case "not":
		return []string{w.Say("web.not.nothing")}
	case "rest":
		if c.Life.On(c.Today+1) == goal.DayOpen {
			return []string{w.Say("web.rest.next", library.Args{"step": c.Plan.Step.Text})}
		}
		return nil
	case "paused":
		return []string{w.Say("web.pause.none")}
	}
	return []string{c.stampedLine()}
}

// stampedLine says when it was stamped and with how much.
func (c cardView) stampedLine() string {
	w := c.v.W
	a := library.Args{"time": c.Calendar.Clock(c.Log.At).Format("15:04"), "unit": page.MoreUnit(w, c.Plan.Metric)}
	sum, logged := c.Log.Minutes()
	if units, counted := c.Log.Units(); counted {
		sum, logged = units, true
	}
	if !logged {
		return w.Say("web.done_at", a)
	}
	a["amount"] = w.About(sum)
	return w.Say("web.done_more", a)
}

// groupName of the three choices, for who does not see which card they stand in.
func (c cardView) groupName() string {
	return c.v.W.Say("web.three", library.Args{"goal": c.Goal.Title})
}

// asks says whether an open day has a choice: after quiet days it asks for nothing but the stamp.
func (c cardView) asks(what string) bool { return !quiet(c.Look) && !c.v.Settings.Hides(what) }

// columns is the class of a row that has fewer than three choices.
func (c cardView) columns() string {
	n := 1
	has := func(is bool) {
		if is {
			n++
		}
	}
	switch c.state() {
	case "done":
		n = 0
		has(!c.v.Settings.Hides("more"))
		has(c.hasLine())
		has(page.LastStamp(c.Look) != "")
	case "not", "rest", "paused":
		n = 2
		has(c.hasLine())
	default:
		has(c.asks("more"))
		has(c.asks("hard"))
	}
	return []string{"uno", "uno", "duo", ""}[n]
}

func (c cardView) hasLine() bool {
	s := c.v.Settings
	return !s.Hides("energy") || !s.Hides("mood") || !s.Hides("note") || c.state() == "not"
}

// moreOpen says whether "did more" stands open: right after a bare stamp, and where its number
// was refused.
func (c cardView) moreOpen() bool {
	_, minutes := c.Log.Minutes()
	_, units := c.Log.Units()
	bare := c.v.fresh(c.Look) && !minutes && !units && !c.Cell(c.Today).Seam
	return bare || c.wrong() != ""
}

func (c cardView) wrong() string {
	if c.v.refused.goal != c.Goal.Slug {
		return ""
	}
	return c.v.refused.sentence
}

func (c cardView) typed() string {
	if c.wrong() == "" {
		return ""
	}
	return c.v.refused.typed
}

// most is the largest number that the day has room for; empty where there is no such bound.
func (c cardView) most() string {
	if c.Plan.Metric.Kind.CountsUnits() {
		return ""
	}
	return strconv.FormatFloat(c.LeftToday(), 'f', -1, 64)
}

// counts says from when the amount is one of the week.
func (c cardView) counts() string {
	m := c.Plan.Metric
	if m.Kind != goal.MetricSessions || m.SessionMin <= 0 {
		return ""
	}
	return c.v.W.Say("web.more.counts", library.Args{"n": m.SessionMin, "unit": c.v.W.Unit(m.Unit, 2)})
}

// fullMark says whether "it was a full one" is offered: where nothing else can count a session,
// or where it is wanted (rulings 51 and 98).
func (c cardView) fullMark() bool {
	m := c.Plan.Metric
	return m.Kind == goal.MetricSessions && (m.SessionMin <= 0 || c.v.Settings.Shows("full"))
}

// notKey is the message on what follows from "not today".
func (c cardView) notKey() string {
	if c.MendsTomorrow() {
		return "web.pick.not_mends"
	}
	return "web.pick.not_waits"
}
