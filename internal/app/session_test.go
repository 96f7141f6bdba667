package app_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// A session that is used lives on, for 400 days at most; one that nobody uses
// for 60 days is over; one that was made under a clock of the future is no good
// before that day (ruling 69).
func TestSessionsEndWhenNobodyUsesThem(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	begun := p.now
	signIn := func() string {
		t.Helper()
		link, err := p.NewLink(ctx, me)
		if err != nil {
			t.Fatal(err)
		}
		token, err := p.SignIn(ctx, link, strings.Repeat("ü", 30_000))
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	good := func(token string, days int, want bool) {
		t.Helper()
		p.now = begun.Add(time.Duration(days) * 24 * time.Hour)
		if _, got, err := p.Authenticate(ctx, token); err != nil || got != want {
			t.Errorf("on day %d: %v, %v", days, got, err)
		}
	}
	idle, used := signIn(), signIn()
	for day := 0; day <= 400; day += 50 {
		good(used, day, true)
	}
	good(used, 401, false)
	good(idle, 59, true)
	good(idle, 118, true)
	good(idle, 179, false)
	later := signIn() // day 179
	good(later, 100, false)
	good(later, 180, true)
	if n := p.sessions(t); n != 2 {
		t.Errorf("%d rows are kept, of two sessions that are not over", n)
	}
}

// sessions are the rows there are; what a browser calls itself is kept in part.
func (p *person) sessions(t *testing.T) int {
	t.Helper()
	n, longest := 0, 0
	db, err := sql.Open("sqlite", p.path)
	if err != nil {
		t.Fatal(err)
	}
	err = db.QueryRowContext(t.Context(), `select count(*), max(length(cast(device as blob))) from session where kind = 'session'`).Scan(&n, &longest)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if longest > 200 {
		t.Errorf("%d letters of what a browser calls itself", longest)
	}
	return n
}

// still is a database that can only be read.
type still struct {
	app.Store
	asked int
}

func (s *still) Update(context.Context, app.PersonID, func(app.Tx) error) error {
	s.asked++
	return goal.Unavailable("database", "error.store.busy")
}

// A session is good where nothing can be written, and no page after the first
// waits to prolong it.
func TestASessionIsGoodWhereNothingCanBeWritten(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	link, err := p.NewLink(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	token, err := p.SignIn(ctx, link, "")
	if err != nil {
		t.Fatal(err)
	}
	read, err := store.OpenExisting(ctx, p.path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = read.Close() }() // only read
	s := &still{Store: read}
	now := p.now.AddDate(0, 0, 3)
	a := app.New(s, func() time.Time { return now })
	for _, asked := range []int{1, 1, 1, 2} {
		if asked > s.asked {
			now = now.Add(time.Hour)
		}
		if _, good, err := a.Authenticate(ctx, token); err != nil || !good || s.asked != asked {
			t.Errorf("good %v, %v, asked %d times, not %d", good, err, s.asked, asked)
		}
	}
}

// A late command of somebody who is gone brings them not back (ruling 120).
func TestRuling120ALateStampBringsNobodyBack(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	late, err := p.Command(ctx, me, "web", 0, goal.Stamp{Goal: "g"})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Erase(ctx, me); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Do(ctx, me, late); !errors.Is(err, app.ErrNobody) {
		t.Errorf("the stamp is answered with %v", err)
	}
	if _, _, err := p.DoEach(ctx, me, []goal.Command{late}); !errors.Is(err, app.ErrNobody) {
		t.Errorf("one of many is answered with %v", err)
	}
	if err := p.Erase(ctx, me); err != nil {
		t.Errorf("erased twice: %v", err)
	}
	again, err := store.Open(ctx, p.path)
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(again, func() time.Time { return p.now })
	what, err := a.Everything(ctx, me)
	if err := errors.Join(err, again.Close()); err != nil || what != (app.Everything{}) {
		t.Errorf("%+v, %v", what, err)
	}
}

// Each of two people comes in as themselves, by their own link and session alone
// (ruling 121), and nobody by those of somebody who is shut out.
func TestRuling121ADoorLeadsToItsPerson(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	noor := app.Actor{Person: "00000000-0000-7000-8000-000000000002", Scopes: app.AllScopes}
	if err := p.store.AddPerson(ctx, noor.Person); err != nil {
		t.Fatal(err)
	}
	tokens := map[app.PersonID]string{}
	for _, who := range []app.Actor{me, noor} {
		link, err := p.NewLink(ctx, who)
		if err != nil {
			t.Fatal(err)
		}
		token, err := p.SignIn(ctx, link, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.SignIn(ctx, link, ""); key(err) != "error.link.used" {
			t.Errorf("a link twice: %v", err)
		}
		if _, good, err := p.Authenticate(ctx, link); good || err != nil {
			t.Errorf("a link is no session: %v, %v", good, err)
		}
		tokens[who.Person] = token
	}
	in := func(who app.PersonID, want bool) app.Actor {
		t.Helper()
		got, good, err := p.Authenticate(ctx, tokens[who])
		if err != nil || good != want || good && got.Person != who || !good && got != (app.Actor{}) {
			t.Errorf("%+v, %v, %v", got, good, err)
		}
		return got
	}
	in(me.Person, true)
	second := in(noor.Person, true)
	link, err := p.NewLink(ctx, second)
	if err := errors.Join(err, p.store.Update(ctx, noor.Person, func(tx app.Tx) error { return tx.PutDisabled(1) })); err != nil {
		t.Fatal(err)
	}
	in(noor.Person, false)
	if _, err := p.SignIn(ctx, link, ""); key(err) != "error.link.used" {
		t.Errorf("a link of somebody who is shut out: %v", err)
	}
	if err := p.store.Update(ctx, noor.Person, func(tx app.Tx) error { return tx.PutDisabled(0) }); err != nil {
		t.Fatal(err)
	}
	if err := p.SignOut(ctx, in(noor.Person, true)); err != nil {
		t.Fatal(err)
	}
	in(noor.Person, false)
	in(me.Person, true)
}

// The same journal may come to two people of one database, with its ids (ruling
// 121): each has it, and a change of one is none of the other.
func TestRuling121OneJournalForTwo(t *testing.T) {
	ctx := context.Background()
	p, from := newPerson(t, "2026-01-06T08:00:00Z"), newPerson(t, "2026-01-05T08:00:00Z")
	from.do(walking("00000000-0000-7000-8000-0000000000aa"))
	from.do(goal.Stamp{Goal: "00000000-0000-7000-8000-0000000000aa"})
	noor := app.Actor{Person: "00000000-0000-7000-8000-000000000002", Scopes: app.AllScopes}
	if err := p.store.AddPerson(ctx, noor.Person); err != nil {
		t.Fatal(err)
	}
	for _, who := range []app.Actor{me, noor} {
		err := from.Archive(ctx, me, func(ar goal.Archive) error {
			r, err := p.TakeIn(ctx, who, ar.Journal, false)
			if r.New != 2 {
				t.Errorf("%+v", r)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Erase(ctx, noor); err != nil {
		t.Fatal(err)
	}
	if l := p.look("fitness"); l.Practised != 1 {
		t.Errorf("%d days are left", l.Practised)
	}
	if what, err := p.Everything(ctx, noor); err != nil || what != (app.Everything{}) {
		t.Errorf("%+v, %v", what, err)
	}
}

// counted is a store that counts what it is asked.
type counted struct {
	app.Store
	doors, others int
}

func (c *counted) Door(ctx context.Context, kind, hash string) (app.Behind, bool, error) {
	c.doors++
	return c.Store.Door(ctx, kind, hash)
}

func (c *counted) View(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	c.others++
	return c.Store.View(ctx, who, f)
}

func (c *counted) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	c.others++
	return c.Store.Update(ctx, who, f)
}

// A page's sign-in is one question to the database, whoever it is.
func TestASignInIsOneQuestion(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	link, err := p.NewLink(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	token, err := p.SignIn(ctx, link, "")
	if err != nil {
		t.Fatal(err)
	}
	c := &counted{Store: p.store}
	a := app.New(c, func() time.Time { return p.now })
	for n, token := range []string{token, "nobody's"} {
		if _, good, err := a.Authenticate(ctx, token); err != nil || good != (n == 0) || c.doors != n+1 || c.others != 0 {
			t.Errorf("good %v, %v: %d and %d questions", good, err, c.doors, c.others)
		}
	}
}
