package cli

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/service"
)

func newServiceStatus(d deps) *cobra.Command {
	return &cobra.Command{
		Use: "status", Example: "  ippo service status", Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return d.serviceStatus(c.Context()) },
	}
}

// serviceStatus says whether there is a unit, and whether it runs.
func (d deps) serviceStatus(ctx context.Context) error {
	p, err := d.servicePlace()
	if err != nil {
		return err
	}
	_, err = os.Lstat(p.path)
	there := err == nil
	state := ""
	if there && d.onPath("systemctl") != "" {
		state, _ = d.systemctl(ctx, "is-active", service.Name+".service") // it says what it is by its text
	}
	if d.flags.json {
		return d.json(map[string]any{"installed": there, "running": state == "active", "unit": p.path})
	}
	switch {
	case !there:
		d.print(d.say("service.none"))
	case state == "active":
		d.print(d.say("service.runs", library.Args{"path": p.path}))
	case state == "inactive" || state == "failed" || state == "activating":
		d.print(d.say("service.stands", library.Args{"path": p.path}), d.say("service.journal"))
	default:
		d.print(d.say("service.unknown", library.Args{"path": p.path}))
	}
	return nil
}
