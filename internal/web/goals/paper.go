package goals

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Paper takes a whole card from paper in one go.
func (ps *Pages) Paper(w http.ResponseWriter, r *http.Request) error {
	l, err := ps.App.Look(r.Context(), page.Who(r), r.PathValue("goal"))
	if err != nil {
		return err
	}
	card, err := paperCard(l, r.URL.Query().Get("card"))
	if err != nil {
		return err
	}
	return ps.showPaper(w, r, http.StatusOK, paperView{Look: l, card: card, typed: page.Form{Values: url.Values{}}})
}

// showPaperAgain shows the sheet as it was typed, with what is to mend.
func (ps *Pages) showPaperAgain(w http.ResponseWriter, r *http.Request, l goal.Look, card goal.Card, typed page.Form, problem *goal.Error) error {
	return ps.showPaper(w, r, page.Status(problem.Code), paperView{Look: l, card: card, typed: typed, problem: problem})
}

func (ps *Pages) showPaper(w http.ResponseWriter, r *http.Request, code int, v paperView) error {
	f, err := ps.Frame(r, "plan", "paper.title")
	if err != nil {
		return err
	}
	v.Frame, v.id = f, ps.App.NewID()
	if v.kept, err = ps.Drafted(r, f, app.FormPaper(v.Goal.ID, v.card.Number)); err != nil {
		return err
	}
	if v.problem == nil {
		v.typed = v.kept.Over(v.typed)
	}
	return ps.Show(w, r, code, f, paperPage(v))
}

// paperCard is the card asked for; without a number the one of today.
func paperCard(l goal.Look, number string) (goal.Card, error) {
	cards := l.Cards()
	if len(cards) == 0 {
		return goal.Card{}, goal.NotFound("card", "paper.no_season")
	}
	n := goal.CardNumber(l.DayNumber)
	if x, err := strconv.Atoi(number); err == nil && x >= 1 && x <= len(cards) && len(cards[x-1].Rows) > 0 {
		n = x
	}
	return cards[n-1], nil
}

type paperView struct {
	page.Frame
	goal.Look
	card    goal.Card
	id      string
	typed   page.Form // what was sent, where it has to be mended, else what was typed and not sent
	kept    page.Drafted
	problem *goal.Error
}

// open says whether a day can be written in from paper.
func (v paperView) open(c goal.Cell) bool { return c.Number > 0 && !c.Future }

// value of a day: what was typed, else what the day holds already.
func (v paperView) value(c goal.Cell) string {
	if v.problem != nil || v.typed.Has(cellName(c.Day)) {
		return v.typed.Text(cellName(c.Day))
	}
	return chosen(c)
}

// ofSheet are the names of the days and weeks of a sheet.
var ofSheet = regexp.MustCompile(`^[dw][0-9]{4}-[0-9]{2}-[0-9]{2}$`)

func cellName(d goal.Day) string { return "d" + d.String() }

func weekName(r goal.CardRow) string { return "w" + r.Start.String() }

// addsUp says whether a week's number says more than its marks: sessions and
// days are counted by these alone.
func addsUp(m goal.Metric) bool {
	return m.Kind == goal.MetricMinutes || page.CountsIn(m) == "amount"
}

// begun are the weeks of the card that have begun.
func (v paperView) begun() []goal.CardRow {
	var rows []goal.CardRow
	for _, row := range v.card.Rows {
		if len(pastDays(row)) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

func pastDays(r goal.CardRow) []goal.Cell {
	var cells []goal.Cell
	for _, c := range r.Cells {
		if c.Number > 0 && !c.Future {
			cells = append(cells, c)
		}
	}
	return cells
}

// chosen is what a day holds already.
func chosen(c goal.Cell) string {
	switch {
	case c.Status == goal.DayDone && c.More:
		return "full"
	case c.Status == goal.DayDone:
		return "min"
	case c.Status == goal.DayRest:
		return "rest"
	}
	return ""
}

// stampedHere counts the days that need no sheet.
func (v paperView) stampedHere() int {
	n := 0
	for _, row := range v.card.Rows {
		for _, c := range row.Cells {
			if c.Status == goal.DayDone {
				n++
			}
		}
	}
	return n
}

func (v paperView) span() string {
	return v.W.Say("paper.range", v.W.Span(v.card.First, v.card.Last))
}
