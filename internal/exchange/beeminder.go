package exchange

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// Beeminder: datapoints as its API describes them (its documentation, commit 956bbd7 of 2026), a goal or several with their
// datapoints, a graph file ({"params", "data"}), and lines of text.

func isBeeminder(s *sample) bool {
	k := s.json()
	return k.has("datapoints") || k.list && k.item.has("value", "daystamp") || k.list && k.item.has("value", "timestamp", "comment") ||
		!k.list && k.top.has("params", "data") || isBeeminderText(s.text())
}

func (k *shape) has(name string) bool { return k.top[name] || k.item[name] || k.deep[name] }

func readBeeminder(im *importer, members []member) error {
	for _, m := range members {
		head, err := im.archive.head(m, sampleSize)
		if err != nil {
			return err
		}
		text := strings.TrimLeft((&sample{head: head}).text(), " \n\t")
		err = im.archive.read(m, func(r io.Reader) error {
			if text == "" || text[0] != '{' && text[0] != '[' {
				return im.beeminderText(stem(m.name), im.decode(r))
			}
			b := &beeminder{importer: im, w: im.walker(r), file: stem(m.name)}
			if text[0] == '[' {
				return b.w.items(b.thing)
			}
			return b.thing()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

type beeminder struct {
	*importer
	w     *walker
	file  string
	loose *habit // for datapoints without a goal
}

// beeGoal is a goal while it is read; what it asks for is known at its end.
type beeGoal struct {
	x                                      *habit
	slug, title, about, kind, units, every string
	aggregate                              string
	rate, yaw                              float64
	adds, addsIsSaid                       bool
	rated                                  bool
	odd                                    bool // what it asks could not be read
	over                                   bool
}

// beePoint is a datapoint.
type beePoint struct {
	day, comment string
	at           float64
	value        float64
	has          bool
	made         bool // by Beeminder itself
}

// thing reads what can stand in a file: a goal, a person with goals, a graph, or
// a datapoint.
func (b *beeminder) thing() error {
	var g beeGoal
	since := b.oddities
	var p beePoint
	err := b.w.fields(func(key string) error {
		if known, err := b.pointField(&p, key); known || err != nil {
			return err
		}
		switch key {
		case "goals":
			return b.w.items(b.thing)
		case "datapoints":
			return b.points(&g)
		case "data":
			return b.graph(&g)
		case "params":
			return b.w.fields(func(key string) error { return b.goalField(&g, key) })
		}
		return b.goalField(&g, key)
	})
	if g.x == nil && p.has && (p.day != "" || p.at != 0) {
		if b.loose == nil {
			loose, openErr := b.addHabit("", b.file)
			if openErr != nil {
				return openErr
			}
			b.loose = loose
			b.settleGoal(&beeGoal{x: loose})
		}
		if err == nil {
			err = b.point(b.loose, p)
		}
	}
	if g.x != nil {
		g.odd = g.odd || !g.rated && b.missing("rate", since)
		b.nameGoal(&g)
		b.settleGoal(&g)
	}
	return err
}

func (b *beeminder) nameGoal(g *beeGoal) {
	name := g.title
	if name == "" {
		name = g.slug
	}
	if name == "" {
		name = b.file
	}
	g.x.setName(name)
	g.x.description, g.x.archived = g.about, g.over
	b.setKey(g.x, g.slug)
}

func (b *beeminder) goalField(g *beeGoal, key string) error {
	w := b.w
	var err error
	switch key {
	case "slug":
		return w.text(&g.slug)
	case "title":
		return w.text(&g.title)
	case "fineprint", "description":
		return w.text(&g.about)
	case "goal_type":
		return w.text(&g.kind)
	case "gunits":
		return w.text(&g.units)
	case "runits":
		return w.text(&g.every)
	case "aggday":
		return w.text(&g.aggregate)
	case "rate":
		g.rated = true
		return g.number(w, &g.rate)
	case "yaw":
		return g.number(w, &g.yaw)
	case "kyoom":
		g.addsIsSaid = true
		is, err := w.truthOrOdd(&g.adds)
		g.odd = g.odd || !is
		return err
	case "won", "lost", "frozen", "archived":
		over := false
		err = w.truth(&over)
		g.over = g.over || over
		return err
	}
	if isBeeKey(key) {
		return w.skip()
	}
	return b.other(w, key)
}

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

func (b *beeminder) pointField(p *beePoint, key string) (known bool, err error) {
	w := b.w
	switch key {
	case "daystamp":
		return true, w.text(&p.day)
	case "timestamp":
		_, err = w.number(&p.at)
		return true, err
	case "value":
		p.has, err = w.number(&p.value)
		return true, err
	case "comment":
		return true, w.text(&p.comment)
	case "is_dummy", "is_initial":
		made := false
		is, err := w.truthOrOdd(&made)
		p.made = p.made || made || !is // what may be Beeminder's own is not the person's
		return true, err
	}
	return false, nil
}

func (b *beeminder) begin(g *beeGoal) error {
	if g.x != nil {
		return nil
	}
	var err error
	g.x, err = b.newHabit()
	return err
}

func (b *beeminder) points(g *beeGoal) error {
	if err := b.begin(g); err != nil {
		return err
	}
	return b.w.items(func() error {
		var p beePoint
		err := b.w.fields(func(key string) error {
			if known, err := b.pointField(&p, key); known || err != nil {
				return err
			}
			if isBeeKey(key) {
				return b.w.skip()
			}
			return b.other(b.w, key)
		})
		if err != nil {
			return err
		}
		return b.point(g.x, p)
	})
}

// graph reads [[date, value, comment], …].
func (b *beeminder) graph(g *beeGoal) error {
	if err := b.begin(g); err != nil {
		return err
	}
	return b.w.items(func() error {
		var p beePoint
		n := 0
		err := b.w.items(func() error {
			var err error
			switch n++; n {
			case 1:
				return b.w.text(&p.day)
			case 2:
				p.has, err = b.w.number(&p.value)
				return err
			case 3:
				return b.w.text(&p.comment)
			}
			return b.w.skip()
		})
		if err != nil {
			return err
		}
		return b.point(g.x, p)
	})
}

// point takes a datapoint; its day is the one that Beeminder says, and only
// where it says none that of its instant.
func (b *beeminder) point(x *habit, p beePoint) error {
	day, ok := b.dates.parse(p.day)
	if !ok && p.at != 0 {
		zone := b.zone("")
		if day, ok = dayIn(time.Unix(int64(p.at), 0), zone, 0); ok {
			x.drops.add(reasonZone, zone.String())
		}
	}
	switch {
	case !ok:
		x.drops.add(reasonBadDate, p.day)
		return nil
	case p.made:
		x.drops.add(reasonAutoDay, day.String())
		return nil
	case !p.has:
		x.drops.add(reasonUnknownValue, day.String())
		return nil
	}
	return b.add(x, record{day: day, value: valueAmount, amount: p.value, note: p.comment})
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
