package proxies

import (
	"bufio"
	"bytes"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// ask sends a request through the proxy; change may alter it.
func (h *house) ask(method, path string, body io.Reader, change func(*http.Request)) (*http.Response, string) {
	h.t.Helper()
	resp := h.open(method, path, body, change)
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return resp, string(b)
}

// open sends a request and leaves the answer to be read.
func (h *house) open(method, path string, body io.Reader, change func(*http.Request)) *http.Response {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), method, h.url+path, body)
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	if change != nil {
		change(r)
	}
	resp, err := h.client.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	return resp
}

func typed(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }

// Every recipe lets pages, links, forms, streams and files through, and nobody's
// forged header.
func TestRecipes(t *testing.T) {
	real(t)
	for heading, front := range map[string]func(*house, string){"Caddy": (*house).caddy, "nginx": (*house).nginx, "haproxy": (*house).haproxy} {
		t.Run(heading, func(t *testing.T) {
			h := newHouse(t)
			front(h, recipe(t, heading))
			h.signsIn()
			h.takesForms()
			h.forgedHeaders()
			h.hearsOfTheTerminal()
			if resp := h.upload(3 << 20); resp.Header.Get("X-Ippo") == "" || resp.StatusCode == http.StatusRequestEntityTooLarge {
				t.Errorf("a file of 3 MB: %d of %v", resp.StatusCode, resp.Header)
			}
			if said := h.log.String(); said != "" {
				t.Errorf("the program says %s", said)
			}
		})
	}
}

// signsIn by the link, which scanners opened before.
func (h *house) signsIn() {
	h.t.Helper()
	for _, method := range []string{"GET", "HEAD", "GET"} {
		if resp, _ := h.ask(method, h.link.Path, nil, nil); resp.StatusCode != http.StatusOK || len(resp.Cookies()) != 0 {
			h.t.Fatalf("%s: %d %v", method, resp.StatusCode, resp.Cookies())
		}
	}
	resp, _ := h.ask("POST", h.link.Path, nil, func(r *http.Request) { r.Header.Set("Origin", h.url) })
	c := resp.Cookies()
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/" || len(c) != 1 || c[0].Name != "__Host-ippo-"+h.port || !c[0].Secure {
		h.t.Fatalf("%d to %q with %v", resp.StatusCode, resp.Header.Get("Location"), c)
	}
	if resp, body := h.ask("GET", "/welcome", nil, nil); resp.StatusCode != http.StatusOK || resp.ProtoMajor != 2 || !strings.Contains(body, "<main") {
		h.t.Errorf("welcome: %s %s", resp.Proto, resp.Status)
	}
}

// takesForms of its own address, and of no other.
func (h *house) takesForms() {
	h.t.Helper()
	for origin, want := range map[string]int{h.url: http.StatusSeeOther, "http://" + host + ":" + h.port: http.StatusForbidden, "https://evil.example": http.StatusForbidden} {
		resp, _ := h.ask("POST", "/settings", strings.NewReader(url.Values{"name": {"Kim"}}.Encode()), func(r *http.Request) {
			typed(r)
			r.Header.Set("Origin", origin)
		})
		if resp.StatusCode != want {
			h.t.Errorf("a form of %s: %d", origin, resp.StatusCode)
		}
	}
}

// forgedHeaders change nothing, whatever a visitor claims.
func (h *house) forgedHeaders() {
	h.t.Helper()
	for _, forged := range []http.Header{
		{"X-Forwarded-Proto": {"http"}},
		{"X-Forwarded-Host": {"evil.example"}},
		{"X-Forwarded-For": {"127.0.0.1", "9.9.9.9"}},
		{"Forwarded": {"for=9.9.9.9;host=evil.example;proto=http"}},
		{"X-Forwarded-Host": {"evil.example, " + host}, "X-Forwarded-Proto": {"http,http"}},
	} {
		resp, body := h.ask("GET", "/welcome", nil, func(r *http.Request) {
			maps.Copy(r.Header, forged)
		})
		if resp.StatusCode != http.StatusOK || strings.Contains(body, "evil.example") {
			h.t.Errorf("%v: %d", forged, resp.StatusCode)
		}
	}
}

// patience for a word of a stream. A proxy that holds it back says nothing for
// as long as it is open.
const patience = 20 * time.Second

// hearsOfTheTerminal: a stream begins at once, and each word comes when it is
// said.
func (h *house) hearsOfTheTerminal() {
	h.t.Helper()
	stream := h.open("GET", "/events", nil, nil)
	late := time.AfterFunc(patience, func() { _ = stream.Body.Close() })
	defer late.Stop()
	defer func() { _ = stream.Body.Close() }()
	words := bufio.NewScanner(stream.Body)
	hear := func() string {
		h.t.Helper()
		for words.Scan() {
			if head, ok := strings.CutPrefix(words.Text(), "data: "); ok {
				return head
			}
		}
		h.t.Fatal("the stream is held back")
		return ""
	}
	first := hear()
	late.Reset(patience)
	h.terminal("begin", "--template", "fitness", "--yes")
	for hear() == first { // who begins to listen hears of where it stands twice
	}
}

// upload a file of a size.
func (h *house) upload(size int) *http.Response {
	h.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", "log.csv")
	if err == nil {
		_, err = part.Write(bytes.Repeat([]byte("x"), size))
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		h.t.Fatal(err)
	}
	resp, _ := h.ask("POST", "/import", &b, func(r *http.Request) {
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Header.Set("Origin", h.url)
	})
	return resp
}

// A 413 of a proxy is none of ours, which is how a page tells them apart.
func TestAProxyThatTakesLess(t *testing.T) {
	real(t)
	h := newHouse(t)
	h.nginx(strings.ReplaceAll(recipe(t, "nginx"), "client_max_body_size 130m;", ""))
	h.signsIn()
	if resp := h.upload(3 << 20); resp.StatusCode != http.StatusRequestEntityTooLarge || resp.Header.Get("X-Ippo") != "" {
		t.Errorf("%d of %v", resp.StatusCode, resp.Header)
	}
}

// A proxy that says that it was asked without TLS is refused with the line that
// it lacks; one that passes its own name on gets the name that it asked by.
func TestAProxyThatIsSetUpWrong(t *testing.T) {
	real(t)
	for name, c := range map[string]struct{ from, to, want string }{
		"says http":          {"X-Forwarded-Proto $scheme;", "X-Forwarded-Proto http;", "X-Forwarded-Proto: https"},
		"leaves out a name":  {"_Host $http_host;", "_Host $host;", "ippo serve --url https://" + host + "<"},
		"passes on its own":  {"_Host $http_host;", "_Host inner.example;", "ippo serve --url https://inner.example<"},
		"asks for this one ": {"_Host $http_host;", "_Host $proxy_host;", "127.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			text := recipe(t, "nginx")
			if host, ok := strings.CutPrefix(c.from, "_Host"); ok {
				to, _ := strings.CutPrefix(c.to, "_Host")
				text = strings.ReplaceAll(text, "Host"+host, "Host"+to)
			} else {
				text = strings.ReplaceAll(text, c.from, c.to)
			}
			if text == recipe(t, "nginx") {
				t.Fatal("nothing was set up wrong")
			}
			h.refuses(text, c.want)
		})
	}
}

func (h *house) refuses(text, want string) {
	h.t.Helper()
	h.nginx(text + "server { listen 127.0.0.1:" + freePort(h.t) + "; }\n")
	resp, body := h.ask("GET", "/welcome", nil, nil)
	if resp.StatusCode != http.StatusMisdirectedRequest || !strings.Contains(body, want) {
		h.t.Errorf("%d, no %q in %s", resp.StatusCode, want, body)
	}
}

// doorkeeper is a forward auth: it lets through who has its cookie, and leads
// everybody else to its sign-in.
func doorkeeper(t *testing.T) *httptest.Server {
	t.Helper()
	keeper := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("door"); err == nil && c.Value == "open" {
			return
		}
		http.Redirect(w, r, "https://door.example/sign-in?back=https://"+r.Header.Get("X-Forwarded-Host")+r.Header.Get("X-Forwarded-Uri"), http.StatusFound)
	}))
	t.Cleanup(keeper.Close)
	return keeper
}

// Behind a door everything but worker and static files is led to its sign-in,
// and none of that looks like ippo's own; past it ippo asks for its own sign-in.
func TestADoorInFront(t *testing.T) {
	h := newHouse(t)
	keeper := doorkeeper(t)
	h.caddy(strings.ReplaceAll(recipe(t, "A door in front"), "127.0.0.1:9091", strings.TrimPrefix(keeper.URL, "http://")))
	for _, path := range []string{"/", "/commands", "/events", "/healthz", "/in", h.link.Path, "/manifest.webmanifest"} {
		resp, _ := h.ask("GET", path, nil, nil)
		if resp.StatusCode != http.StatusFound || !strings.HasPrefix(resp.Header.Get("Location"), "https://door.example/") || resp.Header.Get("X-Ippo") != "" {
			t.Errorf("%s: %d to %q", path, resp.StatusCode, resp.Header.Get("Location"))
		}
	}
	if resp, _ := h.ask("GET", "/sw.js", nil, nil); resp.StatusCode != http.StatusOK || resp.Header.Get("X-Ippo") == "" {
		t.Errorf("the worker: %d", resp.StatusCode)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	own, err := url.Parse(h.url)
	if err != nil {
		t.Fatal(err)
	}
	jar.SetCookies(own, []*http.Cookie{{Name: "door", Value: "open", Path: "/", Secure: true}})
	h.client.Jar = jar
	if resp, _ := h.ask("GET", "/", nil, nil); resp.StatusCode != http.StatusUnauthorized || resp.Header.Get("X-Ippo") == "" {
		t.Errorf("past the door: %d", resp.StatusCode)
	}
	h.signsIn()
	h.hearsOfTheTerminal()
	if resp, _ := h.ask("GET", "/in", nil, nil); resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/" {
		t.Errorf("back from the door: %d to %q", resp.StatusCode, resp.Header.Get("Location"))
	}
}
