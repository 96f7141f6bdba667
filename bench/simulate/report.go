package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// report is everything that was found, as Markdown tables. It says numbers
// alone; what they mean is written by hand around it.
type report struct {
	frozen   frozen
	here     provenance
	wish     wish
	gates    []gate
	outcomes []outcome
	out      strings.Builder
}

func (r *report) text() string {
	r.head()
	r.gateTable()
	r.claims()
	r.spreads()
	for _, o := range r.outcomes {
		r.comparisons(o)
	}
	for _, o := range r.outcomes {
		r.levels(o)
	}
	r.people()
	for _, o := range r.outcomes {
		if len(o.policies) > 5 { // the settings that run every policy
			r.regimes(o)
			r.rules(o)
		}
	}
	return r.out.String()
}

func (r *report) line(format string, args ...any) { fmt.Fprintf(&r.out, format+"\n", args...) }

// table begins a table with its columns.
func (r *report) table(title string, columns ...string) {
	r.line("\n### %s\n", title)
	r.line("| %s |", strings.Join(columns, " | "))
	r.line("|%s", strings.Repeat("---|", len(columns)))
}

func (r *report) row(cells ...string) { r.line("| %s |", strings.Join(cells, " | ")) }

func (r *report) head() {
	r.line("Frozen file %s, SHA-256 `%s`.  ", frozenPath, frozenHash())
	r.line("Rules and model, SHA-256 without comments and layout `%s`; of what they do in a sample `%s`.  ",
		cmp.Or(r.here.rules, "not known"), cmp.Or(r.here.does, "not known"))
	r.line("Commit `%s`. Seed \"%s\" (%d). %d worlds with %d people each, %d days, the same luck for every policy.",
		cmp.Or(r.here.commit, "not known"), r.wish.seed, r.frozen.Seeds[r.wish.seed], r.wish.worlds, r.wish.people, days)
}

func (r *report) gateTable() {
	r.table("Calibration gates", "gate", "found", "passed")
	for _, g := range r.gates {
		r.row(fmt.Sprintf("%d. %s", g.Number, g.Says), g.Found, yes(g.Passed))
	}
	cells := make([]string, 0, len(r.outcomes))
	for _, o := range r.outcomes {
		t := o.sum("F1")
		cells = append(cells, fmt.Sprintf("%s %s", o.setting.Name, percent(t.perPerson(t.month))))
	}
	r.row("7. Still there on day 30, F1 (apps: 3.3% of all, 6.1% of trackers)", strings.Join(cells, ", "), "reported")
}

// claims are the verdicts of method 12.7, rule 4.
func (r *report) claims() {
	m := r.frozen.Metrics
	r.table("What may be claimed: more than 5% better in 80% of worlds on one outcome, with more than 5% loss on the other in at most 10%",
		"setting", "K over", "minutes: worlds better / worse", "habit: worlds better / worse", "claim")
	for _, o := range r.outcomes {
		for _, over := range []string{"F1", "R"} {
			c := o.compare("K", over, m)
			r.row(o.setting.Name, over, betterWorse(c.Minutes), betterWorse(c.Habit), holds(c.claim(m)))
		}
	}
}

// spreads are the whole distributions over worlds of K against F1 and R.
func (r *report) spreads() {
	columns := []string{"setting", "K over", "outcome"}
	for _, q := range spreadQuantiles() {
		columns = append(columns, percent(q))
	}
	r.table("The whole distribution over worlds: ratio of K to the other at each quantile", columns...)
	for _, o := range r.outcomes {
		for _, over := range []string{"F1", "R"} {
			c := o.compare("K", over, r.frozen.Metrics)
			for name, s := range inOrder("minutes", c.Minutes, "habit", c.Habit) {
				cells := []string{o.setting.Name, over, name}
				for _, q := range s.Quantiles {
					cells = append(cells, fmt.Sprintf("%.2f", q))
				}
				r.row(cells...)
			}
		}
	}
}

// inOrder walks two named spreads.
func inOrder(a string, x spread, b string, y spread) func(func(string, spread) bool) {
	return func(yield func(string, spread) bool) {
		if yield(a, x) {
			yield(b, y)
		}
	}
}

// pairs are the comparisons of the report, as far as both policies ran.
func (o outcome) pairs() [][2]string {
	all := [][2]string{{"F1", "F0"}, {"K", "F0"}, {"K", "F1"}, {"K", "R"}, {"K", "Rmix"}}
	for v := range levers {
		all = append(all, [2]string{"K", "K-" + v.String()})
	}
	all = append(all, [2]string{"K", "G"}, [2]string{"K", "P60"}, [2]string{"K", "LOW"}, [2]string{"G", "F1"}, [2]string{"R", "F1"})
	return slices.DeleteFunc(all, func(p [2]string) bool {
		return !slices.Contains(o.policies, p[0]) || !slices.Contains(o.policies, p[1])
	})
}

func (r *report) comparisons(o outcome) {
	r.table(fmt.Sprintf("%s: %s", title(o.setting.Name), o.setting.Says),
		"comparison", "minutes: median ratio [10–90% of worlds]", "better / worse", "habit on day 90: median ratio [10–90%]", "better / worse")
	for _, p := range o.pairs() {
		c := o.compare(p[0], p[1], r.frozen.Metrics)
		r.row(p[0]+" over "+p[1], middle(c.Minutes), betterWorse(c.Minutes), middle(c.Habit), betterWorse(c.Habit))
	}
	c := o.compare("K", "F1", r.frozen.Metrics)
	r.line("\n95%% intervals of the medians of K over F1: minutes %.3f to %.3f, habit %.3f to %.3f.",
		c.Minutes.Low, c.Minutes.High, c.Habit.Low, c.Habit.High)
}

// sum over all worlds.
func (o outcome) sum(policy string) tally {
	var t tally
	for _, x := range o.tallies[policy] {
		t.add(x)
	}
	return t
}

func (r *report) levels(o outcome) {
	r.table(title(o.setting.Name)+": every outcome of every policy, mean over all people",
		"policy", "minutes", "habit", "adherence", "lapses of 2+ days", "there on day 30", "there on day 90", "low-energy days", "changes")
	for _, name := range o.policies {
		t := o.sum(name)
		r.row(name, fmt.Sprintf("%.0f", t.meanMinutes()), fmt.Sprintf("%.3f", t.meanHabit()), percent(t.adherence()),
			fmt.Sprintf("%.1f", t.perPerson(t.lapses)), percent(t.perPerson(t.month)), percent(t.perPerson(t.season)),
			percent(t.lowShare()), fmt.Sprintf("%.1f", t.perPerson(t.changes)))
	}
}

// people are the shares of single people that do better and worse.
func (r *report) people() {
	r.table("Single people: share with more than 5% more, within 5%, and with more than 5% less under K than under F1",
		"setting", "minutes: more / same / less", "habit: more / same / less")
	for _, o := range r.outcomes {
		a := o.personShares(func(p personal) [3]float64 { return p.minutes }, r.frozen.Metrics)
		b := o.personShares(func(p personal) [3]float64 { return p.habit }, r.frozen.Metrics)
		r.row(o.setting.Name, moreLess(a), moreLess(b))
	}
}

// regimes say where K does better and where it does worse than F1.
func (r *report) regimes(o outcome) {
	r.table(title(o.setting.Name)+": K over F1 by thirds of the worlds, low to high",
		"parameter", "minutes: median ratio", "minutes: worlds better", "minutes: worlds worse", "habit: median ratio", "habit: worlds worse")
	for _, g := range o.worldRegimes(r.frozen.Metrics) {
		r.row(g.Name,
			g.each(func(t third) string { return fmt.Sprintf("%.2f", t.Minutes) }), g.each(func(t third) string { return percent(t.Better) }),
			g.each(func(t third) string { return percent(t.Worse) }), g.each(func(t third) string { return fmt.Sprintf("%.2f", t.Habit) }),
			g.each(func(t third) string { return percent(t.HabitWorse) }))
	}
	r.table(title(o.setting.Name)+": K over F1 by thirds of the people, low to high",
		"trait", "thirds end at", "minutes: ratio of means", "habit: ratio of means")
	for _, g := range o.personRegimes() {
		r.row(g.Name, fmt.Sprintf("%.2f, %.2f", g.Thirds[0].To, g.Thirds[1].To),
			g.each(func(t third) string { return fmt.Sprintf("%.2f", t.Minutes) }), g.each(func(t third) string { return fmt.Sprintf("%.2f", t.Habit) }))
	}
}

func (g regime) each(f func(third) string) string {
	return f(g.Thirds[0]) + ", " + f(g.Thirds[1]) + ", " + f(g.Thirds[2])
}

// rules say how often each row of the table spoke.
func (r *report) rules(o outcome) {
	total := 0
	for _, n := range o.rules {
		total += n
	}
	r.table(fmt.Sprintf("%s: what the table said in %d reviews", title(o.setting.Name), total), "row", "share of reviews", "taken up")
	for _, rule := range slices.SortedFunc(maps.Keys(o.rules), byRow) {
		n := o.rules[rule]
		taken := "–"
		if k := o.taken[rule]; k > 0 {
			taken = percent(float64(k) / float64(n))
		}
		r.row(string(rule), fmt.Sprintf("%.1f%%", 100*float64(n)/float64(total)), taken)
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

func title(s string) string       { return strings.ToUpper(s[:1]) + s[1:] }
func percent(x float64) string    { return fmt.Sprintf("%.0f%%", 100*x) }
func betterWorse(s spread) string { return percent(s.Better) + " / " + percent(s.Worse) }
func moreLess(s shares) string {
	return percent(s.More) + " / " + percent(s.Same) + " / " + percent(s.Less)
}

func middle(s spread) string {
	return fmt.Sprintf("%.2f [%.2f–%.2f]", s.median(), s.Quantiles[1], s.Quantiles[5])
}

func yes(ok bool) string {
	if ok {
		return "yes"
	}
	return "no"
}

func holds(ok bool) string {
	if ok {
		return "holds"
	}
	return "does not hold"
}
