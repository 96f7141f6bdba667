package cli

import (
	"context"
	"errors"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/service"
)

func newServiceRemove(d deps) *cobra.Command {
	return &cobra.Command{
		Use: "remove", Example: "  ippo service remove", Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return d.removeService(c.Context()) },
	}
}

// removeService takes the unit away. What was written in ippo stays.
func (d deps) removeService(ctx context.Context) error {
	p, err := d.servicePlace()
	if err != nil {
		return err
	}
	if _, err := os.Lstat(p.path); errors.Is(err, os.ErrNotExist) {
		d.print(d.say("service.none"))
		return nil
	}
	systemd := runtime.GOOS != "darwin" && runtime.GOOS != "windows"
	stopped := false
	if systemd {
		_, err := d.systemctl(ctx, "disable", "--now", service.Name+".service")
		stopped = err == nil
	}
	if err := dropUnit(p.path); err != nil {
		return goal.Unavailable("service", "error.service.write", p.path)
	}
	if systemd {
		_, _ = d.systemctl(ctx, "daemon-reload") // it is read anew at the next start, else
	}
	d.print(d.say("service.removed"))
	switch {
	case !systemd:
		d.print(d.say("service.end"))
		d.printf("%s\n", p.end)
	case !stopped:
		d.print(d.say("service.still"))
	}
	return nil
}
