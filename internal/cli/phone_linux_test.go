package cli

import (
	"bytes"
	"errors"
	"io"
	"net/netip"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/store"
)

// window is a terminal: what a person types at one end, and what a program reads
// at the other.
func window(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = person.Close() })
	fd := int(person.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err = errors.Join(err, unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)); err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = program.Close() })
	return person, program
}

// A phone asks with what the terminal shows, and comes in when the person there has
// said yes; no flag says it for them.
func TestThePhoneComesInByTheTerminal(t *testing.T) {
	for answer, in := range map[string]bool{"yes\n": true, "no\n": false, "\n": false} {
		p := newPerson(t)
		_, stop := p.started("--url", "https://ippo.example.org", "--listen", "127.0.0.1:0")
		defer stop()
		s, err := store.Open(t.Context(), p.env["IPPO_DATABASE"])
		if err != nil {
			t.Fatal(err)
		}
		a := app.New(s, p.fileClock())
		person, program := window(t)
		r, w := io.Pipe()
		done := make(chan int, 1)
		var errs bytes.Buffer
		go func() {
			code := Main(t.Context(), []string{"phone", "--yes"}, program, w, &errs, func(k string) string { return p.env[k] }, p.fileClock())
			_ = w.Close() // a pipe
			done <- code
		}()
		shown := make([]byte, 0, 1<<14)
		code := regexp.MustCompile(`(?m)^(\d{3}) (\d{3})$`)
		for part := make([]byte, 1<<10); !code.Match(shown); {
			n, err := r.Read(part)
			shown = append(shown, part[:n]...)
			if err != nil {
				t.Fatalf("exit %d, %s\n%s", <-done, errs.String(), shown)
			}
		}
		if !strings.Contains(string(shown), "\nhttps://ippo.example.org/pair\n") || !strings.Contains(string(shown), "▄") {
			t.Errorf("%s", shown)
		}
		m := code.FindSubmatch(shown)
		wish, err := a.AskIn(t.Context(), string(m[1])+string(m[2]), "Mozilla/5.0 (iPhone)", netip.Addr{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := person.WriteString(answer); err != nil {
			t.Fatal(err)
		}
		rest, err := io.ReadAll(r)
		if exit := <-done; exit != exitDone || err != nil || !strings.Contains(errs.String(), "iPhone wants in: ") {
			t.Errorf("%q: exit %d, %v, %s%s", answer, exit, err, rest, errs.String())
		}
		if _, err := a.ComeIn(t.Context(), wish); (err == nil) != in {
			t.Errorf("%q: %v", answer, err)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Nobody could say yes without a terminal, and without a server nothing is shown.
func TestNoPhoneWithoutATerminalOrAServer(t *testing.T) {
	p := newPerson(t)
	p.at(now, "begin", "--yes", "--template", "fitness")
	if code, out, errs := p.run(now, "phone"); code != exitUsage || out != "" || !strings.Contains(errs, "needs a terminal") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	_, program := window(t)
	ask := func() (int, string) {
		var out, errs bytes.Buffer
		code := Main(t.Context(), []string{"phone"}, program, &out, &errs, func(k string) string { return p.env[k] }, p.fileClock())
		return code, out.String() + errs.String()
	}
	if code, said := ask(); code != exitCould || !strings.Contains(said, "No server is running") {
		t.Errorf("exit %d, %q", code, said)
	}
	_, stop := p.started("--listen", "127.0.0.1:0")
	defer stop()
	if code, said := ask(); code != exitCould || !strings.Contains(said, "ippo serve --home") {
		t.Errorf("alone: exit %d, %q", code, said)
	}
}
