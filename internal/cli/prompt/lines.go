package prompt

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/cli/draw"
)

// Prompter draws forms on a terminal that can; TERM=dumb and ACCESSIBLE ask
// line by line, for screen readers and for paper terminals.
func (t Terminal) Prompter() Prompter {
	if t.Screen.Getenv("TERM") == "dumb" || t.Screen.Getenv("ACCESSIBLE") != "" {
		return linePrompter{t}
	}
	return &formPrompter{t: t}
}

// linePrompter asks one question a line. Enter keeps what stands in brackets, a
// hyphen empties it.
type linePrompter struct{ t Terminal }

func (a linePrompter) Ask(ctx context.Context, p Form) error {
	a.print("\n" + p.Title)
	for _, n := range p.Notes {
		for _, part := range draw.Wrap(n, draw.FullWidth) {
			a.print(part)
		}
	}
	for _, f := range p.Fields {
		if err := a.field(ctx, f); err != nil {
			return err
		}
	}
	p.reportTyped(a.t.Typed)
	return nil
}

func (a linePrompter) print(s string) { _, _ = fmt.Fprintln(a.t.Err, draw.Clean(s)) }

func (a linePrompter) field(ctx context.Context, f Field) error {
	if f.Hint != "" {
		for _, part := range draw.Wrap(f.Hint, draw.FullWidth) {
			a.print(part)
		}
	}
	for i, o := range f.Options {
		a.print(fmt.Sprintf("  %d  %s", i+1, o))
	}
	for {
		_, _ = fmt.Fprint(a.t.Err, a.prompt(f))
		answer, err := a.t.readLine(ctx)
		if err != nil {
			a.print("")
			return ErrLeft
		}
		if err = f.set(strings.TrimSpace(answer)); err == nil {
			return nil
		}
		a.print(a.t.Sentence(err))
	}
}

// prompt is the question with what Enter would keep.
func (a linePrompter) prompt(f Field) string {
	kept := ""
	switch {
	case f.Line != nil:
		kept = draw.Clean(*f.Line)
	case f.Choice != nil && *f.Choice >= 0:
		kept = strconv.Itoa(*f.Choice + 1)
	case f.Ticks != nil:
		var ns []string
		for _, i := range *f.Ticks {
			ns = append(ns, strconv.Itoa(i+1))
		}
		kept = strings.Join(ns, ",")
	}
	label := strings.TrimRight(f.Label, " ")
	if kept != "" {
		label += " [" + kept + "]"
	}
	return label + " > "
}
