package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/library"
)

// every command below root, with its path behind the program's name.
func everyCommand(root *cobra.Command) map[string][]string {
	all := map[string][]string{"ippo": nil}
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		for _, s := range c.Commands() {
			path := strings.Fields(s.CommandPath())[1:]
			all[strings.Join(path, "-")] = path
			visit(s)
		}
	}
	visit(root)
	return all
}

// The help of every command is a golden file: what people read changes on
// purpose.
func TestHelpOfEveryCommand(t *testing.T) {
	d := deps{words: &wording{Words: library.For("en")}, flags: &flags{}, getenv: func(string) string { return "" }}
	p := newPerson(t)
	commands := everyCommand(tree(d))
	for name, path := range commands {
		t.Run(name, func(t *testing.T) {
			help := p.at("2026-10-05 08:00", append(path, "--help")...)
			for l := range strings.SplitSeq(help, "\n") {
				if draw.Cols(l) > draw.FullWidth {
					t.Errorf("wider than %d columns: %q", draw.FullWidth, l)
				}
			}
			golden(t, "help/"+name+".txt", help)
		})
	}
	files, err := os.ReadDir(filepath.Join("testdata", "help"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, ok := commands[strings.TrimSuffix(f.Name(), ".txt")]; !ok {
			t.Errorf("%s: there is no such command", f.Name())
		}
	}
}

// In a narrow window the help stays within it, in every language; only examples
// keep their lines, to be copied.
func TestHelpInANarrowWindow(t *testing.T) {
	for _, lang := range library.Languages() {
		p := newPerson(t)
		p.env["COLUMNS"], p.env["LANG"] = "40", lang+".UTF-8"
		for name, path := range everyCommand(tree(deps{words: &wording{Words: library.For("en")}, flags: &flags{}, getenv: func(string) string { return "" }})) {
			help, examples := p.at("2026-10-05 08:00", append(path, "--help")...), false
			for l := range strings.SplitSeq(help, "\n") {
				if !strings.HasPrefix(l, " ") {
					examples = l == library.For(lang).Say("help.examples")
				}
				if !examples && draw.Cols(l) > 40 {
					t.Errorf("%s %s: %q", lang, name, l)
				}
			}
		}
	}
}

// The manual has every command with its longer text and its flags.
func TestManualHasEveryCommand(t *testing.T) {
	d := deps{words: &wording{Words: library.For("en")}, flags: &flags{}, getenv: func(string) string { return "" }}
	root := tree(d)
	d.describe(root)
	manual := newPerson(t).at("2026-10-05 08:00", "man")
	plain := strings.NewReplacer(`\-`, "-", `\&`, "", `\(dq`, `"`, `\e`, `\`, "\n", " ").Replace(manual)
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		if c.Name() == "help" {
			return
		}
		if !strings.Contains(plain, c.CommandPath()) {
			t.Errorf("the manual has no %s", c.CommandPath())
		}
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !strings.Contains(plain, "--"+f.Name) {
				t.Errorf("%s: the manual has no --%s", c.CommandPath(), f.Name)
			}
		})
		for s := range strings.SplitSeq(c.Long, "\n\n") {
			if !strings.Contains(plain, s) {
				t.Errorf("%s: the manual does not say %q", c.CommandPath(), s)
			}
		}
		for _, s := range c.Commands() {
			visit(s)
		}
	}
	visit(root)
}

// A command that is made alone is the one of the whole tree: same name, same
// group, same place, same flags.
func TestACommandAloneIsThatOfTheTree(t *testing.T) {
	d := deps{words: &wording{Words: library.For("en")}, flags: &flags{}, getenv: func(string) string { return "" }}
	whole := tree(d)
	for _, g := range groups() {
		for _, n := range g.commands {
			want := child(whole, n.name)
			if want == nil {
				t.Errorf("%s goes by another name", n.name)
				continue
			}
			got := child(tree(d, n.name, "--json"), n.name)
			if got == nil || got.GroupID != want.GroupID || got.Annotations[orderKey] != want.Annotations[orderKey] ||
				got.Flags().FlagUsages() != want.Flags().FlagUsages() || len(got.Commands()) != len(want.Commands()) {
				t.Errorf("%s alone is not that of the tree", n.name)
			}
		}
	}
	for _, args := range [][]string{nil, {"help"}, {"man"}, {"completion"}, {"dnoe"}, {"--json", "today"}} {
		if got, want := len(tree(d, args...).Commands()), len(whole.Commands()); got != want {
			t.Errorf("%q makes %d commands of %d", args, got, want)
		}
	}
}
