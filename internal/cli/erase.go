package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newErase(d deps) *cobra.Command {
	var only *string
	c := &cobra.Command{
		Use:     "erase [WORD]",
		Example: "  ippo export -o ippo.json\n  ippo erase\n  ippo erase --yes erase\n  ippo erase --only 'up the hill'\n  ippo erase --only 'up the hill' --yes",
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) > 1 || only != nil && len(args) > 0:
				return wrong("error.args.erase", c.CommandPath()+" --help")
			case only != nil && *only == "":
				return wrong("error.flag.value", "--only")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				if only != nil {
					return d.eraseOnly(c.Context(), a, *only)
				}
				return d.erase(c.Context(), a, first(args))
			})
		},
	}
	wordsVar(c.Flags(), &only, "only")
	return c
}

type eraseOnlyAnswer struct {
	Erased  bool    `json:"erased"`
	Entries int     `json:"entries"`
	Command *string `json:"command"`
}

// eraseOnly takes words out of everything that was written, in two steps: the
// first says how many entries hold them and changes nothing (ruling 15).
func (d deps) eraseOnly(ctx context.Context, a *app.App, words string) error {
	n, err := a.Holding(ctx, me, words)
	if err != nil {
		return err
	}
	if n == 0 {
		return goal.NotFound("words", "error.words.none")
	}
	if !d.flags.yes {
		found := []string{d.say("settings.words_held", library.Args{"n": n}), d.say("settings.words_backups")}
		switch {
		case d.flags.json:
			return d.json(eraseOnlyAnswer{false, n, nil})
		case !d.mayAsk():
			d.print(append(found, d.say("term.erase.only.how"))...)
			return nil
		}
		d.onStderr().print(found...)
	}
	if err := d.confirm(ctx, d.say("term.erase.only.ask"), goal.Conflict("", "error.declined")); err != nil {
		return err
	}
	ans, err := a.RemoveWords(ctx, me, device, words)
	if err != nil {
		return err
	}
	if d.flags.json {
		return d.json(eraseOnlyAnswer{true, n, &ans.Command})
	}
	d.print(d.say("term.erase.only.done", library.Args{"n": n}))
	return nil
}

// erase takes two steps: the first says what would go and changes nothing; the
// second has --yes and the word (ruling 15).
func (d deps) erase(ctx context.Context, a *app.App, word string) error {
	what, err := a.Everything(ctx, me)
	if err != nil {
		return err
	}
	secret := d.say("term.erase.word")
	if !d.flags.yes || word == "" {
		if d.flags.json {
			return d.json(eraseAnswer{false, what})
		}
		if !d.mayAsk() {
			d.printEraseWarning(what)
			return nil
		}
		d.onStderr().printEraseWarning(what)
		word = d.terminal().Ask(ctx, d.say("term.erase.ask", library.Args{"word": secret})+" ")
	}
	if word != secret {
		return goal.Conflict("", "error.declined")
	}
	if err := a.Erase(ctx, me); err != nil {
		return err
	}
	if d.flags.json {
		return d.json(eraseAnswer{true, what})
	}
	d.print(d.say("term.erased"))
	return nil
}

type eraseAnswer struct {
	Erased bool           `json:"erased"`
	What   app.Everything `json:"what"`
}

func (d deps) printEraseWarning(what app.Everything) {
	days, entries := d.say("term.erase.days", library.Args{"n": what.Days}), d.say("term.erase.entries", library.Args{"n": what.Entries})
	d.print(d.say("term.erase.what", library.Args{"n": what.Goals, "days": days, "entries": entries}),
		d.say("term.erase.final"), d.say("term.erase.export"), d.say("term.erase.how", library.Args{"word": d.say("term.erase.word")}))
}
