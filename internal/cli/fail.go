package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
)

// usageError marks wrong usage: exit code 2.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// wrong is wrong usage, said in a message of the language files.
func wrong(key string, args ...any) error { return usageError{goal.Invalid("usage", key, args...)} }

// fail writes one plain sentence and says which exit code it means.
func (d deps) fail(ctx context.Context, err error) int {
	code := exitCould
	if _, ok := errors.AsType[usageError](err); ok {
		code = exitUsage
		d.loadLanguage(ctx)
	}
	said := "ippo: " + draw.Clean(d.ending(ctx, err))
	if draw.IsTerminal(d.err) { // whoever reads it from a file gets one line
		said = d.terminal().Wrap(said)
	}
	_, _ = fmt.Fprintln(d.err, said) // nowhere left to say it
	return code
}

// ending is the sentence of the error that ends a command. Nothing is said to be
// unchanged after something was written (ruling 71).
func (d deps) ending(ctx context.Context, err error) string {
	if !app.MayBeDone(ctx, err) {
		return d.sentenceOf(err)
	}
	return d.sentence(err, ".after") + " " + d.say("error.maybe")
}

func (d deps) sentenceOf(err error) string { return d.sentence(err, "") }

// sentence of an error; after goes behind the keys of those that say otherwise
// that nothing was changed.
func (d deps) sentence(err error, after string) string {
	var mendable *goal.Error
	switch {
	case errors.As(err, &mendable):
		return d.words.Sentence(mendable)
	case errors.Is(err, context.Canceled):
		return d.say("error.stopped" + after)
	}
	reason, _, _ := strings.Cut(err.Error(), "\n")
	return d.words.Sentence(goal.Unavailable("", "error.internal"+after, reason))
}

// wrongFlag turns what the flag parser says into one of our sentences.
func wrongFlag(c *cobra.Command, err error) error {
	help := c.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return wrong("error.flag.unknown", name, help)
	case errors.As(err, &missing):
		return wrong("error.flag.value", "--"+missing.GetFlag().Name)
	case errors.As(err, &value):
		return wrong("error.flag."+kindOf(value.GetFlag()), "--"+value.GetFlag().Name, value.GetValue())
	}
	return wrong("error.flag.syntax", help)
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
	if s := c.SuggestionsFor(name); len(s) > 0 {
		return wrong("error.command.near", name, s[0])
	}
	return wrong("error.command.unknown", name, c.CommandPath()+" --help")
}

// noArgs refuses arguments as wrong usage.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrong("error.args.none", args[0], c.CommandPath()+" --help")
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
