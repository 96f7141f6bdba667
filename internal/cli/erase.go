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
		Example: "  ippo export -o ippo.json\n  ippo erase\n  ippo erase --yes\n  ippo erase --only 'up the hill'\n  ippo erase --only 'up the hill' --yes",
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
	textVar(c.Flags(), &only, "only")
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
	held, err := a.Holding(ctx, me(), words)
	if err != nil {
		return err
	}
	if held == (app.Held{}) {
		return goal.NotFound("words", "error.words.none")
	}
	n, typed := held.Entries, ""
	if n == 0 { // only what was typed and not sent holds them
		n, typed = held.Drafts, ".drafts"
	}
	if !d.flags.yes && d.mayAsk() {
		d.onStderr().print(d.say("settings.words_held"+typed, library.Args{"n": n}), d.say("settings.words_backups"))
	}
	if err := d.confirm(ctx, d.say("term.erase.only.ask"), wrong("error.erase.only"+typed, n)); err != nil {
		return err
	}
	ans, err := a.RemoveWords(ctx, me(), device, words)
	if err != nil {
		return err
	}
	d.did()
	if d.flags.json {
		return d.json(eraseOnlyAnswer{true, held.Entries, &ans.Command})
	}
	d.print(d.say("term.erase.only.done"+typed, library.Args{"n": n}))
	return nil
}

// erase says what would go and asks for a word, or takes --yes (rulings 15, 62).
func (d deps) erase(ctx context.Context, a *app.App, word string) error {
	what, err := a.Everything(ctx, me())
	if err != nil {
		return err
	}
	if err := d.confirmErase(ctx, word, what); err != nil {
		return err
	}
	if err := a.Erase(ctx, me()); err != nil {
		return err
	}
	d.did()
	if d.flags.json {
		return d.json(eraseAnswer{true, what})
	}
	d.print(d.say("term.erased"))
	return nil
}

// confirmErase takes --yes where nobody can be asked, and the word where somebody
// can: "erase" in every language, for a script, and the word of the person's own
// (ruling 62).
func (d deps) confirmErase(ctx context.Context, word string, what app.Everything) error {
	own := d.say("term.erase.word")
	right := func(s string) bool { return s == eraseWord || s == own }
	switch {
	case word != "" && !right(word):
		return wrong("error.erase.word", clipped(word))
	case d.flags.yes && (word != "" || !d.mayAsk()):
		return nil
	case !d.mayAsk():
		return wrong("error.erase.how", d.everything(what))
	}
	d.onStderr().printEraseWarning(what)
	typed := d.terminal().Ask(ctx, d.say("term.erase.ask", library.Args{"word": own})+" ")
	if !right(typed) {
		return wrong("error.erase.word", clipped(typed))
	}
	return nil
}

// eraseWord goes on in every language, so that a script works for everybody.
const eraseWord = "erase"

type eraseAnswer struct {
	Erased bool           `json:"erased"`
	What   app.Everything `json:"what"`
}

// everything that would go, in words.
func (d deps) everything(what app.Everything) string {
	days, entries := d.say("term.erase.days", library.Args{"n": what.Days}), d.say("term.erase.entries", library.Args{"n": what.Entries})
	return d.say("term.erase.what", library.Args{"n": what.Goals, "days": days, "entries": entries})
}

func (d deps) printEraseWarning(what app.Everything) {
	d.print(d.everything(what), d.say("term.erase.final"), d.say("term.erase.export"))
}
