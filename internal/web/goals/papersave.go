package goals

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// SavePaper puts the sheet on the card, all of it or nothing. A stamp never
// becomes smaller: days that are stamped already stay.
func (ps *Pages) SavePaper(w http.ResponseWriter, r *http.Request) error {
	f, l, err := ps.goalForm(r)
	if err != nil {
		return err
	}
	card, err := paperCard(l, f.Text("card"))
	if err != nil {
		return err
	}
	sheet := sheet{form: f, look: l, card: card}
	err = sheet.read()
	if err == nil {
		err = ps.doAll(page.Sends(r, app.FormPaper(l.Goal.ID, card.Number)), sheet.lines)
	}
	if p := page.AsError(err); p != nil && (p.Code == goal.CodeInvalid || p.Code == goal.CodeConflict) {
		return ps.showPaperAgain(w, r, l, card, f, p)
	}
	if err != nil {
		return err
	}
	done := page.Flash{What: "written", Goal: l.Goal.Slug}
	if len(sheet.lines) > 0 {
		done.First = sheet.lines[0].id
	}
	return page.Redirect(w, r, "/goals/"+l.Goal.Slug, done)
}

// line is one command that a sheet of paper becomes.
type line struct {
	id   string
	day  goal.Day
	body goal.Body
}

// doAll sends commands as one: all of them, or none when one is refused, and
// all of them are taken back together.
func (ps *Pages) doAll(r *http.Request, lines []line) error {
	var cs []goal.Command
	for _, x := range lines {
		c, err := ps.App.Command(r.Context(), page.Who(r), "web", x.day, x.body)
		if err != nil {
			return err
		}
		c.ID = x.id
		cs = append(cs, c)
	}
	_, err := ps.App.DoAsOne(r.Context(), page.Who(r), cs)
	return err
}

// sheet is a month of paper as it was typed.
type sheet struct {
	form  page.Form
	look  goal.Look
	card  goal.Card
	lines []line
}

// add a command; its id follows from the form, so that the same form sent twice
// changes nothing.
func (x *sheet) add(day goal.Day, what string, body goal.Body) {
	x.lines = append(x.lines, line{exchange.EntryID("paper", x.form.Text("id"), day, what), day, body})
}

// read works out what the sheet says more than the card does.
func (x *sheet) read() error {
	for i, row := range x.card.Rows {
		for _, c := range pastDays(row) {
			value := x.form.Text(cellName(c.Day))
			if body := fromPaper(x.look, c, value); body != nil {
				x.add(c.Day, value, body)
			}
		}
		if err := x.number(i+1, row); err != nil {
			return err
		}
	}
	if note := x.form.Text("note"); note != "" {
		x.add(min(x.card.Last, x.look.Today), "note", goal.Remark{Goal: x.look.Goal.ID, Note: note})
	}
	return nil
}

// number takes a week's number: what the days do not hold of it is written to
// the last day that is stamped. A number that is smaller than what the days hold
// takes nothing away.
func (x *sheet) number(week int, row goal.CardRow) error {
	number, err := x.form.Number(weekName(row))
	if err != nil || number == nil || *number <= 0 {
		return err
	}
	var days []goal.Day
	for _, c := range pastDays(row) {
		if v := x.form.Text(cellName(c.Day)); v == "min" || v == "full" || c.Status == goal.DayDone {
			days = append(days, c.Day)
		}
	}
	if len(days) == 0 {
		return goal.Invalid(weekName(row), "paper.no_day", week)
	}
	if day, stamp, missing := x.look.OfSheet(days, *number); missing {
		x.add(day, "number", stamp)
	}
	return nil
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
