package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/cli"
)

// TestCount lives sixty days with five goals and three hundred commands typed
// into the terminal, and holds the figures of terminal, documents, exports and pages
// against a count of its own. IPPO_TEST_LIVES=N lives N of them; what a season that
// was left says of itself is not counted.
func TestCount(t *testing.T) {
	t.Parallel()
	lives := uint64(2)
	if n, err := strconv.ParseUint(os.Getenv("IPPO_TEST_LIVES"), 10, 64); err == nil {
		lives = n
	}
	for seed := range lives {
		t.Run(strconv.FormatUint(seed+1, 10), func(t *testing.T) {
			t.Parallel()
			liveAndCount(t, seed+1)
		})
	}
}

const (
	lifeDays    = 60
	actsOfADay  = 5
	allSurfaces = 12 // commands between two looks at every surface
)

func liveAndCount(t *testing.T, seed uint64) {
	t.Helper()
	l := newLiver(t, seed)
	for day := range lifeDays {
		for i, at := range l.moments(day) {
			if !at.After(l.now) { // a journey to the east took hours of it
				at = l.now.Add(time.Minute)
			}
			l.now = at
			if i == 0 {
				l.milestone(day)
			}
			l.someAct()
			l.compareToday()
			if l.typed%allSurfaces == 0 {
				l.compareAll()
			}
			if t.Failed() {
				t.Logf("seed %d, after\n%s", seed, strings.Join(l.lines, "\n"))
				return
			}
		}
	}
	l.compareAll()
	t.Logf("%d commands, %d taken, %d figures", l.typed, len(l.acts), l.figures)
}

// liver is the person who types, and the counter who writes down what was taken.
type liver struct {
	t        *testing.T
	dice     *rand.Rand
	env      map[string]string
	now      time.Time
	first    int
	calendar *calendar
	odd      bool
	acts     []*act
	goals    []goalLife // as they begin
	typed    int
	figures  int
	lines    []string
}

func newLiver(t *testing.T, seed uint64) *liver {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	l := &liver{
		t: t, dice: rand.New(rand.NewPCG(seed, 68)), odd: seed%2 == 1,
		calendar: &calendar{zones: []zoneSince{{zone: zone}}, grids: []gridSince{{0, time.Monday, 3}}},
		first:    dayNumber(time.Date(2026, 9, 16, 0, 0, 0, 0, time.UTC)), // summer time ends on day forty
	}
	l.env = map[string]string{"IPPO_DATABASE": filepath.Join(t.TempDir(), "ippo.db"), "TZ": "Europe/Berlin", "LANG": "en_GB.UTF-8"}
	return l
}

// moments of a day: from its roll-over hour to that of the next.
func (l *liver) moments(day int) []time.Time {
	d := l.first + day
	var at []time.Time
	for range actsOfADay {
		minute := 5*60 + l.dice.IntN(22*60) // 05:00 to 02:59 of the next date
		y := time.Unix(int64(d)*86400, 0).UTC()
		at = append(at, time.Date(y.Year(), y.Month(), y.Day(), minute/60, minute%60, len(at), 0, l.calendar.zone(l.now)))
	}
	slices.SortFunc(at, time.Time.Compare)
	return at
}

func (l *liver) today() int { return l.calendar.dayAt(l.now) }

// run types a line and answers the exit code and both outputs.
func (l *liver) run(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = cli.Main(context.Background(), args, bytes.NewReader(nil), &o, &e, func(k string) string { return l.env[k] }, func() time.Time { return l.now })
	return code, o.String(), e.String()
}

// try types a line that changes something, and answers its document; nil where
// it was refused.
func (l *liver) try(args ...string) map[string]any {
	l.typed++
	code, out, errs := l.run(append(args, "--json")...)
	l.lines = append(l.lines, fmt.Sprintf("%s ippo %s -> %d", l.now.Format("2006-01-02 15:04"), strings.Join(args, " "), code))
	if code != 0 {
		l.lines = append(l.lines, "   "+strings.TrimSpace(errs))
		return nil
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		l.wrong("%v: %v", args, err)
	}
	return doc
}

// read types a line that only looks.
func (l *liver) read(args ...string) string {
	code, out, errs := l.run(args...)
	if code != 0 || errs != "" {
		l.wrong("ippo %v: exit %d, %s", args, code, errs)
	}
	return out
}

// take notes an act that was taken.
func (l *liver) take(doc map[string]any, a act) {
	a.id, _ = doc["command"].(string)
	a.today = l.today()
	l.acts = append(l.acts, &a)
}

// wrong is a figure, or an answer, that the count does not find.
func (l *liver) wrong(format string, args ...any) {
	l.t.Helper()
	l.t.Errorf(format, args...)
}

// life of a goal as the acts that live make it.
func (l *liver) life(slug string) *goalLife {
	i := slices.IndexFunc(l.goals, func(g goalLife) bool { return g.slug == slug })
	return fold(l.goals[i], l.acts)
}

// active are the goals that are asked of the person: not parked, kept or ended.
func (l *liver) active() []string {
	var slugs []string
	for _, g := range l.goals {
		if x := l.life(g.slug); !x.left() && !slices.ContainsFunc(x.parked, func(s stretch) bool { return s.to == 0 }) {
			slugs = append(slugs, g.slug)
		}
	}
	return slugs
}

// milestone are the five goals, each in its time.
func (l *liver) milestone(day int) {
	switch day {
	case 0:
		l.begin("sessions", "walks", plan{target: 3, minutes: 5, sessionMin: 15, reserves: 2}, "--session-min", "15")
	case 1:
		l.begin("minutes", "minutes", plan{target: 90, minutes: 4, sessionMin: 15, rest: []time.Weekday{time.Sunday}, reserves: 3}, "--rest", "sun", "--reserves", "3")
	case 15:
		l.park("minutes")
		l.begin("days", "days", plan{target: 5, minutes: 3, sessionMin: 15, reserves: 2})
	case 30:
		l.park("sessions")
		l.begin("units", "pages", plan{target: 20, minutes: 2, sessionMin: 15, reserves: 2})
	case 43:
		l.leave("days", []string{"end", "keep"}[one(l.odd)])
		l.unpark("minutes")
	case 50:
		l.leave("units", []string{"keep", "end"}[one(l.odd)])
		l.begin("custom", "letters", plan{target: 7, minutes: 6, sessionMin: 18, rest: []time.Weekday{time.Wednesday, time.Saturday}, reserves: 1}, "--rest", "wed,sat", "--reserves", "1")
	}
}

func (l *liver) begin(metric, unit string, p plan, flags ...string) {
	args := []string{
		"begin", "--yes", "--area", "skill-building", "--slug", metric + "-goal", "--outcome", "Something true after ninety days",
		"--metric", metric, "--target", spelt(p.target), "--step", "Do one thing", "--minutes", spelt(p.minutes), "--cue", "After tea",
	}
	if metric != "minutes" && metric != "days" {
		args = append(args, "--unit", unit)
	}
	o := l.outcomeOf(metric)
	doc := l.try(append(append(args, o.flags()...), flags...)...)
	if doc == nil {
		l.wrong("not begun")
		return
	}
	l.goals = append(l.goals, goalLife{slug: metric + "-goal", metric: metric, first: p, outcome: o, calendar: l.calendar, begun: l.today()})
	l.take(doc, act{kind: "begin", goals: []string{metric + "-goal"}, day: l.today()})
}

func (l *liver) park(metric string)   { l.move("park", metric) }
func (l *liver) unpark(metric string) { l.move("resume", metric) }

func (l *liver) move(how, metric string) {
	doc := l.try("goal", how, metric+"-goal", "--yes")
	if doc == nil {
		l.wrong("not moved")
		return
	}
	l.take(doc, act{kind: "goal " + how, goals: []string{metric + "-goal"}})
}

// leave keeps or ends a goal, takes that back, and does it all the same.
func (l *liver) leave(metric, how string) {
	l.move(how, metric)
	l.compareToday()
	for range 2 {
		last := lastLive(l.acts)
		doc := l.try("undo")
		if doc == nil {
			l.wrong("goal %s could not be taken back", how)
			return
		}
		l.take(doc, act{kind: "undo", target: last})
		last.turn(true)
		l.compareToday()
	}
}

func spelt(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
