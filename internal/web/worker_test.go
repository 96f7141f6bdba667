package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"image/png"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/web"
)

// public asks for something that needs no person.
func (v *visitor) public(path string) *httptest.ResponseRecorder {
	v.t.Helper()
	w := httptest.NewRecorder()
	v.site.Public().ServeHTTP(w, httptest.NewRequestWithContext(v.t.Context(), http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		v.t.Fatalf("GET %s: %d", path, w.Code)
	}
	return w
}

func TestAnAnswerThatIsNoPageHasItsIcon(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	w := httptest.NewRecorder()
	v.site.Public().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, web.FaviconPath, nil))
	if w.Code != http.StatusFound {
		t.Fatal(w.Code)
	}
	if k := v.public(w.Header().Get("Location")).Header().Get("Content-Type"); k != "image/svg+xml" {
		t.Error(k)
	}
}

func TestTheManifestMakesAnApp(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	w := v.public(web.ManifestPath)
	if k := w.Header().Get("Content-Type"); k != "application/manifest+json" {
		t.Error(k)
	}
	var m struct {
		Name, Display, Scope string
		StartURL             string `json:"start_url"`
		Icons                []struct{ Src, Sizes, Type, Purpose string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != "ippo" || m.Display != "standalone" || m.Scope != "/" || m.StartURL != "/" {
		t.Errorf("%+v", m)
	}
	want := map[string]bool{"192x192 any": true, "512x512 any": true, "512x512 maskable": true, "any any": true}
	for _, i := range m.Icons {
		delete(want, i.Sizes+" "+i.Purpose)
		icon := v.public(i.Src)
		if k := icon.Header().Get("Content-Type"); k != i.Type {
			t.Errorf("%s is %q", i.Src, k)
		}
		if i.Type != "image/png" {
			continue
		}
		c, err := png.DecodeConfig(icon.Body)
		if err != nil || !strings.HasPrefix(i.Sizes, strconv.Itoa(c.Width)+"x"+strconv.Itoa(c.Height)) {
			t.Errorf("%s: %v, %d by %d", i.Src, err, c.Width, c.Height)
		}
	}
	if len(want) > 0 {
		t.Errorf("no icon for %v", want)
	}
}

// The worker's list is the files of this very program.
func TestArchitecture11TheWorkerKnowsItsFiles(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	w := v.public(web.WorkerPath)
	if c := w.Header().Get("Cache-Control"); c != "no-cache" {
		t.Errorf("the worker may be kept: %q", c)
	}
	script := w.Body.String()
	head, _, _ := strings.Cut(script, "\n")
	if !regexp.MustCompile(`^const VERSION="[0-9a-f]{12}",SHELL=\[".*"\];$`).MatchString(head) {
		t.Error(head)
	}
	v.begin("fitness")
	page := v.get("/")
	for _, url := range regexp.MustCompile(`"(/static/[^"]+)"`).FindAllStringSubmatch(head, -1) {
		v.public(url[1])
	}
	for _, url := range regexp.MustCompile(`<(?:link rel="stylesheet" href|script src)="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(head, url[1]) {
			t.Errorf("the worker does not keep %s", url[1])
		}
	}
}

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

// Ruling 39: script 25 KB, style sheet 8 KB, Today 60 KB at first
// (28 KB without script and worker) and 12 KB on a repeat, all as sent.
func TestRuling39Budgets(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.begin("learning")
	sent := func(path string) int {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(v.t.Context(), http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		v.site.Public().ServeHTTP(w, r)
		return w.Body.Len()
	}
	file := func(pattern string) string {
		m := regexp.MustCompile(pattern).FindStringSubmatch(v.get("/"))
		if m == nil {
			t.Fatal(pattern)
		}
		return m[1]
	}
	css, page, worker := sent(file(`href="(/static/ippo[^"]+)"`)), sent(file(`src="(/static/page[^"]+)"`)), sent(web.WorkerPath)
	html := 0
	for _, into := range []func(){
		func() {}, func() { v.did("/stamp", "goal", "fitness") }, func() { v.did("/more", "goal", "fitness", "more", "20") },
	} {
		into()
		html = max(html, zip(t, []byte(v.get("/"))))
	}
	paper := sent("/static/" + regexp.MustCompile(`washi\.[0-9a-f]+\.svg`).FindString(v.public(file(`href="(/static/ippo[^"]+)"`)).Body.String()))
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
