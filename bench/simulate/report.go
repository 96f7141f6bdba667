package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
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
	r.adapting()
	r.losses()
	r.claims()
	r.gateTable()
	r.rows()
	r.spreads()
	for _, o := range r.outcomes {
		r.comparisons(o)
	}
	for _, o := range r.outcomes {
		r.levels(o)
	}
	r.people()
	for _, o := range r.outcomes {
		if len(o.policies) > fewPolicies {
			r.groups(o)
			r.regimes(o)
		}
	}
	return r.out.String()
}

// fewPolicies run in the settings of which less is told.
const fewPolicies = 7

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

// spreads are the whole distributions over worlds of K against H, F1 and R.
func (r *report) spreads() {
	columns := []string{"setting", "K over", "outcome"}
	for _, q := range spreadQuantiles() {
		columns = append(columns, percent(q))
	}
	r.table("The whole distribution over worlds: ratio of K to the other at each quantile", columns...)
	for _, o := range r.outcomes {
		for _, over := range []string{"H", "F1", "R"} {
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
	all := [][2]string{{"K", "H"}, {"K", "F1"}, {"H", "F1"}, {"K", "R"}, {"K", "Rmix"}, {"F1", "F0"}, {"K", "F0"}}
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
	h, f := o.compare("K", "H", r.frozen.Metrics), o.compare("K", "F1", r.frozen.Metrics)
	r.line("\n95%% intervals of the medians: K over H, minutes %s, habit %s; K over F1, minutes %s, habit %s.",
		interval(h.Minutes), interval(h.Habit), interval(f.Minutes), interval(f.Habit))
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
		"policy", "minutes", "habit", "adherence", "lapses of 2+ days", "there on day 30", "there on day 90", "low-energy days", "reviews", "changes")
	for _, name := range o.policies {
		t := o.sum(name)
		r.row(name, fmt.Sprintf("%.0f", t.meanMinutes()), fmt.Sprintf("%.3f", t.meanHabit()), percent(t.adherence()),
			fmt.Sprintf("%.1f", t.perPerson(t.lapses)), percent(t.perPerson(t.month)), percent(t.perPerson(t.season)),
			percent(t.lowShare()), fmt.Sprintf("%.1f", t.perPerson(t.reviews)), fmt.Sprintf("%.1f", t.perPerson(t.changes)))
	}
}

// people are the shares of single people that do better and worse.
func (r *report) people() {
	minutes, habit := func(p personal) [4]float64 { return p.minutes }, func(p personal) [4]float64 { return p.habit }
	r.table("Single people: share with more than 5% more, within 5%, and with more than 5% less under K",
		"setting", "than under H, minutes: more / same / less", "habit: more / same / less", "than under F1, minutes: more / same / less", "habit: more / same / less")
	for _, o := range r.outcomes {
		m := r.frozen.Metrics
		r.row(o.setting.Name, moreLess(o.personShares(minutes, underH, m)), moreLess(o.personShares(habit, underH, m)),
			moreLess(o.personShares(minutes, underF1, m)), moreLess(o.personShares(habit, underF1, m)))
	}
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

func interval(s spread) string { return fmt.Sprintf("%.3f to %.3f", s.Low, s.High) }
