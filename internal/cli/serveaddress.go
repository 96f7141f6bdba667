package cli

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/server"
)

// What the environment says of addresses; lists have commas.
const (
	envURL    = "IPPO_URL"
	envListen = "IPPO_LISTEN"
	envProxy  = "IPPO_PROXY"
)

// noAddress takes the addresses back that were written down.
const noAddress = "none"

// addressFlags say what a server is beyond its own machine.
type addressFlags struct {
	urls, proxies []string
	home          bool
}

func (f *addressFlags) add(fl *pflag.FlagSet) {
	fl.StringArrayVar(&f.urls, "url", nil, "")
	fl.StringArrayVar(&f.proxies, "proxy", nil, "")
	fl.BoolVar(&f.home, "home", false, "")
}

// orElse is what was typed, or what the environment says instead.
func (d deps) orElse(typed []string, env string) []string {
	if len(typed) > 0 {
		return typed
	}
	return strings.FieldsFunc(d.getenv(env), func(r rune) bool { return r == ',' || r == ' ' })
}

// outside is what flags and environment say of the way to a server.
func (d deps) outside(f addressFlags) (server.Outside, error) {
	var o server.Outside
	if f.home {
		o.Home = server.OwnNetwork()
	}
	for _, typed := range d.orElse(f.proxies, envProxy) {
		p, err := server.ParseProxy(typed)
		if err != nil {
			return o, err
		}
		o.Proxies = append(o.Proxies, p)
	}
	urls := d.orElse(f.urls, envURL)
	if slices.Equal(urls, []string{noAddress}) {
		return o, nil
	}
	for _, typed := range urls {
		a, err := server.ParseAddress(typed)
		if err != nil {
			return o, err
		}
		if !slices.Contains(o.Addresses, a) {
			o.Addresses = append(o.Addresses, a)
		}
	}
	return o, nil
}

// remembered are the addresses of the last start.
func remembered(ctx context.Context, a *app.App) ([]server.Address, error) {
	known, err := a.Addresses(ctx, me())
	return parsed(known), err
}

// parsed are the addresses that this version can read: another one may write
// others.
func parsed(known []string) []server.Address {
	var all []server.Address
	for _, s := range known {
		if x, err := server.ParseAddress(s); err == nil {
			all = append(all, x)
		}
	}
	return all
}

// inForce is what a server begins with: as it is told, else at the addresses of
// the last start. It is written down, and a move away from an address is said
// together with what hangs on it (ruling 126).
func (d deps) inForce(ctx context.Context, a *app.App, f addressFlags) (server.Outside, error) {
	o, err := d.outside(f)
	if err != nil {
		return o, err
	}
	known, err := a.Addresses(ctx, me())
	if err != nil {
		return o, err
	}
	if len(d.orElse(f.urls, envURL)) == 0 {
		o.Addresses = parsed(known)
	}
	now := texts(o.Addresses)
	for _, old := range known {
		if slices.Contains(now, old) {
			continue
		}
		n, err := a.Devices(ctx, me())
		if err != nil {
			return o, err
		}
		d.onStderr().printf("%s\n", d.say("serve.moved", library.Args{"address": old, "n": n, "count": d.words.Count(n)}))
	}
	return o, a.SetAddresses(ctx, me(), now)
}

// sayHome says where the server is reached in the machine's own network, and that
// others there can read along (ruling 128).
func (d deps) sayHome(at []string) {
	if len(at) == 0 {
		d.onStderr().printf("%s\n", d.say("serve.home.none"))
		return
	}
	d.onStderr().printf("%s\n", d.say("serve.home", library.Args{"addresses": strings.Join(at, ", ")}))
}

func texts(addresses []server.Address) []string {
	var all []string
	for _, a := range addresses {
		all = append(all, a.String())
	}
	return all
}

// keepAddresses in the database for as long as the server runs.
func keepAddresses(a *app.App, o server.Outside) func(context.Context) {
	return func(ctx context.Context) {
		tick := time.NewTicker(app.AddressPause)
		defer tick.Stop()
		for len(o.Addresses) > 0 {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				_ = a.SetAddresses(ctx, me(), texts(o.Addresses)) // tried again
			}
		}
	}
}
