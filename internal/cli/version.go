package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is written by the release build.
var version = ""

// versionName is what the release build wrote, or the module's version.
func versionName() string {
	if version != "" {
		return version
	}
	if b, ok := debug.ReadBuildInfo(); ok && b.Main.Version != "" && b.Main.Version != "(devel)" {
		return b.Main.Version
	}
	return "development"
}

func newVersion(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Example: "  ippo version\n  ippo version --json",
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return d.version() },
	}
}

func (d deps) version() error {
	if d.flags.json {
		return d.json(map[string]string{"version": versionName(), "go": runtime.Version(), "system": runtime.GOOS + "/" + runtime.GOARCH})
	}
	d.printf("ippo %s\n", versionName())
	return nil
}
