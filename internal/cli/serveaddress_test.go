package cli

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"
)

// started is ippo serve with arguments of its own: what it prints first, and
// what it said on the way there when it is stopped.
func (p *person) started(args ...string) (link string, stop func() string) {
	p.t.Helper()
	ctx, cancel := context.WithCancel(p.t.Context())
	r, w := io.Pipe()
	done := make(chan int, 1)
	var errs bytes.Buffer
	go func() {
		getenv := func(k string) string { return p.env[k] }
		all := append([]string{"serve", "--no-open"}, args...)
		code := Main(ctx, all, bytes.NewReader(nil), w, &errs, getenv, p.fileClock())
		_ = w.Close() // a pipe
		done <- code
	}()
	lines := bufio.NewScanner(r)
	if !lines.Scan() {
		p.t.Fatalf("%q: exit %d, %s", args, <-done, errs.String())
	}
	p.t.Cleanup(cancel)
	return lines.Text(), func() string {
		cancel()
		<-done
		return errs.String()
	}
}

// Ruling 126: links lead to the first public address, which is remembered, until
// another start names others or takes them back; devices that hang on one that
// is left are counted.
func TestRuling126TheAddressIsRemembered(t *testing.T) {
	p := newPerson(t)
	p.env["IPPO_LISTEN"] = "127.0.0.1:0"
	for _, c := range []struct {
		args           []string
		url            string
		want, elsewise string // what the link begins with, and what is said of what was before
	}{
		{nil, "", "http://", ""},
		{[]string{"--url", "https://ippo.example.org", "--url", "https://two.example"}, "", "https://ippo.example.org/in/", ""},
		{nil, "", "https://ippo.example.org/in/", ""},
		{nil, "https://two.example,https://three.example:8443", "https://two.example/in/", "ippo is no longer at https://ippo.example.org. Nobody is signed in.\n"},
		{[]string{"--url", "https://three.example:8443"}, "https://ignored.example", "https://three.example:8443/in/", "ippo is no longer at https://two.example. Nobody is signed in.\n"},
		{[]string{"--url", "none"}, "", "http://", "ippo is no longer at https://three.example:8443. Nobody is signed in.\n"},
		{nil, "", "http://", ""},
	} {
		p.env["IPPO_URL"] = c.url
		link, stop := p.started(c.args...)
		other := p.at(now, "serve", "--link")
		if said := stop(); !strings.HasPrefix(link, c.want) || !strings.HasPrefix(other, c.want) || link == other || said != c.elsewise {
			t.Errorf("%q, %q: %s, %s, %q", c.args, c.url, link, other, said)
		}
	}
}

// A server at a public address is still reached on its own machine, by a link
// for that.
func TestALinkForThisMachine(t *testing.T) {
	p := newPerson(t)
	_, stop := p.started("--url", "https://ippo.example.org", "--listen", "127.0.0.1:0")
	defer stop()
	s := p.at(now, "serve", "--link", "--json")
	if !strings.Contains(s, `"https://ippo.example.org/in/`) {
		t.Error(s)
	}
}

// What is wrong with an address is said in one sentence with one that is right,
// before a database is made or looked at.
func TestAddressesThatAreNone(t *testing.T) {
	p := newPerson(t)
	for _, c := range []struct {
		args []string
		env  string
		want string
	}{
		{[]string{"--url", "http://ippo.example.org"}, "", "https://ippo.example.org"},
		{[]string{"--url", "ippo.example.org"}, "", "https://ippo.example.org"},
		{[]string{"--url", "https://example.org/ippo"}, "", "https://ippo.example.org"},
		{[]string{"--url", "none", "--url", "https://ippo.example.org"}, "", "https://ippo.example.org"},
		{nil, "IPPO_URL=example", "https://ippo.example.org"},
		{[]string{"--proxy", "caddy"}, "", "172.18.0.3"},
		{nil, "IPPO_PROXY=0.0.0.0/0", "172.18.0.3"},
		{[]string{"--listen", "0.0.0.0:8377"}, "", "--url"},
		{nil, "IPPO_LISTEN=192.0.2.1:8377", "--url"},
		{[]string{"--url", "none", "--listen", "0.0.0.0:8377"}, "", "--url"},
		{[]string{"--home", "--listen", "0.0.0.0:8377"}, "", "--home"},
	} {
		name, value, _ := strings.Cut(c.env, "=")
		p.env[name] = value
		code, out, errs := p.run(now, append([]string{"serve", "--no-open"}, c.args...)...)
		delete(p.env, name)
		if code != exitUsage || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, c.want) {
			t.Errorf("%q %s: exit %d, %q, %q", c.args, c.env, code, out, errs)
		}
	}
	if _, err := os.Stat(p.env["IPPO_DATABASE"]); !os.IsNotExist(err) {
		t.Error("a database was made")
	}
}
