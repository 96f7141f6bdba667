// Package pdftest looks at a PDF as other programs see it: qpdf checks it,
// poppler reads and draws it. A test that needs them does not run without.
package pdftest

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// run a program on a PDF that it reads from its input.
func run(tb testing.TB, pdf []byte, name string, args ...string) []byte {
	tb.Helper()
	if _, err := exec.LookPath(name); err != nil {
		tb.Fatalf("no %s: run 'make test', or install poppler-utils and qpdf", name)
	}
	c := exec.CommandContext(context.WithoutCancel(tb.Context()), name, args...) //nolint:gosec // one of the four readers
	c.Stdin = bytes.NewReader(pdf)
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		tb.Fatalf("%s: %v\n%s%s", name, err, out.String(), said.String())
	}
	if said.Len() > 0 {
		tb.Errorf("%s: %s", name, said.String())
	}
	return out.Bytes()
}

// Check ends the test when qpdf finds a fault.
func Check(tb testing.TB, path string) {
	tb.Helper()
	if said := run(tb, nil, "qpdf", "--check", path); !bytes.Contains(said, []byte("No syntax or stream encoding errors found")) {
		tb.Errorf("qpdf: %s", said)
	}
}

// Text of the pages, in the order in which it was set.
func Text(tb testing.TB, pdf []byte) []string {
	tb.Helper()
	pages := strings.Split(string(run(tb, pdf, "pdftotext", "-raw", "-enc", "UTF-8", "-", "-")), "\f")
	return pages[:len(pages)-1]
}

// About is what the PDF says of itself, by name.
func About(tb testing.TB, pdf []byte) map[string]string {
	tb.Helper()
	all := map[string]string{}
	for line := range strings.Lines(string(run(tb, pdf, "pdfinfo", "-"))) {
		if name, value, ok := strings.Cut(line, ":"); ok {
			all[name] = strings.TrimSpace(value)
		}
	}
	return all
}

// Aloud is the tree that is read aloud, as poppler finds it.
func Aloud(tb testing.TB, pdf []byte) string {
	tb.Helper()
	return string(run(tb, pdf, "pdfinfo", "-struct-text", "-"))
}

// Grey is a page as a printer without colours sees it.
func Grey(tb testing.TB, pdf []byte, page, dpi int) *image.Gray {
	tb.Helper()
	n := strconv.Itoa(page)
	raw := run(tb, pdf, "pdftoppm", "-r", strconv.Itoa(dpi), "-gray", "-png", "-f", n, "-l", n, "-singlefile", "-")
	m, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		tb.Fatal(err)
	}
	g := image.NewGray(m.Bounds())
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			g.SetGray(x, y, color.GrayModel.Convert(m.At(x, y)).(color.Gray))
		}
	}
	return g
}

// Coarse is a picture with the mean of n times n points for each of its own: what
// the eye sees from afar, whoever drew the edges.
func Coarse(g *image.Gray, n int) *image.Gray {
	w, h := g.Bounds().Dx()/n, g.Bounds().Dy()/n
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sum := 0
			for dy := range n {
				for dx := range n {
					sum += int(g.GrayAt(x*n+dx, y*n+dy).Y)
				}
			}
			out.SetGray(x, y, color.Gray{Y: uint8(sum / (n * n))})
		}
	}
	return out
}
