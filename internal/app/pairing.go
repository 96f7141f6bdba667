package app

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// PairingLife is how long a code to pair a device by is good (ruling 129).
const PairingLife = 2 * time.Minute

// A pairing is a row beside the sessions, under the hash of its token, and two more
// by which its digits and the device that asks find it. So no copy holds one, and a
// restore ends it (ruling 125).
const (
	kindPairing = "pairing"
	kindDigits  = "digits"
	kindAsking  = "asking"
)

// pairing is what its row holds.
type pairing struct {
	Shown   string `json:"shown"`             // by which session; empty for the terminal
	Digits  string `json:"digits"`            // hash of the six digits
	Wish    string `json:"wish,omitempty"`    // hash of what the device that asks holds
	Device  string `json:"device,omitempty"`  // what that calls itself
	Kind    string `json:"kind,omitempty"`    // of the session that it is to get
	Figures string `json:"figures,omitempty"` // the four that both sides show
	Answer  string `json:"answer,omitempty"`  // yes or no

	token   string // its hash
	expires int64
}

// PairingCode is what is shown to let a device in: the token in a QR code, or the
// digits to be typed.
type PairingCode struct {
	Token, Digits string
	Ends          int64 // ms UTC
}

// PairingState is where a pairing stands.
type PairingState string

// The states of a pairing.
const (
	PairingNone PairingState = "none" // there is none, or it is over
	PairingOpen PairingState = "open" // nobody has asked yet
	PairingAsks PairingState = "asks" // a device wants in
	PairingYes  PairingState = "yes"
	PairingNo   PairingState = "no"
)

// Pairing is one as either side may see it.
type Pairing struct {
	State   PairingState
	Device  string // what the device that asks calls itself
	Figures string // the four digits that both sides show
	Ends    int64  // ms UTC
}

// OpenPairing makes a code that lets one device in as the actor's person, once the
// actor has said yes. The one that was open before is over.
func (a *App) OpenPairing(ctx context.Context, who Actor) (PairingCode, error) {
	now := a.now()
	code := PairingCode{Token: rand.Text(), Ends: now.Add(PairingLife).UnixMilli()}
	for range pairingDraws {
		code.Digits = digits(6)
		err := a.update(ctx, who, ofDoors, func(tx Tx) error {
			if _, done, err := tx.Session(hashToken(code.Token)); done || err != nil {
				return err
			}
			if err := dropPairings(tx); err != nil {
				return err
			}
			p := pairing{Shown: who.Session, Digits: hashDigits(code.Digits), token: hashToken(code.Token), expires: code.Ends}
			if err := putRow(tx, kindDigits, p.Digits, "", now, p.expires); err != nil {
				return err
			}
			return p.put(tx, now)
		})
		if told, ok := errors.AsType[*goal.Error](err); ok && told.Code == goal.CodeConflict {
			continue // somebody else shows these digits right now
		}
		return code, err
	}
	return PairingCode{}, goal.Unavailable("pairing", "error.pairing.busy")
}

// pairingDraws is how often digits are drawn that somebody else shows.
const pairingDraws = 8

// digits are so many, drawn.
func digits(n int) string {
	most := big.NewInt(1)
	for range n {
		most.Mul(most, big.NewInt(10))
	}
	x, err := rand.Int(rand.Reader, most)
	if err != nil { // the system has no randomness; nothing safe can be done
		panic(err)
	}
	return fmt.Sprintf("%0*d", n, x)
}

func hashDigits(d string) string { return hashToken("digits " + d) }

func putRow(tx Tx, kind, hash, says string, now time.Time, expires int64) error {
	return putWithDoor(tx, Session{Hash: hash, Kind: kind, Created: now.UnixMilli(), Expires: expires, Device: says})
}

// put writes a pairing anew: a row's text does not change once it is there.
func (p pairing) put(tx Tx, now time.Time) error {
	says, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if err := tx.DropSession(p.token); err != nil {
		return err
	}
	return putRow(tx, kindPairing, p.token, string(says), now, p.expires)
}

// dropPairings ends all of a person's.
func dropPairings(tx Tx) error {
	for _, kind := range []string{kindPairing, kindDigits, kindAsking} {
		rows, err := tx.Sessions(kind)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := tx.DropSession(r.Hash); err != nil {
				return err
			}
		}
	}
	return nil
}

// openPairing is the person's pairing, and whether one is good.
func (a *App) openPairing(tx Tx) (p pairing, ok bool, err error) {
	rows, err := tx.Sessions(kindPairing)
	if err != nil || len(rows) == 0 {
		return p, false, err
	}
	r := rows[0]
	if err := json.Unmarshal([]byte(r.Device), &p); err != nil {
		return pairing{}, false, nil //nolint:nilerr // one of another version: it ends in two minutes
	}
	p.token, p.expires = r.Hash, r.Expires
	return p, r.goodAt(a.now()) && !a.tries.shut(r.Created), nil
}

func (p pairing) seen() Pairing {
	v := Pairing{State: PairingOpen, Device: p.Device, Figures: p.Figures, Ends: p.expires}
	switch {
	case p.Answer != "":
		v.State = PairingState(p.Answer)
	case p.Wish != "":
		v.State = PairingAsks
	}
	return v
}

// Pairing is the one that the actor shows. Nobody else sees it, not even the
// person's other devices: who showed the code is who says yes.
func (a *App) Pairing(ctx context.Context, who Actor) (Pairing, error) {
	v := Pairing{State: PairingNone}
	err := a.view(ctx, who, ofDoors, func(tx Tx) error {
		p, ok, err := a.openPairing(tx)
		if ok && p.Shown == who.Session {
			v = p.seen()
		}
		return err
	})
	return v, err
}

// ErrNoPairing is answered where a pairing was asked for that is not there, or not
// any more.
var ErrNoPairing = goal.NotFound("code", "error.pairing.over")

// AnswerPairing lets the device in that asks and shows these figures, or does not.
func (a *App) AnswerPairing(ctx context.Context, who Actor, figures string, yes bool) error {
	return a.update(ctx, who, ofDoors, func(tx Tx) error {
		p, ok, err := a.openPairing(tx)
		if err != nil {
			return err
		}
		if !ok || p.Shown != who.Session || p.Wish == "" || p.Figures != figures {
			return ErrNoPairing
		}
		says := string(PairingNo)
		if yes {
			says = string(PairingYes)
		}
		if p.Answer != "" && p.Answer != says {
			return ErrNoPairing
		}
		p.Answer = says
		return p.put(tx, a.now())
	})
}

// ClosePairing ends the one that the actor shows.
func (a *App) ClosePairing(ctx context.Context, who Actor) error {
	return a.update(ctx, who, ofDoors, func(tx Tx) error {
		p, _, err := a.openPairing(tx)
		if err != nil || p.Shown != who.Session {
			return err
		}
		return dropPairings(tx)
	})
}

// AskIn asks for the person whose code it is, the token of a QR code or the six
// digits, and answers what the device that asks is known by from here on. A code
// is spent by it. from is who asks: five wrong tries rest an address (ruling 129),
// which is answered with a [RestError].
func (a *App) AskIn(ctx context.Context, code, device string, from netip.Addr) (wish string, err error) {
	if err := a.tries.may(a.now(), from); err != nil {
		return "", err
	}
	kind, hash := kindPairing, hashToken(code)
	if len(code) == 6 {
		kind, hash = kindDigits, hashDigits(code)
	}
	b, there, err := a.store.Door(ctx, kind, hash)
	if err != nil {
		return "", err
	}
	if !there || b.Disabled != 0 {
		a.tries.wrong(a.now(), from)
		return "", goal.NotFound("code", "error.pairing.unknown")
	}
	wish = rand.Text()
	figures := digits(4)
	asker := Actor{Person: b.Person, Scopes: ScopeDoors, Via: ViaLink}
	err = a.update(ctx, asker, ofDoors, func(tx Tx) error {
		p, ok, err := a.openPairing(tx)
		switch {
		case err != nil:
			return err
		case p.Wish == hashToken(wish): // this very call, whose end nobody was told
			return nil
		case !ok || p.token != hash && p.Digits != hash:
			return ErrNoPairing
		case p.Wish != "":
			return goal.Conflict("code", "error.pairing.used")
		}
		p.Wish, p.Device, p.Kind, p.Figures = hashToken(wish), shortened(device), sessionKind(ctx), figures
		if err := putRow(tx, kindAsking, p.Wish, "", a.now(), p.expires); err != nil {
			return err
		}
		return p.put(tx, a.now())
	})
	if errors.Is(err, ErrNoPairing) {
		a.tries.wrong(a.now(), from)
	}
	return wish, err
}

// Asked is where the pairing stands that a device asked for.
func (a *App) Asked(ctx context.Context, wish string) (Pairing, error) {
	v := Pairing{State: PairingNone}
	who, there, err := a.whoseWish(ctx, wish)
	if err != nil || !there {
		return v, err
	}
	err = a.view(ctx, who, ofDoors, func(tx Tx) error {
		p, ok, err := a.openPairing(tx)
		if ok && p.Wish == hashToken(wish) {
			v = p.seen()
		}
		return err
	})
	return v, err
}

func (a *App) whoseWish(ctx context.Context, wish string) (Actor, bool, error) {
	b, there, err := a.store.Door(ctx, kindAsking, hashToken(wish))
	return Actor{Person: b.Person, Scopes: ScopeDoors, Via: ViaLink}, there && b.Disabled == 0, err
}

// ComeIn answers the token of a session for a device that was let in, once, on the
// line on which it asked.
func (a *App) ComeIn(ctx context.Context, wish string) (string, error) {
	who, there, err := a.whoseWish(ctx, wish)
	if err != nil {
		return "", err
	}
	if !there {
		return "", ErrNoPairing
	}
	token, now := rand.Text(), a.now()
	err = a.update(ctx, who, ofDoors, func(tx Tx) error {
		if _, done, err := tx.Session(hashToken(token)); done || err != nil {
			return err
		}
		p, ok, err := a.openPairing(tx)
		if err != nil {
			return err
		}
		if !ok || p.Wish != hashToken(wish) || p.Answer != string(PairingYes) || p.Kind != sessionKind(ctx) {
			return ErrNoPairing
		}
		if err := dropPairings(tx); err != nil {
			return err
		}
		return putRow(tx, p.Kind, hashToken(token), p.Device, now, now.Add(SessionIdle).UnixMilli())
	})
	return token, err
}
