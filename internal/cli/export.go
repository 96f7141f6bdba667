package cli

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newExport(d deps) *cobra.Command {
	var format string
	var output outputPath
	c := &cobra.Command{
		Use:     "export",
		Example: "  ippo export -o ippo.json\n  ippo export --format md\n  ippo export --format csv -o tables/\n  ippo export --format ics -o ippo.ics",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			write := d.writers()[format]
			folder := format == "csv" && output.isFolder()
			if err := d.mayExport(output, folder); err != nil {
				return err
			}
			if err := d.fits(output, format, folder); err != nil {
				return err
			}
			return d.app(c.Context(), func(a *app.App) error {
				return a.Archive(c.Context(), me(), func(archive goal.Archive) error {
					if folder {
						return d.tables(archive, output)
					}
					return d.deliver(output, func(w io.Writer) error { return write(w, archive) })
				})
			})
		},
	}
	format = "json"
	choiceVar(c, &format, "format", nil, "json", "csv", "md", "ics")
	c.Flags().VarP(&output, "output", "o", "")
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

// mayExport holds an output path to the rule, before anything is opened.
func (d deps) mayExport(output outputPath, folder bool) error {
	switch {
	case output.isStandard():
		return nil
	case !folder:
		return d.mayWrite(output)
	}
	if err := d.mayFill(output); err != nil {
		return err
	}
	for _, name := range exchange.TableNames() {
		if err := d.mayWrite(output.join(name)); err != nil {
			return err
		}
	}
	return nil
}

// fits refuses a name that says something else than the format, and what is not
// text on a terminal (ruling 64). The tables of CSV are one zip, or files in a
// folder.
func (d deps) fits(output outputPath, format string, folder bool) error {
	if output.isStandard() {
		if format == "csv" && draw.IsTerminal(d.stdout) {
			return wrong("error.export.terminal")
		}
		return nil
	}
	endings := map[string]string{"json": ".json", "csv": ".zip", "md": ".md", "ics": ".ics"}
	given := strings.ToLower(filepath.Ext(string(output)))
	if folder || given == endings[format] {
		return nil
	}
	for of, ending := range endings {
		if format == "csv" || given == ending || given == "."+of {
			return wrong("error.export.ending", string(output), format, endings[format])
		}
	}
	return nil
}

// exportAnswer is the JSON of an export that went into a file or folder.
type exportAnswer struct {
	File string `json:"file"`
}

// written says where an export is.
func (d deps) written(output outputPath) error {
	d.did()
	if d.flags.json {
		return d.json(exportAnswer{string(output)})
	}
	d.print(d.say("term.written", library.Args{"file": string(output)}))
	return nil
}

// tables writes one CSV file per table into a folder.
func (d deps) tables(archive goal.Archive, folder outputPath) error {
	err := folder.fill(func(create func(string) (io.WriteCloser, error)) error { return exchange.Tables(archive, create) })
	if err != nil {
		return goal.Unavailable("file", "error.file.write", string(folder))
	}
	return d.written(folder)
}

// deliver writes to standard output, or to a file.
func (d deps) deliver(output outputPath, write func(io.Writer) error) error {
	if err := d.hand(output, write); err != nil || output.isStandard() {
		return err
	}
	return d.written(output)
}

// hand gives what is written to standard output, or to a file that is whole.
func (d deps) hand(output outputPath, write func(io.Writer) error) error {
	if output.isStandard() {
		d.course.exact = true
		return write(d.out)
	}
	if err := output.write(write); err != nil {
		if _, ok := errors.AsType[*goal.Error](err); ok {
			return err
		}
		return goal.Unavailable("file", "error.file.write", string(output))
	}
	return nil
}
