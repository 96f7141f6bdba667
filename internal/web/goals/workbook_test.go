package goals_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/web/webtest"
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
