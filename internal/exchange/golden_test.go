package exchange

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ippo-app/ippo/internal/goal"
)

var update = flag.Bool("update", false, "write the golden reports anew")

// samples are the hand-written files of each format, by the name of the format.
func samples(tb testing.TB) map[string]Format {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*/*")
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]Format{}
	for _, p := range paths {
		format := Format(filepath.Base(filepath.Dir(p)))
		if format == "fuzz" || format == "own" || strings.HasSuffix(p, ".golden") || strings.HasSuffix(p, ".options") {
			continue
		}
		out[p] = format
	}
	return out
}

// optionsOf are the options beside a sample.
func optionsOf(tb testing.TB, path string) Options {
	tb.Helper()
	var o struct {
		Dates   Order             `json:"dates"`
		Numbers Mark              `json:"numbers"`
		Person  string            `json:"person"`
		Columns map[string]string `json:"columns"`
	}
	b, err := os.ReadFile(path + ".options")
	if err != nil {
		return Options{Zone: time.UTC}
	}
	if err := json.Unmarshal(b, &o); err != nil {
		tb.Fatal(err)
	}
	return Options{Dates: o.Dates, Numbers: o.Numbers, Person: o.Person, Columns: o.Columns, Zone: time.UTC}
}

// Every sample is told by its content, read, and said in the method's terms as
// its golden report says.
func TestSamples(t *testing.T) {
	t.Parallel()
	seen := map[Format]bool{}
	for path, format := range samples(t) {
		seen[format] = true
		t.Run(strings.TrimPrefix(path, "testdata/"), func(t *testing.T) {
			t.Parallel()
			o := optionsOf(t, path)
			got := render(t, path, o)
			if *update {
				if err := os.WriteFile(path+".golden", []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Error(d)
			}
			o.Format = format
			if d := cmp.Diff(got, render(t, path, o)); d != "" {
				t.Errorf("--from %s differs: %s", format, d)
			}
			if first, _, _ := strings.Cut(got, "\n"); first != string(format) && first != refused {
				t.Errorf("told as %s", first)
			}
		})
	}
	for _, f := range Formats() {
		if !seen[f] && f != FormatLoopDB && f != FormatIppo { // made by their own tests
			t.Errorf("there is no sample of %s", f)
		}
	}
}

// Habitica's file holds an account: nothing of it is ever read.
func TestHabiticaKeepsNoAccount(t *testing.T) {
	t.Parallel()
	told := render(t, "testdata/habitica/user.json", Options{})
	for _, word := range []string{"mara", "Mara", "example.org", "lvl"} {
		if strings.Contains(told, word) {
			t.Errorf("%q is in what was read", word)
		}
	}
}

// opened is a sample as its program writes it: of a database the sample holds the
// statements that make it.
func opened(tb testing.TB, path string) string {
	tb.Helper()
	if filepath.Ext(path) != ".sql" {
		return path
	}
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return database(tb, string(b))
}

// refused begins the report of a file that is not read.
const refused = "refused"

// render writes everything that is known of a file.
func render(tb testing.TB, path string, o Options) string {
	tb.Helper()
	r, err := Open(opened(tb, path), o)
	if err != nil {
		return fmt.Sprintf("%s\n\n%v\n", refused, err)
	}
	defer r.Close() //nolint:errcheck // a test
	h := r.History(goal.Date(2026, 12, 31))
	var b strings.Builder
	fmt.Fprintln(&b, h.Format)
	for _, x := range h.Habits {
		s := x.Source
		fmt.Fprintf(&b, "\n%s  [%s %d/%d", x.Title, s.Kind, s.Num, s.Den)
		if s.Kind != goal.HabitYesNo {
			fmt.Fprintf(&b, ", target %v %s", s.Target, s.Unit)
		}
		if x.Archived {
			b.WriteString(", archived")
		}
		if x.Own != "" {
			b.WriteString(", own")
		}
		fmt.Fprintf(&b, "]  %s\n", s.Key)
		for line := range strings.SplitSeq(x.Note, "\n") {
			if line != "" {
				fmt.Fprintf(&b, "  > %s\n", line)
			}
		}
		for d, err := range x.Days {
			if err != nil {
				tb.Fatal(err)
			}
			fmt.Fprintf(&b, "  %s %-6s", d.Day, d.Status)
			if d.Amount != nil {
				fmt.Fprintf(&b, " %v", *d.Amount)
			}
			if d.Full {
				b.WriteString(" full")
			}
			if d.Note != "" {
				fmt.Fprintf(&b, " %q", d.Note)
			}
			b.WriteString("\n")
		}
		renderNotices(&b, "  ", x.Notices())
	}
	b.WriteString("\n")
	renderNotices(&b, "", h.Notices())
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

func renderNotices(b *strings.Builder, indent string, ns []goal.Notice) {
	for _, n := range ns {
		mark := "noticed"
		if n.Lost {
			mark = "left out"
		}
		fmt.Fprintf(b, "%s%s: %s x%d", indent, mark, n.Code, n.Count)
		if n.Sample != "" {
			fmt.Fprintf(b, " (%s)", n.Sample)
		}
		b.WriteString("\n")
	}
}
