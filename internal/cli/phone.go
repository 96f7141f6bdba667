package cli

import (
	"context"
	"net"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/qr"
	"github.com/ippo-app/ippo/internal/server"
	"github.com/ippo-app/ippo/internal/store"
	"github.com/ippo-app/ippo/internal/zone"
)

// pairPath is where a device goes with a code.
const pairPath = "/pair"

// phonePause is how often the terminal looks whether a device asks.
const phonePause = time.Second

func newPhone(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "phone",
		Example: "  ippo phone",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return d.with(c.Context(), func(a *app.App, _ store.Store) error {
				if !d.mayAsk() { // nobody could say yes, and nothing else lets in (ruling 129)
					return wrong("error.phone.nobody")
				}
				return d.phone(c.Context(), a)
			})
		},
	}
}

// phone shows a code, waits until a device asks with it, and asks the person.
func (d deps) phone(ctx context.Context, a *app.App) error {
	at, err := d.reachable(ctx, a, server.OwnNetwork())
	if err != nil {
		return err
	}
	code, err := a.OpenPairing(ctx, me())
	if err != nil {
		return err
	}
	defer func() {
		last, end := context.WithTimeout(context.WithoutCancel(ctx), phonePause)
		defer end()
		if p, err := a.Pairing(last, me()); err == nil && p.State != app.PairingYes { // the device still has to come in
			_ = a.ClosePairing(last, me()) // it ends by itself
		}
	}()
	if err := d.showCode(ctx, a, at, code); err != nil {
		return err
	}
	p, err := d.asking(ctx, a)
	if err != nil {
		return err
	}
	return d.letIn(ctx, a, p)
}

// showCode draws it, and says it as text.
func (d deps) showCode(ctx context.Context, a *app.App, at string, code app.PairingCode) error {
	drawn, err := qr.Encode(at + pairPath + "#" + code.Token)
	if err != nil {
		return err
	}
	set, _, err := a.Settings(ctx, me())
	if err != nil {
		return err
	}
	o := d.unbuffered()
	if !d.flags.ascii && !d.flags.words {
		o.printf("%s\n\n", strings.Join(drawn.Blocks(), "\n"))
	}
	o.printf("%s\n%s\n", at+pairPath, code.Digits[:3]+" "+code.Digits[3:])
	until := goal.NewCalendar(set, zone.Load).Clock(code.Ends).Format("15:04")
	o.print(d.say("phone.cli.how", library.Args{"time": until}))
	return nil
}

// asking waits for a device.
func (d deps) asking(ctx context.Context, a *app.App) (app.Pairing, error) {
	tick := time.NewTicker(phonePause)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return app.Pairing{}, ctx.Err()
		case <-tick.C:
		}
		p, err := a.Pairing(ctx, me())
		if err != nil || p.State == app.PairingAsks {
			return p, err
		}
		if p.State == app.PairingNone {
			return p, goal.NotFound("code", "error.phone.over")
		}
	}
}

// letIn asks whether the four digits are the same. No flag says yes to that.
func (d deps) letIn(ctx context.Context, a *app.App, p app.Pairing) error {
	t := d.terminal()
	t.Yes = false
	name := server.DeviceName(p.Device)
	if name == "" {
		name = d.say("phone.device")
	}
	question := d.say("phone.asks", library.Args{"device": name, "figures": p.Figures[:2] + " " + p.Figures[2:]}) + "\n" + d.say("phone.same")
	yes := t.Confirm(ctx, question, goal.Conflict("", "error.declined")) == nil
	if err := a.AnswerPairing(ctx, me(), p.Figures, yes); err != nil {
		return err
	}
	said := "phone.said_no"
	if yes {
		said = "phone.said_yes"
	}
	d.print(d.say(said))
	return nil
}

// reachable is where a phone finds the server that runs: at its first public
// address, else in the machine's own network.
func (d deps) reachable(ctx context.Context, a *app.App, home server.Home) (string, error) {
	all, err := a.Running(ctx, me())
	if err != nil {
		return "", err
	}
	public, err := remembered(ctx, a)
	if err != nil {
		return "", err
	}
	runs := false
	for _, r := range all {
		if !server.Answers(ctx, r) {
			continue
		}
		runs = true
		if len(public) > 0 {
			return public[0].String(), nil
		}
		_, port, err := net.SplitHostPort(r.Address)
		if err != nil {
			continue
		}
		for _, ip := range home.Own() {
			there := net.JoinHostPort(ip.String(), port)
			if server.Answers(ctx, r.At(there)) {
				return "http://" + there, nil
			}
		}
	}
	if runs {
		return "", goal.Unavailable("server", "error.phone.alone")
	}
	return "", goal.NotFound("server", "error.phone.none")
}
