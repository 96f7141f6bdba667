package draw

import (
	"fmt"
	"io"

	"github.com/ippo-app/ippo/internal/library"
)

// textColumn is where text begins that has a mark or a heading before it.
const textColumn = 5

// Printer prints answers: drawn, or in sentences alone for whoever listens.
type Printer struct {
	W      io.Writer
	Pen    Pen
	Words  *library.Words
	Spoken bool
}

// say prints a sentence as it is.
func (p Printer) say(s string) {
	_, _ = fmt.Fprintln(p.W, Clean(s)) // a buffer, or a pipe whose end ends the program
}

// Draw prints lines.
func (p Printer) Draw(lines ...Line) { p.Pen.Draw(p.W, lines...) }

// Print prints sentences, one a line.
func (p Printer) Print(sentences ...string) {
	for _, s := range sentences {
		if p.Spoken {
			p.say(s)
			continue
		}
		p.paragraph(2, s)
	}
}

// Marked prints sentences, the first of them behind a mark.
func (p Printer) Marked(mark Span, sentences ...string) {
	for i, s := range sentences {
		switch {
		case p.Spoken:
			p.say(s)
		case i == 0:
			lead := Join(Blank(2), Line{mark}, Blank(2))
			for _, part := range Wrap(s, p.Pen.Width-textColumn) {
				p.Draw(Join(lead, Text(Plain, part)))
				lead = Blank(textColumn)
			}
		default:
			p.paragraph(textColumn, s)
		}
	}
}

// Indented prints sentences under a mark or a heading, one a line.
func (p Printer) Indented(sentences ...string) {
	for _, s := range sentences {
		if p.Spoken {
			p.say(s)
			continue
		}
		p.paragraph(textColumn, s)
	}
}

// paragraph draws a text so many columns in.
func (p Printer) paragraph(indent int, s string) {
	p.Draw(Indented(indent, Wrap(s, p.Pen.Width-indent))...)
}

// Table prints figures, one a line with its note on the right, or as sentences.
func (p Printer) Table(figures []Figure) {
	for _, f := range figures {
		if p.Spoken {
			p.say(f.Spoken(p.Words))
			continue
		}
		p.Draw(f.Drawn(p.Pen)...)
	}
}

// Facts prints names with their texts beside them, or as sentences.
func (p Printer) Facts(facts []Figure) {
	for _, f := range facts {
		if p.Spoken {
			p.say(f.Spoken(p.Words))
			continue
		}
		for i, part := range Wrap(f.Value, p.Pen.Width-2-FigureName) {
			if i > 0 {
				f.Name = ""
			}
			p.Draw(Join(Blank(2), Text(Strong, Pad(f.Name, FigureName)), Text(Plain, part)))
		}
	}
}
