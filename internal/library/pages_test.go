package library_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// An error whose sentence names a command or a flag of the terminal says
// something else on pages, unless only the terminal meets it, or only the
// terminal can mend it.
func TestPagesNameNoCommandOfTheTerminal(t *testing.T) {
	t.Parallel()
	command := regexp.MustCompile(`\bippo (` + strings.Join(commands(), "|") + `)\b|--[a-z]`)
	terminal := []string{
		"error.address", "error.args.", "error.backup.", "error.begin.ask", "error.begin.left", "error.command.", "error.doctor.", "error.erase.", "error.flag.",
		"error.goal.only_parked", "error.print.",
		"error.home", "error.import.", "error.link.", "error.listen", "error.output.", "error.phone.", "error.restore.", "error.server.", "error.service.", "error.store.", "error.internal",
	}
	for _, lang := range library.Complete() {
		w, pages := library.For(lang), library.ForPages(lang)
		for _, key := range library.For("en").Keys() {
			if !strings.HasPrefix(key, "error.") || slices.ContainsFunc(terminal, func(p string) bool { return strings.HasPrefix(key, p) }) {
				continue
			}
			e := goal.Invalid("", strings.TrimSuffix(key, ".page"), "A", "B")
			if said := pages.Sentence(e); command.MatchString(said) {
				t.Errorf("%s: a page says %q", lang, said)
			}
			if strings.HasSuffix(key, ".page") && w.Sentence(e) == pages.Sentence(e) {
				t.Errorf("%s: %s is what the terminal says too", lang, key)
			}
		}
	}
}

// commands are the words that ippo is called with; each has its page of help.
func commands() []string {
	var names []string
	for _, key := range library.For("en").Keys() {
		if parts := strings.Split(key, "."); len(parts) == 3 && parts[0] == "help" && parts[2] == "long" {
			names = append(names, parts[1])
		}
	}
	return names
}
