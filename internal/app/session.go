package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// How long a one-time link and a session live. A session that nobody uses ends
// earlier (ruling 69).
const (
	LinkLife    = 10 * time.Minute
	SessionLife = 400 * 24 * time.Hour
	SessionIdle = 60 * 24 * time.Hour
)

// prolongEvery is how often the end of a session in use is moved on: a write a
// day, not one a page.
const prolongEvery = 24 * time.Hour

// prolongAgain is how long it is left alone after it could not be done.
const prolongAgain = time.Hour

// deviceBytes of what a browser calls itself are kept.
const deviceBytes = 200

const (
	kindLink    = "link"
	kindSession = "session"
	kindPlain   = "plain" // a session whose token others could have read on the way
)

type plainKey struct{}

// OverPlain notes that what follows came over a line that others can read (ruling
// 128): a session that begins there is good there and nowhere else, and does less.
func OverPlain(ctx context.Context) context.Context { return context.WithValue(ctx, plainKey{}, true) }

// sessionKind is the kind of the sessions that begin, and are good, on a line.
func sessionKind(ctx context.Context) string {
	if ctx.Value(plainKey{}) != nil {
		return kindPlain
	}
	return kindSession
}

func hashToken(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

// DeviceOf names the browser that has a session, without telling its token.
func DeviceOf(token string) string { return "web-" + hashToken(token)[:12] }

// NewLink makes the token of a one-time sign-in link, good for ten minutes.
func (a *App) NewLink(ctx context.Context, who Actor) (string, error) {
	token := rand.Text()
	now := a.now()
	err := a.update(ctx, who, ofDoors, func(tx Tx) error {
		if err := tx.SweepSessions(now.UnixMilli(), now.Add(SessionIdle).UnixMilli()); err != nil {
			return err
		}
		return putWithDoor(tx, Session{
			Hash: hashToken(token), Kind: kindLink, Created: now.UnixMilli(), Expires: now.Add(LinkLife).UnixMilli(),
		})
	})
	return token, err
}

// putWithDoor writes a session or link, and the door by which its token finds the
// person, in one transaction (ruling 121).
func putWithDoor(tx Tx, s Session) error {
	if err := tx.PutDoor(s.Kind, s.Hash); err != nil {
		return err
	}
	return tx.PutSession(s)
}

// SignIn uses a link up and answers a session's token. A link that was used or
// is older than ten minutes is not found.
func (a *App) SignIn(ctx context.Context, link, device string) (string, error) {
	token := rand.Text()
	now := a.now()
	used := goal.NotFound("link", "error.link.used")
	b, there, err := a.store.Door(ctx, kindLink, hashToken(link))
	if err != nil {
		return "", err
	}
	if !there || b.Disabled != 0 {
		return "", used
	}
	who := Actor{Person: b.Person, Scopes: ScopeDoors, Via: ViaLink}
	err = a.update(ctx, who, ofDoors, func(tx Tx) error {
		if _, done, err := tx.Session(hashToken(token)); done || err != nil { // this very call, whose end nobody was told
			return err
		}
		l, ok, err := tx.Session(hashToken(link))
		if err != nil {
			return err
		}
		if !ok || l.Kind != kindLink || l.Used || !l.goodAt(now) {
			return used
		}
		l.Used = true
		if err := tx.PutSession(l); err != nil {
			return err
		}
		return putWithDoor(tx, Session{
			Hash: hashToken(token), Kind: sessionKind(ctx), Created: now.UnixMilli(),
			Expires: now.Add(SessionIdle).UnixMilli(), Device: shortened(device),
		})
	})
	return token, err
}

// goodAt says whether a session or link is good at an instant: begun, and not
// ended. One that begins later was made under a clock that went wrong.
func (s Session) goodAt(now time.Time) bool {
	return s.Created <= now.UnixMilli()+aheadLimit && now.UnixMilli() <= s.Expires
}

// prolonged is when a session ends that is used now.
func (s Session) prolonged(now time.Time) int64 {
	return min(now.Add(SessionIdle).UnixMilli(), s.Created+SessionLife.Milliseconds())
}

// shortened is what a browser calls itself, as far as it is kept.
func shortened(device string) string {
	if len(device) > deviceBytes {
		device = device[:deviceBytes]
	}
	return strings.ToValidUTF8(device, "")
}

// Authenticate answers who has a session's token, and whether it is good. Whoever
// uses it moves its end on.
func (a *App) Authenticate(ctx context.Context, token string) (who Actor, good bool, err error) {
	if token == "" {
		return Actor{}, false, nil
	}
	now, kind := a.now(), sessionKind(ctx)
	b, there, err := a.store.Door(ctx, kind, hashToken(token))
	s := b.Session
	good = there && b.Disabled == 0 && s.Kind == kind && s.goodAt(now)
	who = Actor{Person: b.Person, Session: s.Hash, Scopes: AllScopes, Via: ViaSession}
	if kind == kindPlain {
		who.Scopes, who.Via = plainScopes, ViaPlain
	}
	if end := s.prolonged(now); err == nil && good && (end-s.Expires >= prolongEvery.Milliseconds() || end < s.Expires) && a.mayProlong(now) {
		s.Expires = end
		late := a.update(untraced(ctx), who, ofOwn, func(tx Tx) error { // it is good even where nothing can be written
			if _, still, err := tx.Session(s.Hash); err != nil || !still {
				return err
			}
			return tx.PutSession(s)
		})
		if late != nil {
			a.notProlonged.Store(now.UnixMilli())
		}
	}
	if err != nil || !good {
		return Actor{}, false, err
	}
	return who, true, nil
}

// mayProlong keeps pages from waiting, one after the other, for a database that
// cannot be written.
func (a *App) mayProlong(now time.Time) bool {
	since := now.UnixMilli() - a.notProlonged.Load()
	return since < 0 || since >= prolongAgain.Milliseconds()
}

// SignOut ends the session by which somebody came in.
func (a *App) SignOut(ctx context.Context, who Actor) error {
	return a.update(ctx, who, ofOwn, func(tx Tx) error { return tx.DropSession(who.Session) })
}

// Close the store.
func (a *App) Close() error { return a.store.Close() }
