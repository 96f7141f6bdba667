package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
	"github.com/ippo-app/ippo/internal/web"
)

// lived is a site with ten years of five goals behind it.
func lived(b *testing.B) (http.Handler, *app.App) {
	b.Helper()
	p := &place{dir: b.TempDir(), out: sheet{out: io.Discard}, progress: io.Discard}
	path, err := p.database(b.Context(), 10)
	if err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() }) // it was only measured
	a := app.New(s, benchDay)
	site := web.New(a, slog.New(slog.DiscardHandler)).Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		site.ServeHTTP(w, r.WithContext(web.WithPerson(r.Context(), app.Local())))
	}), a
}

// What the server computes for Today after ten years of five goals, all that
// is read included: method and budget are in docs/performance.md.
func BenchmarkTodayAfterTenYears(b *testing.B) {
	h, _ := lived(b)
	for b.Loop() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/", nil))
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}

// The part of it that only renders: what is read is read beforehand.
func BenchmarkRenderTodayAfterTenYears(b *testing.B) {
	h, a := lived(b)
	ctx := context.Background()
	read := time.Duration(0)
	pages := 0
	for b.Loop() {
		began := time.Now() //nolint:forbidigo // a bench measures
		if _, err := a.Today(ctx, app.Local(), 0); err != nil {
			b.Fatal(err)
		}
		read += time.Since(began)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
		pages++
	}
	whole := b.Elapsed() - read
	b.ReportMetric(float64((whole-read).Microseconds())/float64(pages), "us/render")
	b.ReportMetric(float64(read.Microseconds())/float64(pages), "us/read")
}

// A stamp through the page's form, its commit included.
func BenchmarkStampAfterTenYears(b *testing.B) {
	h, a := lived(b)
	gs, err := a.Goals(context.Background(), app.Local())
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i++
		day := goal.Date(2036, time.November, 24) - goal.Day(i%3)
		form := url.Values{"id": {uuid.Must(uuid.NewV7()).String()}, "goal": {gs[0].ID}, "day": {day.String()}}
		r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/stamp", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusSeeOther {
			fmt.Fprintln(os.Stderr, w.Body.String())
			b.Fatal(w.Code)
		}
	}
}

// A whole workbook of a goal with ten years behind it, as the server makes it:
// 300 ms and 60 MB is what it may take on a quiet machine (ruling 117).
func BenchmarkWorkbook(b *testing.B) {
	h, a := lived(b)
	goals, err := a.Goals(context.Background(), app.Local())
	if err != nil || len(goals) == 0 {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/goals/"+goals[0].Slug+"/workbook?language=en", nil))
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
