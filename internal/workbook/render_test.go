package workbook_test

import (
	"bytes"
	"errors"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/ippo-app/ippo/internal/workbook"
	"github.com/ippo-app/ippo/internal/workbook/pdftest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Other programs find no fault in any book, and read and size it as it was set.
func TestOtherProgramsReadEveryBook(t *testing.T) {
	everyBook(t, func(t *testing.T, b workbook.Book) {
		t.Helper()
		for _, only := range append(workbook.Onlies(), workbook.Whole) {
			b.Only = only
			p, _ := printed(t, b)
			path := filepath.Join(t.TempDir(), "book.pdf")
			if err := os.WriteFile(path, p.raw, 0o600); err != nil {
				t.Fatal(err)
			}
			pdftest.Check(t, path)
		}
		p, _ := printed(t, b)
		about := pdftest.About(t, p.raw)
		size := map[workbook.Paper]string{workbook.A4: "595.28 x 841.89 pts (A4)", workbook.Letter: "612 x 792 pts (letter)"}[b.Paper]
		if about["Pages"] != "28" || about["Page size"] != size || about["Tagged"] != "yes" || about["Producer"] != "ippo" {
			t.Errorf("%v", about)
		}
		texts := pdftest.Text(t, p.raw)
		for i, n := range p.pages() {
			if ours, theirs := bare(p.text(n)), bare(texts[i]); ours != theirs {
				t.Errorf("page %d\nset:  %s\nread: %s", i+1, ours, theirs)
			}
		}
	})
}

// bare is a text without its spaces, which readers set as they find them.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// What stands on the pages of a filled and of a blank book, page by page, and
// what of them is read aloud.
func TestTheWordsOfTheBookAreThoseOfTheGolden(t *testing.T) {
	for name, s := range map[string]*workbook.Source{"blank": nil, "filled": walker()} {
		p, _ := printed(t, book("en", workbook.A4, s))
		golden(t, name+".txt", strings.Join(pdftest.Text(t, p.raw), "\n--\n"))
	}
	b := book("en", workbook.A4, walker())
	b.Only = workbook.Cards
	p, _ := printed(t, b)
	golden(t, "card-aloud.txt", pdftest.Aloud(t, p.raw))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o750), os.WriteFile(path, []byte(got), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	for i, line := range strings.Split(got, "\n") {
		if was := strings.Split(string(want), "\n"); i >= len(was) || was[i] != line {
			t.Fatalf("%s, line %d is now %q; if that is meant, run with -update", path, i+1, line)
		}
	}
	t.Fatalf("%s is longer; if that is meant, run with -update", path)
}

// The pages look as they did: drawn in grey at 60 dots an inch, and seen from so
// far that the edges of letters, which each drawing program smooths in its own
// way, make no difference.
func TestThePagesLookAsTheyDid(t *testing.T) {
	for name, b := range map[string]workbook.Book{
		"filled-a4":    book("en", workbook.A4, walker()),
		"blank-letter": book("ja", workbook.Letter, nil),
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := printed(t, b)
			now := album(t, p)
			path := filepath.Join("testdata", name+".png")
			if *update {
				writePNG(t, path, now)
			}
			was := readPNG(t, path)
			if !was.Bounds().Eq(now.Bounds()) {
				t.Fatalf("%v and %v", was.Bounds(), now.Bounds())
			}
			compare(t, was, now)
		})
	}
}

const acrossAlbum, seenFrom = 7, 4

// album holds all pages beside and below each other.
func album(t *testing.T, p pdf) *image.Gray {
	t.Helper()
	var all *image.Gray
	for i := range p.pages() {
		page := pdftest.Coarse(pdftest.Grey(t, p.raw, i+1, 60), seenFrom)
		w, h := page.Bounds().Dx(), page.Bounds().Dy()
		if all == nil {
			all = image.NewGray(image.Rect(0, 0, acrossAlbum*w, (len(p.pages())+acrossAlbum-1)/acrossAlbum*h))
		}
		x, y := i%acrossAlbum*w, i/acrossAlbum*h
		draw.Draw(all, image.Rect(x, y, x+w, y+h), page, image.Point{}, draw.Src)
	}
	return all
}

// compare allows each point a little, and a page as a whole very little.
func compare(t *testing.T, was, now *image.Gray) {
	t.Helper()
	const each, whole = 40, 1.5
	w, h := was.Bounds().Dx()/acrossAlbum, was.Bounds().Dy()/4
	for page := range 28 {
		sum, far := 0, 0
		for y := range h {
			for x := range w {
				at := image.Pt(page%acrossAlbum*w+x, page/acrossAlbum*h+y)
				d := int(was.GrayAt(at.X, at.Y).Y) - int(now.GrayAt(at.X, at.Y).Y)
				sum += max(d, -d)
				far = max(far, d, -d)
			}
		}
		if mean := float64(sum) / float64(w*h); far > each || mean > whole {
			t.Errorf("page %d looks different: by %d at one point, %.2f of 255 all over; if that is meant, run with -update", page+1, far, mean)
		}
	}
}

func writePNG(t *testing.T, path string, m image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := errors.Join((&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, m), os.WriteFile(path, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func readPNG(t *testing.T, path string) *image.Gray {
	t.Helper()
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("no %s: run with -update", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	g := image.NewGray(m.Bounds())
	draw.Draw(g, g.Bounds(), m, image.Point{}, draw.Src)
	return g
}

// In grey, as most printers print, no two marks of a day look the same.
func TestEveryMarkIsAnotherInGrey(t *testing.T) {
	var out bytes.Buffer
	names, err := workbook.MarksPage(&out)
	if err != nil {
		t.Fatal(err)
	}
	page := pdftest.Grey(t, out.Bytes(), 1, 60)
	const side = 48 // 20.5 mm at 60 dots an inch
	mark := func(i int) *image.Gray {
		x, y := workbook.MarkAt(i)
		left, top := int(x*60/25.4)-side/2, int(y*60/25.4)-side/2
		m := image.NewGray(image.Rect(0, 0, side, side))
		draw.Draw(m, m.Bounds(), page, image.Pt(left, top), draw.Src)
		return pdftest.Coarse(m, 2)
	}
	for i := range names {
		for j := range i {
			a, b, sum := mark(i), mark(j), 0
			for k := range a.Pix {
				d := int(a.Pix[k]) - int(b.Pix[k])
				sum += max(d, -d)
			}
			if mean := float64(sum) / float64(len(a.Pix)); mean < 3 {
				t.Errorf("%s and %s look the same: %.2f of 255", names[i], names[j], mean)
			}
		}
	}
}
