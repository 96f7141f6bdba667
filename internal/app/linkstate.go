package app

import "context"

// LinkState is what has become of a one-time link. Used, over and unknown say
// different things to whoever holds it.
type LinkState string

// The states of a link. One that is used or over is unknown once a newer one was
// made.
const (
	LinkGood    LinkState = "good"
	LinkUsed    LinkState = "used"
	LinkOver    LinkState = "over"
	LinkUnknown LinkState = "unknown"
)

// LinkState looks at a link without using it up: mail scanners and previews open
// whatever they see.
func (a *App) LinkState(ctx context.Context, token string) (LinkState, error) {
	b, there, err := a.store.Door(ctx, kindLink, hashToken(token))
	switch {
	case err != nil || !there || b.Disabled != 0 || b.Session.Kind != kindLink:
		return LinkUnknown, err
	case b.Session.Used:
		return LinkUsed, nil
	case !b.Session.goodAt(a.now()):
		return LinkOver, nil
	}
	return LinkGood, nil
}
