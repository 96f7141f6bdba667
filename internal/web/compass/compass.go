// Package compass is the direction of a person: the four circles and their
// prompts, the sentence, what gives energy, and tries (method 1).
package compass

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Pages are the direction of a person.
type Pages struct{ *page.Kit }

// New makes the pages with a kit.
func New(k *page.Kit) *Pages {
	k.Keeps("compass", page.FormKind{Field: page.Fields(
		"love", "good", "needed", "supported", "grow_in", "so_i_can", "provisional", "words", "before", "after", "what", "again", "line", "tell", "answer",
	)})
	return &Pages{k}
}

// Compass is the person's direction: circles, sentence, energy and tries.
func (ps *Pages) Compass(w http.ResponseWriter, r *http.Request) error {
	return ps.showCompass(w, r, http.StatusOK, page.Form{Values: url.Values{}}, nil)
}

// view is what both pages of the compass show.
type view struct {
	page.Frame
	app.CompassView
	form    page.Form
	problem *goal.Error
	newID   func() string
	rounds  map[library.Lens]int
	typed   func(app.Form) page.Drafted
}

// drafted is one form of the page with what was typed into it.
func (v view) drafted(part string) page.Drafted { return v.typed(app.FormCompass(part)) }

// line is what stands in a field: what was refused, or what was typed and not sent.
func (v view) line(part, name string) string {
	if v.problem != nil && v.form.Has(name) {
		return v.form.Get(name)
	}
	return v.drafted(part).Or(name, "")
}

// scale is what was chosen and not sent.
func (v view) scale(part, name string) *int {
	n, err := page.Form{Values: url.Values{name: {v.drafted(part).Or(name, "")}}}.Scale(name)
	if err != nil {
		return nil
	}
	return n
}

// ticked says whether a box is, where nothing was typed as it is otherwise.
func (v view) ticked(part, name string, otherwise bool) bool {
	if values, typed := v.drafted(part).Typed(name); typed {
		return len(values) > 0
	}
	return otherwise
}

func (ps *Pages) newView(r *http.Request, fields page.Form, problem *goal.Error) (view, error) {
	c, err := ps.App.Compass(r.Context(), page.Who(r))
	if err != nil {
		return view{}, err
	}
	f := ps.PlainFrame(r, c.Settings)
	f.Tab, f.Day = "compass", c.Day
	typed, err := ps.AllDrafted(r, f)
	return view{typed: typed, Frame: f, CompassView: c, form: fields, problem: problem, newID: ps.App.NewID, rounds: map[library.Lens]int{}}, err
}

func (ps *Pages) showCompass(w http.ResponseWriter, r *http.Request, code int, fields page.Form, problem *goal.Error) error {
	v, err := ps.newView(r, fields, problem)
	if err != nil {
		return err
	}
	v.Title = v.W.Say("compass.title")
	return ps.Show(w, r, code, v.Frame, compassPage(v))
}

// shown are the phrases that a circle draws: three of sixteen characters.
func (v view) shown(l library.Lens) []string {
	var words []string
	for _, i := range v.Compass.Items {
		if i.Lens == string(l) && utf8.RuneCountInString(i.Words) <= 22 && len(words) < 3 {
			words = append(words, i.Words)
		}
	}
	return words
}

// all words of a circle, as the form writes them.
func (v view) all(l library.Lens) string {
	if t, ok := v.form.Values[string(l)]; ok && v.problem != nil {
		return t[0]
	}
	var words []string
	for _, i := range v.Compass.Items {
		if i.Lens == string(l) {
			words = append(words, i.Words)
		}
	}
	return v.drafted("words").Or(string(l), strings.Join(words, "; "))
}

// sentence is one wording of the why, of the compass or of a goal.
type sentenceRow struct {
	text        string
	from, until goal.Day
	provisional bool
	goal        string
}

// history of the sentence, the newest first.
func (v view) history() []sentenceRow {
	var rows []sentenceRow
	add := func(ps []goal.Purpose, title string) {
		for i, p := range ps {
			row := sentenceRow{text: v.W.Purpose(p), from: p.From, provisional: p.Provisional, goal: title}
			if i+1 < len(ps) {
				row.until = ps[i+1].From
			}
			rows = append(rows, row)
		}
	}
	add(v.Compass.Purposes, "")
	var newest goal.Day // of a goal that goes on
	for _, g := range v.Goals {
		if g.Status == goal.StatusEnded || len(g.Purposes) == 0 {
			continue
		}
		add(g.Purposes, g.Title)
		newest = max(newest, g.Purposes[len(g.Purposes)-1].From)
	}
	// A goal's sentence takes the place of the one that led to it.
	if n := len(v.Compass.Purposes); n > 0 && newest > rows[n-1].from {
		rows[n-1].until = newest
	}
	slices.SortStableFunc(rows, func(a, b sentenceRow) int { return int(b.from - a.from) })
	return rows
}

// heart is the sentence in the middle: a goal's own, else the compass's.
func (v view) heart() string {
	for _, g := range v.Goals {
		if p, ok := g.Purpose(v.CompassView.Day); ok && g.Status == goal.StatusActive {
			return v.W.Purpose(p)
		}
	}
	if p, ok := v.Compass.Purpose(); ok {
		return v.W.Purpose(p)
	}
	return v.W.Say("compass.empty")
}

func (v view) givers() int {
	n := 0
	for _, e := range v.Compass.Energy {
		if e.Gives() {
			n++
		}
	}
	return n
}

// thoughts on the sentence that was just written: at most two, never a verdict.
func (v view) thoughts() []string {
	p, ok := v.Compass.Purpose()
	if !ok {
		return nil
	}
	flags := goal.ShownFlags(goal.CheckPurpose(goal.PurposeSentence(p.GrowIn, p.SoICan), v.W.Lang()), v.Compass.Dismissed...)
	var texts []string
	for _, f := range flags {
		texts = append(texts, v.W.Say("check."+string(f)))
	}
	return texts
}

func (v view) wrong() string {
	if v.problem == nil {
		return ""
	}
	return v.W.Sentence(v.problem)
}

// Items is the page of the prompts and of the weighing.
func (ps *Pages) Items(w http.ResponseWriter, r *http.Request) error {
	return ps.showItems(w, r, http.StatusOK, page.Form{Values: url.Values{}}, nil)
}

func (ps *Pages) showItems(w http.ResponseWriter, r *http.Request, code int, fields page.Form, problem *goal.Error) error {
	v, err := ps.newView(r, fields, problem)
	if err != nil {
		return err
	}
	for _, l := range library.Lenses() {
		n, err := strconv.Atoi(r.URL.Query().Get(string(l)))
		if err == nil && n > 0 && n < 100 {
			v.rounds[l] = n
		}
	}
	v.Title = v.W.Say("compass.prompts")
	return ps.Show(w, r, code, v.Frame, itemsPage(v))
}

func (v view) countOf(l library.Lens) int {
	n := 0
	for _, i := range v.Compass.Items {
		if i.Lens == string(l) {
			n++
		}
	}
	return n
}

// next round of a circle's prompts, as a link.
func (v view) others(l library.Lens) string {
	return "/compass/items?" + string(l) + "=" + strconv.Itoa(v.rounds[l]+1) + "#" + string(l)
}
