package exchange

import (
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// number reads one of two or three numbers of which the others follow: null where
// it is one of those.
func (g *beeGoal) number(w *walker, to *float64) error {
	t, err := w.token()
	if err != nil || t == nil {
		return err
	}
	has, err := w.numberOf(t, to)
	g.odd = g.odd || !has
	return err
}

// isBeeKey says whether Beeminder writes a key that says nothing of a day.
func isBeeKey(key string) bool {
	switch key {
	case "currate", //nolint:misspell // Beeminder's own word
		"alertstart", "aura", "autodata", "autoratchet", "callback_url", "colorhex", "colorkey", "contract", "curday",
		"curval", "datapublic", "deadline", "delta", "delta_text", "dir", "fullroad", "goaldate", "goalval", "graph_url", "graphsum",
		"headsum", "hhmmformat", "id", "initday", "initval", "integery", "lane", "lanewidth", "last_datapoint", "lastday", "leadtime",
		"limsum", "losedate", "mathishard", "maxflux", "movingav", "numpts", "odom", "pledge", "plotall", "queued", "rah", "road",
		"roadall", "rosy", "safebuf", "safebump", "secret", "steppy", "svg_url", "tags", "thumb_url", "timey", "tmax", "tmin", "todayta",
		"updated_at", "urgencykey", "weekends_off", "yaxis", "requestid", "origin", "creator", "created_at", "username", "timezone",
		"urgency_load", "deadbeat", "deleted_goals", "goals", "quantum", "dueby", "baremin", "baremintotal", "healthkitmetric":
		return true
	}
	return false
}

// settleGoal says what a goal asks: what adds up and is to be more is at least
// the rate, what is to be less at most; of what does not add up the readings
// are kept, and a day with one is done.
func (b *beeminder) settleGoal(g *beeGoal) {
	x := g.x
	x.kind, x.unit = goal.HabitAtLeast, strings.TrimSpace(g.units)
	b.unclearGoal(g)
	x.join = beeJoin(g.aggregate)
	adds := g.adds || !g.addsIsSaid && (g.kind == "" || g.kind == "hustler" || g.kind == "drinker")
	den := int64(1)
	switch g.every {
	case "w":
		den = 7
	case "m":
		den = 30
	case "y":
		den = 365
	case "h":
		g.rate *= 24
	}
	switch {
	case !adds:
		x.drops.add(reasonLevel, x.name)
		if g.kind == "fatloser" && !goal.IsBodyUnit(x.unit) {
			x.unit = "kg"
		}
		return
	case g.yaw < 0 || g.kind == "drinker":
		x.kind = goal.HabitAtMost
	case g.rate <= 0:
		x.drops.add(reasonUnknownTarget, x.name)
	}
	x.target = max(0, g.rate)
	x.often(1, den)
}

// unclearGoal names what of a goal is not understood; none of its amounts is a yes
// then.
func (b *beeminder) unclearGoal(g *beeGoal) {
	name := func(key, said string, known ...string) {
		if said != "" && !slices.Contains(known, said) {
			b.unknown(key + ": " + said)
			g.odd = true
		}
	}
	name("goal_type", g.kind, "hustler", "biker", "fatloser", "gainer", "inboxer", "drinker", "custom")
	name("runits", g.every, "y", "m", "w", "d", "h")
	name("aggday", g.aggregate, "sum", "last", "first", "max", "min", "binary", "nonzero", "mean", "trimmean", "median", "count", "truemean",
		"uniqmean", "mode", "triangle", "square", "clocky", "skatesum", "cap1", "jolly", "sqrt")
	g.x.unjudged = g.odd
}

// beeJoin is how the datapoints of a day become one.
func beeJoin(aggregate string) func(first *record, later record) bool {
	var amount func(old, now, n float64) float64
	switch aggregate {
	case "last":
		amount = func(_, now, _ float64) float64 { return now }
	case "first":
		amount = func(old, _, _ float64) float64 { return old }
	case "max":
		amount = func(old, now, _ float64) float64 { return max(old, now) }
	case "min":
		amount = func(old, now, _ float64) float64 { return min(old, now) }
	case "binary", "nonzero":
		amount = func(old, now, _ float64) float64 { return max(old, now) }
	case "mean", "trimmean", "median":
		amount = func(old, now, n float64) float64 { return (old*(n-1) + now) / n }
	case "count":
		amount = func(_, _, n float64) float64 { return n }
	default:
		return addUp
	}
	return func(first *record, later record) bool {
		first.amount = amount(first.amount, later.amount, float64(first.times+2))
		joinNote(first, later)
		return false
	}
}
