package today_test

import (
	"context"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Who comes with days of the first round of rules is told once that figures are
// counted anew, with a way to what changed; who began since is not (method 14 m).
func TestChangedFiguresAreToldOnce(t *testing.T) {
	const told = "Some of your figures are counted differently now."
	began := webtest.New(t, "2026-01-05T08:00:00Z")
	began.Begin("fitness")
	if strings.Contains(webtest.Text(began.Get("/")), told) {
		t.Error("told to somebody who has seen no other figures")
	}

	v := webtest.New(t, "2026-08-21T11:00:00Z")
	j, err := exchange.OpenJournal("../../store/testdata/released/export-1.json")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = j.Close() }() // only read
	if _, err := v.TakeIn(context.Background(), app.Local(), j.Entries(), false); err != nil {
		t.Fatal(err)
	}
	v.Did("/stamp", "goal", "calm")
	v.Did("/cover", "goal", "calm", "day", "2026-08-19") // what can be done about a day is said first
	v.Did("/cover", "goal", "fitness", "day", "2026-08-20")
	v.Get("/") // and what the last form did
	webtest.Has(t, webtest.Text(v.Get("/")), told)
	webtest.Has(t, v.Get("/"), `href="/guide#figures"`)
	webtest.Has(t, v.Get("/guide"), `id="figures"`)
	v.Did("/notice", "notice", "figures")
	if strings.Contains(webtest.Text(v.Get("/")), told) {
		t.Error("told twice")
	}
}
