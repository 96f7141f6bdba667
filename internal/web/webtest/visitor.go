// Package webtest visits the pages as a person with a browser does. It is for
// tests only.
package webtest

import (
	"bytes"
	"context"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/store"
	"github.com/ippo-app/ippo/internal/web"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Visitor is a person with a browser, a database and a clock of their own.
type Visitor struct {
	*app.App
	T       testing.TB
	Who     app.Actor // who signed in; the local person
	Time    time.Time // that it is for the visitor
	Site    *web.Site
	Handler http.Handler   // of the site's pages
	Cookies []*http.Cookie // that the browser keeps
	Lang    string         // that the browser asks for
	Folder  string         // of the database

	store store.Store
}

// New is a visitor with an empty database at an instant, written as in RFC 3339.
func New(t testing.TB, now string) *Visitor {
	t.Helper()
	folder := t.TempDir()
	s, err := store.Open(context.Background(), filepath.Join(folder, "ippo.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	v := &Visitor{T: t, Who: app.Local(), Lang: "en", Folder: folder, store: s}
	v.At(now)
	v.App = app.New(s, func() time.Time { return v.Time })
	v.Site = web.New(v.App, slog.New(slog.DiscardHandler))
	v.Handler = v.Site.Handler()
	return v
}

// Other is somebody else, with a browser of their own, at the same database.
func (v *Visitor) Other(who app.PersonID) *Visitor {
	v.T.Helper()
	if err := v.store.AddPerson(context.Background(), who); err != nil {
		v.T.Fatal(err)
	}
	other := *v
	other.Who.Person, other.Cookies = who, nil
	return &other
}

// Newest is the position of the newest entry of whoever signed in.
func (v *Visitor) Newest() int64 {
	v.T.Helper()
	head, err := v.Head(context.Background(), v.Who)
	if err != nil {
		v.T.Fatal(err)
	}
	return head
}

// At sets the visitor's clock.
func (v *Visitor) At(now string) {
	v.T.Helper()
	x, err := time.Parse(time.RFC3339, now)
	if err != nil {
		v.T.Fatal(err)
	}
	v.Time = x
}

// Send a request as the browser would: signed in, with its cookies.
func (v *Visitor) Send(r *http.Request) *httptest.ResponseRecorder {
	r = r.WithContext(web.WithPerson(r.Context(), v.Who))
	r.Header.Set("Accept-Language", v.Lang)
	r.Header.Set("Accept", "text/html")
	for _, c := range v.Cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	v.Handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		v.Cookies = slices.DeleteFunc(v.Cookies, func(old *http.Cookie) bool { return old.Name == c.Name })
		if c.MaxAge >= 0 {
			v.Cookies = append(v.Cookies, c)
		}
	}
	return w
}

// Get a page; anything but 200 ends the test.
func (v *Visitor) Get(path string) string {
	v.T.Helper()
	w := v.Send(httptest.NewRequestWithContext(v.T.Context(), http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		v.T.Fatalf("GET %s: %d\n%s", path, w.Code, w.Body)
	}
	return w.Body.String()
}

// Follow gets the page that a path leads to.
func (v *Visitor) Follow(path string) string {
	v.T.Helper()
	if to := v.Leads(path); to != "" {
		path = to
	}
	return v.Get(path)
}

// Post a form and answer the response; fields are name, value, name, value. As
// every form of every page does, it says whose page it is on (ruling 136).
func (v *Visitor) Post(path string, fields ...string) *httptest.ResponseRecorder {
	v.T.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	if !form.Has("person") {
		form.Set("person", v.tag())
	}
	r := httptest.NewRequestWithContext(v.T.Context(), http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.Send(r)
}

// tag of the visitor, as pages carry it.
func (v *Visitor) tag() string {
	v.T.Helper()
	r := httptest.NewRequestWithContext(web.WithPerson(v.T.Context(), v.Who), http.MethodGet, "/", nil)
	tag, err := (&page.Kit{App: v.App}).Tag(r)
	if err != nil {
		v.T.Fatal(err)
	}
	return tag
}

// Did posts a form that has to go through.
func (v *Visitor) Did(path string, fields ...string) {
	v.T.Helper()
	if w := v.Post(path, fields...); w.Code != http.StatusSeeOther {
		v.T.Fatalf("POST %s %v: %d\n%s", path, fields, w.Code, Text(w.Body.String()))
	}
}

// To follows a form to where it leads.
func (v *Visitor) To(want, path string, fields ...string) {
	v.T.Helper()
	w := v.Post(path, fields...)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != want {
		v.T.Fatalf("POST %s %v: %d to %q, want %q\n%s", path, fields, w.Code, w.Header().Get("Location"), want, Text(w.Body.String()))
	}
}

// Refused is a form that does not go through; its page.
func (v *Visitor) Refused(code int, path string, fields ...string) string {
	v.T.Helper()
	w := v.Post(path, fields...)
	if w.Code != code {
		v.T.Fatalf("POST %s %v: %d, want %d\n%s", path, fields, w.Code, code, Text(w.Body.String()))
	}
	return w.Body.String()
}

// Leads says where a path sends the browser.
func (v *Visitor) Leads(path string) string {
	v.T.Helper()
	w := v.Send(httptest.NewRequestWithContext(v.T.Context(), http.MethodGet, path, nil))
	return w.Header().Get("Location")
}

// Bring sends a file and answers the page that it leads to.
func (v *Visitor) Bring(name, content string, fields ...string) *httptest.ResponseRecorder {
	v.T.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	for i := 0; i+1 < len(fields) && err == nil; i += 2 {
		err = m.WriteField(fields[i], fields[i+1])
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		v.T.Fatal(err)
	}
	r := httptest.NewRequestWithContext(v.T.Context(), http.MethodPost, "/import", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return v.Send(r)
}

// Public asks for something that needs no person.
func (v *Visitor) Public(path string) *httptest.ResponseRecorder {
	v.T.Helper()
	w := httptest.NewRecorder()
	v.Site.Public().ServeHTTP(w, httptest.NewRequestWithContext(v.T.Context(), http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		v.T.Fatalf("GET %s: %d", path, w.Code)
	}
	return w
}
