package cli

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

// place is what stands for something of the person's own in a usage line: GOAL,
// FILE.
var place = regexp.MustCompile(`\[flags\]|\b[A-Z]{2,}\b`)

// usage is how a command is written, with the places in the person's language.
func (d deps) usage(c *cobra.Command) string {
	line := c.UseLine()
	if c.HasAvailableSubCommands() {
		line = c.CommandPath() + " COMMAND [flags]"
	}
	return place.ReplaceAllStringFunc(line, func(p string) string {
		return d.say("help.use." + strings.ToLower(strings.Trim(p, "[]")))
	})
}

// phrase is what an example says in words: the quoted texts, and the bare words
// behind the flags that take them.
var phrase = regexp.MustCompile(`'[^']+'|\b(?:yesterday|books)\b`)

// examples are those of a command, with their words in the person's language.
func (d deps) examples(text string) string {
	return phrase.ReplaceAllStringFunc(text, func(p string) string {
		bare := strings.Trim(p, "'")
		said := d.say(exampleKey(bare))
		if bare == p {
			return said
		}
		return "'" + said + "'"
	})
}

// exampleKey is the message of a phrase of an example.
func exampleKey(phrase string) string {
	letters := strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool { return r < 'a' || r > 'z' })
	return "help.example." + strings.Join(letters, "_")
}
