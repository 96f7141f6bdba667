package cli

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// span is a piece of a line in one ink.
type span struct {
	ink  ink
	text string
}

// line is one line of output before it is drawn.
type line []span

// text is a line in one ink.
func text(i ink, s string) line { return line{{i, s}} }

// cat joins lines into one.
func cat(parts ...line) line {
	var l line
	for _, p := range parts {
		l = append(l, p...)
	}
	return l
}

// blank is n spaces.
func blank(n int) line { return text(plain, strings.Repeat(" ", max(0, n))) }

// cols is the width of a line.
func (l line) cols() int {
	n := 0
	for _, s := range l {
		n += cols(s.text)
	}
	return n
}

// padded fills a line up to n columns.
func (l line) padded(n int) line { return cat(l, blank(n-l.cols())) }

// sides puts two texts at the two ends of a line of n columns, at least two
// apart.
func sides(left, right line, n int) line {
	return cat(left, blank(max(2, n-left.cols()-right.cols())), right)
}

// cols is the width of a text in terminal columns.
func cols(s string) int { return uniseg.StringWidth(clean(s)) }

func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-cols(s))) }

// center a text in n columns.
func center(s string, n int) string {
	gap := max(0, n-cols(s))
	return strings.Repeat(" ", gap/2) + s + strings.Repeat(" ", gap-gap/2)
}

// clean takes out what would steer the terminal: a title from a file may hold
// escapes. Line breaks become spaces.
func clean(s string) string {
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

func steers(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// wrap breaks a text where its script allows it, into lines of n columns.
func wrap(s string, n int) []string {
	var lines []string
	row, state := "", -1
	rest := strings.Join(strings.Fields(clean(s)), " ")
	for rest != "" {
		var piece string
		piece, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		for strings.HasSuffix(piece, "-") && rest != "" { // --yes and 5-minute stay whole
			var more string
			more, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
			piece += more
		}
		if row != "" && cols(row)+cols(strings.TrimRight(piece, " ")) > n {
			lines = append(lines, strings.TrimRight(row, " "))
			row = ""
		}
		row += piece
	}
	return append(lines, strings.TrimRight(row, " "))
}

// shorten cuts a text to n columns and says so with an ellipsis.
func (p pen) shorten(s string, n int) string {
	if cols(s) <= n {
		return s
	}
	more := p.pick("…", "..")
	var b strings.Builder
	room := n - cols(more)
	for g := uniseg.NewGraphemes(clean(s)); g.Next() && room >= g.Width(); room -= g.Width() {
		b.WriteString(g.Str())
	}
	return strings.TrimRight(b.String(), " ") + more
}

// plain is the line's text without ink.
func (l line) plain() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.text)
	}
	return b.String()
}

// indented lines of plain text.
func indented(n int, parts []string) []line {
	var lines []line
	for _, part := range parts {
		lines = append(lines, cat(blank(n), text(plain, part)))
	}
	return lines
}
