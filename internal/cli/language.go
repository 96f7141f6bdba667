package cli

import (
	"context"
	"os"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/library"
)

// wording is the words of the terminal: those of the environment, until the
// person's own choice is read.
type wording struct {
	*library.Words
	chosen bool
	typed  []string // what the person answered with words of their own
}

// use the language that the person chose on the settings page; without a
// choice that of the environment stays.
func (s *wording) use(locale string) {
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

// useChosenLanguage speaks what the person chose.
func (d deps) useChosenLanguage(ctx context.Context, a *app.App) error {
	if d.words.chosen {
		return nil
	}
	set, _, err := a.Settings(ctx, me())
	if err == nil {
		d.words.use(set.Locale)
	}
	return err
}

// loadLanguage reads the language that the person chose before help or a remark on usage is
// given, neither of which needs the database: where there is none, or none that
// opens, that of the environment stays.
func (d deps) loadLanguage(ctx context.Context) {
	address, err := d.database()
	if err != nil || d.words.chosen || isServer(address) {
		return
	}
	if _, err := os.Stat(address); err == nil {
		d.flags.makes = false
		_ = d.app(ctx, func(*app.App) error { return nil }) // what is wrong with it is said by a command that needs it
	}
	d.words.chosen = true
}
