package exchange

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// The tokens that open something.
const (
	jsonObject = json.Delim('{')
	jsonArray  = json.Delim('[')
)

// walker goes through JSON token by token: nothing is held but the token under
// way, and what is not asked for is stepped over.
type walker struct {
	dec  *json.Decoder
	last string            // the key whose value comes next
	odd  func(said string) // told of a value that is not of the kind it should be; nil for nobody
}

// newWalker reads text that [textReader] made.
func newWalker(r io.Reader) *walker {
	d := json.NewDecoder(&jsonGuard{r: r})
	d.UseNumber()
	return &walker{dec: d}
}

// token is the next token; an object or array is only opened.
func (w *walker) token() (json.Token, error) {
	t, err := w.dec.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return t, err
}

// fields calls f for every key of the object that comes next; f takes the
// value. What is no object is stepped over.
func (w *walker) fields(f func(key string) error) error {
	t, err := w.token()
	if err != nil || t != jsonObject {
		return w.stepOver(t, err)
	}
	return w.fieldsOf(f)
}

// fieldsOf is [walker.fields] for an object that was opened.
func (w *walker) fieldsOf(f func(key string) error) error {
	for w.dec.More() {
		key, err := w.token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		w.last = name
		if err := f(name); err != nil {
			return err
		}
	}
	_, err := w.token()
	return err
}

// items calls f for every item of the array that comes next; f takes the item.
// What is no array is stepped over.
func (w *walker) items(f func() error) error {
	t, err := w.token()
	if err != nil || t != jsonArray {
		return w.stepOver(t, err)
	}
	for w.dec.More() {
		if err := f(); err != nil {
			return err
		}
	}
	_, err = w.token()
	return err
}

// skip steps over the next value, whatever it is.
func (w *walker) skip() error {
	t, err := w.token()
	return w.stepOver(t, err)
}

// walker reads a file of JSON, and has the report name what is not of the kind it
// should be.
func (im *importer) walker(r io.Reader) *walker {
	w := newWalker(im.decode(r))
	w.odd = im.unknown
	return w
}

// other steps over the value of a key that has no role, and has the report name it.
func (im *importer) other(w *walker, key string) error {
	im.unknown(key)
	return w.skip()
}

// stepOver steps over the rest of a value of which the first token was read.
func (w *walker) stepOver(t json.Token, err error) error {
	depth := 0
	for ; err == nil; t, err = w.token() {
		switch t {
		case jsonObject, jsonArray:
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth <= 0 {
			return nil
		}
	}
	return err
}

// scalar is the next value if it is text, number, true, false or null; else it
// is stepped over and nil.
func (w *walker) scalar() (json.Token, error) {
	t, err := w.token()
	if _, ok := t.(json.Delim); ok {
		return nil, w.stepOver(t, err)
	}
	return t, err
}

// text is the next value as words; numbers as they are written.
func (w *walker) text(to *string) error {
	t, err := w.scalar()
	switch v := t.(type) {
	case string:
		*to = clean(v)
	case json.Number:
		*to = v.String()
	case bool:
		*to = strconv.FormatBool(v)
	}
	return err
}

// number is the next value as a number, true as 1; has says whether it is one.
func (w *walker) number(to *float64) (has bool, err error) {
	t, err := w.token()
	if err != nil {
		return false, err
	}
	return w.numberOf(t, to)
}

// numberOf is [walker.number] of a value whose first token was read.
func (w *walker) numberOf(t json.Token, to *float64) (has bool, err error) {
	switch v := t.(type) {
	case json.Delim:
		return false, w.stepOver(t, nil)
	case json.Number:
		return w.parsed(v.String(), to), nil
	case string:
		return w.parsed(v, to), nil
	case bool:
		*to = 0
		if v {
			*to = 1
		}
		return true, nil
	}
	return false, nil
}

// parsed is a number that is written out; false for what is none.
func (w *walker) parsed(s string, to *float64) bool {
	n, bad := strconv.ParseFloat(s, 64)
	if bad != nil {
		w.strange(s)
		return false
	}
	*to = n
	return true
}

// strange tells of a value that is not of the kind it should be.
func (w *walker) strange(said string) {
	if w.odd != nil {
		w.odd(w.last + ": " + said)
	}
}

// integer is the next value as a whole number; to stays as it is for anything else.
func (w *walker) integer(to *int64) error {
	var f float64
	has, err := w.number(&f)
	if has && f > -1e15 && f < 1e15 {
		*to = int64(f)
	}
	return err
}

// truth is the next value as yes or no; what is neither is a no.
func (w *walker) truth(to *bool) error {
	_, err := w.truthOrOdd(to)
	return err
}

// truthOrOdd is [walker.truth], and says whether it was one.
func (w *walker) truthOrOdd(to *bool) (is bool, err error) {
	t, err := w.scalar()
	var said string
	switch v := t.(type) {
	case bool:
		*to = v
		return true, err
	case json.Number:
		said = v.String()
	case string:
		said = v
	default: // null says nothing
		return err == nil, err
	}
	*to = said == "true" || said == "1"
	if !*to && said != "false" && said != "0" && said != "" {
		w.strange(said)
		return false, err
	}
	return true, err
}

// jsonGuard refuses JSON that would take memory without bound: brackets within
// brackets without end, or a text of many megabytes.
type jsonGuard struct {
	r       io.Reader
	depth   int
	text    int // bytes of the text under way
	inText  bool
	escaped bool
}

func (g *jsonGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	for _, c := range p[:n] {
		if g.inText {
			g.text++
			switch {
			case g.escaped:
				g.escaped = false
			case c == '\\':
				g.escaped = true
			case c == '"':
				g.inText = false
			}
			if g.text > maxText {
				return 0, errTooLarge(maxText)
			}
			continue
		}
		switch c {
		case '"':
			g.inText, g.text = true, 0
		case '{', '[':
			g.depth++
		case '}', ']':
			g.depth--
		case ' ', '\n', '\t', ',', ':':
			g.text = 0
		default: // a number or a word
			if g.text++; g.text > maxText {
				return 0, errTooLarge(maxText)
			}
		}
		if g.depth > maxDepth {
			return 0, goal.Invalid("file", "error.import.too_deep", maxDepth)
		}
	}
	return n, err
}
