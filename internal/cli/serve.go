package cli

import (
	"context"
	"log/slog"
	"net"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/server"
	"github.com/ippo-app/ippo/internal/store"
)

const defaultListen = "127.0.0.1:8377"

// serveFlags of ippo serve.
type serveFlags struct {
	listen       string
	address      addressFlags
	noOpen, link bool
	backup       backupFlags
	every        string
}

func newServe(d deps) *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:     "serve",
		Example: "  ippo serve\n  ippo serve --no-open --listen 127.0.0.1:9000\n  ippo serve --url https://ippo.example.org\n  ippo serve --link\n  ippo serve --backup-to ~/backups --backup-every 30m",
		Args:    noArgs,
		PreRunE: func(c *cobra.Command, _ []string) error {
			var err error
			if f.backup.to, err = d.backupFolder(f.backup.to); err != nil {
				return err
			}
			if _, err := d.every(f.every); err != nil {
				return err
			}
			if _, err := d.keep(f.backup.keep); err != nil {
				return err
			}
			if err := f.backup.checkKeys(); err != nil {
				return err
			}
			if !c.Flags().Changed("listen") && d.getenv(envListen) != "" {
				f.listen = d.getenv(envListen)
			}
			o, err := d.outside(f.address)
			if err != nil {
				return err
			}
			return o.CheckListen(f.listen)
		},
		RunE: func(c *cobra.Command, _ []string) error {
			return d.with(c.Context(), func(a *app.App, s store.Store) error {
				if f.link {
					at := ""
					if c.Flags().Changed("listen") {
						at = f.listen
					}
					return d.printLink(c.Context(), a, at, f.address)
				}
				return d.serve(c.Context(), a, s, f)
			})
		},
	}
	c.Flags().StringVar(&f.listen, "listen", defaultListen, "")
	f.address.add(c.Flags())
	c.Flags().BoolVar(&f.noOpen, "no-open", false, "")
	c.Flags().BoolVar(&f.link, "link", false, "")
	f.backup.add(c.Flags(), "backup-to")
	c.Flags().StringVar(&f.every, "backup-every", "", "")
	return c
}

func (d deps) serve(ctx context.Context, a *app.App, s store.Store, f serveFlags) error {
	log := slog.New(slog.NewTextHandler(d.err, nil))
	backups, err := d.schedule(ctx, s, f, log)
	if err != nil {
		return err
	}
	if err := d.saveFirstSettings(ctx, a); err != nil {
		return err
	}
	outside, err := d.inForce(ctx, a, f.address)
	if err != nil {
		return err
	}
	l, err := outside.Listen(ctx, f.listen)
	if err != nil {
		return err
	}
	site := server.New(a, log, s.Serve, d.staySeen(s), keepAddresses(a, outside))
	site.Open(outside)
	origin, err := d.origin(ctx, a, l.Addr().String())
	link := ""
	if err == nil {
		site.Lead(origin)
		link, err = d.link(ctx, a, wayTo(outside.Addresses, origin, l.Addr().String()))
	}
	if err == nil {
		err = site.Announce(ctx, l)
	}
	if err != nil {
		_ = l.Close() // the first error is the one to say
		return err
	}
	if f.address.home {
		d.sayHome(server.AtHome(l))
	}
	d.unbuffered().printf("%s\n", link)
	if backups != nil {
		site.Beside(backups.Run)
	}
	if !f.noOpen && len(outside.Addresses) == 0 && draw.IsTerminal(d.stdout) {
		if page, err := newWayIn(d.getenv("HOME"), link, d.now()); err == nil { // the printed link is enough
			site.Beside(func(ctx context.Context) { page.keep(ctx, site.SignedIn()) })
			openBrowser(ctx, page)
		}
	}
	return site.Run(ctx, l)
}

// link to a server at an origin.
func (d deps) link(ctx context.Context, a *app.App, origin string) (string, error) {
	token, err := a.NewLink(ctx, me())
	return origin + "/in/" + token, err
}

// wayTo a server: the first of its public addresses, or its name on this
// machine.
func wayTo(public []server.Address, origin server.Origin, listens string) string {
	if len(public) > 0 {
		return public[0].String()
	}
	return "http://" + origin.Host(listens)
}

// origin is how browsers reach the server at an address (ruling 69).
func (d deps) origin(ctx context.Context, a *app.App, address string) (server.Origin, error) {
	name, err := a.Origin(ctx, me())
	return server.NewOrigin(ctx, name, address, server.Resolves), err
}

// printLink makes a link for the server that runs, or for the one that listens
// at an address: that one is led to on this machine.
func (d deps) printLink(ctx context.Context, a *app.App, at string, address addressFlags) error {
	all, err := a.Running(ctx, me())
	if err != nil {
		return err
	}
	typed, err := d.outside(address)
	if err != nil {
		return err
	}
	public := typed.Addresses
	if len(address.urls) == 0 { // the environment may be another than the server's
		public, err = remembered(ctx, a)
	}
	if err != nil {
		return err
	}
	if at != "" {
		public = nil
	}
	if t, err := net.ResolveTCPAddr("tcp", at); at != "" && err == nil {
		at = t.String() // localhost is listened to at an address
	}
	for _, r := range all {
		if at != "" && at != r.Address || !server.Answers(ctx, r) {
			continue
		}
		origin, err := d.origin(ctx, a, r.Address)
		if err != nil {
			return err
		}
		link, err := d.link(ctx, a, wayTo(public, origin, r.Address))
		if err != nil {
			return err
		}
		if d.flags.json {
			return d.json(map[string]string{"link": link})
		}
		d.printf("%s\n", link)
		return nil
	}
	if at != "" {
		return goal.NotFound("server", "error.server.none_at", at)
	}
	return goal.NotFound("server", "error.server.none")
}
