package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// post is a place that keeps what it is handed.
type post struct {
	mu   sync.Mutex
	days []string // person and day of each
	err  error    // that it answers
	stop func()   // called while it is handed something
}

func (p *post) Send(_ context.Context, r app.Reminder) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.days = append(p.days, fmt.Sprint(r.Person[len(r.Person)-2:], " ", r.Ask.Day, " ", r.Ask.Question, " ", len(r.Looks)))
	if p.stop != nil {
		p.stop()
	}
	return p.err
}

// sent is what was handed over since it was asked last.
func (p *post) sent() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	days := p.days
	p.days = nil
	return days
}

// clock is what apps of one machine look at.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time   { return time.UnixMilli(c.at.Load()) }
func (c *clock) set(t time.Time)  { c.at.Store(t.UnixMilli()) }
func reminderDay(d int) time.Time { return time.Date(2026, 1, d, 7, 30, 0, 0, time.UTC) }
func numbered(n int) app.PersonID {
	return app.PersonID(fmt.Sprintf("00000000-0000-7000-8000-0000000000%02d", n))
}

func actorOf(p app.PersonID) app.Actor {
	return app.Actor{Person: p, Scopes: app.AllScopes, Via: app.ViaTerminal}
}

// reminding looks at a loop by itself, beside another one, cut off, and by clocks
// that jump (ruling 147).
func reminding(t *testing.T, s app.Store) {
	t.Helper()
	var c clock
	c.set(reminderDay(5))
	a := app.New(s, c.now)
	for n := range 12 {
		reminds(t, s, a, numbered(n+1))
	}
	t.Run("the minute comes", func(t *testing.T) { theMinuteComes(t, s, a, &c) })
	t.Run("two at once", func(t *testing.T) { twoAtOnce(t, &c, s) })
	t.Run("cut off between claim and sending", func(t *testing.T) { cutOff(t, s, a, &c) })
	t.Run("the place is ill", func(t *testing.T) { illPlace(t, s, a, &c) })
	t.Run("a clock that jumps", func(t *testing.T) { clockJumps(t, s, a, &c) })
	t.Run("asleep until then", func(t *testing.T) { asleep(t, a, &c) })
}

// TwoNodes are two programs on one database: whatever both of them do, and wherever
// one of them dies, a person has one reminder a day.
func TwoNodes(t *testing.T, one, other app.Store) {
	t.Helper()
	var c clock
	c.set(reminderDay(5))
	a := app.New(one, c.now)
	for n := range 12 {
		reminds(t, one, a, numbered(n+1))
	}
	twoAtOnce(t, &c, one, other)
	c.set(reminderDay(7))
	q := app.DueQuery{Now: a.Now(), Far: 1 << 60, Lease: c.now().Add(2 * time.Minute).UnixMilli(), Most: 5}
	taken, err := other.Due(context.Background(), q) // and there it dies
	if err != nil || len(taken) != 5 {
		t.Fatalf("%v, %v", taken, err)
	}
	to := &post{}
	look(t, a, to)
	if n := len(to.sent()); n != 7 {
		t.Errorf("%d of the seven that nobody had taken up", n)
	}
	c.set(reminderDay(7).Add(2 * time.Minute))
	look(t, a, to)
	if n := len(to.sent()); n != 5 {
		t.Errorf("%d of the five whose node died", n)
	}
}

// reminds makes a person with a goal who is reminded at half past seven.
func reminds(t *testing.T, s app.Store, a *app.App, p app.PersonID) {
	t.Helper()
	ctx := context.Background()
	if err := s.AddPerson(ctx, p); err != nil {
		t.Fatal(err)
	}
	begin := beginning(reminderDay(7))
	begin.At, begin.Day = reminderDay(2).UnixMilli(), goal.Date(2026, 1, 2)
	set := goal.Command{ID: id(9001), At: reminderDay(4).UnixMilli() + 1, Day: goal.Date(2026, 1, 4), Body: goal.SetReminder{Minute: 450, Weekdays: 127}}
	if _, err := a.DoAll(ctx, actorOf(p), []goal.Command{begin, set}); err != nil {
		t.Fatal(err)
	}
}

func look(t *testing.T, a *app.App, to *post) int {
	t.Helper()
	n, err := a.RemindDue(context.Background(), to)
	if err != nil {
		t.Error(err)
	}
	return n
}

// receipts of a person, by day.
func receipts(t *testing.T, s app.Store, p app.PersonID) map[goal.Day]app.Receipt {
	t.Helper()
	all := map[goal.Day]app.Receipt{}
	err := s.View(context.Background(), p, func(tx app.Tx) error {
		cs, err := tx.Asked(1, 1<<30)
		for _, c := range cs {
			all[c.Day] = c.Receipt
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func theMinuteComes(t *testing.T, s app.Store, a *app.App, c *clock) {
	t.Helper()
	to := &post{}
	ctx := context.Background()
	c.set(reminderDay(5).Add(-time.Minute))
	if n := look(t, a, to); n != 0 {
		t.Errorf("%d looked at before the minute", n)
	}
	stamp := goal.Command{ID: id(9100), At: c.now().UnixMilli(), Day: goal.Date(2026, 1, 5), Body: goal.Stamp{Goal: "g"}}
	if _, err := a.Do(ctx, actorOf(numbered(1)), stamp); err != nil {
		t.Fatal(err)
	}
	c.set(reminderDay(5))
	if n, sent := look(t, a, to), to.sent(); n != 12 || len(sent) != 11 || sent[0][2:] != " 2026-01-05 step 1" {
		t.Errorf("%d looked at, and sent %v", n, sent)
	}
	c.set(reminderDay(5).Add(time.Minute))
	if n, sent := look(t, a, to), to.sent(); n != 0 || len(sent) != 0 {
		t.Errorf("a minute later %d, %v", n, sent)
	}
	if got := receipts(t, s, numbered(2))[goal.Date(2026, 1, 5)]; got != app.ReceiptSent {
		t.Errorf("the receipt is %q", got)
	}
	if got := receipts(t, s, numbered(1)); len(got) != 0 {
		t.Errorf("stamped, and claimed: %v", got)
	}
}

// twoAtOnce are four loops at the same minute, by turns on each store.
func twoAtOnce(t *testing.T, c *clock, stores ...app.Store) {
	t.Helper()
	c.set(reminderDay(6))
	to := &post{}
	var both sync.WaitGroup
	for n := range 4 {
		s := stores[n%len(stores)]
		both.Go(func() {
			for range 3 {
				if _, err := app.New(s, c.now).RemindDue(context.Background(), to); err != nil {
					t.Error(err)
				}
			}
		})
	}
	both.Wait()
	seen := map[string]bool{}
	for _, x := range to.sent() {
		if seen[x] {
			t.Errorf("%s twice", x)
		}
		seen[x] = true
	}
	if len(seen) != 12 {
		t.Errorf("%d of 12 were sent", len(seen))
	}
}

// cutOff is a program that ends while it hands a reminder over: nothing is written
// down of it, and nobody sends it once more.
func cutOff(t *testing.T, s app.Store, a *app.App, c *clock) {
	t.Helper()
	c.set(reminderDay(7))
	ctx, end := context.WithCancel(context.Background())
	to := &post{stop: end}
	_, _ = app.New(s, c.now).RemindDue(ctx, to) // whatever it says, nobody hears it
	n := len(to.sent())
	if n == 0 {
		t.Fatal("nothing was handed over")
	}
	open := 0
	for i := range 12 {
		if r, claimed := receipts(t, s, numbered(i+1))[goal.Date(2026, 1, 7)]; claimed && r == app.ReceiptNone {
			open++
		}
	}
	if open == 0 {
		t.Error("no claim was left open")
	}
	after := &post{}
	for _, later := range []time.Duration{0, 3 * time.Minute, 30 * time.Minute} { // a lease is over then
		c.set(reminderDay(7).Add(later))
		look(t, a, after)
	}
	if rest := len(after.sent()); n+rest != 12 {
		t.Errorf("%d before it was cut off and %d after: some were lost or doubled", n, rest)
	}
}

// illPlace says what it knows of its end, and is not asked twice.
func illPlace(t *testing.T, s app.Store, a *app.App, c *clock) {
	t.Helper()
	for d, x := range map[int]struct {
		err  error
		want app.Receipt
	}{8: {app.ErrPlaceRefused, app.ReceiptRefused}, 9: {errors.New("silence"), app.ReceiptUnknown}} {
		c.set(reminderDay(d))
		to := &post{err: x.err}
		look(t, a, to)
		c.set(reminderDay(d).Add(10 * time.Minute))
		look(t, a, to)
		if n := len(to.sent()); n > 12 {
			t.Errorf("sent %d times to 12", n)
		}
		if got, claimed := receipts(t, s, numbered(1))[goal.Date(2026, 1, d)]; claimed && got != x.want {
			t.Errorf("%v: %q", x.err, got)
		}
	}
}

// clockJumps far ahead and back, and back by an hour: no day has two, and the next
// right day has its own.
func clockJumps(t *testing.T, s app.Store, a *app.App, c *clock) {
	t.Helper()
	p := numbered(1)
	answered := func(d int) { // else it fades
		t.Helper()
		cmd := goal.Command{ID: id(9200 + d), At: reminderDay(d).UnixMilli() + 2, Day: goal.Date(2026, 1, d), Body: goal.Stamp{Goal: "g"}}
		if _, err := a.Do(context.Background(), actorOf(p), cmd); err != nil {
			t.Fatal(err)
		}
	}
	c.set(reminderDay(10).Add(time.Hour))
	answered(10)
	to := &post{}
	c.set(reminderDay(10).AddDate(1, 0, 0))
	look(t, a, to)
	c.set(reminderDay(12).Add(-time.Hour))
	look(t, a, to) // finds that nobody is due in a year
	to.sent()
	times := 0
	for _, at := range []time.Duration{0, time.Minute, -time.Hour, 0, time.Hour, -30 * time.Minute, time.Minute} {
		c.set(reminderDay(12).Add(at))
		look(t, a, to)
		for _, x := range to.sent() {
			if x[:2] == "01" {
				times++
			}
		}
	}
	if times != 1 {
		t.Errorf("reminded %d times of a day on which the clock jumped", times)
	}
	if got := receipts(t, s, p)[goal.Date(2026, 1, 12)]; got != app.ReceiptSent {
		t.Errorf("the receipt is %q", got)
	}
}

// asleep until somebody is due, but no longer than a minute: another program may set
// a reminder, too.
func asleep(t *testing.T, a *app.App, c *clock) {
	t.Helper()
	c.set(reminderDay(13).Add(-20 * time.Second))
	var slept []time.Duration
	a.Remind(context.Background(), &post{}, func(_ context.Context, d time.Duration) bool {
		slept = append(slept, d)
		c.set(c.now().Add(d))
		return len(slept) < 3
	}, func(err error) { t.Error(err) })
	if len(slept) != 3 || slept[0] != 20*time.Second || slept[1] != time.Minute {
		t.Errorf("slept %v", slept)
	}
}
