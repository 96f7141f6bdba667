package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/zone"
)

func newImport(d deps) *cobra.Command {
	var o exchange.Options
	var from exchange.Format
	var dates exchange.Order
	var numbers exchange.Mark
	var dry bool
	c := &cobra.Command{
		Use:     "import FILE",
		Example: "  ippo import Loop-Habits.db --dry-run\n  ippo import ~/.config/harsh\n  ippo import days.csv --map date=Day,habit=Task,value=Done\n  ippo import ippo.json",
		Args:    oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			o.Format, o.Dates, o.Numbers = from, dates, numbers
			return d.app(c.Context(), func(a *app.App) error { return d.importFile(c, a, args[0], o, dry) })
		},
	}
	choiceVar(c, &from, "from", nil, exchange.Formats()...)
	c.Flags().BoolVar(&dry, "dry-run", false, "")
	choiceVar(c, &dates, "dates", nil, exchange.Order("mdy"), exchange.Order("dmy"), exchange.Order("ymd"))
	choiceVar(c, &numbers, "numbers", nil, exchange.MarkPoint, exchange.MarkComma, exchange.MarkNone)
	c.Flags().Var(lineOf{&o.Person}, "person", "")
	c.Flags().StringToStringVar(&o.Columns, "map", nil, "")
	return c
}

// importFile reads a file and imports it, or shows what that would do.
func (d deps) importFile(c *cobra.Command, a *app.App, path string, o exchange.Options, dry bool) error {
	t, err := a.Today(c.Context(), me(), 0)
	if err != nil {
		return err
	}
	o.Zone = t.Calendar.Clock(t.Clock).Location()
	if here, err := zone.Load(d.zone()); err == nil && len(t.Settings.Zones) == 0 {
		o.Zone = here
	}
	o.Recall = func(shape string) map[string]string {
		columns, err := a.Recall(c.Context(), me(), shape)
		if err != nil { // then they are asked for
			return nil
		}
		return columns
	}
	read, err := exchange.Open(path, o)
	var own *goal.Error
	if errors.As(err, &own) && own.Key == "error.import.own_export" {
		return d.importArchive(c, a, path, dry)
	}
	if err != nil {
		return err
	}
	if !dry { // an own file brings its zone along
		if err := d.saveFirstSettings(c.Context(), a); err != nil {
			return errors.Join(err, read.Close())
		}
	}
	today, err := a.Day(c.Context(), me())
	if err != nil {
		return errors.Join(err, read.Close())
	}
	r, err := a.Import(c.Context(), me(), read.History(today), app.ImportOptions{Dry: dry})
	if err = errors.Join(err, read.Close()); err != nil {
		return err
	}
	if !dry {
		d.did()
	}
	if d.flags.json {
		return d.json(map[string]any{"report": r})
	}
	d.printReport(r)
	return nil
}

// importArchive reads ippo's own file back.
func (d deps) importArchive(c *cobra.Command, a *app.App, path string, dry bool) error {
	j, err := exchange.OpenJournal(path)
	if err != nil {
		return err
	}
	r, err := a.TakeIn(c.Context(), me(), j.Entries(), dry)
	if err = errors.Join(err, j.Close()); err != nil {
		return err
	}
	if !dry {
		d.did()
	}
	if d.flags.json {
		return d.json(map[string]any{"report": r})
	}
	d.print(d.say("import.own", library.Args{"new": r.New, "same": r.Same}), d.say(outcome(r.Dry, r.New > 0)))
	return nil
}

// outcome is the key of the last line of a report.
func outcome(dry, changed bool) string {
	switch {
	case dry:
		return "import.dry"
	case !changed:
		return "import.nothing"
	}
	return "import.done"
}

// printReport says per habit what was kept and what was dropped, and why.
func (d deps) printReport(r app.Report) {
	program := exchange.Format(r.Format).Program()
	if program == "" {
		program = d.say("format." + r.Format)
	}
	d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Strong, r.File), draw.Blank(3), draw.Text(draw.Dim, program)), draw.Line{})
	for _, x := range r.Habits {
		d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Strong, x.Title), draw.Blank(2), draw.Text(draw.Dim, d.placed(x))))
		if x.Status != "" {
			d.counts(x)
		}
		if x.Stamped > 0 {
			d.draw(draw.Join(draw.Blank(5), draw.Text(draw.Plain, d.say("import.stamped", library.Args{"n": x.Stamped}))))
		}
		d.notices(x.Notices, 5)
	}
	if len(r.Notices) > 0 {
		d.draw(draw.Line{})
		d.notices(r.Notices, 2)
	}
	days := r.New + r.Same + r.Changed + r.Restored
	last := []string{d.say("import.sum", library.Args{"n": days, "left": r.Lost})}
	if r.Joined+r.Blank > 0 {
		last = append(last, d.say("import.read", library.Args{"n": r.Read, "joined": r.Joined, "blank": r.Blank}))
	}
	if r.Resumed {
		last = append(last, d.say("import.resumed"))
	}
	last = append(last, d.say(outcome(r.Dry, r.Command != "")))
	if r.Command != "" {
		last = append(last, d.say("import.undo"))
	}
	d.draw(draw.Line{})
	for _, s := range last {
		d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Plain, s)))
	}
}

// counts says how many days of a habit are new, the same, changed or restored.
func (d deps) counts(x app.HabitReport) {
	var parts []string
	for _, c := range []struct {
		key string
		n   int
	}{{"new", x.New}, {"same", x.Same}, {"changed", x.Changed}, {"restored", x.Restored}} {
		if c.n > 0 {
			parts = append(parts, d.say("import."+c.key, library.Args{"n": c.n}))
		}
	}
	if len(parts) == 0 {
		return
	}
	dates := d.say("import.range", library.Args{"first": x.First.String(), "last": x.Last.String()})
	d.draw(draw.Join(draw.Blank(5), draw.Text(draw.Plain, strings.Join(parts, d.say("chain.and"))), draw.Blank(3), draw.Text(draw.Dim, dates)))
}

// placed says what a habit becomes.
func (d deps) placed(x app.HabitReport) string {
	var parts []string
	switch {
	case x.Own:
		parts = append(parts, d.say("import.into", library.Args{"goal": x.Slug}))
	case x.Status != "":
		parts = append(parts, d.say("status."+string(x.Status)))
	}
	if x.Why != "" {
		parts = append(parts, d.say("import.why."+x.Why))
	}
	return strings.Join(parts, d.say("chain.and"))
}

func (d deps) notices(ns []goal.Notice, indent int) {
	for _, n := range ns {
		key := "import.noticed"
		if n.Lost {
			key = "import.left_out"
		}
		sample := ""
		if n.Sample != "" {
			sample = " (" + n.Sample + ")"
		}
		said := d.say(key) + ": " + d.say("drop."+n.Code, library.Args{"n": n.Count}) + sample
		for i, part := range draw.Wrap(said, d.pen().Width-indent) {
			d.draw(draw.Join(draw.Blank(indent+2*min(i, 1)), draw.Text(draw.Plain, part)))
		}
	}
}
