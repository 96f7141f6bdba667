package exchange

import (
	"bufio"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// ICS writes a calendar (RFC 5545): the step of every active goal as an event
// of the whole day, with its cue, on the days on which it is asked for; and the
// weekly review on the last day of each week. Kept goals are daily ticks and
// have no review.
func ICS(w io.Writer, ar goal.Archive, words Words) error {
	c := &calendar{w: bufio.NewWriter(&tamed{w: w, returns: true}), words: words, cal: goal.NewCalendar(ar.Settings, zone.Load)}
	c.lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ippo//ippo//EN", "CALSCALE:GREGORIAN")
	c.text("X-WR-CALNAME", "ippo")
	for _, g := range ar.Goals {
		if g.Status == goal.StatusActive {
			c.step(g)
			c.review(g)
		}
	}
	c.lines("END:VCALENDAR")
	return c.w.Flush()
}

type calendar struct {
	w     *bufio.Writer
	words Words
	cal   goal.Calendar
}

// icsDays are the weekdays as RFC 5545 writes them, from Sunday on.
const icsDays = "SUMOTUWETHFRSA"

// step writes an event for every stretch of days with one plan.
func (c *calendar) step(g goal.Goal) {
	season, ok := g.LastSeason()
	if !ok {
		return
	}
	last := seasonEnd(g, season)
	plans := g.Plans()
	for i, p := range plans {
		from, to := max(p.From, season.First), last
		if i+1 < len(plans) {
			to = min(to, plans[i+1].From-1)
		}
		for from <= to && p.Rest.Has(from.Weekday()) {
			from++
		}
		if from > to {
			continue
		}
		var days []string
		for d := range 7 {
			if !p.Rest.Has(time.Weekday(d)) {
				days = append(days, icsDays[2*d:2*d+2])
			}
		}
		rule := "FREQ=DAILY"
		if len(days) < 7 {
			rule = "FREQ=WEEKLY;BYDAY=" + strings.Join(days, ",")
		}
		c.event(g.ID+"-step-"+from.String(), p.At, from, rule, to, p.Step.Text, joinLines(p.Cue, c.purposeOf(g, from)), c.skipped(g, p, from, to))
	}
}

// skipped are the paused days of a stretch.
func (c *calendar) skipped(g goal.Goal, p goal.Plan, from, to goal.Day) []goal.Day {
	var out []goal.Day
	for d := from; d <= to; d++ {
		if g.Paused(d) && !p.Rest.Has(d.Weekday()) {
			out = append(out, d)
		}
	}
	return out
}

func (c *calendar) review(g goal.Goal) {
	season, ok := g.LastSeason()
	if !ok {
		return
	}
	_, first := c.cal.Week(season.First)
	at := int64(0)
	for _, s := range g.Statuses {
		at = max(at, s.At)
	}
	c.event(g.ID+"-review", at, first, "FREQ=WEEKLY", seasonEnd(g, season),
		c.words.Say("journal.weekly_review", map[string]any{"title": g.Title}), "", nil)
}

// seasonEnd is the ninetieth day of a season, the paused ones not counted; an
// open pause has no end, and a year is enough then.
func seasonEnd(g goal.Goal, s goal.Season) goal.Day {
	d := s.First
	for n := 0; n < goal.SeasonDays && d < s.First+400; d++ {
		if !g.Paused(d) {
			n++
		}
	}
	return d - 1
}

func (c *calendar) purposeOf(g goal.Goal, d goal.Day) string {
	if p, ok := g.Purpose(d); ok {
		return c.words.Why(p)
	}
	return ""
}

// event writes a repeated event of whole days.
func (c *calendar) event(uid string, at int64, from goal.Day, rule string, to goal.Day, summary, about string, without []goal.Day) {
	c.lines("BEGIN:VEVENT", "UID:"+uid+"@ippo", "DTSTAMP:"+time.UnixMilli(at).UTC().Format("20060102T150405Z"),
		"DTSTART;VALUE=DATE:"+icsDate(from), "RRULE:"+rule+";UNTIL="+icsDate(to))
	for _, d := range without {
		c.lines("EXDATE;VALUE=DATE:" + icsDate(d))
	}
	c.text("SUMMARY", summary)
	if about != "" {
		c.text("DESCRIPTION", about)
	}
	c.lines("TRANSP:TRANSPARENT", "END:VEVENT")
}

func icsDate(d goal.Day) string { return d.Time().Format("20060102") }

// text writes a property whose value is words.
func (c *calendar) text(name, value string) {
	c.lines(name + ":" + strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\r", "").Replace(value))
}

// lines writes content lines, folded at 75 bytes without cutting a letter.
func (c *calendar) lines(ls ...string) {
	const most = 75
	for _, l := range ls {
		room := most
		for len(l) > room {
			cut := room
			for !utf8.RuneStart(l[cut]) {
				cut--
			}
			_, _ = c.w.WriteString(l[:cut] + "\r\n ") // Flush tells
			l, room = l[cut:], most-1
		}
		_, _ = c.w.WriteString(l + "\r\n")
	}
}
