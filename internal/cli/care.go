package cli

import (
	"strings"

	"github.com/ippo-app/ippo/internal/library"
)

// printCare answers words that sound as if somebody was needed now. They are kept
// like all others; nothing is logged or stopped (method 11).
func (d deps) printCare(said []string) {
	if d.flags.json || !library.NeedsCare(strings.Join(said, ". ")) {
		return
	}
	d.printf("\n")
	d.print(d.words.Stop(d.say("care.title")), d.say("care.text"), d.say("care.now"), d.say("care.kept"))
}
