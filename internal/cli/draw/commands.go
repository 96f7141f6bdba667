package draw

import (
	"strings"

	"github.com/ippo-app/ippo/internal/library"
)

// Commands is the line of what one can type next; what does not fit is left
// out from the right.
func (p Pen) Commands(words *library.Words, keys ...string) Line {
	l := Blank(2)
	for i, k := range keys {
		part := Join(Text(Dim, words.Say("term.do."+k)), Text(Plain, " "+words.Say("term.do."+k+".command")))
		if i > 0 {
			part = Join(Blank(5), part)
		}
		if l.Cols()+part.Cols() > p.Width {
			break
		}
		l = Join(l, part)
	}
	return l
}

// WithCommand draws a sentence; one that ends in a command has its words dim.
func (p Pen) WithCommand(indent int, s string) []Line {
	if words, command, ok := strings.Cut(s, ": ippo "); ok && Cols(s)+indent <= p.Width {
		return []Line{Join(Blank(indent), Text(Dim, words+":"), Text(Plain, " ippo "+command))}
	}
	return Indented(indent, Wrap(s, p.Width-indent))
}
