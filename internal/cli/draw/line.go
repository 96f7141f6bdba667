package draw

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Span is a piece of a line in one ink.
type Span struct {
	Ink  Ink
	Text string
}

// Line is one line of output before it is drawn.
type Line []Span

// Text is a line in one ink.
func Text(i Ink, s string) Line { return Line{{i, s}} }

// Join joins lines into one.
func Join(parts ...Line) Line {
	var l Line
	for _, p := range parts {
		l = append(l, p...)
	}
	return l
}

// Blank is n spaces.
func Blank(n int) Line { return Text(Plain, strings.Repeat(" ", max(0, n))) }

// Cols is the width of a line.
func (l Line) Cols() int {
	n := 0
	for _, s := range l {
		n += Cols(s.Text)
	}
	return n
}

// Padded fills a line up to n columns.
func (l Line) Padded(n int) Line { return Join(l, Blank(n-l.Cols())) }

// Sides puts two texts at the two ends of a line of n columns, at least two
// apart.
func Sides(left, right Line, n int) Line {
	return Join(left, Blank(max(2, n-left.Cols()-right.Cols())), right)
}

// Cols is the width of a text in terminal columns.
func Cols(s string) int { return uniseg.StringWidth(Clean(s)) }

// Pad fills a text with spaces up to n columns.
func Pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-Cols(s))) }

// center a text in n columns.
func center(s string, n int) string {
	gap := max(0, n-Cols(s))
	return strings.Repeat(" ", gap/2) + s + strings.Repeat(" ", gap-gap/2)
}

// Clean takes out what would steer the terminal: a title from a file may hold
// escapes. Line breaks become spaces.
func Clean(s string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case steers(r):
			return -1
		}
		return r
	}, s)
}

// Tame takes out of an answer what would steer the terminal. Line breaks and
// tabs stay, and so do the colours, which the pen itself writes.
func Tame(said []byte) []byte {
	if bytes.IndexFunc(said, steers) < 0 {
		return said
	}
	out := make([]byte, 0, len(said))
	for len(said) > 0 {
		if n := colour(said); n > 0 {
			out, said = append(out, said[:n]...), said[n:]
			continue
		}
		r, n := utf8.DecodeRune(said)
		single := r == utf8.RuneError && n == 1 && said[0] >= 0x80 && said[0] < 0xa0 // an old terminal takes it for a C1 control
		if r == '\n' || r == '\t' || !steers(r) && !single {
			out = append(out, said[:n]...)
		}
		said = said[n:]
	}
	return out
}

// colour is the length of an escape that only changes how letters look.
func colour(b []byte) int {
	if !bytes.HasPrefix(b, []byte("\x1b[")) {
		return 0
	}
	for i, c := range b[2:] {
		switch {
		case c == 'm':
			return i + 3
		case c != ';' && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}

func steers(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// Wrap breaks a text where its script allows it, into lines of n columns.
func Wrap(s string, n int) []string {
	var lines []string
	row, state := "", -1
	rest := strings.Join(strings.Fields(Clean(s)), " ")
	for rest != "" {
		var piece string
		piece, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		for strings.HasSuffix(piece, "-") && rest != "" { // --yes and 5-minute stay whole
			var more string
			more, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
			piece += more
		}
		if row != "" && Cols(row)+Cols(strings.TrimRight(piece, " ")) > n {
			lines = append(lines, strings.TrimRight(row, " "))
			row = ""
		}
		row += piece
	}
	return append(lines, strings.TrimRight(row, " "))
}

// Shorten cuts a text to n columns and says so with an ellipsis.
func (p Pen) Shorten(s string, n int) string {
	if Cols(s) <= n {
		return s
	}
	more := p.Pick("…", "..")
	var b strings.Builder
	room := n - Cols(more)
	for g := uniseg.NewGraphemes(Clean(s)); g.Next() && room >= g.Width(); room -= g.Width() {
		b.WriteString(g.Str())
	}
	return strings.TrimRight(b.String(), " ") + more
}

// Plain is the line's text without ink.
func (l Line) Plain() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Indented are lines of plain text.
func Indented(n int, parts []string) []Line {
	var lines []Line
	for _, part := range parts {
		lines = append(lines, Join(Blank(n), Text(Plain, part)))
	}
	return lines
}
