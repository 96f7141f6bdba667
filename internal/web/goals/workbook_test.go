package goals_test

import (
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/webtest"
	"github.com/ippo-app/ippo/internal/workbook/pdftest"
)

func TestTheWorkbookIsSentAsAFile(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	was := v.Lang
	mine := v.Get("/goals/fitness/workbook")
	for _, x := range []struct{ address, language, name, paper string }{
		{"/goals/fitness/workbook", "de-DE,de;q=0.9", "ippo-workbook-fitness.pdf", "595.28 841.89"},
		{"/goals/fitness/workbook", "en-US,en;q=0.9", "ippo-workbook-fitness.pdf", "612.00 792.00"},
		{"/goals/fitness/workbook?paper=a4&language=ja", "en-US", "ippo-workbook-fitness.pdf", "595.28 841.89"},
		{"/goals/fitness/workbook?blank=1", "", "ippo-workbook.pdf", "595.28 841.89"},
		{"/workbook", "", "ippo-workbook-fitness.pdf", "595.28 841.89"},
		{"/workbook?blank&paper=letter", "", "ippo-workbook.pdf", "612.00 792.00"},
		{"/workbook?paper=%3Cscript%3E&only=x&language=xx", "", "ippo-workbook-fitness.pdf", "595.28 841.89"},
	} {
		r := httptest.NewRequestWithContext(t.Context(), "GET", x.address, nil)
		v.Lang = x.language
		w := v.Send(r)
		h := w.Header()
		if w.Code != 200 || h.Get("Content-Type") != "application/pdf" || h.Get("Cache-Control") != "no-store" ||
			h.Get("Content-Disposition") != `attachment; filename="`+x.name+`"` {
			t.Errorf("%s: %d %v", x.address, w.Code, h)
		}
		if body := w.Body.String(); !strings.HasPrefix(body, "%PDF") || !strings.Contains(body, x.paper) {
			t.Errorf("%s: not a PDF of %s", x.address, x.paper)
		}
	}
	v.Lang = was
	if again := v.Get("/goals/fitness/workbook"); again != mine {
		t.Error("the same day gives another book")
	}
	if code := v.Send(httptest.NewRequestWithContext(t.Context(), "GET", "/goals/elsewhere/workbook", nil)).Code; code != 404 {
		t.Errorf("a goal that is not there: %d", code)
	}
	for _, address := range []string{"/goals/fitness", "/compass", "/guide"} {
		webtest.Has(t, webtest.Text(v.Get(address)), "Print a workbook", "With my words", "Blank")
	}
}

// Of ten goals each has a book of its own, with its step and nobody else's; the
// address without a goal gives that of the first active one.
func TestTenGoalsHaveTenBooks(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	templates := library.For("en").Templates()[:10]
	for i, tpl := range templates {
		v.Begin(tpl.Name)
		if i < len(templates)-2 { // at most two are active
			v.Does(goal.SetStatus{Goal: v.LookAt(tpl.Name).Goal.ID, To: goal.StatusParked, Yes: true})
		}
	}
	books := map[string]bool{}
	for _, tpl := range templates {
		book := v.Get("/goals/" + tpl.Name + "/workbook?language=en")
		text := pdftest.Text(t, []byte(book))
		if len(text) != 28 || !strings.Contains(flat(text[11]), flat(tpl.Step.Text)) || !strings.Contains(flat(text[0]), flat(tpl.Outcome.Text)) {
			t.Errorf("%s: %d pages, and page 12 is\n%s", tpl.Name, len(text), text[11])
		}
		books[book] = true
	}
	if len(books) != len(templates) {
		t.Errorf("%d books of %d goals", len(books), len(templates))
	}
	if first := v.Get("/workbook?language=en"); first != v.Get("/goals/"+templates[8].Name+"/workbook?language=en") {
		t.Error("the book without a goal is not that of the first active one")
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), "") }

// A month on paper is typed in again: the page asks for the days in the order in
// which they stand on the printed card, and gives the figures of a month that
// was stamped day by day.
func TestAPrintedMonthIsTypedInAndGivesTheSameFigures(t *testing.T) {
	paper := webtest.New(t, "2026-01-07T08:00:00Z") // a Wednesday: the first row is not whole
	paper.Begin("fitness")
	text := pdftest.Text(t, []byte(paper.Get("/goals/fitness/workbook?only=cards&language=en")))
	_, table, _ := strings.Cut(text[0], "Sun Week")
	counts := regexp.MustCompile(`(\d+ )?of \d+`) // below the circle of a week
	printed := strings.Fields(counts.ReplaceAllString(table, " "))
	printed = printed[:min(goal.CardDays, len(printed))]
	paper.At("2026-02-05T20:00:00Z")
	var asked, days []string
	for _, m := range regexp.MustCompile(`<time datetime="(\d{4}-\d\d-(\d\d))">`).FindAllStringSubmatch(paper.Get("/goals/fitness/paper"), -1) {
		days, asked = append(days, m[1]), append(asked, strings.TrimPrefix(m[2], "0"))
	}
	if len(asked) != goal.CardDays || !slices.Equal(printed, asked) {
		t.Fatalf("printed %v\nasked   %v", printed, asked)
	}
	stamped := webtest.New(t, "2026-01-07T08:00:00Z")
	stamped.Begin("fitness")
	fields := []string{"id", paper.NewID(), "card", "1", "note", ""}
	for i, day := range days {
		if i%7 == 3 || i == 5 { // some days stay empty
			continue
		}
		fields = append(fields, "d"+day, "min")
		stamped.At(day + "T20:00:00Z")
		stamped.Did("/stamp", "goal", "fitness")
	}
	paper.Did("/goals/fitness/paper", fields...)
	stamped.At("2026-02-05T20:00:00Z")
	one, two := paper.LookAt(""), stamped.LookAt("")
	if one.Practised != two.Practised || one.Practised < 20 || !reflect.DeepEqual(one.Gold, two.Gold) || !reflect.DeepEqual(one.Weeks, two.Weeks) || !reflect.DeepEqual(one.Cards(), two.Cards()) {
		t.Errorf("typed in: %d days, %v\nstamped:  %d days, %v", one.Practised, one.Weeks, two.Practised, two.Weeks)
	}
}
