package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf16"
)

// structured adds to a finished PDF what the library does not write: the tree of
// its headings, paragraphs and figures in the order in which they were set, so
// that it can be read aloud. It is an update that follows the file: new objects,
// the pages and the catalog once more with what points to them.
func structured(pdf []byte, marks []mark) ([]byte, error) {
	u := update{pdf: pdf, offsets: map[int]int{}}
	if err := u.open(); err != nil {
		return nil, err
	}
	root, document, parents := u.size, u.size+1, u.size+2
	next := u.size + 3
	byPage := make([][]int, len(u.pages))
	var kids bytes.Buffer
	numbers := u.numbers(marks)
	for _, m := range marks {
		i := slices.Index(numbers, m.page)
		alt := ""
		if m.alt != "" {
			alt = "/Alt " + hexText(m.alt)
		}
		u.add(next, "<</S/%s/P %d 0 R/Pg %d 0 R/K %d%s>>", m.tag, document, u.pages[i], m.id, alt)
		fmt.Fprintf(&kids, "%d 0 R ", next)
		byPage[i] = append(byPage[i], next)
		next++
	}
	u.add(root, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", document, parents, len(u.pages))
	u.add(document, "<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>", root, kids.Bytes())
	var nums bytes.Buffer
	for i, refs := range byPage {
		fmt.Fprintf(&nums, "%d[", i)
		for _, r := range refs {
			fmt.Fprintf(&nums, "%d 0 R ", r)
		}
		nums.WriteString("]")
	}
	u.add(parents, "<</Nums[%s]>>", nums.Bytes())
	for i, p := range u.pages {
		u.again(p, fmt.Sprintf("/StructParents %d/Tabs/S", i))
	}
	u.again(u.catalog, fmt.Sprintf("/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>", root))
	return u.close(next)
}

// update of a PDF.
type update struct {
	pdf            []byte
	out            bytes.Buffer
	table          int // offset of the cross-reference table
	offsets        map[int]int
	size           int // one more than the highest object
	pages          []int
	catalog, about int
	err            error
}

var errUpdate = errors.New("the PDF is not as its library writes it")

func (u *update) find(pattern string, in []byte) int {
	m := regexp.MustCompile(pattern).FindSubmatch(in)
	if m == nil {
		u.err = errUpdate
		return 0
	}
	n, err := strconv.Atoi(string(m[1]))
	u.err = errors.Join(u.err, err)
	return n
}

func (u *update) open() error {
	tail := u.pdf[max(0, len(u.pdf)-500):]
	u.table = u.find(`startxref\s+(\d+)`, tail)
	u.catalog, u.about = u.find(`/Root (\d+) 0 R`, tail), u.find(`/Info (\d+) 0 R`, tail)
	u.size = u.find(`/Size (\d+)`, tail)
	if u.err != nil || u.table <= 0 || u.table >= len(u.pdf) {
		return errUpdate
	}
	kids := regexp.MustCompile(`/Kids \[([^\]]*)\]`).FindSubmatch(u.object(1))
	if kids == nil {
		return errUpdate
	}
	for _, m := range regexp.MustCompile(`(\d+) 0 R`).FindAllSubmatch(kids[1], -1) {
		n, err := strconv.Atoi(string(m[1]))
		if err != nil {
			return err
		}
		u.pages = append(u.pages, n)
	}
	return u.err
}

// object by its number, from its dictionary on, up to where it ends.
func (u *update) object(n int) []byte {
	rows := bytes.SplitN(u.pdf[u.table:], []byte("\n"), n+4)
	if len(rows) < n+3 || len(rows[n+2]) < 10 {
		u.err = errUpdate
		return nil
	}
	at, err := strconv.Atoi(string(rows[n+2][:10]))
	end := bytes.Index(u.pdf[min(at, len(u.pdf)):], []byte("endobj"))
	begin := bytes.Index(u.pdf[min(at, len(u.pdf)):], []byte("<<"))
	if err != nil || begin < 0 || end < begin {
		u.err = errUpdate
		return nil
	}
	return u.pdf[at+begin : at+end]
}

// numbers of the pages that the marks speak of, in their order.
func (u *update) numbers(marks []mark) []int {
	var all []int
	for _, m := range marks {
		if !slices.Contains(all, m.page) {
			all = append(all, m.page)
		}
	}
	return all
}

func (u *update) add(n int, format string, args ...any) {
	u.offsets[n] = len(u.pdf) + u.out.Len()
	fmt.Fprintf(&u.out, "%d 0 obj\n", n)
	fmt.Fprintf(&u.out, format, args...)
	u.out.WriteString("\nendobj\n")
}

// again is an object once more, with entries added to its dictionary.
func (u *update) again(n int, entries string) {
	o := u.object(n)
	end := bytes.LastIndex(o, []byte(">>"))
	if end < 0 {
		u.err = errUpdate
		return
	}
	u.add(n, "%s%s>>", o[:end], entries)
}

func (u *update) close(size int) ([]byte, error) {
	if u.err != nil {
		return nil, u.err
	}
	table := len(u.pdf) + u.out.Len()
	u.out.WriteString("xref\n")
	var all []int
	for n := range u.offsets {
		all = append(all, n)
	}
	slices.Sort(all)
	for len(all) > 0 { // a head for each run of numbers
		n := 1
		for n < len(all) && all[n] == all[0]+n {
			n++
		}
		fmt.Fprintf(&u.out, "%d %d\n", all[0], n)
		for _, o := range all[:n] {
			fmt.Fprintf(&u.out, "%010d 00000 n \n", u.offsets[o])
		}
		all = all[n:]
	}
	fmt.Fprintf(&u.out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n", size, u.catalog, u.about, u.table, table)
	return append(u.pdf, u.out.Bytes()...), nil
}

// hexText is a text string of a PDF.
func hexText(s string) string {
	out := "<FEFF"
	for _, c := range utf16.Encode([]rune(s)) {
		out += fmt.Sprintf("%04X", c)
	}
	return out + ">"
}
