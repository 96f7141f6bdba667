package workbook

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// voice says who speaks: headings and people in a serif, the book in a sans.
type voice int

const (
	bookVoice voice = iota
	boldVoice
	ownVoice
)

// chain of faces that a voice looks for a letter in.
func (k voice) chain() []faceName {
	switch k {
	case ownVoice:
		return []faceName{serif, mincho, gothic}
	case boldVoice:
		return []faceName{semibold, gothic, mincho}
	case bookVoice:
	}
	return []faceName{sans, gothic, mincho}
}

// mm of a point.
const point = 25.4 / 72

// style of a text: its voice, its size in points, its line in millimetres, its
// grey from 0, which is black.
type style struct {
	voice voice
	size  float64
	line  float64
	grey  int
}

func (st style) em() float64 { return st.size * point }

// base is where the letters stand in a line, from its top.
func (st style) base() float64 { return st.line/2 + 0.33*st.em() }

func (st style) sized(size float64) style {
	st.line *= size / st.size
	st.size = size
	return st
}

// typesetter measures and breaks texts.
type typesetter struct {
	used  map[faceName]*face
	ready map[spoken]prepared
	err   error
}

// spoken is a text and who says it; prepared is what can be set of it. A text is
// asked for again and again while its size is looked for.
type (
	spoken struct {
		text  string
		voice voice
	}
	prepared struct {
		text  string
		rings int
	}
)

func (t *typesetter) face(n faceName) *face {
	if f := t.used[n]; f != nil {
		return f
	}
	f, err := embedded[n]()
	if err != nil {
		t.err = err
		f = &face{name: n, upem: 1, advance: []uint16{1}}
	}
	t.used[n] = f
	return f
}

// faceOf a cluster; nil when no face has it.
func (t *typesetter) faceOf(cluster string, k voice) *face {
	for _, n := range k.chain() {
		if f := t.face(n); f.has(cluster) {
			return f
		}
	}
	return nil
}

// run is a part of a line in one face; no face is a ring.
type run struct {
	face *face
	text string
	w    float64 // mm
}

// ringWidth of a ring, in ems.
const ringWidth = 0.62

// runs of a printable text.
func (t *typesetter) runs(s string, st style) []run {
	if f := t.whole(s, st.voice); f != nil {
		return []run{{f, s, f.width(s) * st.em()}}
	}
	var rs []run
	begin := 0 // of the last run
	clusters(s, func(from, to int) bool {
		f := t.faceOf(s[from:to], st.voice)
		if n := len(rs); f != nil && n > 0 && rs[n-1].face == f {
			rs[n-1].text = s[begin:to]
			return true
		}
		begin = from
		rs = append(rs, run{face: f, text: s[from:to]})
		return true
	})
	for i := range rs {
		if rs[i].face == nil {
			rs[i].w = ringWidth * st.em()
		} else {
			rs[i].w = rs[i].face.width(rs[i].text) * st.em()
		}
	}
	return rs
}

// whole is the first face of a voice when it has every letter of a text: most
// texts need no other, and then no look at their clusters.
func (t *typesetter) whole(s string, k voice) *face {
	if f := t.face(k.chain()[0]); f.has(s) {
		return f
	}
	return nil
}

func (t *typesetter) width(s string, st style) float64 {
	if f := t.whole(s, st.voice); f != nil {
		return f.width(s) * st.em()
	}
	var w float64
	for _, r := range t.runs(s, st) {
		w += r.w
	}
	return w
}

// wrap breaks a printable text into lines of a width in mm. A line keeps the
// space that it was broken at, so that copied words stay apart; a word wider than
// a line breaks between clusters.
func (t *typesetter) wrap(s string, st style, width float64) []string {
	return t.wrapSome(s, st, width, math.MaxInt)
}

// wrapSome is wrap up to a number of lines: whether a long text fits is known
// before all of it is broken.
func (t *typesetter) wrapSome(s string, st style, width float64, most int) []string {
	return t.wrapAfter(s, st, 0, width, most)
}

// wrapAfter is wrapSome where the first line begins with so many mm of something
// else; it stays empty where nothing fits behind that.
func (t *typesetter) wrapAfter(s string, st style, before, width float64, most int) []string {
	var lines []string
	start, end, state := 0, 0, -1 // of the line so far
	room, used := width-before, 0.0
	next := func() {
		lines = append(lines, s[start:end])
		start, room, used = end, width, 0
	}
	for rest := s; rest != "" && len(lines) < most; {
		var seg string
		seg, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		bare := t.width(strings.TrimRight(seg, " "), st)
		if (end > start || room < width) && used+bare > room {
			next()
		}
		for bare > room && len(lines) < most {
			n := len(t.fitting(seg, st, room))
			if end += n; n == len(seg) {
				seg = ""
				break
			}
			next()
			seg = seg[n:]
			bare = t.width(strings.TrimRight(seg, " "), st)
		}
		end += len(seg)
		used += t.width(seg, st)
	}
	if (end > start || len(lines) == 0) && len(lines) < most {
		lines = append(lines, s[start:end])
	}
	return lines
}

// fitting is the longest beginning of clusters that fits, one at least.
func (t *typesetter) fitting(s string, st style, width float64) string {
	n := 0
	var w float64
	clusters(s, func(from, to int) bool {
		w += t.width(s[from:to], st)
		if n > 0 && w > width {
			return false
		}
		n = to
		return true
	})
	return s[:n]
}

// cut shortens lines to n, the last of them ending in an ellipsis that fits.
func (t *typesetter) cut(lines []string, n int, st style, width float64) []string {
	last := strings.TrimRight(lines[n-1], " ")
	for last != "" && t.width(last+"…", st) > width {
		end := 0
		clusters(last, func(_, to int) bool {
			if to < len(last) {
				end = to
			}
			return true
		})
		last = last[:end]
	}
	return append(append([]string{}, lines[:n-1]...), last+"…")
}

// clusters of a text, one after the other, until each says no more. Letters that
// never join those beside them are told apart without a look at the rules.
func clusters(s string, each func(from, to int) bool) {
	if lone(s) {
		for i, r := range s {
			if !each(i, i+utf8.RuneLen(r)) {
				return
			}
		}
		return
	}
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if !each(g.Positions()) {
			return
		}
	}
}

// lone says whether a text holds nothing but Latin letters, kana, kanji and their
// signs, each of which is a cluster of its own.
func lone(s string) bool {
	for _, r := range s {
		switch {
		case r >= ' ' && r < 0x7f, r > 0xad && r < 0x300, r >= 0x2010 && r <= 0x2027, r >= 0x3000 && r <= 0x3029,
			r >= 0x309b && r <= 0x30ff, r >= 0x3031 && r <= 0x3098, r >= 0x4e00 && r <= 0x9fff, r > 0xff00 && r < 0xff9e:
		default:
			return false
		}
	}
	return true
}
