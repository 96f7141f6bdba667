package prompt

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Terminal is where questions are put and answers typed. Questions go to
// standard error, so that standard output holds the answer alone.
type Terminal struct {
	In       io.Reader
	Err      io.Writer
	Screen   draw.Screen
	Words    *library.Words
	Sentence func(error) string // what a person reads of an error
	Typed    func(string)       // is told what was typed
	Silent   bool               // nobody is asked
	Yes      bool               // what protects something was answered beforehand
}

// MayAsk says whether somebody can answer a question.
func (t Terminal) MayAsk() bool { return draw.IsTerminal(t.In) && !t.Silent }

// Ask reads one line; a closed terminal gives an empty one.
func (t Terminal) Ask(ctx context.Context, question string) string {
	_, _ = fmt.Fprint(t.Err, question)
	answer, err := t.readLine(ctx)
	if err != nil && answer == "" {
		return ""
	}
	return strings.TrimSpace(answer)
}

// Confirm asks a question that protects something. Where nobody can answer,
// refusal is what is said.
func (t Terminal) Confirm(ctx context.Context, question string, refusal error) error {
	if t.Yes {
		return nil
	}
	if !t.MayAsk() {
		return refusal
	}
	answer := strings.ToLower(t.Ask(ctx, t.Wrap(question+" "+t.Words.Say("term.yes_no"))+" "))
	if answer != "" && strings.HasPrefix(t.Words.Say("term.yes"), answer) {
		return nil
	}
	return goal.Conflict("", "error.declined")
}

// Wrap breaks the lines of a text where the window ends; one column stays for
// what is typed after it.
func (t Terminal) Wrap(text string) string {
	var lines []string
	for l := range strings.SplitSeq(text, "\n") {
		lines = append(lines, draw.Wrap(l, min(t.Screen.Width(), draw.FullWidth)-2)...)
	}
	return strings.Join(lines, "\n")
}

// Secret asks for a line that is not shown. It is never a flag, which others
// on the machine can read.
func (t Terminal) Secret(ctx context.Context, question string) (string, error) {
	f, ok := t.In.(*os.File)
	if !ok || !t.MayAsk() {
		return "", goal.Invalid("passphrase", "error.backup.nobody_asked")
	}
	fd := int(f.Fd())
	shown, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	_, _ = fmt.Fprint(t.Err, question+" ")
	type answer struct {
		line []byte
		err  error
	}
	answers := make(chan answer, 1)
	go func() { // left behind by an interrupt: the program is ending
		line, err := term.ReadPassword(fd)
		answers <- answer{line, err}
	}()
	var a answer
	select {
	case a = <-answers:
	case <-ctx.Done():
		a.err = ctx.Err()
		_ = term.Restore(fd, shown)
	}
	_, _ = fmt.Fprintln(t.Err)
	if a.err != nil && ctx.Err() != nil {
		return "", ctx.Err()
	}
	if len(a.line) == 0 {
		return "", goal.Invalid("passphrase", "error.backup.nobody_asked")
	}
	return string(a.line), nil
}

// readLine reads up to a line break, or until the person interrupts.
func (t Terminal) readLine(ctx context.Context) (string, error) {
	type answer struct {
		line string
		err  error
	}
	answers := make(chan answer, 1)
	go func() { // left behind by an interrupt: the program is ending
		line, err := lineOf(t.In)
		answers <- answer{line, err}
	}()
	select {
	case a := <-answers:
		return a.line, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// lineOf reads one byte at a time: nothing is read ahead of the next question.
// The end of the input is an error.
func lineOf(r io.Reader) (string, error) {
	var line strings.Builder
	b := make([]byte, 1)
	for {
		n, err := r.Read(b)
		switch {
		case n == 1 && b[0] == '\n':
			return line.String(), nil
		case n == 1:
			line.WriteByte(b[0])
		case err != nil:
			return line.String(), err
		}
	}
}
