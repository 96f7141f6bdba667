package workbook

import "fmt"

// tags mark what is text and what is only drawn, so that a page can be read
// aloud in the order in which it was set.
type tags struct {
	open  string // what runs on this page: a tag, "artifact" or nothing
	next  int    // id of the next piece of the page
	marks []mark
}

// mark is a piece of text with its tag.
type mark struct {
	page, id int
	tag      string
	alt      string // what a figure shows, in words
}

// tagOf a style: titles are headings.
func tagOf(st style) string {
	switch {
	case st.voice == ownVoice && st.size >= 25 && st.size <= 27:
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
	s.tagged.marks = append(s.tagged.marks, mark{page: s.page, id: s.tagged.next, tag: tag})
	s.tagged.open, s.tagged.next = tag, s.tagged.next+1
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
	s.tagged.marks[len(s.tagged.marks)-1].alt = alt
}
