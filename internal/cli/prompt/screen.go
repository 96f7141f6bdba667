package prompt

import (
	"context"
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"github.com/ippo-app/ippo/internal/cli/draw"
)

// formPrompter draws a form on a screen of its own. What was answered
// stays above it, and in the terminal when the screen is left.
type formPrompter struct {
	t     Terminal
	trail []string
}

// Columns that stand before an option: the bar, the cursor, the box.
const (
	choiceMarks = 4
	tickMarks   = 8
)

// trailLines is how much of what was answered stays above a form.
const trailLines = 10

func (a *formPrompter) Ask(ctx context.Context, p Form) error {
	fields := []huh.Field{}
	if n := len(a.trail); n > 0 {
		fields = append(fields, note("", strings.Join(a.trail[max(0, n-trailLines):], "\n")))
	}
	if p.Title != "" || len(p.Notes) > 0 {
		fields = append(fields, note(p.Title, strings.Join(p.Notes, "\n")))
	}
	for _, f := range p.Fields {
		fields = append(fields, a.field(f))
	}
	form := huh.NewForm(huh.NewGroup(fields...)).
		WithInput(a.t.In).WithOutput(a.t.Err).WithTheme(huh.ThemeFunc(a.theme)).
		WithWidth(a.t.Screen.Width()).WithViewHook(ownScreen)
	err := form.RunWithContext(ctx)
	switch {
	case errors.Is(err, huh.ErrUserAborted), ctx.Err() != nil:
		return ErrLeft
	case err != nil:
		return err
	}
	a.answered(p)
	p.reportTyped(a.t.Typed)
	return nil
}

func ownScreen(v tea.View) tea.View {
	v.AltScreen = true
	return v
}

// note shows words as they are: huh reads some signs as emphasis.
func note(title, text string) huh.Field {
	plainly := strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`")
	return huh.NewNote().Title(draw.Clean(title)).Description(plainly.Replace(text))
}

// answered keeps a page's answers, and prints them where the terminal keeps
// its lines.
func (a *formPrompter) answered(p Form) {
	pen := a.t.Screen.Pen()
	if p.Title != "" && !slices.ContainsFunc(p.Fields, func(f Field) bool { return f.Aside }) {
		pen.Draw(a.t.Err, draw.Line{}, draw.Join(draw.Blank(2), draw.Text(draw.Strong, p.Title)))
		a.trail = append(a.trail, draw.Clean(p.Title))
	}
	for _, f := range p.Fields {
		said := f.said(a.t.Words.Say("chain.and"))
		if said == "" || f.Aside {
			continue
		}
		l := draw.Join(draw.Blank(2), draw.Text(draw.Dim, f.Label+"  "), draw.Text(draw.Plain, said))
		short := pen.Shorten(l.Plain(), a.t.Screen.Width()-4)
		if slices.Contains(a.trail, short) {
			continue
		}
		a.trail = append(a.trail, short)
		if l.Cols() <= a.t.Screen.Width() {
			pen.Draw(a.t.Err, l)
			continue
		}
		pen.Draw(a.t.Err, draw.Join(draw.Blank(2), draw.Text(draw.Dim, f.Label)))
		for _, part := range draw.Wrap(said, a.t.Screen.Width()-4) {
			pen.Draw(a.t.Err, draw.Join(draw.Blank(4), draw.Text(draw.Plain, part)))
		}
	}
}

// said is the answer in words.
func (f Field) said(and string) string {
	switch {
	case f.Line != nil:
		return *f.Line
	case f.Choice != nil:
		return f.Options[*f.Choice]
	}
	var names []string
	for _, i := range *f.Ticks {
		names = append(names, f.Options[i])
	}
	return strings.Join(names, and)
}

func (a *formPrompter) field(f Field) huh.Field {
	switch {
	case f.Line != nil:
		in := huh.NewInput().Title(draw.Clean(f.Label)).Description(draw.Clean(f.Hint)).Value(f.Line)
		if f.Check != nil {
			in.Validate(func(s string) error { return a.sayable(f.Check(s)) })
		}
		return in
	case f.Choice != nil:
		return huh.NewSelect[int]().Title(draw.Clean(f.Label)).Description(draw.Clean(f.Hint)).Options(optionsOf(f.Options, a.t.Screen.Width()-choiceMarks)...).
			Height(f.height(a.t.Screen.Width() - choiceMarks)).Value(f.Choice)
	default:
		return huh.NewMultiSelect[int]().Title(draw.Clean(f.Label)).Description(draw.Clean(f.Hint)).Options(optionsOf(f.Options, a.t.Screen.Width()-tickMarks)...).
			Height(f.height(a.t.Screen.Width() - tickMarks)).Filterable(false).Value(f.Ticks)
	}
}

// height is room for the label, the hint and every option, of which n columns
// stand on a line: a form would cut the list off.
func (f Field) height(n int) int {
	h := max(1, len(draw.Wrap(f.Label, n))) + len(draw.Wrap(f.Hint, n))
	for _, o := range f.Options {
		h += max(1, len(draw.Wrap(o, n)))
	}
	return h
}

// optionsOf breaks names that are wider than n columns: a form would cut them
// off.
func optionsOf(names []string, n int) []huh.Option[int] {
	options := make([]huh.Option[int], len(names))
	for i, name := range names {
		options[i] = huh.NewOption(strings.Join(draw.Wrap(name, n), "\n"), i)
	}
	return options
}

// sayable is an error with the sentence a person reads.
func (a *formPrompter) sayable(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(a.t.Sentence(err))
}

// theme is the ink of the pen: no colour but vermilion for where one is.
func (a *formPrompter) theme(dark bool) *huh.Styles {
	t := huh.ThemeBase(dark)
	if a.t.Screen.Depth(a.t.Err) == draw.NoColor {
		return t
	}
	ink := lipgloss.NewStyle().Foreground(lipgloss.LightDark(dark)(lipgloss.Color("#BB3A22"), lipgloss.Color("#E9745A")))
	t.Focused.Title = t.Focused.Title.Bold(true)
	t.Focused.NoteTitle = t.Focused.NoteTitle.Bold(true)
	t.Focused.SelectSelector = ink.SetString("> ")
	t.Focused.MultiSelectSelector = ink.SetString("> ")
	t.Focused.TextInput.Prompt = ink
	t.Focused.Description = t.Focused.Description.Faint(true)
	t.Blurred.Title = t.Blurred.Title.Bold(false)
	t.Blurred.Description = t.Focused.Description
	return t
}
