package workbook

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
)

//go:embed font/*.gz
var fontFiles embed.FS

// faceName names a face by its role, which is also the name of its file.
type faceName string

// The faces (ruling 117): a serif for headings and the person's own words, a
// sans for what the book says, and a Japanese one beside each.
const (
	serif    faceName = "serif"
	sans     faceName = "sans"
	semibold faceName = "semibold"
	mincho   faceName = "mincho"
	gothic   faceName = "gothic"
)

// face is a font with what is needed to measure a text and to know whether it
// can be set: the PDF library says nothing of a letter it does not have.
type face struct {
	name    faceName
	data    []byte
	upem    float64
	advance []uint16        // by glyph; the last one holds for all after it
	glyphs  map[rune]uint16 // of the basic plane
}

// faces are unpacked once, when a book first asks for them.
type faces map[faceName]func() (*face, error)

//nolint:gochecknoglobals // lazily read embedded files
var embedded = newFaces()

func newFaces() faces {
	all := faces{}
	for _, n := range []faceName{serif, sans, semibold, mincho, gothic} {
		all[n] = sync.OnceValues(func() (*face, error) { return openFace(n) })
	}
	return all
}

func openFace(n faceName) (*face, error) {
	packed, err := fontFiles.ReadFile("font/" + string(n) + ".ttf.gz")
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	f, err := readFace(data)
	if err != nil {
		return nil, fmt.Errorf("the face %s: %w", n, err)
	}
	f.name = n
	return f, nil
}

var errFace = errors.New("not a TrueType font")

// readFace finds the widths and the letters of a TrueType font.
func readFace(data []byte) (f *face, err error) {
	defer func() {
		if recover() != nil { // a table is shorter than it says
			f, err = nil, errFace
		}
	}()
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(data[at:])) }
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(data[at:])) }
	tables := map[string]int{}
	for i := range u16(4) {
		at := 12 + 16*i
		tables[string(data[at:at+4])] = u32(at + 8)
	}
	f = &face{data: data, upem: float64(u16(tables["head"] + 18)), glyphs: map[rune]uint16{}}
	for i := range u16(tables["hhea"] + 34) {
		f.advance = append(f.advance, uint16(u16(tables["hmtx"]+4*i)))
	}
	cmap := tables["cmap"]
	for i := range u16(cmap + 2) {
		if at := cmap + u32(cmap+4+8*i+4); u16(at) == 4 {
			f.readSegments(u16, at)
		}
	}
	if len(f.glyphs) == 0 || len(f.advance) == 0 {
		return nil, errFace
	}
	return f, nil
}

// readSegments reads a cmap subtable of format 4, which holds the basic plane.
func (f *face) readSegments(u16 func(int) int, at int) {
	n := u16(at+6) / 2
	ends, starts := at+14, at+16+2*n
	deltas, offsets := starts+2*n, starts+4*n
	for i := range n {
		for c := u16(starts + 2*i); c <= u16(ends+2*i) && c != 0xffff; c++ {
			g := c
			if o := u16(offsets + 2*i); o != 0 {
				if g = u16(offsets + 2*i + o + 2*(c-u16(starts+2*i))); g == 0 {
					continue
				}
			}
			if g = (g + u16(deltas+2*i)) & 0xffff; g != 0 {
				f.glyphs[rune(c)] = uint16(g)
			}
		}
	}
}

// has says whether the face has a letter for every rune.
func (f *face) has(s string) bool {
	for _, r := range s {
		if _, ok := f.glyphs[r]; !ok {
			return false
		}
	}
	return true
}

// width of a text in ems.
func (f *face) width(s string) float64 {
	var w float64
	for _, r := range s {
		g := min(int(f.glyphs[r]), len(f.advance)-1)
		w += float64(f.advance[g])
	}
	return w / f.upem
}
