package exchange

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// encoding is how the bytes of a text stand for letters.
type encoding string

// The encodings. Plain UTF-8 says nothing, the others are noticed.
const (
	utf8Text  encoding = ""
	utf16Text encoding = "UTF-16"
	latinText encoding = "Latin-1"
)

// textReader makes UTF-8 with line ends \n of any text: UTF-8 and UTF-16 by
// their byte order marks, UTF-16 without one by its NUL bytes, and bytes that
// are no UTF-8 as Windows-1252, which holds Latin-1. NUL bytes are taken out.
type textReader struct {
	src      *bufio.Reader
	order    binary.ByteOrder // of UTF-16; nil for bytes
	found    encoding
	notice   func(encoding) // told once of what is no UTF-8
	out      []byte         // made and not yet read
	unit     uint16         // half of a pair, 0 for none
	returned bool           // the last letter was \r
}

// peek is how much of a text is looked at to tell its encoding.
const peek = 4096

func newTextReader(r io.Reader) *textReader {
	t := &textReader{src: bufio.NewReaderSize(r, 64<<10)}
	head, _ := t.src.Peek(peek) // a shorter text is all there is
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		t.discard(3)
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		t.order = binary.LittleEndian
		t.discard(2)
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		t.order = binary.BigEndian
		t.discard(2)
	default:
		t.order = guessUTF16(head)
	}
	return t
}

// say tells of an encoding the first time it is seen.
func (t *textReader) say(e encoding) {
	if t.found == utf8Text {
		t.found = e
		if t.notice != nil {
			t.notice(e)
		}
	}
}

func (t *textReader) discard(n int) { _, _ = t.src.Discard(n) } // just peeked at

// guessUTF16 looks for text of which every other byte is NUL.
func guessUTF16(head []byte) binary.ByteOrder {
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 2:
		return nil
	case nul[1] > half*3/4 && nul[0] == 0:
		return binary.LittleEndian
	case nul[0] > half*3/4 && nul[1] == 0:
		return binary.BigEndian
	}
	return nil
}

// Read makes more text.
func (t *textReader) Read(p []byte) (int, error) {
	for len(t.out) == 0 {
		t.out = t.out[:0]
		if err := t.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, t.out)
	t.out = t.out[n:]
	return n, nil
}

// fill makes letters until a few thousand are there.
func (t *textReader) fill() error {
	out := make([]byte, 0, peek)
	for len(out) < peek-utf8.UTFMax {
		if out = t.plain(out); len(out) >= peek-utf8.UTFMax {
			break
		}
		r, err := t.rune()
		if err != nil {
			if len(out) > 0 {
				break
			}
			return err
		}
		was := t.returned
		t.returned = r == '\r'
		switch {
		case r == 0, r == '\n' && was:
		case r == '\r':
			out = append(out, '\n')
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	t.out = out
	return nil
}

// plain takes over the letters that need no thought, most of any text.
func (t *textReader) plain(out []byte) []byte {
	if t.order != nil || t.returned {
		return out
	}
	buf, _ := t.src.Peek(min(t.src.Buffered(), peek-utf8.UTFMax-len(out)))
	n := 0
	for n < len(buf) && buf[n] < utf8.RuneSelf && buf[n] != '\r' && buf[n] != 0 {
		n++
	}
	out = append(out, buf[:n]...)
	t.discard(n)
	return out
}

// rune is the next letter.
func (t *textReader) rune() (rune, error) {
	if t.order != nil {
		return t.rune16()
	}
	r, size, err := t.src.ReadRune()
	if err != nil || r != utf8.RuneError || size > 1 {
		return r, err
	}
	if err := t.src.UnreadRune(); err != nil {
		return 0, err
	}
	b, err := t.src.ReadByte()
	t.say(latinText)
	return windows1252(b), err
}

func (t *textReader) rune16() (rune, error) {
	t.say(utf16Text)
	first := t.unit
	t.unit = 0
	var err error
	if first == 0 {
		if first, err = t.unit16(); err != nil {
			return 0, err
		}
	}
	if !utf16.IsSurrogate(rune(first)) {
		return rune(first), nil
	}
	second, err := t.unit16()
	if err != nil {
		return utf8.RuneError, nil //nolint:nilerr // half a pair ends the text
	}
	if r := utf16.DecodeRune(rune(first), rune(second)); r != utf8.RuneError {
		return r, nil
	}
	t.unit = second
	return utf8.RuneError, nil
}

func (t *textReader) unit16() (uint16, error) {
	var b [2]byte
	if _, err := io.ReadFull(t.src, b[:]); err != nil {
		return 0, io.EOF
	}
	return t.order.Uint16(b[:]), nil
}

// windows1252 is the letter of a byte; 0x80 to 0x9F differ from Latin-1.
func windows1252(b byte) rune {
	const upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"
	if b < 0x80 || b > 0x9F {
		return rune(b)
	}
	i := byte(0x80)
	for _, r := range upper {
		if i == b {
			return r
		}
		i++
	}
	return utf8.RuneError
}

// text makes UTF-8 of a file and remarks on what was none.
func (h *haul) text(r io.Reader) io.Reader {
	t := newTextReader(r)
	t.notice = func(e encoding) { h.drops.add(reasonEncoding, string(e)) }
	return t
}

// decodeText is [textReader] for a text that is in memory.
func decodeText(b []byte) string {
	s, err := io.ReadAll(newTextReader(bytes.NewReader(b)))
	if err != nil { // a reader of bytes has no errors
		return ""
	}
	return string(s)
}

// clean takes out what a store refuses: NUL bytes and broken UTF-8.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// shorten cuts s to at most limit characters.
func shorten(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}
