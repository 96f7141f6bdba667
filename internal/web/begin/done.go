package begin

import (
	"net/http"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Done is day one: the stamp is there already, with what was written.
func (ps *Pages) Done(w http.ResponseWriter, r *http.Request) error {
	head, err := ps.App.Head(r.Context(), page.Who(r)) // before the page, so that it never claims too much
	if err != nil {
		return err
	}
	l, err := ps.App.Look(r.Context(), page.Who(r), r.URL.Query().Get("goal"))
	if err != nil {
		return err
	}
	if l.Season == nil || l.Goal.Begun != l.Today || l.Goal.Status != goal.StatusActive {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return nil
	}
	f, err := ps.Frame(r, "today", "begin.done")
	if err != nil {
		return err
	}
	f.Watch.Head = head
	return ps.Show(w, r, http.StatusOK, f, donePage(doneView{Frame: f, Look: l, newID: ps.App.NewID}))
}

// doneView is what the first day shows.
type doneView struct {
	page.Frame
	goal.Look
	newID func() string
}

func (v doneView) say(key string, args ...library.Args) string { return v.W.Say("begin."+key, args...) }

func (v doneView) path() string { return donePath(v.Goal.Slug) }

// fact is one thing that was written.
type fact struct{ label, text string }

// wrote is the summary of the plan.
func (v doneView) wrote() []fact {
	var fs []fact
	add := func(label, text string) {
		if text != "" {
			fs = append(fs, fact{label, text})
		}
	}
	if m := v.Plan.Metric; m.Kind != goal.MetricNone {
		text := weekly(v.W, v.Goal.Template, m)
		if m.SessionMin > 0 {
			text = v.say("done.sessions", library.Args{"week": text, "n": m.SessionMin})
		}
		add(v.say("row.4"), text)
	}
	if o := v.Season.Outcome; o.Text != "" {
		add(v.say("done.by", library.Args{"date": v.W.Date(v.SeasonEnd)}), o.Text)
	}
	for i, p := range v.Plan.IfThens {
		label := v.say("row.6")
		if i > 0 {
			label = v.say("done.and")
		}
		add(label, p.Words)
	}
	add(v.say("done.empty"), v.say("done.repair"))
	if a := v.Goal.Start; a != nil {
		if slices.Contains(tracks(), a.Track) {
			text := v.say("track." + a.Track)
			if a.Moment != "" {
				text += ", " + v.say("after", library.Args{"moment": a.Moment})
			}
			add(v.say("row.7"), text)
		}
		add(v.say("done.nicer"), a.Nicer)
		add(v.say("done.must_not"), a.MustNot)
		add(v.say("done.helper"), a.Helper)
		add(v.say("later_list.label"), a.Later)
	}
	return fs
}

// cueLine is the cue and the one for another kind of day.
func (v doneView) cueLine() string {
	if v.Plan.Cue == "" {
		return ""
	}
	return page.Sentence(v.Plan.Cue)
}

// firstReview is the last day of the first week that is long enough to look at.
func (v doneView) firstReview() goal.Day {
	_, last := v.Calendar.Week(v.Today)
	if int(last-v.Today)+1 <= goal.SettlingDays {
		_, last = v.Calendar.Week(last + 1)
	}
	return last
}
