package main

import (
	"math"
	"strconv"
)

// outcome is what a season aims at (2.2), and how the life of the test feeds it.
type outcome struct {
	kind          string
	start, target float64
	unit          string
}

func (o outcome) flags() []string {
	args := []string{"--outcome-type", o.kind}
	switch o.kind {
	case "milestones":
		return append(args, "--milestone", "one", "--milestone", "two", "--milestone", "three", "--milestone", "four")
	case "level_up", "level_down":
		args = append(args, "--start", spelt(o.start))
	}
	if o.unit != "" {
		args = append(args, "--outcome-unit", o.unit)
	}
	return append(args, "--goal-value", spelt(o.target))
}

// outcomeOf the five goals: the odd lives have others than the even ones.
func (l *liver) outcomeOf(metric string) outcome {
	if l.odd {
		return map[string]outcome{
			"sessions": {"level_down", 40, 30, "minutes for 5 km"}, "minutes": {"days", 0, 45, ""}, "days": {"total", 0, 200, "km"},
			"units": {"milestones", 0, 1, ""}, "custom": {"level_up", 1, 8, "songs"},
		}[metric]
	}
	return map[string]outcome{
		"sessions": {"total", 0, 60, "km"}, "minutes": {"level_up", 2, 9, "pieces"}, "days": {"days", 0, 50, ""},
		"units": {"total", 0, 400, "pages"}, "custom": {"milestones", 0, 1, ""},
	}[metric]
}

// fromLog says whether the day log feeds the outcome (ruling 28).
func (g *goalLife) fromLog() bool {
	return g.outcome.kind == "days" || g.outcome.kind == "total" && g.outcome.unit == "pages"
}

// measure writes down the outcome; what comes from the log is refused.
func (l *liver) measure(slug string) {
	g, d := l.life(slug), l.today()-l.dice.IntN(3)
	x := []float64{1, 2.5, 4, 3, 6, 0.5, 7}[l.dice.IntN(7)]
	switch way := g.outcome.target - g.outcome.start; g.outcome.kind {
	case "level_up", "level_down": // as somebody's who gets there, and now and then another's
		if l.dice.IntN(20) > 0 {
			x = g.outcome.start + math.Round(way*float64(d-g.begun)/9+x/3)/10
		} else if g.outcome.kind == "level_down" {
			x += 31
		}
	}
	value := spelt(x)
	if g.outcome.kind == "milestones" {
		x = float64(1 + l.dice.IntN(4))
		value = "m" + strconv.Itoa(int(x))
	}
	args := []string{"measure", slug, value, "--on", dateOf(d)}
	doc := l.try(args...)
	switch refused := d < g.begun || g.fromLog(); {
	case (doc == nil) != refused:
		l.wrong("ippo %v: refused %v", args, refused)
	case doc != nil:
		l.take(doc, act{kind: "measure", goals: []string{slug}, day: d, value: x})
	}
}

// outcomeTally is where the outcome stands (rulings 29 and 46).
type outcomeTally struct {
	actual, level, pace, buffer any // nil is not known
	day                         any
	sums                        []float64 // of the full weeks
	left                        float64   // weeks from tomorrow
}

func (g *goalLife) outcomeOn(t tally, today int) outcomeTally {
	var x outcomeTally
	o, n := g.outcome, t.lastNumber()
	way := o.target - o.start
	x.pace = o.start + way*float64(n)/90
	x.left = float64(90-n) / 7
	var at any
	switch o.kind {
	case "total", "days":
		if sum, any := g.fed(t, g.begun, today); any {
			x.actual, at = sum, sum
		}
	case "milestones":
		if len(g.measures) > 0 {
			at = float64(g.ticked()) / 4
			x.actual = at
		}
	default:
		for _, m := range g.measures { // of one day the later word
			if x.day == nil || dateOf(m.day) >= x.day.(string) {
				x.actual, x.day = m.value, dateOf(m.day)
			}
		}
		if x.level = g.weeklyMedian(); x.level != nil {
			at = x.level
		}
	}
	if v, known := at.(float64); known {
		x.buffer = (v - x.pace.(float64)) / (way / 90)
	}
	for _, w := range t.weeks {
		if w.days == 7 && (w.last < today || w.last == today && t.status[today] != "open") {
			sum, _ := g.fed(t, w.start, w.last)
			x.sums = append(x.sums, sum)
		}
	}
	return x
}

// fed is what total and days have grown by.
func (g *goalLife) fed(t tally, first, last int) (sum float64, any bool) {
	for d := first; d <= last; d++ {
		switch {
		case t.status[d] != "done":
		case g.outcome.kind == "days":
			sum++
		case g.fromLog():
			sum += g.worth(d)
		}
	}
	for _, m := range g.measures {
		if m.day >= first && m.day <= last {
			sum, any = sum+m.value, true
		}
	}
	return sum, any || g.fromLog()
}

// ticked are the milestones that were named an odd number of times.
func (g *goalLife) ticked() int {
	on := map[float64]bool{}
	for _, m := range g.measures {
		on[m.value] = !on[m.value]
	}
	n := 0
	for _, x := range on {
		n += one(x)
	}
	return n
}

// weeklyMedian is that of the last week with a reading.
func (g *goalLife) weeklyMedian() any {
	readings, last := map[int]float64{g.begun: g.outcome.start}, 0 // the start is day 1's (ruling 28)
	for _, m := range g.measures {
		readings[m.day], last = m.value, max(last, m.day)
	}
	if last == 0 {
		return nil
	}
	var week []float64
	for first, d := g.weekOf(last), last; d >= first; d-- {
		if v, read := readings[d]; read {
			week = append(week, v)
		}
	}
	return median(week)
}

func (g *goalLife) weekOf(d int) int {
	first, _ := g.calendar.week(d)
	return first
}

func (l *liver) compareOutcome(where string, g *goalLife, t tally, got answer) {
	x := g.outcomeOn(t, l.lookDay(g))
	l.same(where+"actual", got["actual"], x.actual)
	l.same(where+"actual day", got["actual_day"], x.day)
	l.same(where+"level", got["level"], x.level)
	l.same(where+"pace", got["pace"], x.pace)
	l.same(where+"buffer", got["buffer_days"], x.buffer)
	l.compareForecast(where, g.forecastOn(t, l.lookDay(g)), object(got["forecast"]))
}

// sumForecast is 8.2, from the sums of the full weeks.
func (g *goalLife) sumForecast(t tally, x outcomeTally) forecast {
	k := float64(len(x.sums))
	mean := 0.
	for _, w := range x.sums {
		mean += w / k
	}
	if t.lastNumber() < 14 || k < 2 || mean == 0 {
		return forecast{none: "too few"}
	}
	spread := 0.
	for _, w := range x.sums {
		spread += (w - mean) * (w - mean)
	}
	sum, _ := x.actual.(float64)
	df, m := k+1, x.left
	v := (2*(mean/2)*(mean/2) + spread) / df
	sd := math.Sqrt(v*(m+m*m/k) + .15*mean*m*.15*mean*m)
	half := studentQuantile(.9, df) * sd
	end := sum + mean*m
	return forecast{end, max(sum, end-half), end + half, 1 - studentShare((g.outcome.target-end)/sd, df), ""}
}

// studentShare is Student's t below x, by Simpson's rule.
func studentShare(x, df float64) float64 {
	density := func(u float64) float64 {
		a, _ := math.Lgamma((df + 1) / 2)
		b, _ := math.Lgamma(df / 2)
		return math.Exp(a-b) / math.Sqrt(df*math.Pi) * math.Pow(1+u*u/df, -(df+1)/2)
	}
	const pieces = 4000
	h, sum := x/pieces, density(0)+density(x)
	for i := 1; i < pieces; i++ {
		sum += density(float64(i)*h) * float64(2+2*(i%2))
	}
	return .5 + sum*h/3
}

func studentQuantile(share, df float64) float64 {
	low, high := 0., 50.
	for range 60 {
		if mid := (low + high) / 2; studentShare(mid, df) < share {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}
