// Package part holds what several pages share: marks, the week circle, the
// stamp card, the strip of days, charts and form fields.
package part

import (
	"bytes"
	_ "embed" // the marks
	"regexp"
	"slices"
	"sync"
)

//go:embed sprite.svg
var sprite string

// symbol is one mark or icon.
type symbol struct {
	box    string // its viewBox
	markup string
}

var symbolPattern = regexp.MustCompile(`(?s)<symbol id="([^"]+)" viewBox="([^"]+)".*?</symbol>`)

// symbols by id, read once.
//
//nolint:gochecknoglobals // a lazily read embedded file
var symbols = sync.OnceValue(func() map[string]symbol {
	all := map[string]symbol{}
	for _, m := range symbolPattern.FindAllStringSubmatch(sprite, -1) {
		all[m[1]] = symbol{box: m[2], markup: m[0]}
	}
	return all
})

// viewBox of a symbol.
func viewBox(id string) string {
	if s, ok := symbols()[id]; ok {
		return s.box
	}
	return "0 0 48 48"
}

// Sprite gives the symbols that a page uses, to stand at its beginning: a
// page's own style reaches only symbols of its own document.
func Sprite(page []byte) []byte {
	var b bytes.Buffer
	var seen []string
	b.WriteString(`<svg width="0" height="0" hidden aria-hidden="true">`)
	use := []byte(`<use href="#`)
	for {
		_, after, found := bytes.Cut(page, use)
		if !found {
			break
		}
		page = after
		name, _, _ := bytes.Cut(after, []byte(`"`))
		id := string(name)
		if slices.Contains(seen, id) {
			continue
		}
		seen = append(seen, id)
		b.WriteString(symbols()[id].markup)
	}
	b.WriteString(`</svg>`)
	return b.Bytes()
}
