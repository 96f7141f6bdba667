package exchange

import "io"

// tamed lets through a text without what would steer a terminal: whoever reads
// a journal or a table prints it there sooner or later, and a note may come from
// a file of somebody else. Line breaks and tabs stay. JSON needs none of it: it
// writes such characters as escapes, and comes back whole.
type tamed struct {
	w       io.Writer
	returns bool // the format ends its lines with a carriage return
	held    bool // the first byte of what may be a C1 control came last
}

// The first byte of U+0080 to U+00BF in UTF-8, and the last of the controls
// among them.
const (
	leadByte = 0xc2
	lastC1   = 0x9f
)

// Write keeps back a byte that may begin a control character.
func (t *tamed) Write(p []byte) (int, error) {
	out := make([]byte, 0, len(p)+1)
	for _, b := range p {
		if t.held {
			t.held = false
			if b >= 0x80 && b <= lastC1 {
				continue
			}
			out = append(out, leadByte)
		}
		switch {
		case b == leadByte:
			t.held = true
		case b >= ' ' && b != 0x7f, b == '\n', b == '\t', b == '\r' && t.returns:
			out = append(out, b)
		}
	}
	if _, err := t.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}
