package exchange

import (
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// HabitTrove's data folder, as version 0.2.29 (commit 3e6b4b7 of 2025) writes it, also
// in the zip of its own backup: habits.json with the instants of completions, and
// settings.json with the zone that makes days of them.

func isHabitTrove(s *sample) bool {
	k := s.json()
	return k.top.has("habits") && k.item.has("completions")
}

func readHabitTrove(im *importer, members []member) error {
	for _, m := range members {
		zone, err := im.troveZone(path.Dir(m.name))
		if err != nil {
			return err
		}
		whose, err := im.trovePerson(m)
		if err != nil {
			return err
		}
		loc := im.zone(zone)
		im.drops.add(reasonZone, loc.String())
		err = im.archive.read(m, func(r io.Reader) error {
			t := &trove{importer: im, w: im.walker(r), zone: loc, whose: whose}
			return t.w.fields(func(key string) error {
				if key != "habits" {
					return t.other(t.w, key)
				}
				return t.w.items(t.habit)
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// troveZone is the zone in the settings beside the habits; empty for none.
func (im *importer) troveZone(dir string) (string, error) {
	zone := ""
	m, ok := im.archive.best(func(name string) bool { return path.Dir(name) == dir && path.Base(name) == "settings.json" })
	if !ok {
		return "", nil
	}
	err := im.archive.read(m, func(r io.Reader) error {
		w := im.walker(r)
		return w.fields(func(key string) error {
			if key != "system" {
				return w.skip()
			}
			return w.fields(func(key string) error {
				if key != "timezone" {
					return w.skip()
				}
				return w.text(&zone)
			})
		})
	})
	return zone, err
}

type trove struct {
	*importer
	w     *walker
	zone  *time.Location
	whose string // id of the person whose habits are taken; empty where there is only one
}

// mostPeople is as many as can share a file.
const mostPeople = 1000

// trovePerson is the id of the person whose habits are meant. A file in which habits
// belong to several people is asked about; one without an owner is anybody's.
func (im *importer) trovePerson(m member) (string, error) {
	const owners = "userIds"
	if some, err := im.archive.mentions(m, owners); err != nil || !some {
		return "", err
	}
	var ids []string
	err := im.archive.read(m, func(r io.Reader) error {
		w := newWalker(newTextReader(r))
		return w.fields(func(key string) error {
			if key != "habits" {
				return w.skip()
			}
			return w.items(func() error {
				return w.fields(func(key string) error {
					if key != owners {
						return w.skip()
					}
					return w.items(func() error {
						var id string
						err := w.text(&id)
						if !slices.Contains(ids, id) && len(ids) < mostPeople {
							ids = append(ids, id)
						}
						return err
					})
				})
			})
		})
	})
	if err != nil || len(ids) < 2 {
		return "", err
	}
	names, err := im.troveNames(path.Dir(m.name))
	if err != nil {
		return "", err
	}
	var known []string
	for _, id := range ids {
		name := names[id]
		if name == "" {
			name = id
		}
		if asked := im.options.Person; asked != "" && (strings.EqualFold(asked, name) || asked == id) {
			return id, nil
		}
		known = append(known, name)
	}
	return "", goal.Invalid("person", "error.import.people", shorten(strings.Join(known, ", "), 3*maxSample), known)
}

// troveNames are the names of the people, by their ids, in the file beside the
// habits. Nothing else of an account is looked at.
func (im *importer) troveNames(dir string) (map[string]string, error) {
	names := map[string]string{}
	m, ok := im.archive.best(func(name string) bool { return path.Dir(name) == dir && path.Base(name) == "auth.json" })
	if !ok {
		return names, nil
	}
	err := im.archive.read(m, func(r io.Reader) error {
		w := newWalker(newTextReader(r))
		return w.fields(func(key string) error {
			if key != "users" {
				return w.skip()
			}
			return w.items(func() error {
				var id, name string
				err := w.fields(func(key string) error {
					switch key {
					case "id":
						return w.text(&id)
					case "username":
						return w.text(&name)
					}
					return w.skip()
				})
				if len(names) < mostPeople {
					names[id] = shorten(clean(name), maxSample)
				}
				return err
			})
		})
	})
	return names, err
}

func (t *trove) habit() error {
	x, err := t.newHabit()
	if err != nil {
		return err
	}
	var id, name, often string
	task, said, mine := false, false, t.whose == ""
	owners := 0
	since := t.oddities
	times := 1.0
	x.join, x.finish = addUp, finishTrove
	err = t.w.fields(func(key string) error {
		switch key {
		case "id":
			return t.w.text(&id)
		case "name":
			return t.w.text(&name)
		case "description":
			return t.w.text(&x.description)
		case "frequency":
			return t.w.text(&often)
		case "targetCompletions":
			has, err := t.w.number(&times)
			x.unjudged, said = !has, true
			return err
		case "archived":
			return t.w.truth(&x.archived)
		case "isTask":
			return t.w.truth(&task)
		case "completions":
			return t.w.items(func() error { return t.completion(x) })
		case "userIds":
			return t.w.items(func() error {
				var id string
				err := t.w.text(&id)
				owners++
				mine = mine || id == t.whose
				return err
			})
		case "coinReward", "pinned", "drawing":
			return t.w.skip()
		}
		return t.other(t.w, key)
	})
	x.setName(name)
	t.setKey(x, id)
	if !mine && owners > 0 {
		x.gone = true
		t.drops.add(reasonOthers, x.name)
		return err
	}
	if task {
		x.gone = true
		t.drops.add(reasonTodo, x.name)
		return err
	}
	x.unjudged = x.unjudged || !said && t.missing("targetCompletions", since)
	num, den := ruleOften(often)
	if times > 1 || x.unjudged {
		x.kind, x.unit = goal.HabitAtLeast, "times"
		x.timesADay(times, num, den)
		return err
	}
	x.often(num, den)
	return err
}

// completion reads an instant; several on a day add up.
func (t *trove) completion(x *habit) error {
	var s string
	if err := t.w.text(&s); err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339, s)
	day, ok := dayIn(at, t.zone, 0)
	if err != nil || !ok {
		x.drops.add(reasonBadDate, s)
		return nil //nolint:nilerr // the report says it
	}
	return t.add(x, record{day: day, value: valueAmount, amount: 1})
}

// finishTrove counts the completions of a day where the habit asks for several.
func finishTrove(x *habit, day *record, _ *drops) bool {
	if x.kind == goal.HabitYesNo {
		day.value, day.amount = valueDone, 0
	}
	return true
}

// ruleOften is how often a recurrence rule comes (RFC 5545), as num times in
// den days; words like weekly are rules too. What is no rule is 0 in 0.
func ruleOften(rule string) (num, den int64) {
	rule = strings.ToUpper(strings.TrimPrefix(strings.TrimSpace(rule), "RRULE:"))
	if i := strings.LastIndex(rule, "RRULE:"); i >= 0 { // after DTSTART
		rule = rule[i+len("RRULE:"):]
	}
	if !strings.Contains(rule, "=") {
		return 1, daysOfPeriod(rule)
	}
	num, every := int64(1), int64(1)
	for part := range strings.SplitSeq(rule, ";") {
		key, val, _ := strings.Cut(part, "=")
		switch key {
		case "FREQ":
			den = daysOfPeriod(val)
		case "INTERVAL":
			every, _ = strconv.ParseInt(val, 10, 32)
		case "BYDAY", "BYMONTHDAY":
			num = int64(strings.Count(val, ",")) + 1
		}
	}
	if den == 1 && num > 1 { // every day, on some weekdays only
		den = 7
	}
	return num, den * every
}
