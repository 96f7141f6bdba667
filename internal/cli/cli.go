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
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Exit codes.
const (
	exitDone  = 0
	exitCould = 1 // could not
	exitUsage = 2 // wrong usage
)

// me is who sits at the terminal.
func me() app.Actor { return app.Local() }

// device names the terminal in the journal.
const device = "terminal"

// deps is what every command gets.
type deps struct {
	in     io.Reader
	out    io.Writer // kept back until the command has worked: an error prints nothing here
	stdout io.Writer // standard output itself
	err    io.Writer // errors and questions
	getenv func(string) string
	now    func() time.Time
	words  *wording
	flags  *flags
	course *course
}

// course is what happened so far, which the last sentence has to tell truly.
type course struct {
	changed bool // something was kept: what fails from now on takes nothing back
	exact   bool // standard output gets the bytes of a file as they are
	// zoneTold says that it was looked whether TZ names a zone.
	zoneTold bool
}

// did notes that something was kept.
func (d deps) did() { d.course.changed = true }

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
	d := deps{in: stdin, out: &out, stdout: stdout, err: stderr, getenv: getenv, now: now, flags: &flags{}, course: &course{}}
	d.words = &wording{Words: library.For(d.language())}
	ctx = app.WithTrace(ctx)
	err := d.run(ctx, args)
	if err == nil {
		err = d.answer(out.Bytes())
	}
	if err != nil {
		return d.fail(ctx, err)
	}
	return exitDone
}

// answer prints what a command has to say. This is the one door to standard
// output: nothing of a note or a file steers the terminal behind it.
func (d deps) answer(said []byte) error {
	if !d.course.exact || draw.IsTerminal(d.stdout) {
		said = draw.Tame(said)
	}
	if len(said) == 0 {
		return nil
	}
	if _, err := d.stdout.Write(said); err != nil {
		return printError{err}
	}
	return nil
}

func (d deps) run(ctx context.Context, args []string) error {
	if v := d.getenv("IPPO_NOW"); v != "" {
		t, err := time.Parse(time.RFC3339, v)
		if err != nil {
			return usageError{goal.Invalid("clock", "error.clock")}
		}
		d.now = func() time.Time { return t }
	}
	args = plainArgs(args)
	root := tree(d, args...)
	root.SetArgs(args)
	root.SetIn(d.in)
	root.SetOut(d.out)
	root.SetErr(d.err)
	if len(args) > 0 && isCompletion(args[0]) {
		d.loadLanguage(ctx)
		d.describe(root)
	}
	err := root.ExecuteContext(ctx)
	if err == nil {
		d.printCare(append([]string{strings.Join(args, " ")}, d.words.typed...))
	}
	return err
}

// plainArgs are the arguments as the tree reads them: "ippo -- done" is "ippo
// done", and -V asks for the version as -v does.
func plainArgs(args []string) []string {
	if len(args) > 1 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 1 && args[0] == "-V" {
		return []string{"--version"}
	}
	return args
}

// unbuffered prints at once, for a command that goes on for long.
func (d deps) unbuffered() deps {
	d.out = d.stdout
	return d
}

// onStderr prints where the questions are.
func (d deps) onStderr() deps {
	d.out = d.err
	return d
}

// json prints one document.
func (d deps) json(v any) error {
	e := json.NewEncoder(d.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// screen is standard output with what environment and flags say of it.
func (d deps) screen() draw.Screen {
	return draw.Screen{Out: d.stdout, Getenv: d.getenv, NoColor: d.flags.noColor, ASCII: d.flags.ascii}
}

// terminal is where the person is asked.
func (d deps) terminal() prompt.Terminal {
	return prompt.Terminal{
		In: d.in, Err: d.err, Screen: d.screen(), Words: d.words.Words, Sentence: d.sentenceOf, Silent: d.flags.json, Yes: d.flags.yes,
		Typed: func(s string) { d.words.typed = append(d.words.typed, s) },
	}
}

// mayAsk says whether somebody can answer a question.
func (d deps) mayAsk() bool { return d.terminal().MayAsk() }

// confirm asks a question that protects something, unless --yes did.
func (d deps) confirm(ctx context.Context, question string, refusal error) error {
	return d.terminal().Confirm(ctx, question, refusal)
}

func (d deps) pen() draw.Pen { return d.screen().Pen() }

func (d deps) width() int { return d.screen().Width() }

func (d deps) printer() draw.Printer {
	return draw.Printer{W: d.out, Pen: d.pen(), Words: d.words.Words, Spoken: d.flags.words}
}

func (d deps) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(d.out, format, args...) // a buffer, or a pipe whose end ends the program
}

// draw prints lines.
func (d deps) draw(lines ...draw.Line) { d.printer().Draw(lines...) }

// print prints sentences, one a line.
func (d deps) print(sentences ...string) { d.printer().Print(sentences...) }

// printMarked prints sentences behind a mark.
func (d deps) printMarked(mark draw.Span, sentences ...string) {
	d.printer().Marked(mark, sentences...)
}

// printIndented prints sentences under a mark or a heading.
func (d deps) printIndented(sentences ...string) { d.printer().Indented(sentences...) }

func (d deps) say(key string, args ...library.Args) string { return d.words.Say(key, args...) }
