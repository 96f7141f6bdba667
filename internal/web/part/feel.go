package part

import (
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// feelSlot is the width of a day in the strip of four weeks.
const feelSlot = 10

// FeelRow is one line of the strip: energy or mood, day by day.
type FeelRow struct {
	Name   string
	Values []*int // nil where nothing was noted
	Mean   *float64
}

// FeelRows are the lines of a strip that something was noted in.
func FeelRows(s goal.FeelStrip, energy, mood string) []FeelRow {
	rows := []FeelRow{{Name: energy, Mean: s.Energy}, {Name: mood, Mean: s.Mood}}
	for _, f := range s.Days {
		rows[0].Values = append(rows[0].Values, f.Energy)
		rows[1].Values = append(rows[1].Values, f.Mood)
	}
	var noted []FeelRow
	for _, r := range rows {
		if r.Noted() > 0 {
			noted = append(noted, r)
		}
	}
	return noted
}

// Noted is on how many days there is a value.
func (r FeelRow) Noted() int {
	n := 0
	for _, v := range r.Values {
		if v != nil {
			n++
		}
	}
	return n
}

// marks are a stroke a day, as high as its value, and a dot where there is none.
func (r FeelRow) marks() (strokes, dots string) {
	var s, d strings.Builder
	for i, v := range r.Values {
		x := strconv.Itoa(i*feelSlot + feelSlot/2)
		if v == nil {
			d.WriteString("M" + x + " 31h.01")
			continue
		}
		s.WriteString("M" + x + " 32v-" + strconv.Itoa(6**v))
	}
	return s.String(), d.String()
}
