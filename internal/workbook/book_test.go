package workbook_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/workbook"
)

// all the books that there are: both papers, all languages, blank and filled.
func everyBook(t *testing.T, use func(t *testing.T, b workbook.Book)) {
	t.Helper()
	for _, lang := range library.Complete() {
		for _, paper := range workbook.Papers() {
			for name, s := range map[string]*workbook.Source{"blank": nil, "filled": walker()} {
				t.Run(fmt.Sprintf("%s %s %s", lang, paper, name), func(t *testing.T) { use(t, book(lang, paper, s)) })
			}
		}
	}
}

func TestEveryBookHas28PagesOfItsPaper(t *testing.T) {
	everyBook(t, func(t *testing.T, b workbook.Book) {
		t.Helper()
		p, told := printed(t, b)
		if n := len(p.pages()); n != 28 || told.Pages != 28 {
			t.Errorf("%d pages", n)
		}
		want := map[workbook.Paper]string{workbook.A4: "0 0 595.28 841.89", workbook.Letter: "0 0 612.00 792.00"}[b.Paper]
		if got := p.box(p.pages()[0]); got != want {
			t.Errorf("the paper is %s", got)
		}
		if m := p.missing(); len(m) > 0 {
			t.Errorf("no glyph for %v", m)
		}
		if n := len(p.raw); n > 500_000 {
			t.Errorf("%d bytes", n)
		}
		name := "blank"
		if b.Source != nil {
			name = "filled"
		}
		keep(t, b.Words.Lang()+"-"+string(b.Paper)+"-"+name, p)
	})
}

// Nothing overflows: each text lies in the block of the paper (the head and the
// foot beside it, the card to cut out a little wider), no two lie upon each
// other, none crosses the edge of a frame, and no word of the book is cut.
func TestEveryTextHasItsPlace(t *testing.T) {
	everyBook(t, func(t *testing.T, b workbook.Book) {
		t.Helper()
		inPlace(t, b)
	})
}

// faults of a test, whether it is one of rapid's or not.
type faults interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

func inPlace(t faults, b workbook.Book) {
	t.Helper()
	laid, err := workbook.Lay(b)
	if err != nil {
		t.Fatal(err)
	}
	if len(laid.Squeezed)+len(laid.Full) > 0 {
		t.Errorf("cut: %q, too full: %v", laid.Squeezed, laid.Full)
	}
	l, top, r, bottom := workbook.Block(b.Paper)
	for i, x := range laid.Texts {
		if x.X < l-0.1 || x.X+x.W > r+0.6 || x.Y < top-13 || x.Y+x.H > bottom+12 {
			t.Errorf("page %d: %q leaves the block: %.1f–%.1f, %.1f–%.1f", x.Page, x.Text, x.X-l, x.X+x.W-l, x.Y-top, x.Y+x.H-top)
		}
		for _, y := range laid.Texts[:i] {
			if y.Page == x.Page && over(x.X, x.W, y.X, y.W) > 0.4 && over(x.Y, x.H, y.Y, y.H) > 0.9 {
				t.Errorf("page %d: %q lies on %q", x.Page, x.Text, y.Text)
			}
		}
		for _, f := range laid.Frames {
			if f.Page == x.Page && crosses(x, f) {
				t.Errorf("page %d: %q crosses a frame of %.1f x %.1f at %.1f, %.1f", x.Page, x.Text, f.W, f.H, f.X-l, f.Y-top)
			}
		}
	}
	for _, x := range laid.Inks {
		if x.X < l-7.1 || x.X+x.W > r+7.1 || x.Y < top-13 || x.Y+x.H > bottom+1 {
			t.Errorf("page %d: a line leaves the block: %.1f–%.1f, %.1f–%.1f", x.Page, x.X-l, x.X+x.W-l, x.Y-top, x.Y+x.H-top)
		}
	}
}

// crosses says whether a text lies in a frame and beside it.
func crosses(x, f workbook.Box) bool {
	const slack = 0.5
	return over(x.X, x.W, f.X, f.W) > slack && over(x.Y, x.H, f.Y, f.H) > slack &&
		(x.X < f.X-slack || x.X+x.W > f.X+f.W+slack || x.Y < f.Y-slack || x.Y+x.H > f.Y+f.H+slack)
}

// over is how much two stretches have in common.
func over(a, w, b, v float64) float64 { return min(a+w, b+v) - max(a, b) }

func TestTheSameBookHasTheSameBytes(t *testing.T) {
	var one, two bytes.Buffer
	for _, out := range []*bytes.Buffer{&one, &two} {
		if _, err := workbook.Write(out, book("en", workbook.A4, walker())); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two books of one day differ")
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
