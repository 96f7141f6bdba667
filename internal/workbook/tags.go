package workbook

import "fmt"

// tags mark what is text and what is only drawn, so that a page can be read
// aloud in the order in which it was set.
type tags struct {
	open     string // what runs on this page: a tag, "artifact" or nothing
	next     int    // id of the next piece of the page
	elements []element
	groups   []int // the elements that are open around the next one, by number
}

// element of the tree that is read aloud: a piece of text or a figure on a page,
// or a group of others, such as a table, its rows and cells.
type element struct {
	tag    string
	alt    string // what a figure shows, in words
	of     string // a head: whether it is one of a Column or of a Row
	parent int    // number of the element around it; -1 for the book
	page   int    // 1 for the first; 0 for a group
	id     int    // of the piece on its page
}

// tagOf a style: titles are headings.
func tagOf(st style) string {
	switch {
	case st.voice == ownVoice && (st.size == 32 || st.size >= 25 && st.size <= 27):
		return "H1"
	case st.voice == ownVoice && st.size == 15:
		return "H2"
	}
	return "P"
}

func (s *sheet) tag(tag string) {
	if s.dry {
		return
	}
	s.closeMark()
	s.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC\n", tag, s.tagged.next))
	s.tagged.add(element{tag: tag, page: s.pdf.PageNo(), id: s.tagged.next})
	s.tagged.open, s.tagged.next = tag, s.tagged.next+1
}

func (t *tags) add(e element) {
	e.parent = -1
	if n := len(t.groups); n > 0 {
		e.parent = t.groups[n-1]
	}
	t.elements = append(t.elements, e)
}

// group puts what a part of the page sets into one element around it.
func (s *sheet) group(tag string, part func()) { s.around(element{tag: tag}, part) }

func (s *sheet) around(e element, part func()) {
	if s.dry {
		part()
		return
	}
	s.closeMark()
	s.tagged.add(e)
	s.tagged.groups = append(s.tagged.groups, len(s.tagged.elements)-1)
	part()
	s.closeMark()
	s.tagged.groups = s.tagged.groups[:len(s.tagged.groups)-1]
}

// The parts of a table and of a list.
func (s *sheet) table(part func())   { s.group("Table", part) }
func (s *sheet) row(part func())     { s.group("TR", part) }
func (s *sheet) columnHead(p func()) { s.around(element{tag: "TH", of: "Column"}, p) }
func (s *sheet) rowHead(part func()) { s.around(element{tag: "TH", of: "Row"}, part) }
func (s *sheet) cell(part func())    { s.group("TD", part) }
func (s *sheet) list(part func())    { s.group("L", part) }
func (s *sheet) item(part func()) {
	s.group("LI", func() { s.group("LBody", part) })
}

func (s *sheet) endTag() {
	if !s.dry {
		s.closeMark()
	}
}

// artifact begins what no reader has to hear, unless a text runs.
func (s *sheet) artifact() {
	if s.tagged.open == "" {
		s.pdf.RawWriteStr("/Artifact BMC\n")
		s.tagged.open = "artifact"
	}
}

func (s *sheet) closeMark() {
	if s.tagged.open != "" {
		s.pdf.RawWriteStr("EMC\n")
		s.tagged.open = ""
	}
}

// figure says in words what is drawn until the tag ends.
func (s *sheet) figure(alt string) {
	if s.dry {
		return
	}
	s.tag("Figure")
	s.tagged.elements[len(s.tagged.elements)-1].alt = alt
}
