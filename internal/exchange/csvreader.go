package exchange

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"
)

// csvReader reads the lines of a CSV text one by one, in memory that does not grow
// with the text. A line whose quotes are broken is read by itself, so that it
// does not swallow the lines below.
type csvReader struct {
	src     *bufio.Reader
	comma   byte
	held    []string // lines that were looked at and given back
	row     int      // of the record read last, as a spreadsheet counts: 1 for the titles
	repairs int
	began   bool
	cells   []string
}

const (
	maxRecord  = 64 << 10 // bytes of a record that goes over several lines
	maxRepairs = 20       // broken lines that are mended; then quotes mean nothing
)

// newCSVReader reads r, which [textReader] made. The separator is a comma, or what a
// spreadsheet put in its place, by the first line.
func newCSVReader(r io.Reader) *csvReader { return &csvReader{src: bufio.NewReaderSize(r, 64<<10)} }

// next is the next record that is not blank; io.EOF after the last. The cells
// are good until the next call.
func (r *csvReader) next() ([]string, error) {
	for {
		line, err := r.line()
		if err != nil {
			return nil, err
		}
		if !r.began {
			r.began, r.comma = true, separator(line)
		}
		r.row++
		cells, err := r.record(line)
		if err != nil {
			return nil, err
		}
		if !isBlank(cells) {
			return cells, nil
		}
	}
}

// record makes a record of a line and, where a quote is open at its end, of
// those that follow.
func (r *csvReader) record(line string) ([]string, error) {
	if strings.IndexByte(line, '"') < 0 {
		return r.split(line), nil
	}
	if r.repairs >= maxRepairs {
		return r.split(strings.ReplaceAll(line, `"`, "")), nil
	}
	q := quoted{comma: r.comma, cells: r.cells[:0]}
	q.feed(line)
	var taken []string
	for size := len(line); q.open && !q.broken && size < maxRecord; {
		more, err := r.line()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		taken = append(taken, more)
		size += len(more) + 1
		q.text.WriteByte('\n')
		q.feed(more)
	}
	if q.open || q.broken {
		r.repairs++
		r.held = append(taken, r.held...)
		return lenient(line, r.comma), nil
	}
	r.cells = q.done()
	return r.cells, nil
}

// split is a line without quotes.
func (r *csvReader) split(line string) []string {
	r.cells = r.cells[:0]
	for {
		cell, rest, more := strings.Cut(line, string(rune(r.comma)))
		r.cells = append(r.cells, cell)
		if !more {
			return r.cells
		}
		line = rest
	}
}

// line is the next line, cut where it is longer than any line should be.
func (r *csvReader) line() (string, error) {
	if len(r.held) > 0 {
		line := r.held[0]
		r.held = r.held[1:]
		return line, nil
	}
	return readLine(r.src)
}

// readLine is a line without its end, at most maxLine bytes of it; io.EOF after
// the last.
func readLine(r *bufio.Reader) (string, error) {
	var long []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(long) < maxLine {
			long = append(long, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(long) > 0, err == nil:
			return strings.TrimSuffix(string(long[:min(len(long), maxLine)]), "\n"), nil
		}
		return "", err
	}
}

// quoted takes a record apart that has quotes in it.
type quoted struct {
	comma  byte
	cells  []string
	text   strings.Builder // the cell under way
	open   bool            // within quotes
	closed bool            // after them
	broken bool            // a quote where none can be
}

func (q *quoted) feed(line string) {
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case q.open && c == '"' && i+1 < len(line) && line[i+1] == '"':
			q.text.WriteByte('"')
			i++
		case q.open && c == '"':
			q.open, q.closed = false, true
		case q.open:
			q.text.WriteByte(c)
		case c == q.comma:
			q.end()
		case c == '"' && q.text.Len() == 0 && !q.closed:
			q.open = true
		case q.closed && (c == ' ' || c == '\t'):
		case q.closed, c == '"':
			q.broken = true
			return
		default:
			q.text.WriteByte(c)
		}
	}
}

func (q *quoted) end() {
	q.cells = append(q.cells, q.text.String())
	q.text.Reset()
	q.closed = false
}

func (q *quoted) done() []string {
	q.end()
	return q.cells
}

// lenient takes a line with broken quotes apart: a quote at the beginning of a
// cell opens, one before a comma or the end closes, all others are letters.
func lenient(line string, comma byte) []string {
	var cells []string
	for {
		var cell, rest string
		var more bool
		if trimmed, ok := strings.CutPrefix(line, `"`); ok {
			if i := strings.Index(trimmed, `"`+string(rune(comma))); i >= 0 {
				cell, rest, more = trimmed[:i], trimmed[i+2:], true
			} else {
				cell = strings.TrimSuffix(trimmed, `"`)
			}
		} else {
			cell, rest, more = strings.Cut(line, string(rune(comma)))
		}
		cells = append(cells, strings.ReplaceAll(cell, `""`, `"`))
		if !more {
			return cells
		}
		line = rest
	}
}

// separator is the comma, or what a spreadsheet put in its place.
func separator(header string) byte {
	best, most := byte(','), strings.Count(header, ",")
	for _, c := range []byte{';', '\t'} {
		if n := strings.Count(header, string(rune(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

func isBlank(line []string) bool {
	for _, cell := range line {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

// header finds columns by their titles, of which only letters and digits count.
type header map[string]int

func newHeader(cells []string) header {
	h := header{}
	for i, title := range cells {
		key := titleKey(title)
		if _, twice := h[key]; !twice && key != "" {
			h[key] = i
		}
	}
	return h
}

// titleKey is a title without blanks, capitals and acute accents, which people
// leave out.
func titleKey(title string) string {
	return strings.Map(func(r rune) rune {
		if plain := strings.IndexRune("áéíóú", r); plain >= 0 {
			return rune("aeiou"[plain/2])
		}
		if strings.ContainsRune(" _-?.\u00a0\ufeff", r) {
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(title)))
}

// column of the first title there is; -1 for none.
func (h header) column(titles ...string) int {
	for _, t := range titles {
		if i, ok := h[t]; ok {
			return i
		}
	}
	return -1
}

func (h header) has(titles ...string) bool {
	for _, t := range titles {
		if _, ok := h[t]; !ok {
			return false
		}
	}
	return true
}

// strangeColumns has the report name the columns of a program's table that it does
// not write.
func (im *importer) strangeColumns(titles []string, known ...string) {
	for _, t := range titles {
		if k := titleKey(t); k != "" && !slices.Contains(known, k) {
			im.unknown(t)
		}
	}
}

// field is the cell of a column; empty where the line or the header lacks it.
func field(line []string, i int) string {
	if i < 0 || i >= len(line) {
		return ""
	}
	return clean(line[i])
}
