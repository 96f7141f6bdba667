package draw

import "github.com/ippo-app/ippo/internal/library"

// Columns of the table of figures.
const (
	FigureName  = 15
	FigureValue = 23
)

// Figure is one row of the stats: a name, its value and a note.
type Figure struct{ Name, Value, Note string }

// Spoken is the figure as a sentence; a note that is one itself follows it.
func (f Figure) Spoken(words *library.Words) string {
	s := f.Value
	switch {
	case s == "":
		s = f.Name
	case f.Name != "":
		s = f.Name + ": " + s
	}
	switch {
	case f.Note == "":
	case words.Stop(f.Note) == f.Note:
		return words.Join(words.Stop(s), f.Note)
	default:
		s = words.List(s, f.Note)
	}
	return words.Stop(s)
}

// Drawn is the figure as a row; a value or note that needs more room takes a
// line of its own, and a narrow terminal goes without the note.
func (f Figure) Drawn(p Pen) []Line {
	head := Join(Blank(2), Text(Strong, Pad(f.Name, FigureName)), Text(Plain, f.Value))
	if head.Cols() > p.Width {
		return append([]Line{Join(Blank(2), Text(Strong, f.Name))}, Indented(5, Wrap(f.Value, p.Width-5))...)
	}
	if f.Note == "" || !p.Notes() {
		return []Line{head}
	}
	at := 2 + FigureName + FigureValue
	note := Wrap(f.Note, p.Width-at)
	lines := []Line{}
	if head.Cols()+2 > at {
		lines, head = []Line{head}, Line{}
	}
	for _, part := range note {
		lines = append(lines, Join(head.Padded(at), Text(Dim, part)))
		head = Line{}
	}
	return lines
}

// Named is a name with its text behind it, or under it where there is no room
// for both.
func (p Pen) Named(name string, column int, s string) []Line {
	head := Join(Blank(2), Text(Strong, Pad(name, column)))
	if room := p.Width - head.Cols(); Cols(s) <= room {
		return []Line{Join(head, Text(Plain, s))}
	}
	return append([]Line{Join(Blank(2), Text(Strong, name))}, Indented(5, Wrap(s, p.Width-5))...)
}
