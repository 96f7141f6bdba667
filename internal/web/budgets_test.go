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

// Ruling 111: what a first load of Today costs, as it is sent. The page is asked for three times
// (by the browser, and by the worker to keep it and the page for times without a network), all
// else once: the worker's second asking is answered out of the browser's store.
func TestRuling111Budgets(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Begin("learning")
	sent := func(path string) int {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(v.T.Context(), http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		v.Site.Public().ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Fatal(path, w.Code)
		}
		return w.Body.Len()
	}
	all := func(text, pattern string) (found []string) {
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			found = append(found, m[1])
		}
		if found == nil {
			t.Fatal(pattern)
		}
		return found
	}
	file := func(pattern string) string { return all(v.Get("/"), pattern)[0] }
	style := file(`href="(/static/ippo[^"]+)"`)
	css, script, worker := sent(style), sent(file(`src="(/static/page[^"]+)"`)), sent(web.WorkerPath)
	rare := sent(all(v.Public(web.WorkerPath).Body.String(), `"(/static/rare[^"]+)"`)[0])
	fonts := 0
	for _, font := range all(v.Get("/"), `<link rel="preload" as="font" type="font/woff2" crossorigin href="([^"]+)"`) {
		fonts += sent(font)
	}
	html := 0
	for _, into := range []func(){
		func() {}, func() { v.Did("/stamp", "goal", "fitness") }, func() { v.Did("/more", "goal", "fitness", "more", "20") },
	} {
		into()
		html = max(html, zip(t, []byte(v.Get("/"))))
	}
	marks := sent(file(`rel="icon" type="image/svg\+xml" href="([^"]+)"`)) + sent(web.ManifestPath)
	marks += sent("/static/" + all(v.Public(style).Body.String(), `(washi\.[0-9a-f]+\.svg)`)[0])
	for _, b := range []struct {
		what      string
		got, most int
	}{
		{"page", html, 9 << 10},
		{"script and worker", script + worker, 25 << 10},
		{"common style", css, 10 << 10},
		{"fonts", fonts, 43 << 10},
		{"marks", marks, 3 << 10},
		{"together", html + script + worker + css + fonts + marks, 90 << 10},
		{"rare style", rare, 4 << 10},
		{"as a browser asks for it, with a worker", 3*html + script + worker + css + rare + fonts + marks, (90 + 2*9 + 4) << 10},
	} {
		t.Logf("%s: %d of %d bytes", b.what, b.got, b.most)
		if b.got > b.most {
			t.Errorf("%s: %d bytes, %d allowed", b.what, b.got, b.most)
		}
	}
}
