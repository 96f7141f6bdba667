package part

import (
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// mark is one drawn symbol of a day.
type mark struct{ id, class string }

// marksOf says what is drawn for a day (ruling 24): a seam lies over the seal
// that mends, and runs through what stands between a miss and its mend.
func marksOf(c goal.Cell) []mark {
	if c.Day == 0 {
		return nil
	}
	var ms []mark
	switch {
	case c.Status == goal.DayDone:
		ms = append(ms, mark{sealOf(c), "seal " + Tilt(c.Day)})
	case c.Future: // what is to come is an empty place, rest days too
	case c.Mended:
		ms = append(ms, mark{"m-mend", ""})
	case c.Status == goal.DayRest:
		ms = append(ms, mark{"m-rest", "seal"})
	case c.Status == goal.DayPause:
		ms = append(ms, mark{"m-pause", ""})
	case c.Status == goal.DayCovered:
		ms = append(ms, mark{"m-cover", "seal"})
	case c.Today && c.Status == goal.DayOpen:
		ms = append(ms, mark{"m-open", "seal"})
	case c.Today && c.Status == goal.DayMissed: // tomorrow the place is empty again
		ms = append(ms, mark{"m-not", "seal"})
	}
	if c.Seam && c.Status == goal.DayDone {
		ms = append(ms, mark{"m-seam", ""})
	}
	if c.Runs {
		ms = append(ms, mark{"m-run", ""})
	}
	return ms
}

func sealOf(c goal.Cell) string {
	if c.More {
		return "m-full"
	}
	return "m-min"
}

// Tilt of a seal: from the day, so that it is the same after a reload.
func Tilt(d goal.Day) string { return "t" + string('1'+byte(d%3)) }

// CellWord says a day for those who do not see its mark.
func CellWord(w *library.Words, c goal.Cell) string {
	switch {
	case c.Status == goal.DayDone && c.Seam:
		return w.Say("day.seam", library.Args{"mark": w.Say(doneWord(c))})
	case c.Status == goal.DayDone:
		return w.Say(doneWord(c))
	case c.Future:
		return w.Say("day.future")
	case c.Mended:
		return w.Say("day.mended")
	case c.Status == goal.DayRest:
		return w.Say("day.rest")
	case c.Status == goal.DayPause:
		return w.Say("day.pause")
	case c.Status == goal.DayCovered:
		return w.Say("day.covered")
	case c.Today && c.Status == goal.DayMissed:
		return w.Say("day.not")
	case c.Today:
		return w.Say("day.open")
	}
	return w.Say("day.empty")
}

func doneWord(c goal.Cell) string {
	if c.More {
		return "day.more"
	}
	return "day.done"
}
