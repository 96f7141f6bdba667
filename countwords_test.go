package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// compareWords holds what ippo stats, goal show and explain draw in the terminal.
func (l *liver) compareWords(slug string) {
	g := l.life(slug)
	t := g.tallyOn(l.lookDay(g))
	l.compareDrawnStats(g, t, l.read("stats", slug))
	l.compareShown(g, t, l.read("goal", "show", slug))
	l.compareExplained(g, t, l.read("explain", slug))
}

func (l *liver) compareDrawnStats(g *goalLife, t tally, said string) {
	l.find("stats", said, `Days practised +(\d+)\n`, t.practised)
	if t.active > 0 {
		l.find("stats", said, `Adherence +(\d+) of (\d+)`, t.done, t.active)
	}
	if t.episodes > 0 {
		l.find("stats", said, `Came back +(\d+) of (\d+) +the next day after a miss`, t.recovered, t.episodes)
	}
	if t.active+t.rest+t.pause > 0 {
		l.find("stats", said, `Consistency +[^0-9\n]* ([0-9.]+)\n`, fmt.Sprintf("%.2f", math.Round(t.steadiness*100)/100))
	}
	if chain := regexp.MustCompile(`\n +Chain +.*`).FindString(said); t.chain.length < 3 {
		l.same("stats: a chain below three", chain, "")
	} else if t.chain.recoveries > 0 {
		l.find("stats", said, `Chain +(\d+) days, (\d+) mended`, t.chain.length, t.chain.recoveries)
	} else {
		l.find("stats", said, `Chain +(\d+) days\n`, t.chain.length)
	}
	if met, worked := t.defaultPlan(); met > 0 {
		l.find("stats", said, `missed a day (\d+) of (\d+)`, worked, met)
	}
	if g.left() {
		return
	}
	if !t.over {
		l.find("stats", said, `season 1, day (\d+) of 90, card (\w+) of three`, t.lastNumber(), spoken((max(1, t.lastNumber())+29)/30))
	}
	var done []string
	for _, w := range t.weeks {
		done = append(done, about(w.done))
	}
	if len(done) > 0 {
		l.find("stats", said, `(?:a week|Each week) +((?:[0-9.,]+ ?)+)\b`, strings.Join(done, " "))
	}
	if met, full := t.fullWeeks(l.lookDay(g)); full > 0 {
		l.find("stats", said, `met in (\d+) of (\d+) full weeks?`, met, full)
	}
	l.compareCard(g, t, said)
}

// defaultPlan is met on a first miss, once the next counted day is there to answer
// it; did and worked when that is done (ruling 4).
func (t *tally) defaultPlan() (met, worked int) {
	for i, d := range t.counted {
		if t.status[d] == "done" || i > 0 && t.status[t.counted[i-1]] != "done" || i+1 == len(t.counted) {
			continue
		}
		met++
		if t.status[t.counted[i+1]] == "done" {
			worked++
		}
	}
	return met, worked
}

// fullWeeks are those with seven in-plan days that have ended, on their last day
// too once it is not open (8.2: day 28), and of them those that met their number
// (ruling 45).
func (t *tally) fullWeeks(today int) (met, full int) {
	for _, w := range t.weeks {
		if w.days != 7 || w.last > today || w.last == today && t.status[today] == "open" {
			continue
		}
		full++
		if w.done >= w.target {
			met++
		}
	}
	return met, full
}

var cardRow = regexp.MustCompile(`(?m)^.{5}(.{31}) +(\d+ [A-Z][a-z]{2})(?: +([0-9.,]+)/([0-9.,]+)( +closed)?)?$`)

// compareCard holds every mark of the drawn card, and each week's number.
func (l *liver) compareCard(g *goalLife, t tally, said string) {
	for _, row := range cardRow.FindAllStringSubmatch(said, -1) {
		d := l.dayNamed(row[2])
		if d == 0 {
			l.wrong("stats: no day is %s", row[2])
			continue
		}
		cells, begun := []rune(row[1]), false
		first, last := g.calendar.week(d)
		for i := range 7 {
			if 5*i >= len(cells) || d > last || !begun && cells[5*i] == ' ' {
				continue
			}
			if begun = true; d > l.lookDay(g) && cells[5*i] == ' ' {
				break // the card of thirty days ends here
			}
			l.same("stats: card "+dateOf(d), string(cells[5*i]), l.mark(g, t, d))
			d++
		}
		for _, w := range t.weeks {
			if w.start == first && row[3] != "" {
				l.same("stats: week "+row[2], row[3], about(w.done))
				l.same("stats: week target "+row[2], row[4], about(w.target))
				l.same("stats: week closed "+row[2], row[5] != "", w.done >= w.target)
			}
		}
	}
}

// dayNamed is the day of the life that a row begins with.
func (l *liver) dayNamed(date string) int {
	for d := l.first - 1; d < l.first+200; d++ {
		if y := dateTime(d); strconv.Itoa(y.Day())+" "+y.Format("Jan") == date {
			return d
		}
	}
	return 0
}

// mark of a day on a card.
func (l *liver) mark(g *goalLife, t tally, d int) string {
	status := g.statusOn(d, l.lookDay(g))
	switch {
	case status == "done" && g.more(d):
		return "●"
	case status == "done":
		return "◐"
	case t.gold[d]:
		return "○"
	case d > l.lookDay(g) && status != "pause" && status != "":
		return "_"
	}
	return map[string]string{"rest": "❀", "pause": "─", "covered": "◇", "open": "◌", "missed": "·", "unlogged": "·", "": " "}[status]
}

// more says whether a day holds more than the step (ruling 7).
func (g *goalLife) more(d int) bool {
	p, minutes, amount, timed, counted := g.planOn(d), 0., 0., false, false
	for _, s := range g.stamps[d] {
		if s.full || g.metric == "sessions" && s.minutes != nil && *s.minutes >= p.sessionMin {
			return true
		}
		timed, counted = timed || s.minutes != nil, counted || s.amount != nil
		minutes, amount = minutes+or(s.minutes), amount+or(s.amount)
	}
	return timed && (minutes > p.minutes || g.metric == "sessions" && minutes >= p.sessionMin) || counted && amount > 0
}

func (l *liver) compareShown(g *goalLife, t tally, said string) {
	p := g.planOn(l.lookDay(g))
	l.find("goal show", said, `Step +Do one thing \(([0-9.]+) minutes\)`, spelt(p.minutes))
	if g.left() {
		return
	}
	l.find("goal show", said, `Each week +([0-9.]+) `, spelt(p.target))
	if !t.over {
		l.find("goal show", said, `Reserves +(\d+) left`, max(0, p.reserves-t.usedIn((max(1, t.lastNumber())-1)/28)))
	}
	if end := g.dayNinety(l.lookDay(g)); end != 0 && !t.over {
		l.find("goal show", said, `Until +(\w+ \d+ \w+)`, dateTime(end).Format("Monday 2 January"))
	} else if end == 0 {
		l.same("goal show: no end", strings.Contains(said, "  Until "), false)
	}
}

// dayNinety is the season's last day as things stand; 0 while a pause has no end.
func (g *goalLife) dayNinety(today int) int {
	n := 0
	for d := g.begun; d < g.begun+400; d++ {
		if asks(g.statusOn(d, today)) {
			if n++; n == 90 {
				return d
			}
		}
	}
	return 0
}

var consistencyOf = regexp.MustCompile(`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+ [A-Z][a-z]{2}) +\S ([01](?:\.\d+)?)\b`)

func (l *liver) compareExplained(g *goalLife, t tally, said string) {
	if t.chain.state != "resting" {
		l.find("explain", said, `(\d+) stamped days? since the last time two counted`, t.chain.length)
		l.find("explain", said, `(\d+) single empty days? inside it w`, t.chain.recoveries)
	}
	if _, after, found := strings.Cut(said, "\n  Consistency\n"); found {
		after, _, _ = strings.Cut(after, "\n\n")
		for _, m := range consistencyOf.FindAllStringSubmatch(after, -1) {
			if d := l.dayNamed(m[1]); d != 0 {
				l.same("explain: consistency "+m[1], m[2], spelt(math.Round(t.steadyOn[d]*100)/100))
			}
		}
	}
	w, runs := t.running(l.weekStart())
	if !runs || g.left() || t.over {
		return
	}
	if w.days > 0 {
		l.find("explain", said, `(\d+) of (\d+) days in plan: ([0-9.]+) this week`, w.days, 7, about(w.target))
	}
	l.find("explain", said, `([0-9.]+) of ([0-9.]+) so far\.`, about(w.done), about(w.target))
	if met, full := t.fullWeeks(l.lookDay(g)); full > 0 {
		l.find("explain", said, `(\d+) full weeks? (?:has|have) ended so far; (?:its|the) number was reached in (\d+)`, full, met)
	}
}

// spoken is a number up to three in words.
func spoken(n int) string {
	return map[int]string{1: "one", 2: "two", 3: "three"}[n]
}
