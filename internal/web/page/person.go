package page

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/ippo-app/ippo/internal/app"
)

type personKey struct{}

// WithPerson puts who is asking into a request's context.
func WithPerson(ctx context.Context, who app.Actor) context.Context {
	return context.WithValue(ctx, personKey{}, who)
}

// Who is asking; nobody without a session.
func Who(r *http.Request) app.Actor {
	who, _ := r.Context().Value(personKey{}).(app.Actor)
	return who
}

type deviceKey struct{}

// WithDevice puts into a request's context what tells the browser that asks from
// the person's others.
func WithDevice(ctx context.Context, device string) context.Context {
	return context.WithValue(ctx, deviceKey{}, device)
}

// Device that asks, as drafts name it.
func Device(r *http.Request) string {
	if d, _ := r.Context().Value(deviceKey{}).(string); d != "" {
		return d
	}
	return "web"
}

type secureKey struct{}

// WithSecure notes in a request's context that it came over TLS, whoever ended
// it: cookies are for such lines only, then.
func WithSecure(ctx context.Context) context.Context {
	return context.WithValue(ctx, secureKey{}, true)
}

func secure(r *http.Request) bool { return r.Context().Value(secureKey{}) != nil }

// personTag names a person of a database in a browser without telling who it is:
// what was kept for one is never shown to, or sent for, another (ruling 136).
func personTag(kept app.Keys, who app.PersonID) string {
	if kept.Tag == "" || who == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("page of " + string(who) + " in " + kept.Tag))
	return hex.EncodeToString(sum[:6])
}

// Tag of the person who asks; empty where nothing can be kept for them.
func (k *Kit) Tag(r *http.Request) (string, error) {
	kept, err := k.App.Keys(r.Context(), Who(r))
	return personTag(kept, Who(r).Person), err
}
