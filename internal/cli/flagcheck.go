package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/cli/prompt"
)

// What is typed is looked at before anything else is done: before a database is
// opened, and before a command could find that nothing is left to do (rulings
// 61 to 63).

// Annotations of a command that say how its flags go together.
const (
	exclusiveKey = "exclusive" // "more minutes;more amount"
	clearsKey    = "clears"    // its texts may be given empty, which takes them out
)

// exclusive notes that two flags write the same, so that one of them would be
// thrown away without a word.
func exclusive(c *cobra.Command, one, other string) {
	pairs := one + " " + other
	if old := c.Annotations[exclusiveKey]; old != "" {
		pairs = old + ";" + pairs
	}
	annotate(c, exclusiveKey, pairs)
}

// exclusives are the pairs of a command.
func exclusives(c *cobra.Command) [][2]string {
	var pairs [][2]string
	for p := range strings.SplitSeq(c.Annotations[exclusiveKey], ";") {
		if one, other, ok := strings.Cut(p, " "); ok {
			pairs = append(pairs, [2]string{one, other})
		}
	}
	return pairs
}

// clearsTexts notes that an empty text takes out what was there.
func clearsTexts(c *cobra.Command) { annotate(c, clearsKey, "texts") }

// checkFlags refuses empty values, numbers that can be read in two ways, and
// flags that write the same.
func (d deps) checkFlags(c *cobra.Command, _ []string) error {
	var err error
	c.Flags().Visit(func(f *pflag.Flag) {
		if err == nil {
			err = d.checkFlag(c, f)
		}
	})
	if err != nil {
		return err
	}
	for _, p := range exclusives(c) {
		if c.Flags().Changed(p[0]) && c.Flags().Changed(p[1]) {
			return wrong("error.flag.both", "--"+p[0], "--"+p[1])
		}
	}
	return nil
}

func (d deps) checkFlag(c *cobra.Command, f *pflag.Flag) error {
	switch v := f.Value.(type) {
	case number:
		return ambiguous("--"+f.Name, *v.typed, d.words.Lang())
	case whole, count:
		return nil // an empty one is no number, and 0 is a value
	case text:
		if v.String() == "" && c.Annotations[clearsKey] == "" {
			return wrong("error.flag.empty", "--"+f.Name)
		}
		return nil
	case pflag.SliceValue:
		for _, s := range v.GetSlice() {
			if strings.TrimSpace(s) == "" && c.Annotations[clearsKey] == "" {
				return wrong("error.flag.empty", "--"+f.Name)
			}
		}
		return nil
	}
	if f.Value.Type() != "bool" && strings.TrimSpace(f.Value.String()) == "" {
		return wrong("error.flag.empty", "--"+f.Name)
	}
	return nil
}

// ambiguous refuses a number like 1,000, which one person means as one and
// another as a thousand.
func ambiguous(before, typed, lang string) error {
	if r := prompt.ReadTwoWays(typed, lang); r != nil {
		return wrong("error.flag.ambiguous", before, clipped(typed), r.Small, r.Large)
	}
	return nil
}

// apart refuses a flag beside the words of a command, which would be thrown
// away.
func apart(c *cobra.Command, given bool, place string, flags ...string) error {
	for _, f := range flags {
		if given && c.Flags().Changed(f) {
			return wrong("error.flag.both", place, "--"+f)
		}
	}
	return nil
}

// wordsWith holds a command that writes words, or takes a line out with
// --remove, to the flags that say more about the words.
func wordsWith(c *cobra.Command, typed, place string, flags ...string) error {
	if err := apart(c, typed != "", place, "remove"); err != nil {
		return err
	}
	for _, f := range flags {
		if typed == "" && c.Flags().Changed(f) {
			return wrong("error.flag.needs", "--"+f, place, c.CommandPath()+" --help")
		}
	}
	return nil
}
