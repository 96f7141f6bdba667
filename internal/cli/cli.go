// Package cli is the terminal: one command a file, the whole tree in tree.go,
// and the wiring of all rooms.
package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Exit codes.
const (
	exitDone  = 0
	exitCould = 1 // could not
	exitUsage = 2 // wrong usage
)

// me is the one person of a personal database.
const me = app.LocalPerson

// device names the terminal in the journal.
const device = "terminal"

// deps is what every command gets.
type deps struct {
	in     io.Reader
	out    io.Writer // kept back until the command has worked: an error prints nothing here
	screen io.Writer // standard output itself
	err    io.Writer // errors and questions
	getenv func(string) string
	now    func() time.Time
	words  *speech
	flags  *flags
}

// flags that every command knows.
type flags struct {
	database            string
	json, words         bool
	noColor, ascii, yes bool

	makes bool // the command may make a database; see [mayMake]
	tries bool // it only tries what it would do, where there is none in one that is thrown away
}

// Main runs a command line and answers the exit code.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string, now func() time.Time) int {
	var out bytes.Buffer
	d := deps{in: stdin, out: &out, screen: stdout, err: stderr, getenv: getenv, now: now, flags: &flags{}}
	d.words = &speech{Words: library.For(d.language())}
	err := d.run(ctx, args)
	if err == nil {
		_, err = out.WriteTo(stdout)
	}
	if err != nil {
		return d.fail(ctx, err)
	}
	return exitDone
}

func (d deps) run(ctx context.Context, args []string) error {
	if v := d.getenv("IPPO_NOW"); v != "" {
		t, err := time.Parse(time.RFC3339, v)
		if err != nil {
			return errUsage{goal.Invalid("clock", "error.clock")}
		}
		d.now = func() time.Time { return t }
	}
	root := tree(d, args...)
	root.SetArgs(args)
	root.SetIn(d.in)
	root.SetOut(d.out)
	root.SetErr(d.err)
	if len(args) > 0 && isCompletion(args[0]) {
		d.hear(ctx)
		d.describe(root)
	}
	err := root.ExecuteContext(ctx)
	if err == nil {
		d.care(append([]string{strings.Join(args, " ")}, d.words.typed...))
	}
	return err
}

// live prints at once, for a command that goes on for long.
func (d deps) live() deps {
	d.out = d.screen
	return d
}

// aloud prints where the questions are.
func (d deps) aloud() deps {
	d.out = d.err
	return d
}

// speech is the words of the terminal: those of the environment, until the
// person's own choice is read.
type speech struct {
	*library.Words
	chosen bool
	typed  []string // what the person answered with words of their own
}

// heard keeps an answer, for words that need care.
func (s *speech) heard(p page) {
	for _, f := range p.fields {
		if f.line != nil && *f.line != "" {
			s.typed = append(s.typed, *f.line)
		}
	}
}

// speak the language that the person chose on the settings page; without a
// choice that of the environment stays.
func (s *speech) speak(locale string) {
	s.chosen = true
	if locale != "" && locale != s.Lang() {
		s.Words = library.For(locale)
	}
}

// language of the environment: LC_ALL, LC_MESSAGES or LANG.
func (d deps) language() string {
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := d.getenv(k); len(v) >= 2 {
			return v[:2]
		}
	}
	return "en"
}

// json prints one document.
func (d deps) json(v any) error {
	e := json.NewEncoder(d.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func (d deps) print(format string, args ...any) {
	_, _ = fmt.Fprintf(d.out, format, args...) // a buffer, or a pipe whose end ends the program
}

// draw writes lines to the output.
func (d deps) draw(lines ...line) { d.pen().draw(d.out, lines...) }

// textColumn is where text begins that has a mark or a heading before it.
const textColumn = 5

// tell prints sentences, one a line: behind a mark, or bare where the person
// listens.
func (d deps) tell(mark span, sentences ...string) {
	p := d.pen()
	for i, s := range sentences {
		switch {
		case d.flags.words:
			d.print("%s\n", clean(s))
		case mark.text == "":
			d.paragraph(p, 2, s)
		case i == 0:
			lead := cat(blank(2), line{mark}, blank(2))
			for _, part := range wrap(s, p.width-textColumn) {
				d.draw(cat(lead, text(plain, part)))
				lead = blank(textColumn)
			}
		default:
			d.paragraph(p, textColumn, s)
		}
	}
}

// beneath prints sentences under a mark or a heading, one a line.
func (d deps) beneath(sentences ...string) {
	for _, s := range sentences {
		if d.flags.words {
			d.print("%s\n", clean(s))
			continue
		}
		d.paragraph(d.pen(), textColumn, s)
	}
}

// paragraph draws a text so many columns in.
func (d deps) paragraph(p pen, indent int, s string) {
	for _, part := range wrap(s, p.width-indent) {
		d.draw(cat(blank(indent), text(plain, part)))
	}
}

func (d deps) say(key string, args ...library.Args) string { return d.words.Say(key, args...) }
