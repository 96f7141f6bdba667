package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// usageError marks wrong usage: exit code 2.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// wrong is wrong usage, said in a message of the language files.
func wrong(key string, args ...any) error { return usageError{goal.Invalid("usage", key, args...)} }

// printError marks an answer that could not be printed.
type printError struct{ err error }

func (e printError) Error() string { return e.err.Error() }
func (e printError) Unwrap() error { return e.err }

// fail writes one plain sentence and says which exit code it means.
func (d deps) fail(ctx context.Context, err error) int {
	code := exitOf(err)
	if code == exitUsage {
		d.loadLanguage(ctx)
	}
	sentence := d.failed(ctx, err)
	if sentence == "" {
		return code
	}
	said := "ippo: " + draw.Clean(sentence)
	if draw.IsTerminal(d.err) { // whoever reads it from a file gets one line
		said = d.terminal().Wrap(said)
	}
	_, _ = fmt.Fprintln(d.err, said) // nowhere left to say it
	return code
}

// failed is the sentence of the error that ends a command, which depends on
// whether something was kept before it (ruling 61). Nothing is said to be
// unchanged after something was written (ruling 71). Who reads no further has
// seen enough: a closed pipe behind a command that only read is no error to tell.
func (d deps) failed(ctx context.Context, err error) string {
	_, printing := errors.AsType[printError](err)
	switch {
	case printing && d.course.changed:
		return d.say("error.print.done")
	case printing && errors.Is(err, syscall.EPIPE):
		return ""
	case printing:
		return d.say("error.print")
	case app.MayBeDone(ctx, err):
		return d.sentence(err, ".after") + " " + d.say("error.maybe")
	case d.course.changed:
		return d.say("error.after", library.Args{"0": d.sentence(err, ".after")})
	}
	return d.sentenceOf(err)
}

func (d deps) sentenceOf(err error) string { return d.sentence(err, "") }

// sentence of an error; after goes behind the keys of those that say otherwise
// that nothing was changed.
func (d deps) sentence(err error, after string) string {
	var mendable *goal.Error
	switch {
	case errors.As(err, &mendable):
		return d.words.Sentence(short(mendable))
	case errors.Is(err, context.Canceled):
		return d.say("error.stopped" + after)
	}
	if key, file, ok := outside(err); ok {
		return d.say(key, library.Args{"0": file})
	}
	if d.getenv("IPPO_DEBUG") != "" {
		_, _ = fmt.Fprintln(d.err, err) // for whoever mends the program
	}
	return d.say("error.internal.cli" + after)
}

// short is an error whose sentence repeats no more of what was typed than a
// person reads.
func short(e *goal.Error) *goal.Error {
	const most = 300
	told := *e
	told.Args = slices.Clone(e.Args)
	for i, a := range told.Args {
		if s, ok := a.(string); ok && len(s) > most && e.Code == goal.CodeInvalid {
			told.Args[i] = clipped(s)
		}
	}
	return &told
}

// outside is what the system refused: a disk, a file, a network. The program
// did nothing wrong and must not say so. What the system says of it is in its
// own language, and stays inside.
func outside(err error) (key, file string, ok bool) {
	if p, is := errors.AsType[*fs.PathError](err); is {
		file = p.Path
	} else if l, is := errors.AsType[*os.LinkError](err); is {
		file = l.New
	}
	_, number := errors.AsType[syscall.Errno](err)
	_, network := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "error.outside.full", file, true
	case file == "":
		return "error.outside", "", number || network
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "error.outside.denied", file, true
	case errors.Is(err, fs.ErrNotExist):
		return "error.outside.missing", file, true
	}
	return "error.outside.file", file, true
}

// wrongFlag turns what the flag parser says into one of our sentences.
func wrongFlag(c *cobra.Command, err error) error {
	help := c.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(c, unknown, help)
	case errors.As(err, &missing):
		return wrong("error.flag.value", "--"+missing.GetFlag().Name)
	case errors.As(err, &value):
		return wrongValue(value.GetFlag(), value.GetValue())
	}
	return wrong("error.flag.syntax", help)
}

// unknownFlag says what was not understood, with the nearest name.
func unknownFlag(c *cobra.Command, err *pflag.NotExistError, help string) error {
	typed := err.GetSpecifiedName()
	if err.GetSpecifiedShortnames() != "" {
		return wrong("error.flag.unknown", "-"+clipped(typed), help)
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if n := near(typed, names); n != "" {
		return wrong("error.flag.unknown_near", "--"+clipped(typed), "--"+n)
	}
	return wrong("error.flag.unknown", "--"+clipped(typed), help)
}

// wrongValue says what a flag takes instead of what was typed.
func wrongValue(f *pflag.Flag, typed string) error {
	switch v := f.Value.(type) {
	case number:
		return v.refused(f.Name, typed, false)
	case whole:
		return v.refused(f.Name, typed, true)
	case count:
		return v.refused(f.Name, typed, true)
	case lineOf:
		return wrong("error.text.long", goal.MaxLine)
	case choice:
		return v.refused(f.Name, typed)
	}
	switch f.Value.Type() {
	case "bool":
		return wrong("error.flag.switch", "--"+f.Name, clipped(typed))
	case "stringToString":
		return wrong("error.flag.pairs", "--"+f.Name, clipped(typed))
	}
	return wrong("error.flag.text", "--"+f.Name, clipped(typed))
}

// kindOf a flag's value, as the error messages name it.
func kindOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "bool":
		return "switch"
	case "int":
		return "whole"
	case "number":
		return "number"
	}
	return "text"
}

// unknownCommand says what was not understood, with the nearest name.
func unknownCommand(c *cobra.Command, name string) error {
	var names []string
	for _, s := range c.Commands() {
		if s.IsAvailableCommand() {
			names = append(names, s.Name())
		}
	}
	n := near(name, names)
	if habit := habits()[name]; habit != "" && !c.HasParent() {
		n = habit
	}
	if n != "" {
		return wrong("error.command.near", clipped(name), n)
	}
	return wrong("error.command.unknown", clipped(name), c.CommandPath()+" --help")
}

// noArgs refuses arguments as wrong usage.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrong("error.args.none", clipped(args[0]), c.CommandPath()+" --help")
	}
	return nil
}

// oneGoal takes a goal or nothing.
func oneGoal(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return wrong("error.args.goal", c.CommandPath()+" --help")
	}
	return nil
}

// oneFile takes exactly one file.
func oneFile(c *cobra.Command, args []string) error {
	if len(args) != 1 {
		return wrong("error.args.file", c.CommandPath()+" --help")
	}
	return nil
}

// subcommand is what a command with commands of its own does when it is named
// alone or with a name that is none of them.
func subcommand(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return unknownCommand(c, args[0])
	}
	return c.Help()
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}
