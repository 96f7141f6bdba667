package cli

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/workbook"
)

// printing is what was asked of the workbook.
type printing struct {
	blank    bool
	only     workbook.Only
	paper    workbook.Paper
	language string
	output   outputPath
}

func newWorkbook(d deps) *cobra.Command {
	var p printing
	c := &cobra.Command{
		Use:               "workbook [GOAL]",
		Example:           "  ippo workbook\n  ippo workbook --only cards -o month.pdf\n  ippo workbook --blank --paper letter",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE:              func(c *cobra.Command, args []string) error { return d.workbook(c.Context(), p, args) },
	}
	c.Flags().BoolVar(&p.blank, "blank", false, "")
	choiceVar(c, &p.only, "only", nil, workbook.Onlies()...)
	choiceVar(c, &p.paper, "paper", nil, workbook.Papers()...)
	choiceVar(c, &p.language, "language", nil, library.Complete()...)
	c.Flags().VarP(&p.output, "output", "o", "")
	return c
}

// workbook prints the book; a blank one needs no database.
func (d deps) workbook(ctx context.Context, p printing, args []string) error {
	if p.paper == "" {
		p.paper = workbook.PaperFor(d.region())
	}
	if p.blank {
		d.loadLanguage(ctx)
		return d.printBook(p, nil)
	}
	return d.app(ctx, func(a *app.App) error {
		source, err := d.bookSource(ctx, a, args)
		if err != nil {
			return err
		}
		return d.printBook(p, source)
	})
}

func (d deps) bookSource(ctx context.Context, a *app.App, args []string) (*workbook.Source, error) {
	g, err := d.chooseGoalToRead(ctx, a, args)
	if err != nil {
		return nil, err
	}
	told, err := a.LoadStory(ctx, me(), g.Slug)
	if err != nil {
		return nil, err
	}
	view, err := a.Compass(ctx, me())
	if err != nil {
		return nil, err
	}
	return &workbook.Source{Look: told.Look, Story: told.Story, Feelings: told.Feelings, Compass: view.Compass, Settings: view.Settings}, nil
}

func (d deps) printBook(p printing, source *workbook.Source) error {
	if p.output == "" {
		p.output = "ippo-workbook.pdf"
		if source != nil {
			p.output = outputPath("ippo-workbook-" + source.Look.Goal.Slug + ".pdf")
		}
	}
	if err := d.mayPrint(p.output); err != nil {
		return err
	}
	words := d.words.Words
	if p.language != "" {
		words = library.For(p.language)
	}
	now := d.now()
	b := workbook.Book{
		Words: words, Paper: p.paper, Only: p.only, Version: versionName(), Source: source,
		Day: goal.Date(now.Year(), now.Month(), now.Day()),
	}
	var told workbook.Told
	err := d.hand(p.output, func(w io.Writer) (err error) {
		told, err = workbook.Write(w, b)
		return err
	})
	if err != nil || p.output.isStandard() {
		return err
	}
	return d.bookWritten(p.output, told)
}

// mayPrint holds the path to the one rule for what is written (ruling 64): a PDF
// is called one, and never goes to a terminal.
func (d deps) mayPrint(output outputPath) error {
	if output.isStandard() {
		if draw.IsTerminal(d.stdout) {
			return wrong("error.workbook.terminal")
		}
		return nil
	}
	if err := d.mayWrite(output); err != nil {
		return err
	}
	if strings.ToLower(filepath.Ext(string(output))) != ".pdf" {
		return wrong("error.export.ending", string(output), "PDF", ".pdf")
	}
	return nil
}

// bookJSON is the JSON of a book that went into a file.
type bookJSON struct {
	File   string `json:"file"`
	Pages  int    `json:"pages"`
	Longer int    `json:"longer"` // texts that are longer than the book
	Ringed int    `json:"ringed"` // texts with letters that it cannot print
}

func (d deps) bookWritten(output outputPath, told workbook.Told) error {
	d.did()
	if d.flags.json {
		return d.json(bookJSON{string(output), told.Pages, told.Longer, told.Ringed})
	}
	d.print(d.say("term.written", library.Args{"file": string(output)}))
	if told.Longer > 0 {
		d.print(d.say("workbook.told.longer", library.Args{"n": told.Longer}))
	}
	if told.Ringed > 0 {
		d.print(d.say("workbook.told.ringed", library.Args{"n": told.Ringed}))
	}
	return nil
}
