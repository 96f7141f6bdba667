package main

import (
	"math"
	"slices"
)

// quantile of a sorted list, between its members.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// spread is a figure over worlds: its whole distribution in a line.
type spread struct {
	Quantiles     [7]float64 // 0, 10, 25, 50, 75, 90, 100%
	Better, Worse float64    // shares of worlds more than 5% to either side
	Low, High     float64    // 95% interval of the median, from the ranks
}

func spreadQuantiles() [7]float64 { return [7]float64{0, .1, .25, .5, .75, .9, 1} }

func (s spread) median() float64 { return s.Quantiles[3] }

// spreadOf ratios, one a world.
func spreadOf(ratios []float64, m metrics) spread {
	sorted := slices.Clone(ratios)
	slices.Sort(sorted)
	var s spread
	for i, q := range spreadQuantiles() {
		s.Quantiles[i] = quantile(sorted, q)
	}
	for _, r := range sorted {
		if r > m.Better {
			s.Better++
		}
		if r < m.Worse {
			s.Worse++
		}
	}
	n := float64(len(sorted))
	s.Better, s.Worse = s.Better/n, s.Worse/n
	half := 1.96 * math.Sqrt(n) / 2
	s.Low = sorted[max(0, int(n/2-half))]
	s.High = sorted[min(len(sorted)-1, int(n/2+half))]
	return s
}

// figure reads a number out of a tally.
type figure func(tally) float64

// ratios of a figure under one policy over another, one a world.
func (o outcome) ratios(of, over string, f figure) []float64 {
	a, b := o.tallies[of], o.tallies[over]
	rs := make([]float64, len(a))
	for i := range a {
		rs[i] = f(a[i]) / f(b[i])
	}
	return rs
}

// compared is one policy against another on both co-primary outcomes.
type compared struct {
	Of, Over       string
	Minutes, Habit spread
}

func (o outcome) compare(of, over string, m metrics) compared {
	return compared{
		of, over, spreadOf(o.ratios(of, over, tally.meanMinutes), m), spreadOf(o.ratios(of, over, tally.meanHabit), m),
	}
}

// claim is the verdict of method 12.7, rule 4, against one policy: more than 5%
// better in at least 80% of worlds on one outcome, and more than 5% worse in at
// most 10% of them on the other.
func (c compared) claim(m metrics) bool {
	one := c.Minutes.Better >= m.ClaimShare && c.Habit.Worse <= m.ClaimLoss
	other := c.Habit.Better >= m.ClaimShare && c.Minutes.Worse <= m.ClaimLoss
	return one || other
}

// third is one third of the worlds by a parameter, or of the people by a trait.
type third struct {
	From, To       float64
	Minutes, Habit float64 // K over another: median over worlds, or ratio of the sums over people
	Better, Worse  float64 // share of worlds with minutes more than 5% to either side
	HabitWorse     float64
}

// regime is how K does against another policy as a parameter or trait grows.
type regime struct {
	Name   string
	Thirds [3]third
}

// worldRegimes sorts the worlds by each parameter that varies.
func (o outcome) worldRegimes(over string, m metrics) []regime {
	minutes, habit := o.ratios("K", over, tally.meanMinutes), o.ratios("K", over, tally.meanHabit)
	var all []regime
	for i, name := range paramNames() {
		order := make([]int, len(o.worlds))
		for j := range order {
			order[j] = j
		}
		slices.SortStableFunc(order, func(a, b int) int { return compareFloat(o.worlds[a][i], o.worlds[b][i]) })
		if o.worlds[order[0]][i] == o.worlds[order[len(order)-1]][i] {
			continue
		}
		r := regime{Name: name}
		for k := range r.Thirds {
			part := order[k*len(order)/3 : (k+1)*len(order)/3]
			x, y := make([]float64, 0, len(part)), make([]float64, 0, len(part))
			for _, j := range part {
				x, y = append(x, minutes[j]), append(y, habit[j])
			}
			a, b := spreadOf(x, m), spreadOf(y, m)
			r.Thirds[k] = third{
				o.worlds[part[0]][i], o.worlds[part[len(part)-1]][i], a.median(), b.median(), a.Better, a.Worse, b.Worse,
			}
		}
		all = append(all, r)
	}
	return all
}

// personRegimes sorts the people of all worlds by each trait.
func (o outcome) personRegimes(over int) []regime {
	var all []regime
	for i, name := range traitNames() {
		order := slices.Clone(o.people)
		slices.SortStableFunc(order, func(a, b personal) int { return compareFloat(a.traits[i], b.traits[i]) })
		r := regime{Name: name}
		for k := range r.Thirds {
			part := order[k*len(order)/3 : (k+1)*len(order)/3]
			var s [2][2]float64
			for _, p := range part {
				s[0][0] += p.minutes[over]
				s[0][1] += p.minutes[underK]
				s[1][0] += p.habit[over]
				s[1][1] += p.habit[underK]
			}
			r.Thirds[k] = third{From: part[0].traits[i], To: part[len(part)-1].traits[i], Minutes: s[0][1] / s[0][0], Habit: s[1][1] / s[1][0]}
		}
		all = append(all, r)
	}
	return all
}

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// shares of people with more, as much (within 5%) and less under K than under
// another policy.
type shares struct{ More, Same, Less float64 }

func (o outcome) personShares(f func(personal) [4]float64, over int, m metrics) shares {
	var s shares
	for _, p := range o.people {
		x := f(p)
		switch a, b := x[underK], x[over]; {
		case a > b*m.Better:
			s.More++
		case a < b*m.Worse:
			s.Less++
		default:
			s.Same++
		}
	}
	n := float64(len(o.people))
	return shares{s.More / n, s.Same / n, s.Less / n}
}

// groupSums are the sums over the people of a group, by policy.
type groupSums struct {
	share          float64
	minutes, habit [4]float64
}

func (o outcome) group(which int) groupSums {
	var g groupSums
	for _, p := range o.people {
		if !p.groups[which] {
			continue
		}
		g.share++
		for i := range g.minutes {
			g.minutes[i] += p.minutes[i]
			g.habit[i] += p.habit[i]
		}
	}
	g.share /= float64(len(o.people))
	return g
}
