package server_test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/library"
)

// A link that travels is opened by mail scanners, previews and browsers that
// guess; none of them uses it up. The button does, once.
func TestALinkOpenedByAScannerIsNotUsedUp(t *testing.T) {
	m := start(t, outside(t, "https://ippo.example.org"))
	link := m.link()
	for _, agent := range []string{"Mozilla/5.0", "SkypeUriPreview", "Barracuda Sentinel"} {
		for _, method := range []string{"GET", "HEAD", "GET"} {
			resp := m.ask(method, link, func(r *http.Request) {
				r.Host = "ippo.example.org"
				r.Header.Set("User-Agent", agent)
			})
			if resp.StatusCode != http.StatusOK || len(resp.Cookies()) != 0 {
				t.Errorf("%s %s: %d, %v", agent, method, resp.StatusCode, resp.Cookies())
			}
		}
	}
	m.status("POST", link, http.StatusForbidden, func(r *http.Request) {
		r.Host = "ippo.example.org"
		r.Header.Set("Origin", "https://evil.example")
	})
	page, err := io.ReadAll(m.ask("GET", link, at("ippo.example.org")).Body)
	if err != nil || strings.Count(string(page), `<form class="row" method="post"`) != 1 {
		t.Errorf("%s, %v", page, err)
	}
	if strings.Contains(string(page), link[strings.LastIndex(link, "/")+1:]) {
		t.Error("the page repeats the link's token")
	}
	resp := m.ask("POST", link, at("ippo.example.org"))
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/" || len(resp.Cookies()) != 1 {
		t.Errorf("%d to %q with %v", resp.StatusCode, resp.Header.Get("Location"), resp.Cookies())
	}
}

// Of ten at once one is let in.
func TestALinkIsUsedOnce(t *testing.T) {
	m := start(t, outside(t, "https://ippo.example.org"))
	m.client.Jar = nil
	link := m.link()
	var in, out sync.WaitGroup
	codes := make(chan int, 10)
	in.Add(1)
	for range cap(codes) {
		out.Go(func() {
			in.Wait()
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, link, nil)
			if err != nil {
				t.Error(err)
				return
			}
			r.Host = "ippo.example.org"
			resp, err := m.client.Do(r)
			if err != nil {
				t.Error(err)
				return
			}
			_ = resp.Body.Close()
			codes <- resp.StatusCode
		})
	}
	in.Done()
	out.Wait()
	close(codes)
	got := map[int]int{}
	for c := range codes {
		got[c]++
	}
	if got[http.StatusSeeOther] != 1 || got[http.StatusGone] != 9 {
		t.Error(got)
	}
}

// Used, over and unknown say different things, and each what comes next; also on
// this machine.
func TestWhatALinkSaysWhenItIsNotGood(t *testing.T) {
	m := start(t, outside(t, "https://ippo.example.org"))
	said := map[string]bool{}
	look := func(method, link, host, key string) {
		t.Helper()
		for _, lang := range library.Complete() {
			resp := m.ask(method, link, func(r *http.Request) { r.Host = host; r.Header.Set("Accept-Language", lang) })
			body, err := io.ReadAll(resp.Body)
			w := library.For(lang)
			said[w.Say(key)] = true
			if err != nil || resp.StatusCode != http.StatusGone || !strings.Contains(string(body), w.Say(key)) || !strings.Contains(string(body), "ippo serve --link") {
				t.Errorf("%s %s at %s: %d, no %q", method, lang, host, resp.StatusCode, w.Say(key))
			}
		}
	}
	everywhere := func(link, key string) {
		t.Helper()
		look("GET", link, "ippo.example.org", key)
		look("POST", link, "ippo.example.org", key)
		look("GET", link, m.address, key)
	}
	used := m.link()
	m.ask("POST", used, at("ippo.example.org"))
	everywhere(used, "web.link.used")
	late := m.link()
	m.clock.Add((11 * time.Minute).Milliseconds())
	everywhere(late, "web.link.over")
	everywhere("http://"+m.address+"/in/nonsense", "web.link.unknown")
	everywhere(used, "web.link.unknown") // swept by the next one
	if len(said) != 3*len(library.Complete()) {
		t.Errorf("%d sentences", len(said))
	}
}

// On this machine the terminal's link signs in by its GET; a browser that only
// guesses what will be opened does not use it up.
func TestRuling34ALinkOnThisMachine(t *testing.T) {
	m := start(t, outside(t, "https://ippo.example.org"))
	link := m.link()
	m.status("GET", link, http.StatusOK, func(r *http.Request) { r.Header.Set("Sec-Purpose", "prefetch;prerender") })
	proxied := m.ask("GET", link, func(r *http.Request) { r.Header.Set("X-Forwarded-For", "203.0.113.9") })
	if proxied.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("through a proxy that names this machine: %d", proxied.StatusCode)
	}
	m.status("GET", link, http.StatusSeeOther, nil)
}
