package assets_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/web"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

func TestAnAnswerThatIsNoPageHasItsIcon(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	w := httptest.NewRecorder()
	v.Site.Public().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, web.FaviconPath, nil))
	if w.Code != http.StatusFound {
		t.Fatal(w.Code)
	}
	if k := v.Public(w.Header().Get("Location")).Header().Get("Content-Type"); k != "image/svg+xml" {
		t.Error(k)
	}
}

// The worker's list is the files of this very program.
func TestArchitecture11TheWorkerKnowsItsFiles(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	w := v.Public(web.WorkerPath)
	if c := w.Header().Get("Cache-Control"); c != "no-cache" {
		t.Errorf("the worker may be kept: %q", c)
	}
	script := w.Body.String()
	head, _, _ := strings.Cut(script, "\n")
	if !regexp.MustCompile(`^const VERSION="[0-9a-f]{12}",SHELL=\[".*"\];$`).MatchString(head) {
		t.Error(head)
	}
	v.Begin("fitness")
	page := v.Get("/")
	for _, url := range regexp.MustCompile(`"(/static/[^"]+)"`).FindAllStringSubmatch(head, -1) {
		v.Public(url[1])
	}
	for _, url := range regexp.MustCompile(`<(?:link rel="stylesheet" href|script src)="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(head, url[1]) {
			t.Errorf("the worker does not keep %s", url[1])
		}
	}
}
