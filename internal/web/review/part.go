package review

import (
	"maps"
	"net/http"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Week is what a closed week decided; of one that is not closed it leads to the
// part to take up.
func (ps *Pages) Week(w http.ResponseWriter, r *http.Request) error {
	x, err := ps.load(r, r.PathValue("goal"), r.PathValue("week"))
	if err != nil {
		return err
	}
	if !x.closed() {
		return page.Redirect(w, r, x.start(), page.Flash{})
	}
	return ps.show(w, r, http.StatusOK, x, "", shown{})
}

// Part is the page of one part, or of the short review. Before the first review
// opens there is nothing to fill in, and it says when that is (ruling 94).
func (ps *Pages) Part(w http.ResponseWriter, r *http.Request) error {
	part := r.PathValue("part")
	if part != partShort && numberOf(part) == 0 {
		return goal.NotFound("", "web.notfound.text")
	}
	x, err := ps.load(r, r.PathValue("goal"), r.PathValue("week"))
	if err != nil {
		return err
	}
	return ps.show(w, r, http.StatusOK, x, part, shown{})
}

// SavePart keeps what a part's page sent, and goes where the person wants to: on,
// back, away, or to the closed week. Its taps on quiet days are commands at once.
func (ps *Pages) SavePart(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	part := r.PathValue("part")
	if part != partShort && numberOf(part) == 0 {
		return goal.NotFound("", "web.notfound.text")
	}
	x, err := ps.load(r, r.PathValue("goal"), r.PathValue("week"))
	if err != nil {
		return err
	}
	switch {
	case f.Has("what"):
		return ps.writeDay(w, r, x, part, f)
	case !x.Open:
		return x.notYet()
	case f.Has("close-week") && slices.Contains([]string{partClose, partShort}, part):
		return ps.close(w, r, x, part, f)
	}
	at := onward(part, f)
	sent, err := ps.keepPart(r, x, part, at, f)
	if err != nil {
		return err
	}
	slug := x.Look.Goal.Slug
	switch {
	case sent:
		return page.Redirect(w, r, weekPath(slug, x.Week), page.Flash{})
	case f.Has("leave"):
		return page.Redirect(w, r, "/", page.Flash{})
	case part == partChange && numberOf(at) > numberOf(part):
		if p, err := ps.lacks(r, x, f); p != nil || err != nil {
			return ps.refuse(w, r, x, f, p, err)
		}
	}
	return page.Redirect(w, r, partPath(slug, x.Week, at), page.Flash{})
}

// onward is the part that a page's button leads to; whoever leaves comes back to
// this one.
func onward(part string, f page.Form) string {
	if to := f.Text("to"); numberOf(to) > 0 || to == partShort {
		return to
	}
	if n := numberOf(part); n > 0 && n < len(parts()) && !f.Has("leave") {
		return parts()[n]
	}
	return part
}

// lacks says what a decision still needs: words that only the person has.
func (ps *Pages) lacks(r *http.Request, x reviewed, f page.Form) (*goal.Error, error) {
	words, err := ps.Words(r)
	if err != nil {
		return nil, err
	}
	b := goal.WeekReview{Decision: goal.Decision(f.Text("decision"))}
	err = ps.decided(words, f, x.ReviewView, &b)
	if p := page.AsError(err); p != nil {
		return p, nil
	}
	return nil, err
}

// refuse shows the change once more, with what it needs.
func (ps *Pages) refuse(w http.ResponseWriter, r *http.Request, x reviewed, f page.Form, p *goal.Error, err error) error {
	if err != nil {
		return err
	}
	x.typed = over(x.typed, f, partChange)
	return ps.show(w, r, page.Status(p.Code), x, partChange, shown{problem: p})
}

// over is what was typed with the fields of a part as they were just sent.
func over(typed, f page.Form, part string) page.Form {
	out := page.Form{Values: map[string][]string{}}
	maps.Copy(out.Values, typed.Values)
	for _, name := range fieldsOf(part) {
		if values, there := f.Values[name]; there {
			out.Values[name] = values
		} else {
			delete(out.Values, name)
		}
	}
	return out
}

// writeDay says what a day without a word was, and comes back to the page. For
// these days the three days of back-filling do not hold (ruling 49).
func (ps *Pages) writeDay(w http.ResponseWriter, r *http.Request, x reviewed, part string, f page.Form) error {
	day, err := f.Day("day")
	if err != nil {
		return err
	}
	sent, err := ps.App.Written(r.Context(), page.Who(r), f.Text("id"))
	if err != nil {
		return err
	}
	if !sent && !slices.Contains(x.Look.WordlessDays(x.Week), day) {
		return goal.Conflict("day", "error.review.day")
	}
	id := x.Look.Goal.ID
	bodies := map[string]goal.Body{"done": goal.Stamp{Goal: id}, "skip": goal.Skip{Goal: id}, "rest": goal.Rest{Goal: id}}
	body, ok := bodies[f.Text("what")]
	if !ok {
		return goal.Invalid("what", "goalpage.back.choose")
	}
	if _, err := ps.Do(r, f, day, body); err != nil {
		return err
	}
	return page.Redirect(w, r, partPath(x.Look.Goal.Slug, x.Week, part), page.Flash{What: "written", Goal: x.Look.Goal.Slug})
}
