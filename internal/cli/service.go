package cli

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/service"
)

// newService holds the commands that let the system start ippo.
func newService(d deps) *cobra.Command {
	c := &cobra.Command{
		Use:     "service",
		Example: "  ippo service install --home\n  ippo service status\n  ippo service remove",
		RunE:    subcommand,
	}
	for i, sub := range []*cobra.Command{newServiceInstall(d), newServiceRemove(d), newServiceStatus(d)} {
		inPlace(i, sub)
		c.AddCommand(sub)
	}
	return c
}

// unitPlace is where a system looks for what it starts, how that is written, and the
// line by which a person lets it begin or end where ippo does not do so itself.
type unitPlace struct {
	path       string
	write      func(service.Unit) (string, error)
	begin, end string
}

func (d deps) servicePlace() (unitPlace, error) {
	home := d.getenv("HOME")
	switch runtime.GOOS {
	case "darwin":
		path := filepath.Join(home, "Library", "LaunchAgents", service.Label+".plist")
		return unitPlace{path, service.Unit.Launchd, "launchctl bootstrap gui/$(id -u) '" + path + "'", "launchctl bootout gui/$(id -u)/" + service.Label}, homeOr(home)
	case "windows":
		folder := d.getenv("LOCALAPPDATA")
		path := filepath.Join(folder, "ippo", "ippo-task.xml")
		return unitPlace{path, service.Unit.Task, `schtasks /Create /TN ippo /XML "` + path + `"`, "schtasks /Delete /TN ippo"}, homeOr(folder)
	}
	folder := d.getenv("XDG_CONFIG_HOME")
	if folder == "" && home != "" {
		folder = filepath.Join(home, ".config")
	}
	return unitPlace{
		path: filepath.Join(folder, "systemd", "user", service.Name+".service"), write: service.Unit.Systemd,
		begin: "systemctl --user enable --now ippo", end: "systemctl --user disable --now ippo",
	}, homeOr(folder)
}

func homeOr(folder string) error {
	if folder == "" {
		return goal.Unavailable("home", "error.home")
	}
	return nil
}

// systemctl asks somebody's own systemd.
func (d deps) systemctl(ctx context.Context, args ...string) (string, error) {
	program := d.onPath("systemctl")
	if program == "" {
		return "", exec.ErrNotFound
	}
	c := exec.CommandContext(ctx, program, append([]string{"--user"}, args...)...) //nolint:gosec // the system's own
	out, err := c.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// onPath finds a program where the environment says; empty for none.
func (d deps) onPath(name string) string {
	for _, folder := range filepath.SplitList(d.getenv("PATH")) {
		path := filepath.Join(folder, name)
		if info, err := os.Stat(path); filepath.IsAbs(folder) && err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return path
		}
	}
	return ""
}

// hasManager says whether this is a system whose services ippo looks after itself,
// and refuses one that has none of those it knows.
func (d deps) hasManager() (bool, error) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return false, nil
	}
	if d.onPath("systemctl") == "" {
		return false, goal.Unavailable("service", "error.service.none")
	}
	return true, nil
}
