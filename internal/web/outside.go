package web

import (
	"context"
	"net/http"
	"net/netip"

	"github.com/ippo-app/ippo/internal/web/page"
	"github.com/ippo-app/ippo/internal/web/phone"
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

// Reach is where other devices find the server.
type Reach = page.Reach

// At says where other devices find the server.
func (s *Site) At(reach func() Reach) { s.kit.Reach = reach }

// DeviceName is what people call a device that has a browser of this name.
func DeviceName(agent string) string { return page.DeviceName(agent) }

// WithClient notes who asks.
func WithClient(ctx context.Context, ip netip.Addr) context.Context { return page.WithClient(ctx, ip) }

// AskCookie holds what a device that asks to come in is known by.
const AskCookie = phone.AskCookie

// OfferLink shows a one-time link's page, whose button uses the link up.
func (s *Site) OfferLink(w http.ResponseWriter, r *http.Request) { s.kit.OfferLink(w, r) }
