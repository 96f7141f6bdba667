package exchange

import (
	"io"
	"strings"
	"time"
)

// Beeminder: datapoints as the documentation of its API (commit 956bbd7 of 2026)
// describes them, a goal or several with their datapoints, a graph file ({"params",
// "data"}), and lines of text.

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
