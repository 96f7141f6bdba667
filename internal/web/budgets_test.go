package web_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"

	"github.com/ippo-app/ippo/internal/web"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

func zip(t *testing.T, b []byte) int {
	t.Helper()
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestSpeed) // as pages are sent
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return z.Len()
}

// Ruling 39: 25 KB of script, 8 KB of style, Today 60 KB at first
// (28 KB without script and worker) and 12 KB on a repeat, all as sent.
func TestRuling39Budgets(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Begin("learning")
	sent := func(path string) int {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(v.T.Context(), http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		v.Site.Public().ServeHTTP(w, r)
		return w.Body.Len()
	}
	file := func(pattern string) string {
		m := regexp.MustCompile(pattern).FindStringSubmatch(v.Get("/"))
		if m == nil {
			t.Fatal(pattern)
		}
		return m[1]
	}
	css, page, worker := sent(file(`href="(/static/ippo[^"]+)"`)), sent(file(`src="(/static/page[^"]+)"`)), sent(web.WorkerPath)
	html := 0
	for _, into := range []func(){
		func() {}, func() { v.Did("/stamp", "goal", "fitness") }, func() { v.Did("/more", "goal", "fitness", "more", "20") },
	} {
		into()
		html = max(html, zip(t, []byte(v.Get("/"))))
	}
	paper := sent("/static/" + regexp.MustCompile(`washi\.[0-9a-f]+\.svg`).FindString(v.Public(file(`href="(/static/ippo[^"]+)"`)).Body.String()))
	mark, manifest := sent(file(`rel="icon" type="image/svg\+xml" href="([^"]+)"`)), sent(web.ManifestPath)
	for _, b := range []struct {
		what      string
		got, most int
	}{
		{"script", page + worker, 25 << 10},
		{"style", css, 8 << 10},
		{"Today, first load without script and worker", html + css + paper + mark + manifest, 28 << 10},
		// the worker asks for Today and the offline page once more, to keep them
		{"Today, first load", 2*html + html + css + paper + mark + manifest + page + worker, 60 << 10},
		{"Today, repeat load", html, 12 << 10},
	} {
		t.Logf("%s: %d of %d bytes", b.what, b.got, b.most)
		if b.got > b.most {
			t.Errorf("%s: %d bytes, %d allowed", b.what, b.got, b.most)
		}
	}
}
