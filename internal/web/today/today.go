// Package today is the page that people live on, its timer, and the forms of a
// day: stamp, more, skip, rest, pause, cover, a word and the way back. It also
// has the page that stands for every other one while there is no network.
package today

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Pages are the page that people live on and the forms of a day.
type Pages struct{ *page.Kit }

// New makes the pages with a kit.
func New(k *page.Kit) *Pages {
	k.Keeps("note", page.FormKind{Field: page.Fields("note", "energy", "mood", "tag")})
	return &Pages{k}
}

// Today is the page that people live on.
func (ps *Pages) Today(w http.ResponseWriter, r *http.Request) error {
	return ps.show(w, r, http.StatusOK, refused{})
}

// show the day; what a form of it was refused for comes back beside its field.
func (ps *Pages) show(w http.ResponseWriter, r *http.Request, status int, no refused) error {
	t, err := ps.App.Today(r.Context(), page.Who(r), 0)
	if err != nil {
		return err
	}
	if !t.Any && !t.Draft {
		http.Redirect(w, r, "/welcome", http.StatusSeeOther)
		return nil
	}
	f := ps.PlainFrame(r, t.Settings)
	f.Tab, f.Day, f.Title, f.Watch.Head = "today", t.Day, f.W.Say("web.tab.today"), t.Head
	f.Slim = true
	v := view{Frame: f, Today: t, newID: ps.App.NewID, timer: readTiming(r), refused: no}
	if v.typed, err = ps.AllDrafted(r, f); err != nil {
		return err
	}
	v.arrange()
	if v.notice() > noticeLow { // said once a month: never where something else comes first
		v.low = ps.LowTime(w, r, t.Day, t.Feeling)
	}
	return ps.Show(w, r, status, f, todayPage(v))
}

// refused is a number that was not taken, as it was typed.
type refused struct{ goal, typed, sentence string }

// view is what the page of the day shows.
type view struct {
	page.Frame
	app.Today
	hero    *goal.Look
	others  []goal.Look
	newID   func() string
	typed   func(app.Form) page.Drafted
	low     bool   // the last weeks were low, and it is said quietly
	timer   timing // the one in the address, where there is no script
	refused refused
}

// arrange puts the next open goal first, as the one thing to do.
func (v *view) arrange() {
	gs := slices.Clone(v.Goals)
	if len(gs) == 0 {
		return
	}
	slices.SortStableFunc(gs, func(a, b goal.Look) int {
		return cmp.Or(v.asOpen(a)-v.asOpen(b), a.Goal.Number-b.Goal.Number)
	})
	v.hero, v.others = &gs[0], gs[1:]
}

// asOpen puts open goals first. One that was open until this stamp still
// counts as open: after a stamp nothing moves.
func (v view) asOpen(l goal.Look) int {
	if l.Status == goal.DayOpen || v.fresh(l) {
		return 0
	}
	return 1
}

// fresh says whether the goal's seal has just been pressed.
func (v view) fresh(l goal.Look) bool {
	return v.Flash.What == "stamped" && v.Flash.Goal == l.Goal.Slug
}

// quiet says whether days went by without a word, or a long pause is over: then Today asks for nothing
// but the stamp, and offers three ways on.
func quiet(l goal.Look) bool {
	return l.Silent()
}

// quietPause says of which days the pause would be made: a pause may begin no
// more than seven days back (ruling 9).
func (v view) quietPause(l goal.Look) string {
	if pause, all := l.QuietPause(); !all {
		return v.W.Say("web.quiet.pause_some", library.Args{"n": int(l.Today - pause.From)})
	}
	return v.W.Say("web.quiet.pause")
}

func (v view) dayOf(l goal.Look) string {
	if l.DayNumber == 0 {
		return ""
	}
	if l.SeasonOver {
		return v.W.Say("web.after", library.Args{"n": l.Season.Number})
	}
	return v.W.Say("web.day", library.Args{"day": goal.DayInCard(l.DayNumber), "of": goal.CardDays})
}

// noneText says why Today is empty, and that kept goals are not gone.
func (v view) noneText() string {
	if len(v.Ahead) > 0 {
		var lines []string
		for _, g := range v.Ahead {
			lines = append(lines, v.W.Ahead(g))
		}
		return v.W.Join(lines...)
	}
	if len(v.Kept) == 0 {
		return v.W.Say("web.none.text")
	}
	return v.W.Join(v.W.Say("web.none.text"), v.W.Say("web.none.kept"))
}

// mended says the mend of a day that was missed since then.
func (v view) mended(l goal.Look, since goal.Day) string {
	missed, mend := l.LastMend(since, l.Today-1)
	if missed == 0 {
		return ""
	}
	return v.W.Join(v.W.Mended(missed, mend, l.Logs[mend].Morning), v.W.Say("say.gold"))
}

// writeIn is the latest day of the last three that nothing was said of, while
// the chain waits for its mend.
func writeIn(l goal.Look) goal.Day {
	if l.Status != goal.DayOpen || l.Chain.State != goal.Waiting {
		return 0
	}
	for d := l.Today - 1; d >= l.Today-goal.BackfillDays; d-- {
		if l.Life.On(d) == goal.DayUnlogged {
			return d
		}
	}
	return 0
}

// coverable is the latest day that a reserve can carry.
func coverable(l goal.Look) goal.Day {
	for d := l.Today - 1; d >= l.Today-goal.BackfillDays; d-- {
		if l.CanCover(d) == nil {
			return d
		}
	}
	return 0
}

// ifThen is the plan that a hard day shows, with what it did so far.
func ifThen(l goal.Look) (goal.IfThen, goal.PlanCounts, bool) {
	if len(l.Plan.IfThens) == 0 {
		return goal.IfThen{}, goal.PlanCounts{}, false
	}
	p := l.Plan.IfThens[0]
	return p, l.PlanCounts(p.ID), true
}

// pauseSince is the first day of the pause that today lies in.
func pauseSince(l goal.Look) (since, to goal.Day) {
	for _, p := range l.Goal.Pauses {
		if p.Holds(l.Today) {
			return p.From, p.To
		}
	}
	return 0, 0
}

// chainLine is the small line under the days practised.
func (v view) chainLine(l goal.Look) string {
	if l.Adherence == nil {
		return ""
	}
	if l.Chain.State == goal.Resting {
		n := len(l.Closed)
		if n == 0 || l.Closed[n-1].Length < goal.ShownChain {
			return ""
		}
		return v.W.Say("web.chain_resting", library.Args{"length": l.Closed[n-1].Length})
	}
	if l.Chain.Length < goal.ShownChain {
		return ""
	}
	line := v.W.Say("web.chain_in", library.Args{"n": l.Chain.Length})
	if l.Status == goal.DayPause {
		return line + ". " + v.W.Say("web.pause.thread")
	}
	if r := l.Chain.Recoveries; r > 0 {
		line += v.W.Say("chain.and") + v.W.Say("chain.mended", library.Args{"n": r, "count": v.W.Count(r)})
	}
	return line
}

// weekLine is what the week still holds. On the page that a form leads to, it
// never says that the number is out of reach (ruling 43).
func (v view) weekLine(l goal.Look) string {
	if v.Flash.What != "" {
		return v.W.WeekAfter(l)
	}
	return v.W.Week(l)
}

func count(n int) string { return strconv.Itoa(n) }
