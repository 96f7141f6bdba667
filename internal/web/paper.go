package web

import (
	"net/http"
	"strconv"

	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// paper takes a whole card from paper in one go.
func (s *Site) paper(w http.ResponseWriter, r *http.Request) error {
	l, err := s.app.Look(r.Context(), who(r), r.PathValue("goal"))
	if err != nil {
		return err
	}
	card, err := paperCard(l, r.URL.Query().Get("card"))
	if err != nil {
		return err
	}
	f, err := s.frame(r, "plan", "paper.title")
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, f, paperPage(paperView{frame: f, Look: l, card: card, id: s.app.NewID()}))
}

// paperCard is the card asked for; without a number the one of today.
func paperCard(l goal.Look, number string) (goal.Card, error) {
	cards := l.Cards()
	if len(cards) == 0 {
		return goal.Card{}, goal.NotFound("card", "paper.no_season")
	}
	n := goal.CardNumber(l.DayNumber)
	if x, err := strconv.Atoi(number); err == nil && x >= 1 && x <= len(cards) {
		n = x
	}
	return cards[n-1], nil
}

type paperView struct {
	frame
	goal.Look
	card goal.Card
	id   string
}

// open says whether a day can be written in from paper.
func (v paperView) open(c goal.Cell) bool { return c.Number > 0 && !c.Future }

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

// weeks of the card that have numbers on the sheet.
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

// savePaper stamps what the sheet holds and the card does not. A stamp never
// becomes smaller: days that are stamped already stay.
func (s *Site) savePaper(w http.ResponseWriter, r *http.Request) error {
	f, l, err := s.goalForm(r)
	if err != nil {
		return err
	}
	card, err := paperCard(l, f.text("card"))
	if err != nil {
		return err
	}
	for _, row := range card.Rows {
		for _, c := range row.Cells {
			value := f.text("d" + c.Day.String())
			body := fromPaper(l, c, value)
			if c.Future || c.Number == 0 || body == nil {
				continue
			}
			one := form{map[string][]string{"id": {exchange.EntryID("paper", f.text("id"), c.Day, value)}}}
			if _, err := s.do(r, one, c.Day, body); err != nil {
				return err
			}
		}
	}
	if note := f.text("note"); note != "" {
		day := min(card.Last, l.Today)
		one := form{map[string][]string{"id": {exchange.EntryID("paper", f.text("id"), day, "note")}}}
		if _, err := s.do(r, one, day, goal.Remark{Goal: l.Goal.ID, Note: note}); err != nil {
			return err
		}
	}
	return back(w, r, "/goals/"+l.Goal.Slug, said{What: "written", Goal: l.Goal.Slug})
}

// fromPaper is the command that makes a cell what the sheet says; nil when it
// says nothing more than the card does.
func fromPaper(l goal.Look, c goal.Cell, value string) goal.Body {
	switch {
	case value == chosen(c):
		return nil
	case value == "min" && c.Status != goal.DayDone:
		return goal.Stamp{Goal: l.Goal.ID}
	case value == "full":
		return goal.Stamp{Goal: l.Goal.ID, Full: true}
	case value == "rest" && c.Status != goal.DayDone:
		return goal.Rest{Goal: l.Goal.ID}
	}
	return nil
}

func (v paperView) span() string {
	return v.W.Say("paper.range", library.Args{"first": v.W.Date(v.card.First), "last": v.W.Date(v.card.Last)})
}
