package cli

import (
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// Widths of the terminal, in columns.
const (
	fullWidth   = 78 // nothing is drawn wider
	notesFrom   = 60 // under it the right-hand notes go
	circleFrom  = 48 // under it the week circle goes too: the strip needs the rest
	narrowWidth = 35 // the strip, which always stays
)

// depth is how many colours there are.
type depth int

const (
	noColor depth = iota
	sixteen
	many // 256
	truecolor
)

// ink is how a piece of text looks. Shapes carry every state already, so
// nothing is lost without ink.
type ink int

const (
	plain  ink = iota
	dim        // weekday names, notes, what is empty or to come
	strong     // the step, the names of figures
	shu        // vermilion: what was stamped or can be
	gold       // a mend
)

// pen draws on one terminal.
type pen struct {
	depth depth
	light bool // the background is known to be light
	ascii bool
	width int
}

// Screen is a terminal, or what stands in its place, with what the environment
// and the flags say of it.
type Screen struct {
	Out            io.Writer // standard output itself
	Getenv         func(string) string
	NoColor, ASCII bool
}

// Pen draws on the screen.
func (s Screen) Pen() pen {
	return pen{depth: s.Depth(s.Out), light: s.light(), ascii: s.ASCII || !s.unicode(), width: s.Width()}
}

// Depth of a stream is how many colours it gets.
func (s Screen) Depth(stream any) depth {
	if s.NoColor || s.Getenv("NO_COLOR") != "" {
		return noColor
	}
	if s.Getenv("CLICOLOR_FORCE") != "1" && (s.Getenv("TERM") == "dumb" || !isTerminal(stream)) {
		return noColor
	}
	switch ct := s.Getenv("COLORTERM"); {
	case ct == "truecolor" || ct == "24bit":
		return truecolor
	case strings.Contains(s.Getenv("TERM"), "256color"):
		return many
	}
	return sixteen
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
	w := fullWidth
	if f, ok := s.Out.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			w = n
		}
	}
	if n, err := strconv.Atoi(s.Getenv("COLUMNS")); err == nil && n > 0 {
		w = n
	}
	return max(narrowWidth, min(fullWidth, w))
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

// isTerminal says whether a stream is a terminal.
func isTerminal(s any) bool {
	f, ok := s.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// escape is the SGR sequence of an ink, empty for none.
func (p pen) escape(i ink) string {
	if p.depth == noColor {
		return ""
	}
	switch i {
	case dim:
		return "\x1b[2m"
	case strong:
		return "\x1b[1m"
	case shu:
		return p.colour("31", "173", "130", "233;116;90", "187;58;34")
	case gold:
		return p.colour("33", "179", "94", "224;187;98", "133;96;15")
	default:
		return ""
	}
}

func (p pen) colour(basic, index, indexLight, rgb, rgbLight string) string {
	switch p.depth {
	case truecolor:
		if p.light {
			rgb = rgbLight
		}
		return "\x1b[38;2;" + rgb + "m"
	case many:
		if p.light {
			index = indexLight
		}
		return "\x1b[38;5;" + index + "m"
	default:
		return "\x1b[" + basic + "m"
	}
}

// pick the mark that the terminal can draw.
func (p pen) pick(unicode, ascii string) string {
	if p.ascii {
		return ascii
	}
	return unicode
}

// notes says whether there is room for the notes on the right.
func (p pen) notes() bool { return p.width >= notesFrom }

// draw writes lines.
func (p pen) draw(w io.Writer, lines ...line) {
	for _, l := range lines {
		_, _ = io.WriteString(w, p.render(l)+"\n") // a buffer
	}
}

// render a line: neighbours of one ink share an escape.
func (p pen) render(l line) string {
	var b strings.Builder
	for i := 0; i < len(l); {
		text := clean(l[i].text)
		j := i + 1
		for ; j < len(l) && l[j].ink == l[i].ink; j++ {
			text += clean(l[j].text)
		}
		if e := p.escape(l[i].ink); e != "" && text != "" {
			text = e + text + "\x1b[0m"
		}
		b.WriteString(text)
		i = j
	}
	return strings.TrimRight(b.String(), " ")
}
