package workbook

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf16"
)

// structured passes a PDF on to its reader, object by object as the library
// wrote them, and adds what the library does not write: packed streams, all by
// one packer, and the tree of headings, paragraphs, tables and figures in the
// order in which they were set, so that the book can be read aloud. Nothing but
// the library's own copy is held whole.
type structured struct {
	out      *bufio.Writer
	at       int // bytes sent so far
	elements []element

	pdf            []byte
	offsets        []int // of the objects as they are sent, by number
	tagged         []int // where each object of the tree begins in its stream
	tags           bytes.Buffer
	pages          []int // numbers of the page objects
	catalog, about int
	packed         bytes.Buffer
	packer         *zlib.Writer
}

func newStructured(w io.Writer, elements []element) (*structured, error) {
	fast, err := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	return &structured{out: bufio.NewWriterSize(w, 32<<10), elements: elements, packer: fast}, err
}

var errStructure = errors.New("the PDF is not as its library writes it")

// Write takes the whole PDF, which the library hands over in one piece.
func (u *structured) Write(pdf []byte) (int, error) {
	if u.pdf != nil {
		return 0, errStructure
	}
	u.pdf = pdf
	if err := u.send(); err != nil {
		return 0, err
	}
	return len(pdf), u.out.Flush()
}

func (u *structured) send() error {
	spans, err := u.open()
	if err != nil {
		return err
	}
	u.print("%%PDF-1.7\n%%\xb5\xb6\xb5\xb6\n")
	for _, x := range spans {
		if err := u.object(x.number, u.pdf[x.from:x.to]); err != nil {
			return err
		}
	}
	first := len(u.offsets)
	u.tree(first)
	return u.close(first)
}

// span of an object in the PDF of the library.
type span struct{ number, from, to int }

var (
	tailOf   = regexp.MustCompile(`/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\s*$`)
	kidsOf   = regexp.MustCompile(`/Kids \[([^\]]*)\]`)
	refOf    = regexp.MustCompile(`(\d+) 0 R`)
	rawBegin = regexp.MustCompile(`^(\d+) 0 obj\n<</Length (\d+)>>\nstream\n`)
)

// open finds where the objects are: those of the library's table, in the order
// of the file.
func (u *structured) open() ([]span, error) {
	tail := tailOf.FindSubmatch(u.pdf[max(0, len(u.pdf)-300):])
	if tail == nil {
		return nil, errStructure
	}
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(string(tail[i+1])) // digits, and too many of them point nowhere
	}
	table := n[3]
	u.catalog, u.about = n[1], n[2]
	if table <= 0 || table >= len(u.pdf) {
		return nil, errStructure
	}
	rows := bytes.Split(u.pdf[table:], []byte("\n"))
	if len(rows) < n[0]+3 {
		return nil, errStructure
	}
	spans := make([]span, 0, n[0])
	for i := 1; i < n[0]; i++ {
		at, err := strconv.Atoi(string(rows[i+2][:min(10, len(rows[i+2]))]))
		if err != nil {
			return nil, errStructure
		}
		spans = append(spans, span{number: i, from: at})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := range spans {
		spans[i].to = table
		if i+1 < len(spans) {
			spans[i].to = spans[i+1].from
		}
		if spans[i].from >= spans[i].to {
			return nil, errStructure
		}
		if spans[i].number == 1 {
			u.readKids(u.pdf[spans[i].from:spans[i].to])
		}
	}
	u.offsets = make([]int, n[0])
	if len(u.pages) == 0 {
		return nil, errStructure
	}
	return spans, nil
}

func (u *structured) readKids(pages []byte) {
	kids := kidsOf.FindSubmatch(pages)
	if kids == nil {
		return
	}
	for _, m := range refOf.FindAllSubmatch(kids[1], -1) {
		n, _ := strconv.Atoi(string(m[1]))
		u.pages = append(u.pages, n)
	}
}

// object goes out as it is; a page and the catalog with what points to the tree,
// a stream of drawing packed.
func (u *structured) object(n int, o []byte) error {
	u.offsets[n] = u.at
	root := len(u.offsets)
	if i := slices.Index(u.pages, n); i >= 0 {
		return u.with(o, fmt.Sprintf("/StructParents %d/Tabs/S", i))
	}
	if n == u.catalog {
		return u.with(o, fmt.Sprintf("/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>", root))
	}
	m := rawBegin.FindSubmatch(o)
	if m == nil {
		u.write(o)
		return nil
	}
	length, _ := strconv.Atoi(string(m[2]))
	if len(m[0])+length > len(o) {
		return errStructure
	}
	return u.pack(n, o[len(m[0]):len(m[0])+length], "")
}

// with entries at the end of the dictionary.
func (u *structured) with(o []byte, entries string) error {
	end := bytes.LastIndex(o, []byte(">>"))
	if end < 0 {
		return errStructure
	}
	u.write(o[:end])
	u.print("%s", entries)
	u.write(o[end:])
	return nil
}

// pack a stream; more are entries of its dictionary.
func (u *structured) pack(n int, body []byte, more string) error {
	u.packed.Reset()
	u.packer.Reset(&u.packed)
	if _, err := u.packer.Write(body); err != nil {
		return err
	}
	if err := u.packer.Close(); err != nil {
		return err
	}
	u.print("%d 0 obj\n<</Filter /FlateDecode /Length %d%s>>\nstream\n", n, u.packed.Len(), more)
	u.write(u.packed.Bytes())
	u.print("\nendstream\nendobj\n")
	return nil
}

// tree of the elements: root, document, the table that leads from a piece of a
// page to its element, and the elements, numbered from the first free one on.
// They are many and alike, so that they go out packed, in one stream.
func (u *structured) tree(root int) {
	document, parents, first := root+1, root+2, root+3
	kids := make([][]int, len(u.elements)+1) // the last are those of the document
	byPage := make([][]int, len(u.pages))
	for i, e := range u.elements {
		at := e.parent
		if at < 0 {
			at = len(u.elements)
		}
		kids[at] = append(kids[at], first+i)
		if e.page > 0 {
			byPage[e.page-1] = append(byPage[e.page-1], first+i)
		}
	}
	u.add("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", document, parents, len(u.pages))
	u.add("<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>", root, refs(kids[len(u.elements)]))
	var nums bytes.Buffer
	for i, all := range byPage {
		fmt.Fprintf(&nums, "%d[%s]", i, refs(all))
	}
	u.add("<</Nums[%s]>>", nums.Bytes())
	for i, e := range u.elements {
		parent := document
		if e.parent >= 0 {
			parent = first + e.parent
		}
		u.element(e, parent, kids[i])
	}
}

func (u *structured) element(e element, parent int, kids []int) {
	more := ""
	if e.alt != "" {
		more = "/Alt " + hexText(e.alt)
	}
	if e.of != "" {
		more += "/A<</O/Table/Scope/" + e.of + ">>"
	}
	if e.page == 0 {
		u.add("<</S/%s/P %d 0 R/K[%s]%s>>", e.tag, parent, refs(kids), more)
		return
	}
	u.add("<</S/%s/P %d 0 R/Pg %d 0 R/K %d%s>>", e.tag, parent, u.pages[e.page-1], e.id, more)
}

func refs(all []int) []byte {
	var b []byte
	for _, n := range all {
		b = append(strconv.AppendInt(b, int64(n), 10), " 0 R "...)
	}
	return bytes.TrimRight(b, " ")
}

// add an object of the tree, which has the next number.
func (u *structured) add(format string, args ...any) {
	u.tagged = append(u.tagged, u.tags.Len())
	fmt.Fprintf(&u.tags, format+"\n", args...)
}

// close sends the tree, whose first object has a number, and the table of where
// everything is: the free object 0, objects by their offset, those of the tree by
// their place in its stream.
func (u *structured) close(first int) error {
	stream := first + len(u.tagged)
	table := stream + 1
	var head, rows []byte
	row := func(kind byte, where, place int) {
		rows = binary.BigEndian.AppendUint32(append(rows, kind), uint32(where))
		rows = binary.BigEndian.AppendUint16(rows, uint16(place))
	}
	row(0, 0, 0xffff)
	for _, o := range u.offsets[1:] {
		row(1, o, 0)
	}
	for i, o := range u.tagged {
		head = fmt.Appendf(head, "%d %d ", first+i, o)
		row(2, stream, i)
	}
	row(1, u.at, 0)
	if err := u.pack(stream, append(head, u.tags.Bytes()...), fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(u.tagged), len(head))); err != nil {
		return err
	}
	at := u.at
	row(1, at, 0)
	err := u.pack(table, rows, fmt.Sprintf("/Type/XRef/Size %d/Root %d 0 R/Info %d 0 R/W[1 4 2]", table+1, u.catalog, u.about))
	u.print("startxref\n%d\n%%%%EOF\n", at)
	return err
}

// write and print keep count; what goes wrong is kept by the writer and said
// when it is flushed.
func (u *structured) write(b []byte) {
	n, _ := u.out.Write(b)
	u.at += n
}

func (u *structured) print(format string, args ...any) {
	n, _ := fmt.Fprintf(u.out, format, args...)
	u.at += n
}

// hexText is a text string of a PDF.
func hexText(s string) string {
	out := []byte("<FEFF")
	for _, c := range utf16.Encode([]rune(s)) {
		out = fmt.Appendf(out, "%04X", c)
	}
	return string(append(out, '>'))
}
