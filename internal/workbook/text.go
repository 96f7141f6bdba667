package workbook

import (
	"math"
	"strings"
)

// Styles of workbook pages: face and size, line, grey.
func h1Style() style    { return style{ownVoice, 26, 9, black} }
func h2Style() style    { return style{ownVoice, 15, 6.75, black} }
func leadStyle() style  { return style{ownVoice, 12.5, 5.6, black} }
func ownStyle() style   { return style{ownVoice, 14, 9, black} }
func bodyStyle() style  { return style{bookVoice, 9.5, 4.5, black} }
func h3Style() style    { return style{boldVoice, 9.5, 4.5, black} }
func smallStyle() style { return style{bookVoice, 8.5, 4.2, ink2} }
func tinyStyle() style  { return style{bookVoice, 8, 4, ink2} }

// listStyle of long lists, which are set smaller where a page is full.
func (s *sheet) listStyle() style {
	return style{bookVoice, [...]float64{9, 8.5, 8}[s.tight], [...]float64{4.1, 3.9, 3.5}[s.tight], black}
}

func (st style) in(grey int) style {
	st.grey = grey
	return st
}

// ours is a text of the book, ready to be set.
func (s *sheet) ours(text string, st style) string {
	t, _ := s.printable(text, st.voice)
	return t
}

// para sets a text of the book in the column.
func (s *sheet) para(text string, st style) {
	s.tag(tagOf(st))
	for _, l := range s.wrap(s.ours(text, st), st, s.w) {
		s.textAt(s.x, s.y+st.base(), l, st)
		s.down(st.line)
	}
	s.endTag()
}

// runIn sets a name in the book's bold voice, and what is said of it behind it.
func (s *sheet) runIn(name, text string, st style) {
	bold := st
	bold.voice = boldVoice
	head := s.ours(s.words.Stop(name), bold) + " "
	if s.width(head, bold) > s.w/2 {
		s.para(name, bold)
		s.para(text, st)
		return
	}
	s.tag("P")
	before := s.textAt(s.x, s.y+st.base(), head, bold)
	for i, l := range s.wrapAfter(s.ours(text, st), st, before, s.w, math.MaxInt) {
		x := s.x
		if i == 0 {
			x += before
		}
		s.textAt(x, s.y+st.base(), l, st)
		s.down(st.line)
	}
	s.endTag()
}

func (s *sheet) h1(text string)    { s.para(text, h1Style()) }
func (s *sheet) h2(text string)    { s.para(text, h2Style()) }
func (s *sheet) h3(text string)    { s.para(text, h3Style()) }
func (s *sheet) small(text string) { s.para(text, smallStyle()) }
func (s *sheet) tiny(text string)  { s.para(text, tinyStyle()) }

// lead stands under the title, no wider than it reads well.
func (s *sheet) lead(text string) {
	s.gap(2.2)
	s.down(s.column(0, min(s.w, 150), func() { s.para(text, leadStyle()) }) - s.y)
}

// label is a text of the book on one line, from x on; it gives back its width.
// One that is too wide is set smaller.
func (s *sheet) label(x, base, width float64, text string, st style) float64 {
	t := s.ours(text, st)
	for s.width(t, st) > width && st.size > 8 {
		st = st.sized(max(8, st.size-0.5))
	}
	if lines := s.wrap(t, st, width); len(lines) > 1 {
		t = s.cut(lines, 1, st, width)[0]
		s.told.squeezed = append(s.told.squeezed, text)
	}
	s.tag(tagOf(st))
	w := s.textAt(x, base, t, st)
	s.endTag()
	return w
}

// centred sets a text of the book in the middle of the column, on one line.
func (s *sheet) centred(base float64, text string, st style) {
	t := s.ours(text, st)
	for s.width(t, st) > s.w && st.size > 8 {
		st = st.sized(max(8, st.size-0.5))
	}
	s.tag(tagOf(st))
	s.textAt(s.x+(s.w-s.width(t, st))/2, base, t, st)
	s.endTag()
}

// right sets a text of the book on one line that ends at x.
func (s *sheet) right(x, base, width float64, text string, st style) {
	t := s.ours(text, st)
	w := min(width, s.width(t, st))
	s.label(x-w, base, width, text, st)
}

// own is a text in the person's words.
type own string

// fitOwn breaks own words into n lines of a width: 14 points, where they do not
// fit 12.5 and 11, and then what is left over is cut at a cluster, with an
// ellipsis; the whole goes to the notes (ruling 117).
func (s *sheet) fitOwn(text own, st style, n int, width float64, where string) ([]string, style) {
	t, rings := s.printable(string(text), ownVoice)
	s.told.heard(string(text), rings)
	if t == "" {
		return nil, st
	}
	if s.faceOf(firstLetter(t), ownVoice) != s.face(serif) && st.size == 14 {
		st.size = 13
	}
	var lines []string
	for _, size := range []float64{st.size, min(st.size, 12.5), min(st.size, 11)} {
		st.size = size
		if lines = s.wrapSome(t, st, width, n+1); len(lines) <= n {
			return lines, st
		}
	}
	s.told.over(s.page, where, string(text))
	return s.cut(lines, n, st, width), st
}

func firstLetter(s string) string {
	for _, r := range s {
		if r != ring {
			return string(r)
		}
	}
	return ""
}

// lines are n lines to write on, with own words on the first of them. Where
// says in the notes which field it was.
func (s *sheet) lines(n int, text own, where string) { s.writeLines(n, 9, ownStyle(), text, where) }

// narrow lines stand closer.
func (s *sheet) narrow(n int, text own, where string) {
	st := ownStyle()
	st.size, st.line = 12.5, 7.5
	s.writeLines(n, 7.5, st, text, where)
}

func (s *sheet) writeLines(n int, pitch float64, st style, text own, where string) {
	lines, st := s.fitOwn(text, st, n, s.w, where)
	for i := range n {
		s.down(pitch)
		s.line(s.x, s.y, s.x+s.w, s.y, writing())
		if i < len(lines) {
			s.tag("P")
			s.textAt(s.x, s.y-1.7, lines[i], st)
			s.endTag()
		}
	}
}

// field is a grey label and a line to the end of the column.
func (s *sheet) field(label string, text own) {
	s.down(s.fieldAt(s.x, s.y, s.w, label, text, label))
}

// fieldAt gives back its height.
func (s *sheet) fieldAt(x, y, w float64, label string, text own, where string) float64 {
	const height = 9.0
	st := bodyStyle().in(ink2)
	lw := 0.0
	if label != "" {
		lw = s.label(x, y+height-1.7, w*0.72, label, st) + 2
	}
	s.line(x+lw, y+height, x+w, y+height, writing())
	if lines, ost := s.fitOwn(text, ownStyle(), 1, w-lw, where); len(lines) > 0 {
		s.tag("P")
		s.textAt(x+lw, y+height-1.7, lines[0], ost)
		s.endTag()
	}
	return height
}

// entry of a row of fields.
type entry struct {
	label string
	text  own
	w     float64 // of the row; 0 shares what is left
}

// fields beside each other.
func (s *sheet) fields(es ...entry) {
	left, open := s.w-gutter*float64(len(es)-1), 0
	for _, e := range es {
		left -= e.w
		if e.w == 0 {
			open++
		}
	}
	x := s.x
	for _, e := range es {
		w := e.w
		if w == 0 {
			w = left / float64(open)
		}
		s.fieldAt(x, s.y, w, e.label, e.text, e.label)
		x += w + gutter
	}
	s.down(9)
}

// sentence is a large grey beginning with a line on which own words go on: If …
func (s *sheet) sentence(beginning string, text own, where string) {
	st := ownStyle().in(ink2)
	lw := s.label(s.x, s.y+9-1.7, s.w*0.6, beginning, st) + 2
	s.line(s.x+lw, s.y+9, s.x+s.w, s.y+9, writing())
	if lines, ost := s.fitOwn(text, ownStyle(), 1, s.w-lw, where); len(lines) > 0 {
		s.tag("P")
		s.textAt(s.x+lw, s.y+9-1.7, lines[0], ost)
		s.endTag()
	}
	s.down(9)
}

// ownPara sets own words without lines below them, at most n lines.
func (s *sheet) ownPara(text own, st style, n int, where string) {
	lines, st := s.fitOwn(text, st, n, s.w, where)
	s.tag("P")
	for _, l := range lines {
		s.textAt(s.x, s.y+st.base(), l, st)
		s.down(st.line)
	}
	s.endTag()
}

// joined puts own words behind each other.
func joined(parts ...own) own {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, string(p))
		}
	}
	return own(strings.Join(kept, " · "))
}
