package goal

import (
	"math"
	"testing"
	"time"
)

func TestRuling46LevelsAsPeopleSayThem(t *testing.T) {
	read := func(month time.Month, day int, v float64) Measurement {
		return Measurement{Day: day26(month, day), Value: v}
	}
	up, down := Outcome{Type: OutcomeLevelUp, Start: 0.8, Target: new(5.0)}, Outcome{Type: OutcomeLevelDown, Start: 900, Target: new(500.0)}
	base := []Measurement{read(1, 20, 3), read(1, 22, 5)}
	running, over := day26(2, 20), day26(4, 10)
	for _, c := range []struct {
		name      string
		outcome   Outcome
		read      []Measurement
		today     Day
		actual    *float64
		on        Day
		level     *float64
		share     *float64
		touched   Day
		reachedAt *bool
	}{
		{"none", up, nil, running, nil, 0, nil, nil, 0, nil},
		{"3 on 6 Jan", up, []Measurement{read(1, 6, 3)}, running, new(3.0), day26(1, 6), new(1.9), new(0.524), 0, nil},
		{"5 on 22 Jan", up, base, running, new(5.0), day26(1, 22), new(4.0), new(1.0), day26(1, 22), nil},
		{"4.2 on 1 Apr", up, append(base[:2:2], read(4, 1, 4.2)), over, new(4.2), day26(4, 1), new(4.2), new(0.81), day26(1, 22), new(false)},
		{"the latest meets", up, []Measurement{read(3, 30, 3), read(4, 1, 4.4), read(4, 3, 5)}, over, new(5.0), day26(4, 3), new(4.4), new(1.0), day26(4, 3), new(true)},
		{"the median meets", up, []Measurement{read(3, 30, 5.2), read(4, 1, 5), read(4, 3, 4)}, over, new(4.0), day26(4, 3), new(5.0), new(0.762), day26(3, 30), new(true)},
		{"neither", up, []Measurement{read(3, 30, 5.2), read(4, 3, 4)}, over, new(4.0), day26(4, 3), new(4.6), new(0.762), day26(3, 30), new(false)},
		{"the later of a day", up, []Measurement{read(3, 30, 5), read(3, 30, 4)}, over, new(4.0), day26(3, 30), new(4.0), new(0.762), 0, new(false)},
		{"5 after day 90", up, []Measurement{read(3, 30, 4), read(4, 6, 5)}, over, new(4.0), day26(3, 30), new(4.0), new(0.762), 0, new(false)},
		{"a debt", down, []Measurement{read(4, 2, 520), read(4, 3, 480)}, over, new(480.0), day26(4, 3), new(500.0), new(1.0), day26(4, 3), new(true)},
	} {
		p := seen(seasonGoal(c.outcome), "d", c.today, c.read...).Progress
		same := func(a, b *float64) bool {
			return a == nil && b == nil || a != nil && b != nil && math.Abs(*a-*b) < .0005
		}
		if !same(p.Actual, c.actual) || p.ActualDay != c.on || !same(p.Level, c.level) || !same(p.Share, c.share) || p.Touched != c.touched || show(p.Reached) != show(c.reachedAt) {
			t.Errorf("%s: actual %v on %s, level %v, share %v, touched %s, reached %v", c.name, show(p.Actual), p.ActualDay, show(p.Level), show(p.Share), p.Touched, show(p.Reached))
		}
	}
}
