package server_test

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web"
)

// The server's own routes: whoever asks needs nothing of a page.
func ownRoutes() []web.Route {
	return []web.Route{
		{Method: "GET", Path: "/in/{token}", Door: web.Anybody},
		{Method: "POST", Path: "/in/{token}", Door: web.Anybody},
		{Method: "GET", Path: "/in", Door: web.Anybody},
		{Method: "POST", Path: "/pair/in", Door: web.Anybody},
		{Method: "GET", Path: "/proof/{question}", Door: web.Anybody},
		{Method: "GET", Path: "/healthz", Door: web.Anybody},
		{Method: "GET", Path: "/readyz", Door: web.Anybody},
		{Method: "POST", Path: "/signout", Door: web.Session},
	}
}

// filled is a route's path with something in every place.
func filled(path string) string {
	return strings.NewReplacer("{$}", "", "{goal}", "fitness", "{step}", "1", "{day}", "30", "{week}", "2026-01-05", "{part}", "reset",
		"{format}", "json", "{form}", "begin", "{file}", "none", "{token}", "none", "{question}", "why").Replace(path)
}

const (
	mine   = "a heron at the weir"
	noorID = app.PersonID("00000000-0000-7000-8000-000000000002")
)

// asker is one of the eight who ask for every route.
type asker struct {
	name   string
	cookie *http.Cookie
	change func(*http.Request)
	let    func(web.Route) bool
	status int // of the refusal
}

// Ruling 138: every route there is, asked for by eight. The eighth, whoever has a
// scope too few, is in TestRuling138ScopesOfEveryRoute, since no browser has.
func TestRuling138EveryRouteAskedByEight(t *testing.T) {
	m := start(t)
	if err := m.store.AddPerson(t.Context(), noorID); err != nil {
		t.Fatal(err)
	}
	noor := app.Actor{Person: noorID, Scopes: app.AllScopes}
	m.keep(app.Local(), mine)
	all := append(web.New(m.app, slog.New(slog.DiscardHandler)).Routes(), ownRoutes()...)
	public := func(rt web.Route) bool { return rt.Door == web.Anybody }
	everything := func(web.Route) bool { return true }
	if len(all) < 70 {
		t.Fatalf("%d routes", len(all))
	}
	for _, rt := range all {
		if (rt.Door == web.Session) != (rt.Scopes != 0) && rt.Path != "/signout" || rt.Method == "" {
			t.Errorf("%s %s: a door and its scopes go together: %q, %b", rt.Method, rt.Path, rt.Door, rt.Scopes)
		}
		shut := m.signIn(noor)
		if err := m.store.Update(t.Context(), noorID, func(tx app.Tx) error { return tx.PutDisabled(1) }); err != nil {
			t.Fatal(err)
		}
		ended := m.signIn(app.Local())
		who, _, err := m.app.Authenticate(t.Context(), ended.Value)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.app.SignOut(t.Context(), who); err != nil {
			t.Fatal(err)
		}
		elsewhere := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
		for _, a := range []asker{
			{"nobody", nil, nil, public, http.StatusUnauthorized},
			{"disabled", shut, nil, public, http.StatusUnauthorized},
			{"an ended session", ended, nil, public, http.StatusUnauthorized},
			{"another origin", m.signIn(app.Local()), elsewhere, func(rt web.Route) bool { return rt.Method == http.MethodGet }, http.StatusForbidden},
		} {
			m.asks(rt, a, public(rt))
		}
		if err := m.store.Update(t.Context(), noorID, func(tx app.Tx) error { return tx.PutDisabled(0) }); err != nil {
			t.Fatal(err)
		}
		before := m.head(app.Local())
		// Alone on one machine no proof is asked for: whoever signed in long ago is let in.
		for _, a := range []asker{{"another person", m.signIn(noor), nil, everything, 0}} {
			if body := m.asks(rt, a, false); strings.Contains(body, mine) {
				t.Errorf("%s %s shows the words of somebody else", rt.Method, rt.Path)
			}
		}
		if m.head(app.Local()) != before {
			t.Errorf("%s %s, asked by another person, wrote for the first", rt.Method, rt.Path)
		}
		if rt.Path == "/erase" || rt.Path == "/signout" {
			continue
		}
		for _, name := range []string{"the person", "no recent proof"} {
			m.asks(rt, asker{name, m.signIn(app.Local()), nil, everything, 0}, false)
		}
	}
}

// asks for a route and looks at the answer.
func (m *machine) asks(rt web.Route, a asker, public bool) string {
	m.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	r, err := http.NewRequestWithContext(ctx, rt.Method, "http://"+m.address+filled(rt.Path), strings.NewReader(url.Values{"nothing": {""}}.Encode()))
	if err != nil {
		m.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "text/html")
	if a.cookie != nil {
		r.AddCookie(a.cookie)
	}
	if a.change != nil {
		a.change(r)
	}
	plain := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := plain.Do(r)
	if err != nil {
		m.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body := ""
	if rt.Path != web.EventsPath || resp.StatusCode != http.StatusOK { // that one does not end
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			m.t.Error(err)
		}
		body = string(b)
	}
	refused := slices.Contains([]int{http.StatusUnauthorized, http.StatusForbidden}, resp.StatusCode)
	switch {
	case resp.StatusCode == http.StatusInternalServerError:
		m.t.Errorf("%s %s, %s: %d", rt.Method, rt.Path, a.name, resp.StatusCode)
	case a.let(rt) == refused, refused && resp.StatusCode != a.status:
		m.t.Errorf("%s %s, %s: %d", rt.Method, rt.Path, a.name, resp.StatusCode)
	case refused && strings.Contains(body, mine):
		m.t.Errorf("%s %s, %s: the refusal shows words", rt.Method, rt.Path, a.name)
	case !public && !a.let(rt) && resp.Header.Get("Set-Cookie") != "":
		m.t.Errorf("%s %s, %s: a refusal sets a cookie", rt.Method, rt.Path, a.name)
	}
	return body
}

// Ruling 138, the eighth asker: whoever lacks one of a route's scopes is refused,
// and whoever has those and no other is let in.
func TestRuling138ScopesOfEveryRoute(t *testing.T) {
	m := start(t)
	m.keep(app.Local(), mine)
	site := web.New(m.app, slog.New(slog.DiscardHandler))
	pages := site.Handler()
	ask := func(rt web.Route, scopes app.Scopes) (int, string) {
		ctx, stop := context.WithCancel(t.Context())
		if rt.Path == web.EventsPath {
			stop() // it would not end
		}
		defer stop()
		who := app.Actor{Person: app.LocalPerson, Scopes: scopes, Via: app.ViaSession}
		r := httptest.NewRequestWithContext(web.WithPerson(ctx, who), rt.Method, filled(rt.Path), strings.NewReader("nothing="))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Accept", "text/html")
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	for _, rt := range site.Routes() {
		if rt.Door == web.Anybody {
			continue
		}
		for one := app.Scopes(1); one < app.AllScopes; one <<= 1 {
			if rt.Scopes&one == 0 {
				continue
			}
			before := m.head(app.Local())
			if code, body := ask(rt, app.AllScopes&^one); code != http.StatusForbidden || strings.Contains(body, mine) {
				t.Errorf("%s %s without %b: %d", rt.Method, rt.Path, one, code)
			}
			if m.head(app.Local()) != before {
				t.Errorf("%s %s without %b writes", rt.Method, rt.Path, one)
			}
		}
		if code, _ := ask(rt, rt.Scopes); code == http.StatusForbidden || code == http.StatusInternalServerError {
			t.Errorf("%s %s with just its scopes: %d", rt.Method, rt.Path, code)
		}
	}
}

// No address is mounted past the table: the pages' mux is made of it, and the
// server's few are those that are asked above.
func TestRuling138NoRouteWithoutARow(t *testing.T) {
	var found []string
	own, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob("../web/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(own, pages...) {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			on, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || on.Sel.Name != "Handle" && on.Sel.Name != "HandleFunc" {
				return true
			}
			if pattern, ok := call.Args[0].(*ast.BasicLit); ok {
				found = append(found, strings.Trim(pattern.Value, `"`))
			}
			return true
		})
	}
	known := []string{"/"} // the pages
	for _, rt := range ownRoutes() {
		known = append(known, rt.Method+" "+rt.Path)
	}
	for _, p := range found {
		if !slices.Contains(known, p) {
			t.Errorf("%s is in no table", p)
		}
	}
	if len(found) < len(known) {
		t.Errorf("only %v", found)
	}
}

// signIn is the cookie of a new session of somebody.
func (m *machine) signIn(who app.Actor) *http.Cookie {
	m.t.Helper()
	link, err := m.app.NewLink(m.t.Context(), who)
	if err != nil {
		m.t.Fatal(err)
	}
	token, err := m.app.SignIn(m.t.Context(), link, "")
	if err != nil {
		m.t.Fatal(err)
	}
	_, port, _ := strings.Cut(m.address, ":")
	return &http.Cookie{Name: "ippo-" + port, Value: token}
}

// keep a goal of somebody, and words about it.
func (m *machine) keep(who app.Actor, words string) {
	m.t.Helper()
	tpl, _ := library.For("en").Template("fitness")
	id := m.app.NewID()
	for _, b := range []goal.Body{tpl.Begin(id), goal.Remark{Goal: id, Note: words}} {
		c, err := m.app.Command(m.t.Context(), who, "test", 0, b)
		if err == nil {
			_, err = m.app.Do(m.t.Context(), who, c)
		}
		if err != nil {
			m.t.Fatal(err)
		}
	}
}

func (m *machine) head(who app.Actor) int64 {
	m.t.Helper()
	head, err := m.app.Head(m.t.Context(), who)
	if err != nil {
		m.t.Fatal(err)
	}
	return head
}
