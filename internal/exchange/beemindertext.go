package exchange

import (
	"io"
	"strconv"
	"strings"
)

// Beeminder's lines of text: date value "comment". The date is 2026-01-31,
// 2026 01 31 or 20260131; a shorter one, and ^ for today, mean another day
// each time they are read, so that they are left out.

func isBeeminderText(text string) bool {
	good := 0
	for line := range strings.SplitSeq(text, "\n") {
		if !isHarshText(line) {
			continue
		}
		if _, ok := parseBeeLine(line); !ok {
			return false
		}
		if good++; good == 5 {
			break
		}
	}
	return good > 0
}

// beeLine is a line, not yet a day.
type beeLine struct {
	date, comment string
	value         float64
	short         bool // the date has no year
}

// parseBeeLine takes a line apart; false for what is none.
func parseBeeLine(line string) (beeLine, bool) {
	var l beeLine
	line = strings.TrimSpace(clean(line))
	if i := strings.IndexByte(line, '"'); i >= 0 {
		l.comment = strings.ReplaceAll(strings.TrimSuffix(line[i+1:], `"`), `\"`, `"`)
		line = line[:i]
	}
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 4 || strings.ContainsAny(line, ",;") {
		return l, false
	}
	var ok bool
	if l.value, ok = beeValue(words[len(words)-1]); !ok {
		return l, false
	}
	words = words[:len(words)-1]
	switch {
	case strings.Trim(words[0], "^") == "" && len(words) == 1:
		l.short = true
	case len(words) == 1:
		l.date = words[0]
		n, number := digits(words[0])
		l.short = number && n < 100
		if _, year := digits(words[0][:min(4, len(words[0]))]); !l.short && (len(words[0]) < 8 || !year) {
			return l, false
		}
	case len(words) == 2, len(words) == 3:
		for _, w := range words {
			if _, number := digits(w); !number {
				return l, false
			}
		}
		l.short = len(words) == 2 || len(words[0]) != 4
		l.date = strings.Join(words, "-")
	}
	return l, true
}

// beeValue reads a number, or a time as 1:30 in hours.
func beeValue(s string) (float64, bool) {
	parts := strings.Split(s, ":")
	if len(parts) == 1 {
		f, err := strconv.ParseFloat(s, 64)
		return f, err == nil
	}
	if len(parts) > 3 {
		return 0, false
	}
	hours, unit := 0.0, 1.0
	for _, p := range parts {
		n, ok := digits(p)
		if !ok {
			return 0, false
		}
		hours += float64(n) / unit
		unit *= 60
	}
	return hours, true
}

// beeminderText reads the lines of one goal, which is named as its file.
func (im *importer) beeminderText(name string, r io.Reader) error {
	b := &beeminder{importer: im}
	x, err := im.addHabit("", name)
	if err != nil {
		return err
	}
	b.settleGoal(&beeGoal{x: x})
	return im.linesOf(r, func(line string) error {
		l, ok := parseBeeLine(line)
		switch {
		case !ok:
			x.drops.add(reasonBadLine, line)
			return nil
		case l.short:
			x.drops.add(reasonShortDate, line)
			return nil
		}
		return b.point(x, beePoint{day: l.date, comment: l.comment, value: l.value, has: true})
	})
}
