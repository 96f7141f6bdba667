package workbook_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/ippo-app/ippo/internal/workbook"
)

// The page to hang up holds the step, its cues, every day of the month and what
// the weeks came to, and no letter is set that its font does not have.
func TestTheCardReadsBack(t *testing.T) {
	for _, paper := range workbook.Papers() {
		b := book("en", paper, walker())
		b.Only = workbook.Cards
		p, _ := printed(t, b)
		pages := p.pages()
		text := strings.ReplaceAll(p.text(pages[0]), "\n", " ")
		for _, want := range []string{
			"Put on shoes, walk five minutes", "After I hang up my work bag, or after I finish lunch", "Card two of three", "7 October to 5 November",
			"Mon Tue Wed Thu Fri Sat Sun", "3 walks of 15 minutes or more", "3 of 3", "If I miss a day, then I do the minimum step the next morning.",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not on the card:\n%s", paper, want, text)
			}
		}
		if m := p.missing(); len(m) > 0 {
			t.Errorf("%s: no glyph for %v", paper, m)
		}
		if len(pages) != 1 {
			t.Errorf("%s: %d pages", paper, len(pages))
		}
		keep(t, "card-"+string(paper), p)
	}
}

// keep writes a book into WORKBOOK_OUT, for looking at it.
func keep(t *testing.T, name string, p pdf) {
	t.Helper()
	if dir := os.Getenv("WORKBOOK_OUT"); dir != "" {
		if err := os.WriteFile(dir+"/"+name+".pdf", p.raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// The days stand in the order in which the page for typing in a paper month asks
// for them.
func TestTheCardIsTypedInInItsOwnOrder(t *testing.T) {
	s := walker()
	b := book("en", workbook.A4, s)
	b.Only = workbook.Cards
	p, _ := printed(t, b)
	var want, got []string
	for _, row := range s.Look.Cards()[1].Rows {
		for _, c := range row.Cells {
			if c.Number > 0 {
				want = append(want, strconv.Itoa(c.Day.Time().Day()))
			}
		}
	}
	for line := range strings.SplitSeq(p.text(p.pages()[0]), "\n") {
		if n, err := strconv.Atoi(line); err == nil && n < 32 && len(got) < 30 {
			got = append(got, line)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("on paper %v\nasked    %v", got, want)
	}
}

// The book can be read aloud: every page has its place in the tree of headings,
// paragraphs and figures, and a stamp is said in words.
func TestTheBookIsTagged(t *testing.T) {
	p, _ := printed(t, book("en", workbook.A4, walker()))
	for i, n := range p.pages() {
		if !bytes.Contains(p.objects[n], []byte(fmt.Sprintf("/StructParents %d/", i))) {
			t.Errorf("page %d is not in the tree: %s", i+1, p.objects[n])
		}
	}
	said := fmt.Sprintf("%04X", utf16.Encode([]rune("16 October, missed, mended the next day")))
	said = strings.NewReplacer("[", "", "]", "", " ", "").Replace(said)
	if !p.has("<</S/H1/") || !p.has("/Alt <FEFF"+said+">") {
		t.Error("no heading, or a mended day that is not said")
	}
	keep(t, "tagged", p)
}

// Tables are read as tables: the card has a head for each weekday and for the
// week, and a row of eight cells for each of its weeks; what meets, the tags, the
// three questions and the two tables of the example are tables too.
func TestTablesAreTagged(t *testing.T) {
	b := book("en", workbook.A4, walker())
	whole, _ := printed(t, b)
	if n := whole.count("<</S/Table/"); n != 6 {
		t.Errorf("%d tables", n)
	}
	b.Only = workbook.Cards
	p, _ := printed(t, b)
	weeks := len(b.Source.Look.Cards()[1].Rows)
	for tag, want := range map[string]int{"Table": 1, "TR": 1 + weeks, "TH": 8, "TD": 8 * weeks} {
		if n := p.count("<</S/" + tag + "/"); n != want {
			t.Errorf("%d of %s, want %d", n, tag, want)
		}
	}
	if n := p.count("/A<</O/Table/Scope/Column>>"); n != 8 {
		t.Errorf("%d heads of columns", n)
	}
}
