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
func WithPerson(ctx context.Context, who app.PersonID) context.Context {
	return context.WithValue(ctx, personKey{}, who)
}

// Who is asking; empty without a session.
func Who(r *http.Request) app.PersonID {
	p, _ := r.Context().Value(personKey{}).(app.PersonID)
	return p
}

// PersonTag names a person in a browser without telling who it is: what was
// kept for one is never shown to, or sent for, another.
func PersonTag(who app.PersonID) string {
	sum := sha256.Sum256([]byte("page of " + who))
	return hex.EncodeToString(sum[:6])
}
