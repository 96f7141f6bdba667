package exchange

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/goal"
)

// readColumn reads a column of numbers as a table does: once, and once more with
// what was found out.
func readColumn(cells []string, asked Mark) ([]float64, error) {
	var n amounts
	for _, c := range cells {
		n.parse(c)
	}
	mark, _, err := n.decide(asked)
	if err != nil {
		return nil, err
	}
	n = amounts{mark: mark}
	var out []float64
	for _, c := range cells {
		f, ok := n.parse(c)
		if !ok {
			f = -1
		}
		out = append(out, f)
	}
	return out, nil
}

// Numbers are decided for a column, and asked for where it leaves them open.
func TestNumbersAreDecidedPerColumn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cells string
		asked Mark
		want  string
	}{
		{"12 9.5 0", "", "[12 9.5 0]"},
		{"12,5 9.5", "", "[12.5 9.5]"},
		{"12,000 9,5", "", "[12 9.5]"},
		{"12.000 9,5", "", "[12000 9.5]"},
		{"12.000 9.5", "", "[12 9.5]"},
		{"12,000 1,234,567", "", "[12000 1.234567e+06]"},
		{"12.000 1.234.567", "", "[12000 1.234567e+06]"},
		{"1,250.5 12,000", "", "[1250.5 12000]"},
		{"1.250,5 12.000", "", "[1250.5 12000]"},
		{"0,125 0.125", "", "[0.125 0.125]"},
		{"1234,567", "", "[1234.567]"},
		{"1'250 2’500,5 3\u00a0000", "", "[1250 2500.5 3000]"},
		{"12,000", "", "open 12,000"},
		{"12,000 10.000", "", "open 12,000"},
		{"12,000 1.234.567", "", "open 12,000"},
		{"12,000 9,5 9.5", "", "open 12,000"},
		{"12,000 10.000", MarkPoint, "[12000 10]"},
		{"12,000 10.000", MarkComma, "[12 10000]"},
		{"12,000 10.000 1.234.567", MarkNone, "[12000 10000 1.234567e+06]"},
		{"10.000 1.234.567", MarkPoint, "[10 -1]"},
		{"1.23.456 1,2,3 12,34.5 -4 0:45", "", "[-1 -1 -1 -1 -1]"},
	} {
		got, err := readColumn(strings.Split(c.cells, " "), c.asked)
		said := fmt.Sprint(got)
		if err != nil {
			wantKey(t, err, goal.CodeInvalid, "error.import.open_numbers")
			said = "open " + fmt.Sprint(err.(*goal.Error).Args[0]) //nolint:errorlint,forcetypeassert // wantKey looked
		}
		if said != c.want {
			t.Errorf("%s as %q: %s, want %s", c.cells, c.asked, said, c.want)
		}
	}
}

// A column that somebody writes in one way is read as it was meant, or asked for,
// and read as it was meant with the answer.
func TestNumbersComeBackAsTheyWereMeant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		mark := rapid.SampledFrom([]Mark{MarkPoint, MarkComma}).Draw(t, "mark")
		meant := rapid.SliceOfN(rapid.IntRange(0, 9_999_999), 1, 6).Draw(t, "tenths")
		grouped := rapid.Bool().Draw(t, "grouped")
		var cells []string
		for _, m := range meant {
			cells = append(cells, written(m, mark, grouped))
		}
		got, err := readColumn(cells, MarkUnknown)
		if err != nil {
			got, err = readColumn(cells, mark)
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range meant {
			if want := float64(m) / 10; got[i] != want {
				t.Fatalf("%q is %v, want %v, among %q", cells[i], got[i], want, cells)
			}
		}
	})
}

// written is a number of tenths as somebody writes it; whole ones without them.
func written(tenths int, mark Mark, grouped bool) string {
	group, point := ",", "."
	if mark == MarkComma {
		group, point = point, group
	}
	s := strconv.Itoa(tenths / 10)
	for i := len(s) - 3; grouped && i > 0; i -= 3 {
		s = s[:i] + group + s[i:]
	}
	if tenths%10 > 0 {
		s += point + strconv.Itoa(tenths%10)
	}
	return s
}
