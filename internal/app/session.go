package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// How long a one-time link and a session live.
const (
	LinkLife    = 10 * time.Minute
	SessionLife = 400 * 24 * time.Hour
)

const (
	kindLink    = "link"
	kindSession = "session"
)

func hashToken(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

// NewLink makes the token of a one-time sign-in link, good for ten minutes.
func (a *App) NewLink(ctx context.Context, who PersonID) (string, error) {
	token := rand.Text()
	now := a.now()
	err := a.update(ctx, who, func(tx Tx) error {
		return tx.PutSession(Session{
			Hash: hashToken(token), Kind: kindLink, Created: now.UnixMilli(), Expires: now.Add(LinkLife).UnixMilli(),
		})
	})
	return token, err
}

// SignIn uses a link up and answers a session's token. A link that was used or
// is older than ten minutes is not found.
func (a *App) SignIn(ctx context.Context, who PersonID, link, device string) (string, error) {
	token := rand.Text()
	now := a.now()
	err := a.update(ctx, who, func(tx Tx) error {
		if _, done, err := tx.Session(hashToken(token)); done || err != nil { // this very call, whose end nobody was told
			return err
		}
		l, ok, err := tx.Session(hashToken(link))
		if err != nil {
			return err
		}
		if !ok || l.Kind != kindLink || l.Used || now.UnixMilli() > l.Expires {
			return goal.NotFound("link", "error.link.used")
		}
		l.Used = true
		if err := tx.PutSession(l); err != nil {
			return err
		}
		return tx.PutSession(Session{
			Hash: hashToken(token), Kind: kindSession, Created: now.UnixMilli(),
			Expires: now.Add(SessionLife).UnixMilli(), Device: device,
		})
	})
	return token, err
}

// Authenticate says whether a session's token is good.
func (a *App) Authenticate(ctx context.Context, who PersonID, token string) (bool, error) {
	if token == "" {
		return false, nil
	}
	good := false
	err := a.store.View(ctx, who, func(tx Tx) error {
		s, ok, err := tx.Session(hashToken(token))
		good = ok && s.Kind == kindSession && a.now().UnixMilli() <= s.Expires
		return err
	})
	return good, err
}

// SignOut ends a session.
func (a *App) SignOut(ctx context.Context, who PersonID, token string) error {
	return a.update(ctx, who, func(tx Tx) error { return tx.DropSession(hashToken(token)) })
}

// Draft of a goal half begun, as the JSON text that was saved; empty for none.
func (a *App) Draft(ctx context.Context, who PersonID) (string, error) {
	var d string
	err := a.store.View(ctx, who, func(tx Tx) (err error) {
		d, err = tx.Draft()
		return err
	})
	return d, err
}

// SaveDraft keeps a draft, or removes it when empty. It is not journaled.
func (a *App) SaveDraft(ctx context.Context, who PersonID, draft string) error {
	return a.update(ctx, who, func(tx Tx) error { return tx.PutDraft(draft) })
}

// Close the store.
func (a *App) Close() error { return a.store.Close() }
