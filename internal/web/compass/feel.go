package compass

import (
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/part"
)

func (v view) strip() goal.FeelStrip { return goal.FourWeeks(v.Feelings, v.CompassView.Day) }

func (v view) feelRows() []part.FeelRow {
	return part.FeelRows(v.strip(), v.W.Say("compass.strip.energy"), v.W.Say("compass.strip.mood"))
}

// noted says how much of the four weeks there is, and its mean once it means
// something.
func (v view) noted(r part.FeelRow) string {
	if r.Mean == nil {
		return v.W.Say("compass.strip.noted", library.Args{"n": r.Noted()})
	}
	return v.W.Say("compass.strip.mean", library.Args{"n": r.Noted(), "mean": v.W.About(*r.Mean)})
}

func (v view) feelHead() []string {
	return []string{v.W.Say("compass.strip.day"), v.W.Say("compass.strip.energy"), v.W.Say("compass.strip.mood")}
}

// feelTable has a row for each day on which something was noted.
func (v view) feelTable() [][]string {
	var rows [][]string
	cell := func(x *int) string {
		if x == nil {
			return ""
		}
		return strconv.Itoa(*x)
	}
	for _, f := range v.strip().Days {
		if f.Energy != nil || f.Mood != nil {
			rows = append(rows, []string{v.W.Date(f.Day), cell(f.Energy), cell(f.Mood)})
		}
	}
	return rows
}
