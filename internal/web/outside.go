package web

import (
	"context"
	"net/http"

	"github.com/ippo-app/ippo/internal/web/page"
)

// Arrival is how a request came in that is answered at no address in force.
type Arrival = page.Arrival

// WithSecure notes that a request came over TLS.
func WithSecure(ctx context.Context) context.Context { return page.WithSecure(ctx) }

// Misdirected answers a request that came to no address in force with what
// arrived, and with the line that would change that.
func (s *Site) Misdirected(w http.ResponseWriter, r *http.Request, status int, a Arrival) {
	s.kit.Misdirected(w, r, status, a)
}

// OfferLink shows a one-time link's page, whose button uses the link up.
func (s *Site) OfferLink(w http.ResponseWriter, r *http.Request) { s.kit.OfferLink(w, r) }
