package cli

import "github.com/ippo-app/ippo/internal/library"

// Columns of the table of figures (design/terminal.md).
const (
	figureName  = 15
	figureValue = 23
)

// figure is one row of the stats: a name, its value and a note.
type figure struct{ name, value, note string }

// spoken is the figure as a sentence; a note that is one itself follows it.
func (f figure) spoken(words *library.Words) string {
	s := f.value
	switch {
	case s == "":
		s = f.name
	case f.name != "":
		s = f.name + ": " + s
	}
	switch {
	case f.note == "":
	case words.Stop(f.note) == f.note:
		return words.Join(words.Stop(s), f.note)
	default:
		s = words.List(s, f.note)
	}
	return words.Stop(s)
}

// drawn is the figure as a row; a value or note that needs more room takes a
// line of its own, and a narrow terminal goes without the note.
func (f figure) drawn(p pen) []line {
	head := cat(blank(2), text(strong, pad(f.name, figureName)), text(plain, f.value))
	if head.cols() > p.width {
		return append([]line{cat(blank(2), text(strong, f.name))}, indented(5, wrap(f.value, p.width-5))...)
	}
	if f.note == "" || !p.notes() {
		return []line{head}
	}
	at := 2 + figureName + figureValue
	note := wrap(f.note, p.width-at)
	lines := []line{}
	if head.cols()+2 > at {
		lines, head = []line{head}, line{}
	}
	for _, part := range note {
		lines = append(lines, cat(head.padded(at), text(dim, part)))
		head = line{}
	}
	return lines
}
