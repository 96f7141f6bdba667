package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// rows say how often each row of the table spoke, and how often in at least the
// third review of a person in a row.
func (r *report) rows() {
	columns, every, counts := []string{"row"}, rows{}, []string{"reviews"}
	for _, o := range r.outcomes {
		columns = append(columns, o.setting.Name)
		counts = append(counts, strconv.Itoa(o.rows.reviews()))
		every.add(o.rows)
	}
	r.table("What the table said: share of reviews, and in brackets for at least the third time in a row", append(columns, "taken up", "longest row")...)
	r.row(append(counts, "", "")...)
	for _, rule := range slices.SortedFunc(maps.Keys(every), byRow) {
		cells := []string{string(rule)}
		for _, o := range r.outcomes {
			x, n := o.rows[rule], float64(max(1, o.rows.reviews()))
			cells = append(cells, fmt.Sprintf("%.1f%% (%.1f%%)", 100*float64(x.spoke)/n, 100*float64(x.third)/n))
		}
		taken, x := "–", every[rule]
		if x.taken > 0 {
			taken = percent(float64(x.taken) / float64(x.spoke))
		}
		r.row(append(cells, taken, strconv.Itoa(x.longest))...)
	}
}

// byRow sorts R2 before R10.
func byRow(a, b goal.Rule) int {
	return cmp.Or(cmp.Compare(rowNumber(a), rowNumber(b)), cmp.Compare(a, b))
}

func rowNumber(r goal.Rule) int {
	n := 0
	for _, c := range strings.TrimPrefix(string(r), "R") {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// groups say how K does among the people of a kind.
func (r *report) groups(o outcome) {
	r.table(title(o.setting.Name)+": by kinds of people, ratios of means",
		"people", "share", "K over H, minutes", "habit", "K over F1, minutes", "habit", "H over F1, minutes", "habit")
	for i, name := range groupNames() {
		g := o.group(i)
		cells := []string{name, percent(g.share)}
		for _, p := range [][2]int{{underK, underH}, {underK, underF1}, {underH, underF1}} {
			cells = append(cells, fmt.Sprintf("%.2f", g.minutes[p[0]]/g.minutes[p[1]]), fmt.Sprintf("%.2f", g.habit[p[0]]/g.habit[p[1]]))
		}
		r.row(cells...)
	}
}

// regimes say where K does better and where it does worse than H and F1.
func (r *report) regimes(o outcome) {
	m := r.frozen.Metrics
	r.table(title(o.setting.Name)+": by thirds of the worlds, low to high, median ratios",
		"parameter", "K over H, minutes", "habit", "K over F1, minutes", "minutes: worlds worse", "habit", "habit: worlds worse")
	beside := o.worldRegimes("H", m)
	for i, g := range o.worldRegimes("F1", m) {
		r.row(g.Name, beside[i].each(minutesOf), beside[i].each(habitOf),
			g.each(minutesOf), g.each(func(t third) string { return percent(t.Worse) }),
			g.each(habitOf), g.each(func(t third) string { return percent(t.HabitWorse) }))
	}
	r.table(title(o.setting.Name)+": by thirds of the people, low to high, ratios of means",
		"trait", "thirds end at", "K over H, minutes", "habit", "K over F1, minutes", "habit")
	beside = o.personRegimes(underH)
	for i, g := range o.personRegimes(underF1) {
		r.row(g.Name, fmt.Sprintf("%.2f, %.2f", g.Thirds[0].To, g.Thirds[1].To),
			beside[i].each(minutesOf), beside[i].each(habitOf), g.each(minutesOf), g.each(habitOf))
	}
}

func minutesOf(t third) string { return fmt.Sprintf("%.2f", t.Minutes) }
func habitOf(t third) string   { return fmt.Sprintf("%.2f", t.Habit) }

func (g regime) each(f func(third) string) string {
	return f(g.Thirds[0]) + ", " + f(g.Thirds[1]) + ", " + f(g.Thirds[2])
}
