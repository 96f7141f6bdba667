package main

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// The seeded life is made of commands that the app took: five goals, two of
// them active and in a running season.
func TestSeededLife(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "ippo.db")
	st, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	s := seeding{ctx: ctx, first: goal.Date(2036, time.July, 1), last: goal.Date(2036, time.November, 24)}
	s.app = app.New(st, func() time.Time { return s.now })
	if err := s.live(); err != nil {
		t.Fatal(err)
	}
	s.at(s.last, 12)
	today, err := s.app.Today(ctx, app.Local(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(today.Goals) != activeGoals || len(today.Kept) != len(seedGoals())-activeGoals {
		t.Fatalf("%d active, %d kept", len(today.Goals), len(today.Kept))
	}
	for _, l := range append(today.Goals, today.Kept...) {
		if days := int(s.last - s.first); l.Practised < days/2 || l.Practised >= days {
			t.Errorf("%s: %d days practised of %d", l.Goal.Slug, l.Practised, days)
		}
	}
	for _, l := range today.Goals {
		if l.SeasonOver || l.Season.Number != 2 || l.DayNumber != 30 {
			t.Errorf("%s: season %d, day %d", l.Goal.Slug, l.Season.Number, l.DayNumber)
		}
	}
}

func TestHarshFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "harsh")
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	if err := writeHarsh(dir, harshSize{habits: 12, years: 1}, now); err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(log)), "\n")
	if len(lines) != 12*365 || !strings.HasPrefix(lines[len(lines)-1], "2026-03-09 : Habit bb : ") {
		t.Errorf("%d lines, the last is %q", len(lines), lines[len(lines)-1])
	}
	names := map[string]bool{}
	for i := range 50 {
		names[harshHabit(i)] = true
	}
	if len(names) != 50 {
		t.Errorf("%d names", len(names))
	}
}

func TestReadAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ answer, status string }{
		"a length":  {"HTTP/1.1 303 See Other\r\nContent-Length: 5\r\n\r\nhello", "303 See Other"},
		"no body":   {"HTTP/1.1 204 No Content\r\n\r\n", "204 No Content"},
		"in chunks": {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "200 OK"},
	} {
		r := bufio.NewReader(strings.NewReader(c.answer + "next"))
		status, err := readAnswer(r)
		if err != nil || status != c.status {
			t.Errorf("%s: %q, %v", name, status, err)
		}
		if rest, _ := r.Peek(4); string(rest) != "next" {
			t.Errorf("%s: the answer was not read to its end: %q is left", name, rest)
		}
	}
}

// Clients count what was answered as asked for, and keep what was not apart.
func TestHammer(t *testing.T) {
	t.Parallel()
	n := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if n++; n%2 == 0 { // one client at a time
			w.WriteHeader(http.StatusTeapot)
		}
	}))
	defer s.Close()
	ctx, stop := context.WithCancel(context.Background())
	asked := 0
	c := client{address: s.Listener.Addr().String(), status: "200", next: func() string {
		if asked++; asked == 10 {
			stop()
		}
		return "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
	}}
	l := hammer(ctx, time.Hour, []client{c})
	if l.done != 5 || l.errors != 5 || l.first == nil || len(l.times) != 5 {
		t.Errorf("%+v", l)
	}
	var none net.ListenConfig
	closed, err := none.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	_ = closed.Close()
	if l := hammer(context.Background(), time.Hour, []client{{address: address, next: c.next}}); l.sound() == nil {
		t.Error("a server that is not there answers")
	}
}

func TestSheet(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	s := sheet{out: &out}
	s.atMost("a", 1.5, 2, "x")
	s.atLeast("b", 1.5, 2, "x")
	s.end()
	for _, want := range []string{"1.50x", "<= 2x  met", ">= 2x  MISSED", "1 met, 1 missed"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	for x, want := range map[float64]string{0: "0", 0.0456: "0.046", 9.99: "9.99", 12.34: "12.3", 1234.5: "1234"} {
		if got := figure(x); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
	if q := quantile([]time.Duration{3, 1, 2}, 0.5); q != 2 {
		t.Errorf("median %d", q)
	}
}

func TestBenchRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-rounds", "1"}, {"-span", "1ms"}, {"more"}, {"-what"}} {
		if _, err := readWish(args, &strings.Builder{}); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
	w, err := readWish([]string{"-only", "size,import"}, &strings.Builder{})
	if err != nil || !w.wants("size") || w.wants("server") {
		t.Errorf("%+v, %v", w, err)
	}
}
