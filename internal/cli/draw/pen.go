package draw

import (
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// Widths of the terminal, in columns.
const (
	FullWidth   = 78 // nothing is drawn wider
	notesFrom   = 60 // under it the right-hand notes go
	circleFrom  = 48 // under it the week circle goes too: the strip needs the rest
	NarrowWidth = 35 // the strip, which always stays
)

// Depth is how many colours there are.
type Depth int

// The depths.
const (
	NoColor Depth = iota
	Sixteen
	Many // 256
	Truecolor
)

// Ink is how a piece of text looks. Shapes carry every state already, so
// nothing is lost without ink.
type Ink int

// The inks.
const (
	Plain  Ink = iota
	Dim        // weekday names, notes, what is empty or to come
	Strong     // the step, the names of figures
	Shu        // vermilion: what was stamped or can be
	Gold       // a mend
)

// Pen draws on one terminal.
type Pen struct {
	Depth Depth
	Light bool // the background is known to be light
	ASCII bool
	Width int
}

// Screen is a terminal, or what stands in its place, with what the environment
// and the flags say of it.
type Screen struct {
	Out            io.Writer // standard output itself
	Getenv         func(string) string
	NoColor, ASCII bool
}

// Pen draws on the screen.
func (s Screen) Pen() Pen {
	return Pen{Depth: s.Depth(s.Out), Light: s.light(), ASCII: s.ASCII || !s.unicode(), Width: s.Width()}
}

// Depth of a stream is how many colours it gets.
func (s Screen) Depth(stream any) Depth {
	if s.NoColor || s.Getenv("NO_COLOR") != "" {
		return NoColor
	}
	if s.Getenv("CLICOLOR_FORCE") != "1" && (s.Getenv("TERM") == "dumb" || !IsTerminal(stream)) {
		return NoColor
	}
	switch ct := s.Getenv("COLORTERM"); {
	case ct == "truecolor" || ct == "24bit":
		return Truecolor
	case strings.Contains(s.Getenv("TERM"), "256color"):
		return Many
	}
	return Sixteen
}

// light says whether the terminal tells that its background is light: the last
// number of COLORFGBG is 7 or one of 9 to 15.
func (s Screen) light() bool {
	v := s.Getenv("COLORFGBG")
	n, err := strconv.Atoi(v[strings.LastIndexByte(v, ';')+1:])
	return err == nil && (n == 7 || n >= 9 && n <= 15)
}

// Width is what COLUMNS or the terminal says, at most 78.
func (s Screen) Width() int {
	w := FullWidth
	if f, ok := s.Out.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			w = n
		}
	}
	if n, err := strconv.Atoi(s.Getenv("COLUMNS")); err == nil && n > 0 {
		w = n
	}
	return max(NarrowWidth, min(FullWidth, w))
}

// unicode is used when the locale is UTF-8 and does not draw the marks two
// columns wide.
func (s Screen) unicode() bool {
	if s.Getenv("IPPO_GLYPHS") == "unicode" {
		return true
	}
	locale := strings.ToLower(s.locale())
	for _, wide := range []string{"ja", "zh", "ko"} {
		if strings.HasPrefix(locale, wide) {
			return false
		}
	}
	return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
}

// locale of the letters on the screen.
func (s Screen) locale() string {
	for _, k := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := s.Getenv(k); v != "" {
			return v
		}
	}
	return ""
}

// IsTerminal says whether a stream is a terminal.
func IsTerminal(s any) bool {
	f, ok := s.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// escape is the SGR sequence of an ink, empty for none.
func (p Pen) escape(i Ink) string {
	if p.Depth == NoColor {
		return ""
	}
	switch i {
	case Dim:
		return "\x1b[2m"
	case Strong:
		return "\x1b[1m"
	case Shu:
		return p.colour("31", "173", "130", "233;116;90", "187;58;34")
	case Gold:
		return p.colour("33", "179", "94", "224;187;98", "133;96;15")
	default:
		return ""
	}
}

func (p Pen) colour(basic, index, indexLight, rgb, rgbLight string) string {
	switch p.Depth {
	case Truecolor:
		if p.Light {
			rgb = rgbLight
		}
		return "\x1b[38;2;" + rgb + "m"
	case Many:
		if p.Light {
			index = indexLight
		}
		return "\x1b[38;5;" + index + "m"
	default:
		return "\x1b[" + basic + "m"
	}
}

// Pick the mark that the terminal can draw.
func (p Pen) Pick(unicode, ascii string) string {
	if p.ASCII {
		return ascii
	}
	return unicode
}

// Notes says whether there is room for the notes on the right.
func (p Pen) Notes() bool { return p.Width >= notesFrom }

// Draw writes lines.
func (p Pen) Draw(w io.Writer, lines ...Line) {
	for _, l := range lines {
		_, _ = io.WriteString(w, p.Render(l)+"\n") // a buffer
	}
}

// Render a line: neighbours of one ink share an escape.
func (p Pen) Render(l Line) string {
	var b strings.Builder
	for i := 0; i < len(l); {
		text := Clean(l[i].Text)
		j := i + 1
		for ; j < len(l) && l[j].Ink == l[i].Ink; j++ {
			text += Clean(l[j].Text)
		}
		if e := p.escape(l[i].Ink); e != "" && text != "" {
			text = e + text + "\x1b[0m"
		}
		b.WriteString(text)
		i = j
	}
	return strings.TrimRight(b.String(), " ")
}
