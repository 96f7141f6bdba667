package workbook_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// pdf is a finished book as a reader of its own finds it: objects by number.
type pdf struct {
	t       *testing.T
	raw     []byte
	objects map[int][]byte
}

func readPDF(t *testing.T, raw []byte) pdf {
	t.Helper()
	p := pdf{t, raw, map[int][]byte{}}
	head := regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)
	at := head.FindAllSubmatchIndex(raw, -1)
	for i, m := range at {
		end := len(raw)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		n, _ := strconv.Atoi(string(raw[m[2]:m[3]]))
		p.objects[n] = raw[m[1]:end]
	}
	p.unpack()
	return p
}

// unpack the objects that stand in a stream.
func (p pdf) unpack() {
	p.t.Helper()
	for n, o := range p.objects {
		first := regexp.MustCompile(`/Type/ObjStm/N (\d+)/First (\d+)`).FindSubmatch(o)
		if first == nil {
			continue
		}
		body := p.stream(n)
		at, _ := strconv.Atoi(string(first[2]))
		head := strings.Fields(string(body[:at]))
		for i := 0; i+1 < len(head); i += 2 {
			number, _ := strconv.Atoi(head[i])
			from, _ := strconv.Atoi(head[i+1])
			to := len(body) - at
			if i+3 < len(head) {
				to, _ = strconv.Atoi(head[i+3])
			}
			p.objects[number] = body[at+from : at+to]
		}
	}
}

// count the objects that hold something.
func (p pdf) count(want string) int {
	n := 0
	for _, o := range p.objects {
		if bytes.Contains(o, []byte(want)) {
			n++
		}
	}
	return n
}

func (p pdf) has(want string) bool { return p.count(want) > 0 }

var number = `(\d+) 0 R`

func (p pdf) ref(o []byte, key string) int {
	m := regexp.MustCompile(`/` + key + ` ` + number).FindSubmatch(o)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// stream of an object, unpacked.
func (p pdf) stream(n int) []byte {
	p.t.Helper()
	o := p.objects[n]
	i := bytes.Index(o, []byte("stream\n"))
	m := regexp.MustCompile(`/Length (\d+)`).FindSubmatch(o)
	if i < 0 || m == nil {
		p.t.Fatalf("object %d is no stream", n)
	}
	length, _ := strconv.Atoi(string(m[1]))
	body := o[i+7 : i+7+length]
	if !bytes.Contains(o[:i], []byte("/FlateDecode")) {
		return body
	}
	z, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		p.t.Fatal(err)
	}
	return b
}

// pages are the numbers of the page objects, in order.
func (p pdf) pages() []int {
	p.t.Helper()
	m := regexp.MustCompile(`/Kids \[([^\]]*)\]`).FindSubmatch(p.objects[1])
	if m == nil {
		p.t.Fatal("no pages")
	}
	var all []int
	for _, k := range regexp.MustCompile(number).FindAllSubmatch(m[1], -1) {
		n, _ := strconv.Atoi(string(k[1]))
		all = append(all, n)
	}
	return all
}

// text of a page, in the order in which it was set. A letter is what the font's
// map to Unicode says; the map of every font of these books is the identity,
// which is looked up first.
func (p pdf) text(page int) string {
	p.t.Helper()
	var b strings.Builder
	content := p.stream(p.ref(p.objects[page], "Contents"))
	for _, w := range set(content) {
		b.WriteString(w.text)
		b.WriteString("\n")
	}
	return b.String()
}

// word is a string of a page and the font that it was set in.
type word struct{ font, text string }

// set finds the strings of a page in the order in which they were set.
func set(content []byte) []word {
	var all []word
	font := ""
	name := regexp.MustCompile(`/F(\w+) [\d.]+ Tf$`)
	for i := 0; i < len(content); i++ {
		switch {
		case content[i] == 'f' && i > 1 && content[i-1] == 'T':
			if m := name.FindSubmatch(content[max(0, i-80) : i+1]); m != nil {
				font = string(m[1])
			}
		case content[i] == '(':
			var raw []byte
			for i++; content[i] != ')'; i++ {
				c := content[i]
				if c == '\\' {
					i++
					if c = content[i]; c == 'r' {
						c = '\r'
					}
				}
				raw = append(raw, c)
			}
			all = append(all, word{font, decode(raw)})
		}
	}
	return all
}

func decode(raw []byte) string {
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// box of a page in points.
func (p pdf) box(page int) string {
	for _, o := range [][]byte{p.objects[page], p.objects[1]} {
		if m := regexp.MustCompile(`/MediaBox \[([^\]]*)\]`).FindSubmatch(o); m != nil {
			return strings.TrimSpace(string(m[1]))
		}
	}
	return ""
}

// fonts says of every font of the file by its name which runes it may set: those
// whose place in the map from letters to glyphs is not empty. A map to Unicode
// that is not the identity stops the test.
func (p pdf) fonts() map[string]func(rune) bool {
	p.t.Helper()
	all := map[string]func(rune) bool{}
	for _, o := range p.objects {
		if !bytes.Contains(o, []byte("/CIDFontType2")) {
			continue
		}
		name := regexp.MustCompile(`/BaseFont /(\S+)`).FindSubmatch(o)
		glyphs := p.stream(p.ref(o, "CIDToGIDMap"))
		if p.ref(p.objects[p.ref(o, "FontDescriptor")], "FontFile2") == 0 {
			p.t.Errorf("the font %s is not embedded", name[1])
		}
		all[string(name[1])] = func(r rune) bool {
			i := 2 * int(r)
			return i+1 < len(glyphs) && (glyphs[i] != 0 || glyphs[i+1] != 0)
		}
	}
	for n, o := range p.objects {
		if bytes.Contains(o, []byte("/Type0")) {
			u := p.stream(p.ref(o, "ToUnicode"))
			if !bytes.Contains(u, []byte("<0000> <FFFF> <0000>")) {
				p.t.Errorf("object %d: letters are not their own places:\n%s", n, u)
			}
		}
	}
	return all
}

// letters of a page by the name of their font, as the page's resources name it.
func (p pdf) letters(page int) map[string]string {
	p.t.Helper()
	content := p.stream(p.ref(p.objects[page], "Contents"))
	by := map[string]string{}
	for _, w := range set(content) {
		by[w.font] += w.text
	}
	return by
}

// named are the fonts by the names of the resources.
func (p pdf) named() map[string]string {
	all := map[string]string{}
	for _, o := range p.objects {
		for _, m := range regexp.MustCompile(`/F(\w+) (\d+) 0 R`).FindAllSubmatch(o, -1) {
			n, _ := strconv.Atoi(string(m[2]))
			if base := regexp.MustCompile(`/BaseFont /(\S+)`).FindSubmatch(p.objects[n]); base != nil {
				all[string(m[1])] = string(base[1])
			}
		}
	}
	return all
}

// missing letters of the whole book: what a font was asked for and does not have.
func (p pdf) missing() []string {
	p.t.Helper()
	fonts, named := p.fonts(), p.named()
	var all []string
	for _, page := range p.pages() {
		for font, text := range p.letters(page) {
			has := fonts[named[font]]
			if has == nil {
				p.t.Fatalf("page %d: no font %s (%s)", page, font, named[font])
			}
			for _, r := range text {
				if !has(r) {
					all = append(all, fmt.Sprintf("%q in %s", r, named[font]))
				}
			}
		}
	}
	return all
}
