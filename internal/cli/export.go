package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newExport(d deps) *cobra.Command {
	var format, output string
	c := &cobra.Command{
		Use:     "export",
		Example: "  ippo export -o ippo.json\n  ippo export --format md\n  ippo export --format csv -o tables/\n  ippo export --format ics -o ippo.ics",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			write, ok := d.writers()[format]
			if !ok {
				return wrong("error.export.format", format)
			}
			return d.app(c.Context(), func(a *app.App) error {
				return a.Archive(c.Context(), me, func(archive goal.Archive) error {
					if format == "csv" && isFolder(output) {
						return d.tables(archive, output)
					}
					return d.deliver(output, func(w io.Writer) error { return write(w, archive) })
				})
			})
		},
	}
	c.Flags().StringVar(&format, "format", "json", "")
	c.Flags().StringVarP(&output, "output", "o", "", "")
	_ = c.RegisterFlagCompletionFunc("format", oneOfThese("json", "csv", "md", "ics")) // only refuses a flag that is not there
	return c
}

// writers of what is taken out, by the name of their format.
func (d deps) writers() map[string]func(io.Writer, goal.Archive) error {
	w := d.words.Words
	words := exchange.Words{
		Say:  func(key string, args map[string]any) string { return w.Say(key, args) },
		Date: w.FullDate, Number: w.Number, Unit: w.Unit, Event: w.Event, Why: w.Purpose,
		Tag: func(t goal.MissTag) string { return w.Say("tag." + string(t)) },
	}
	return map[string]func(io.Writer, goal.Archive) error{
		"json": exchange.JSON,
		"csv":  exchange.CSV,
		"md":   func(w io.Writer, ar goal.Archive) error { return exchange.Markdown(w, ar, words) },
		"ics":  func(w io.Writer, ar goal.Archive) error { return exchange.ICS(w, ar, words) },
	}
}

// isFolder says whether the tables go to files of their own.
func isFolder(output string) bool {
	info, err := os.Stat(output)
	return strings.HasSuffix(output, "/") || err == nil && info.IsDir()
}

// tables writes one CSV file per table into a folder.
func (d deps) tables(archive goal.Archive, folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return goal.Unavailable("file", "error.file.write", folder)
	}
	err := exchange.Tables(archive, func(name string) (io.WriteCloser, error) {
		return os.OpenFile(filepath.Join(folder, name), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	})
	if err != nil {
		return goal.Unavailable("file", "error.file.write", folder)
	}
	d.tell(span{}, d.say("term.written", library.Args{"file": folder}))
	return nil
}

// deliver writes to standard output, or to a file that only its owner can
// read and that is whole or not there.
func (d deps) deliver(output string, write func(io.Writer) error) error {
	if output == "" || output == "-" {
		return write(d.out)
	}
	if err := writeWhole(output, write); err != nil {
		if _, ok := errors.AsType[*goal.Error](err); ok {
			return err
		}
		return goal.Unavailable("file", "error.file.write", output)
	}
	d.tell(span{}, d.say("term.written", library.Args{"file": output}))
	return nil
}

func writeWhole(path string, write func(io.Writer) error) error {
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err = errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		_ = os.Remove(part) // what was written of it is of no use
		return err
	}
	return os.Rename(part, path)
}
