package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/service"
)

func newServiceInstall(d deps) *cobra.Command {
	var f serviceFlags
	c := &cobra.Command{
		Use:     "install",
		Example: "  ippo service install\n  ippo service install --home\n  ippo service install --url https://ippo.example.org",
		Args:    noArgs,
		PreRunE: func(c *cobra.Command, _ []string) error {
			if !c.Flags().Changed("listen") {
				f.listen = ""
			}
			return d.checkService(f)
		},
		RunE: func(c *cobra.Command, _ []string) error {
			return d.installService(c.Context(), f)
		},
	}
	f.address.add(c.Flags())
	c.Flags().StringVar(&f.listen, "listen", defaultListen, "")
	return c
}

// serviceFlags are those of ippo serve that a service may need.
type serviceFlags struct {
	address addressFlags
	listen  string
}

// kept are the variables that a service is given as they are now: they may hold
// what is secret, and nothing of that is an argument.
func kept() []string {
	return []string{
		envURL, envListen, envProxy, envBackupTo, envBackupEvery, envBackupKeep, envBackupRecipients, envBackupPassphrase,
		"PGPASSWORD", "PGPASSFILE", "PGSSLROOTCERT",
	}
}

// checkService refuses what ippo serve would refuse.
func (d deps) checkService(f serviceFlags) error {
	o, err := d.outside(f.address)
	if err != nil {
		return err
	}
	listen := f.listen
	if listen == "" {
		listen = defaultListen
		if v := d.getenv(envListen); v != "" {
			listen = v
		}
	}
	return o.CheckListen(listen)
}

// unit is what the system is to start.
func (d deps) unit(f serviceFlags) (service.Unit, error) {
	database, err := d.database()
	if err != nil {
		return service.Unit{}, err
	}
	if !isServer(database) {
		if database, err = filepath.Abs(database); err != nil {
			return service.Unit{}, err
		}
	}
	program, err := os.Executable()
	if err != nil {
		return service.Unit{}, goal.Unavailable("service", "error.service.program")
	}
	u := service.Unit{Program: program, Arguments: []string{"serve", "--no-open"}, Environment: []service.Variable{{Name: "IPPO_DATABASE", Value: database}}}
	if f.address.home {
		u.Arguments = append(u.Arguments, "--home")
	}
	for _, x := range f.address.urls {
		u.Arguments = append(u.Arguments, "--url", x)
	}
	for _, x := range f.address.proxies {
		u.Arguments = append(u.Arguments, "--proxy", x)
	}
	if f.listen != "" {
		u.Arguments = append(u.Arguments, "--listen", f.listen)
	}
	for _, name := range kept() {
		if v := d.getenv(name); v != "" {
			u.Environment = append(u.Environment, service.Variable{Name: name, Value: v})
		}
	}
	return u, nil
}

// installService writes the unit and lets it begin; again it changes what is
// different and nothing else.
func (d deps) installService(ctx context.Context, f serviceFlags) error {
	managed, err := d.hasManager()
	if err != nil {
		return err
	}
	p, err := d.servicePlace()
	if err != nil {
		return err
	}
	u, err := d.unit(f)
	if err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		u, err = forWindows(u)
		if err != nil {
			return err
		}
	}
	text, err := p.write(u)
	if errors.Is(err, service.ErrLine) {
		return wrong("error.service.line")
	}
	if err != nil {
		return err
	}
	before, err := os.ReadFile(p.path)
	same := err == nil && bytes.Equal(before, []byte(text))
	if !same {
		if err := writeUnit(p.path, text); err != nil {
			return goal.Unavailable("service", "error.service.write", p.path)
		}
	}
	if !managed {
		d.print(d.say("service.written", library.Args{"path": p.path}), d.say("service.not_run"))
		d.printf("%s\n", p.begin)
		return nil
	}
	return d.beginService(ctx, p, same)
}

// forWindows puts the file of the database among the arguments: a task has no
// environment of its own. The address of a server may hold a password, and is left
// to the person's environment.
func forWindows(u service.Unit) (service.Unit, error) {
	i := slices.IndexFunc(u.Environment, func(v service.Variable) bool { return v.Name == "IPPO_DATABASE" })
	if isServer(u.Environment[i].Value) {
		return u, goal.Unavailable("service", "error.service.windows")
	}
	u.Arguments = append(u.Arguments, "--database", u.Environment[i].Value)
	return u, nil
}

func (d deps) beginService(ctx context.Context, p unitPlace, same bool) error {
	steps := [][]string{{"daemon-reload"}, {"enable", service.Name + ".service"}}
	if state, _ := d.systemctl(ctx, "is-active", service.Name+".service"); !same || state != "active" {
		steps = append(steps, []string{"restart", service.Name + ".service"})
	}
	for _, args := range steps {
		if _, err := d.systemctl(ctx, args...); err != nil {
			return goal.Unavailable("service", "error.service.manager", p.path)
		}
	}
	d.print(d.say("service.installed", library.Args{"path": p.path}), d.say("service.open"), d.say("service.linger"))
	return nil
}
