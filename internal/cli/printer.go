package cli

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
	Pen    pen
	Words  *library.Words
	Spoken bool
}

// say prints a sentence as it is.
func (p Printer) say(s string) {
	_, _ = fmt.Fprintln(p.W, clean(s)) // a buffer, or a pipe whose end ends the program
}

// Draw prints lines.
func (p Printer) Draw(lines ...line) { p.Pen.draw(p.W, lines...) }

// Print prints sentences, one a line: behind a mark, or bare without one.
func (p Printer) Print(mark span, sentences ...string) {
	for i, s := range sentences {
		switch {
		case p.Spoken:
			p.say(s)
		case mark.text == "":
			p.paragraph(2, s)
		case i == 0:
			lead := cat(blank(2), line{mark}, blank(2))
			for _, part := range wrap(s, p.Pen.width-textColumn) {
				p.Draw(cat(lead, text(plain, part)))
				lead = blank(textColumn)
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
	p.Draw(indented(indent, wrap(s, p.Pen.width-indent))...)
}

// Table prints figures, one a line with its note on the right, or as sentences.
func (p Printer) Table(figures []figure) {
	for _, f := range figures {
		if p.Spoken {
			p.say(f.spoken(p.Words))
			continue
		}
		p.Draw(f.drawn(p.Pen)...)
	}
}

// Facts prints names with their texts beside them, or as sentences.
func (p Printer) Facts(facts []figure) {
	for _, f := range facts {
		if p.Spoken {
			p.say(f.spoken(p.Words))
			continue
		}
		for i, part := range wrap(f.value, p.Pen.width-2-figureName) {
			if i > 0 {
				f.name = ""
			}
			p.Draw(cat(blank(2), text(strong, pad(f.name, figureName)), text(plain, part)))
		}
	}
}
