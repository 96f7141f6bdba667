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
func (a *App) LinkState(ctx context.Context, who PersonID, token string) (LinkState, error) {
	state, now := LinkUnknown, a.now()
	err := a.store.View(ctx, who, func(tx Tx) error {
		l, ok, err := tx.Session(hashToken(token))
		switch {
		case err != nil || !ok || l.Kind != kindLink:
			state = LinkUnknown
		case l.Used:
			state = LinkUsed
		case !l.goodAt(now):
			state = LinkOver
		default:
			state = LinkGood
		}
		return err
	})
	return state, err
}
