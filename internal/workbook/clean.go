package workbook

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ring stands in a text for a stretch that no face has letters for: a small
// circle is drawn there, which keeps the place for the pen.
const ring = '\uFFFC'

// plain is a text without what is no letter: controls, marks of direction,
// joiners, variation selectors and soft hyphens. A new line is a space.
func plain(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, string(ring)))
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != '\u3000':
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, s)
}

// printable is a text of letters that the faces have, with a ring for each
// stretch of others, and how many rings it holds. One with more rings than
// letters is no text any more, and leaves its lines to the pen.
func (t *typesetter) printable(s string, k voice) (text string, rings int) {
	p, ok := t.ready[spoken{s, k}]
	if !ok {
		p.text, p.rings = t.prepare(s, k)
		t.ready[spoken{s, k}] = p
	}
	return p.text, p.rings
}

func (t *typesetter) prepare(s string, k voice) (text string, rings int) {
	s = plain(s)
	if t.whole(s, k) != nil {
		return strings.TrimSpace(s), 0
	}
	var b strings.Builder
	letters, open := 0, false
	clusters(s, func(from, to int) bool {
		c := s[from:to]
		if t.faceOf(c, k) == nil {
			if c = norm.NFKC.String(c); t.faceOf(c, k) == nil {
				if !open {
					b.WriteRune(ring)
					rings++
				}
				open = true
				return true
			}
		}
		open = false
		if c != " " {
			letters++
		}
		b.WriteString(c)
		return true
	})
	if rings > letters {
		return "", rings
	}
	return strings.TrimSpace(b.String()), rings
}
