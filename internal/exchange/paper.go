package exchange

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
)

// A card of our own, typed in. A line names the goal and the first day, then
// come the marks in the order of the days, in as many lines as one likes:
//
//	fitness, 2026-09-07
//	o # . # * o #20
//	o o . . o # *
//	12 # 25 she asked to come along
//
// o is the minimum, # more (with a number, if there is one), * rest, . an empty
// place, _ a day that had not come. The marks that ippo prints are read as
// well. A line that begins with the number of a place, or with a date, speaks
// of that day alone.

func isPaper(s *sample) bool {
	heading, marks := false, false
	n := 0
	for line := range strings.SplitSeq(s.text(), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if n++; n == 1 {
			_, _, heading = paperHeading(line)
			continue
		}
		_, row := paperRow(line)
		_, day := paperDay(line)
		if marks = row || day; marks || n > 5 {
			break
		}
	}
	return heading && marks
}

func readPaper(im *importer, members []member) error {
	return each(members, im.archive, func(_ member, r io.Reader) error {
		p := &paper{importer: im}
		if err := im.linesOf(im.decode(r), p.line); err != nil {
			return err
		}
		if p.sheet == nil {
			return errNotThis(FormatPaper)
		}
		return nil
	})
}

// paper is a file while it is read.
type paper struct {
	*importer
	sheet *habit
	first goal.Day // of the sheet
	next  goal.Day // that a row of marks goes on with
	lost  bool     // a line that may have been one of its rows could not be read
}

// maxPlaces is how many days a sheet can have.
const maxPlaces = 100

func (p *paper) line(line string) error {
	row, ok := paperRow(line)
	if ok && p.sheet != nil && !p.lost {
		return p.row(row)
	}
	if d, ok := paperDay(line); ok && p.sheet != nil {
		return p.day(d)
	}
	if name, first, ok := paperHeading(line); ok {
		x, err := p.habitNamed(name)
		if err != nil {
			return err
		}
		x.own, x.join = true, keepBest
		p.sheet, p.first, p.next, p.lost = x, first, first, false
		return nil
	}
	p.lost = true // its days, and those of the rows below, cannot be told
	p.drops.add(reasonBadLine, line)
	return nil
}

// paperHeading reads a name and the first day, or the month for a sheet that
// begins on the first.
func paperHeading(line string) (name string, first goal.Day, ok bool) {
	line = strings.Trim(strings.TrimSpace(clean(line)), "=-* ")
	words := strings.Fields(line)
	for n := 1; n <= 3 && n < len(words); n++ {
		tail := strings.Join(words[len(words)-n:], " ")
		var d dates
		day, isDate := d.parse(tail)
		if !isDate {
			day, isDate = d.parse("1 " + tail) // October 2026
		}
		if !isDate {
			day, isDate = d.parse(tail + "-01") // 2026-10
		}
		if isDate && !d.open {
			name = strings.TrimRight(strings.Join(words[:len(words)-n], " "), " ,:;–—-")
			name = strings.TrimSuffix(name, " from")
			first, ok = day, name != ""
		}
	}
	return name, first, ok
}

// place is a mark on a sheet.
type place struct {
	value  value
	amount float64
	empty  bool
	seam   bool   // a line of gold, no place at all
	odd    string // a word that is no mark
}

// paperMark reads one mark, with a number behind it if there is one.
func paperMark(s string) (place, bool) {
	r, size := utf8.DecodeRuneInString(s)
	var p place
	switch r {
	case 'o', 'O', '◐', '%', '◍', 'x', 'X', '✓', '✔':
		p.value = valueDone
	case '#', '●', '◉', '■':
		p.value = valueMore
	case '*', '❀', 'r', 'R', '休':
		p.value = valueSkip
	case '.', '·', '-', '_', '(', '○', '@', '◌', '–':
		p.empty = true
	case '=', '═':
		p.seam = strings.Trim(s, "=═") == ""
		return p, p.seam
	default:
		return p, false
	}
	rest := strings.Trim(s[size:], "=═")
	if rest == "" {
		return p, true
	}
	var ok bool
	if p.amount, ok = amountOf(rest); p.empty || p.value == valueSkip {
		ok = false
	}
	return p, ok
}

// paperRow reads a line of marks. Marks may stand side by side; a word among more
// of them is a place that could not be read.
func paperRow(line string) ([]place, bool) {
	var row []place
	odd := 0
	for word := range strings.FieldsSeq(clean(line)) {
		if p, ok := paperMark(word); ok {
			row = append(row, p)
			continue
		}
		side, ok := sideBySide(word)
		if !ok {
			odd++
			side = []place{{odd: word}}
		}
		row = append(row, side...)
	}
	return row, len(row) > 2*odd && len(row) <= 2*maxPlaces
}

// sideBySide reads marks without a blank between them.
func sideBySide(word string) ([]place, bool) {
	var row []place
	for i, r := range word {
		p, ok := paperMark(string(r))
		if !ok || i > maxPlaces {
			return nil, false
		}
		row = append(row, p)
	}
	return row, true
}

func (p *paper) row(row []place) error {
	for _, m := range row {
		switch {
		case m.seam:
			continue
		case m.odd != "", p.lost: // it may hold more places than one, so what follows has no day
			p.sheet.drops.add(reasonUnknownValue, m.odd)
			p.lost = true
			continue
		}
		if err := p.put(p.next, m, ""); err != nil {
			return err
		}
		p.next++
	}
	return nil
}

// paperLine is a line about one day.
type paperLine struct {
	number int      // of a place
	day    goal.Day // or a date
	mark   place
	marked bool
	note   string
}

// paperDay reads "12 # 25 words", "2026-09-18 o" or "12: words".
func paperDay(line string) (paperLine, bool) {
	var l paperLine
	words := strings.Fields(clean(line))
	if len(words) < 2 {
		return l, false
	}
	head := strings.TrimRight(words[0], ":.)")
	n, isNumber := digits(head)
	if day, isDate := plainDate(head); isDate {
		l.day = day
	} else if l.number = n; !isNumber || n < 1 || n > maxPlaces {
		return l, false
	}
	words = words[1:]
	if m, ok := paperMark(words[0]); ok && !m.seam {
		l.mark, l.marked = m, true
		words = words[1:]
		if len(words) > 0 && !m.empty && m.value != valueSkip && m.amount == 0 {
			if amount, ok := amountOf(words[0]); ok {
				l.mark.amount = amount
				words = words[1:]
			}
		}
	} else if head == strings.Fields(line)[0] {
		return l, false // neither a mark nor a colon
	}
	l.note = strings.Join(words, " ")
	return l, l.marked || l.note != ""
}

func (p *paper) day(l paperLine) error {
	day := l.day
	if day == 0 {
		day = p.first + goal.Day(l.number) - 1
	}
	if !l.marked {
		return p.add(p.sheet, record{day: day, note: l.note})
	}
	return p.put(day, l.mark, l.note)
}

func (p *paper) put(day goal.Day, m place, note string) error {
	if m.empty && note == "" {
		p.sheet.drops.add(reasonPaperGap, day.String())
		return nil
	}
	v := m.value
	if m.amount > 0 {
		v = valueMore
	}
	return p.add(p.sheet, record{day: day, value: v, amount: m.amount, note: note})
}

// firstLine is the first line of a text.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimLeftFunc(s, unicode.IsSpace), "\n")
	return strings.TrimSpace(line)
}
