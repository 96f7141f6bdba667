package exchange

import (
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Mark says what stands before the decimals of numbers that leave it open, such
// as 1,234.
type Mark string

// The marks. MarkUnknown reads what can be read one way only.
const (
	MarkUnknown Mark = ""
	MarkPoint   Mark = "point" // 1,234.5
	MarkComma   Mark = "comma" // 1.234,5
	MarkNone    Mark = "none"  // whole numbers: either one only parts thousands
)

// Valid says whether there is such a mark.
func (m Mark) Valid() bool {
	switch m {
	case MarkUnknown, MarkPoint, MarkComma, MarkNone:
		return true
	}
	return false
}

// amounts reads the numbers of one column and finds out on the way how they are
// written, as [dates] does (ruling 65): a comma or point that can only be meant one
// way decides for the column, what leaves it open is asked for, never guessed.
type amounts struct {
	mark     Mark          // known
	decimals map[byte]bool // stood before decimals somewhere
	groups   map[byte]bool // parted thousands somewhere
	open     map[byte]bool // can be either somewhere
	sample   string        // the first such number
}

// parse reads a number that a habit can count; false for what is none. While the
// mark is not known, what is open is read as thousands.
func (n *amounts) parse(s string) (float64, bool) {
	s = ungrouped(strings.TrimSpace(s))
	if strings.Trim(s, "0123456789.,") != "" {
		return amountOf(s)
	}
	points, commas := strings.Count(s, "."), strings.Count(s, ",")
	sep, other := byte('.'), byte(',')
	if strings.LastIndexByte(s, ',') > strings.LastIndexByte(s, '.') {
		sep, other = other, sep
	}
	switch {
	case points+commas == 0:
		return amountOf(s)
	case points > 0 && commas > 0:
		whole, decimals, _ := cutLast(s, sep)
		whole, ok := joined(whole, other)
		if !ok {
			return 0, false
		}
		n.note(&n.decimals, sep)
		n.note(&n.groups, other)
		return amountOf(whole + "." + decimals)
	case points+commas > 1:
		whole, ok := joined(s, sep)
		if !ok || n.mark == MarkPoint && sep == '.' || n.mark == MarkComma && sep == ',' {
			return 0, false
		}
		n.note(&n.groups, sep)
		return amountOf(whole)
	}
	return n.single(s, sep)
}

// single reads a number with one comma or point.
func (n *amounts) single(s string, sep byte) (float64, bool) {
	whole, ok := joined(s, sep)
	if !ok || s[0] == '0' {
		n.note(&n.decimals, sep)
		return amountOf(s)
	}
	switch {
	case n.mark == MarkUnknown:
		n.note(&n.open, sep)
		if n.sample == "" {
			n.sample = s
		}
	case n.mark == MarkPoint && sep == '.', n.mark == MarkComma && sep == ',':
		return amountOf(s)
	}
	return amountOf(whole)
}

func (n *amounts) note(in *map[byte]bool, sep byte) {
	if *in == nil {
		*in = map[byte]bool{}
	}
	(*in)[sep] = true
}

// decide says how the column is written once all of it was seen, and whether the
// file has to be read again with what is known now.
func (n *amounts) decide(asked Mark) (mark Mark, again bool, err error) {
	point, comma := n.decimals['.'] && !n.groups['.'], n.decimals[','] && !n.groups[',']
	switch {
	case n.mark != MarkUnknown, len(n.open) == 0:
		return n.mark, false, nil
	case asked != MarkUnknown:
		return asked, true, nil
	case point && !n.decimals[','], n.groups[','] && !n.open['.'] && len(n.decimals) == 0 && !n.groups['.']:
		return MarkPoint, true, nil
	case comma && !n.decimals['.'], n.groups['.'] && !n.open[','] && len(n.decimals) == 0 && !n.groups[',']:
		return MarkComma, true, nil
	}
	return MarkUnknown, false, goal.Invalid("numbers", "error.import.open_numbers", n.sample)
}

// joined takes out what parts a number into threes; false where it does not.
func joined(s string, sep byte) (string, bool) {
	parts := strings.Split(s, string(rune(sep)))
	if len(parts[0]) < 1 || len(parts[0]) > 3 {
		return "", false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

// ungrouped takes out the blanks and apostrophes that part a number into threes.
func ungrouped(s string) string {
	const gaps = " '’\u00a0\u202f"
	if !strings.ContainsAny(s, gaps) {
		return s
	}
	whole, rest := s, ""
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		whole, rest = s[:i], s[i:]
	}
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(gaps, r) {
			return '.'
		}
		return r
	}, whole)
	if j, ok := joined(plain, '.'); ok && strings.Trim(j, "0123456789") == "" {
		return j + rest
	}
	return s
}

func cutLast(s string, sep byte) (before, after string, found bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// column is how the numbers of a column are read; name tells it from the others
// of the file.
func (im *importer) column(name string) *amounts {
	if n := im.amounts[name]; n != nil {
		return n
	}
	n := &amounts{mark: im.marks[name]}
	im.amounts[name], im.counted = n, append(im.counted, name)
	return n
}

// decideNumbers says how each column is written once all was seen, and whether the
// file has to be read again.
func (im *importer) decideNumbers() (marks map[string]Mark, again bool, err error) {
	marks = map[string]Mark{}
	for _, name := range im.counted {
		mark, more, err := im.amounts[name].decide(im.options.Numbers)
		if err != nil {
			return nil, false, err
		}
		marks[name], again = mark, again || more
	}
	return marks, again, nil
}
