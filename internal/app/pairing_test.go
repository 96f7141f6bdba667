package app_test

import (
	"context"
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func codeOf(err error) goal.Code {
	if told, ok := errors.AsType[*goal.Error](err); ok {
		return told.Code
	}
	return ""
}

// Ruling 129: who showed the code says yes to the figures that both sides show, and
// nothing lets in without it. A code is spent by asking.
func TestRuling129PairingNeverLetsInByItself(t *testing.T) {
	for _, way := range []string{"token", "digits"} {
		p := newPerson(t, "2026-01-05T08:00:00Z")
		ctx, from := t.Context(), netip.MustParseAddr("192.168.1.7")
		code, err := p.OpenPairing(ctx, app.Local())
		if err != nil {
			t.Fatal(err)
		}
		sent := map[string]string{"token": code.Token, "digits": code.Digits}[way]
		wish, err := p.AskIn(ctx, sent, "Phone", from)
		if err != nil {
			t.Fatal(way, err)
		}
		if _, err := p.ComeIn(ctx, wish); !errors.Is(err, app.ErrNoPairing) {
			t.Errorf("%s: in without a yes: %v", way, err)
		}
		if _, err := p.AskIn(ctx, sent, "Thief", from); codeOf(err) != goal.CodeConflict {
			t.Errorf("%s: a code works twice: %v", way, err)
		}
		shown, err := p.Pairing(ctx, app.Local())
		theirs, err2 := p.Asked(ctx, wish)
		if err != nil || err2 != nil || shown.State != app.PairingAsks || shown != theirs || len(shown.Figures) != 4 || shown.Device != "Phone" {
			t.Errorf("%s: %+v, %+v, %v %v", way, shown, theirs, err, err2)
		}
		other := app.Actor{Person: app.LocalPerson, Session: "another", Scopes: app.AllScopes, Via: app.ViaSession}
		if err := p.AnswerPairing(ctx, other, shown.Figures, true); !errors.Is(err, app.ErrNoPairing) {
			t.Errorf("%s: another device said yes: %v", way, err)
		}
		if err := p.AnswerPairing(ctx, app.Local(), "none", true); !errors.Is(err, app.ErrNoPairing) {
			t.Errorf("%s: yes to other figures: %v", way, err)
		}
		if err := p.AnswerPairing(ctx, app.Local(), shown.Figures, true); err != nil {
			t.Fatal(err)
		}
		if _, err := p.ComeIn(app.OverPlain(ctx), wish); !errors.Is(err, app.ErrNoPairing) {
			t.Errorf("%s: in on another line: %v", way, err)
		}
		token, err := p.ComeIn(ctx, wish)
		if err != nil {
			t.Fatal(err)
		}
		if who, good, err := p.Authenticate(ctx, token); !good || err != nil || who.Person != app.LocalPerson {
			t.Errorf("%s: %v %v", way, who, err)
		}
		if _, err := p.ComeIn(ctx, wish); !errors.Is(err, app.ErrNoPairing) {
			t.Errorf("%s: twice: %v", way, err)
		}
	}
}

// A no, two minutes, a newer code and closing end a code; each for good.
func TestRuling129WhatEndsACode(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	ctx := t.Context()
	n := byte(0)
	from := func() netip.Addr { n++; return netip.AddrFrom4([4]byte{10, 0, 0, n}) }
	fresh := func() app.PairingCode {
		code, err := p.OpenPairing(ctx, app.Local())
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	over := func(what, code string) {
		t.Helper()
		if wish, err := p.AskIn(ctx, code, "x", from()); codeOf(err) != goal.CodeNotFound {
			t.Errorf("%s: %v %v", what, wish, err)
		}
	}
	first := fresh()
	second := fresh()
	over("a newer one", first.Token)
	over("a newer one's", first.Digits)
	if err := p.ClosePairing(ctx, app.Local()); err != nil {
		t.Fatal(err)
	}
	over("closed", second.Token)
	third := fresh()
	p.now = p.now.Add(app.PairingLife + time.Second)
	over("two minutes", third.Digits)
	fourth := fresh()
	wish, err := p.AskIn(ctx, fourth.Token, "x", from())
	if err != nil {
		t.Fatal(err)
	}
	shown, err := p.Pairing(ctx, app.Local())
	if err := errors.Join(err, p.AnswerPairing(ctx, app.Local(), shown.Figures, false)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.ComeIn(ctx, wish); !errors.Is(err, app.ErrNoPairing) {
		t.Errorf("in after a no: %v", err)
	}
	if err := p.AnswerPairing(ctx, app.Local(), shown.Figures, true); !errors.Is(err, app.ErrNoPairing) {
		t.Errorf("a no became a yes: %v", err)
	}
}

// Rulings 129 and 132: five wrong tries rest an address ten minutes, a network of the
// sixth version is one, and fifty in a minute end every code.
func TestRuling132WrongCodes(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	ctx := context.Background()
	try := func(ip, code string) error {
		_, err := p.AskIn(ctx, code, "x", netip.MustParseAddr(ip))
		return err
	}
	code, err := p.OpenPairing(ctx, app.Local())
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if err := try("fd00::1", "wrong"); codeOf(err) != goal.CodeNotFound {
			t.Fatal(err)
		}
	}
	var rest app.RestError
	if err := try("fd00::ffff", code.Token); !errors.As(err, &rest) || rest.Seconds != 600 {
		t.Errorf("after five: %v", err)
	}
	p.now = p.now.Add(30 * time.Second)
	if err := try("fd00::1", code.Token); !errors.As(err, &rest) || rest.Seconds != 570 {
		t.Errorf("half a minute later: %v", err)
	}
	for i := range 50 {
		if err := try(netip.AddrFrom4([4]byte{10, 1, 0, byte(i)}).String(), "wrong"); codeOf(err) != goal.CodeNotFound {
			t.Fatal(i, err)
		}
	}
	if err := try("10.2.0.1", code.Token); codeOf(err) != goal.CodeNotFound {
		t.Errorf("after fifty in a minute: %v", err)
	}
	p.now = p.now.Add(10 * time.Minute)
	fresh, err := p.OpenPairing(ctx, app.Local())
	if err != nil {
		t.Fatal(err)
	}
	if err := try("fd00::1", fresh.Token); err != nil {
		t.Errorf("after the rest: %v", err)
	}
}
