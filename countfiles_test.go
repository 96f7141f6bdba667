package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// compareJournal holds the days of the Markdown journal against those that were
// done: on each as many lines, with their minutes and amounts.
func (l *liver) compareJournal() {
	l.t.Helper()
	got := map[string][]string{}
	year, day := "", ""
	for line := range strings.SplitSeq(l.read("export", "--format", "md"), "\n") {
		switch {
		case strings.HasPrefix(line, "## 20"):
			year = line[3:]
		case strings.HasPrefix(line, "### "):
			at, err := time.Parse("Monday 2 January 2006", line[4:]+" "+year)
			if err != nil {
				l.wrong("journal: %v", err)
			}
			day = at.Format(time.DateOnly)
		default:
			if m := doneLine.FindStringSubmatch(line); m != nil {
				got[day] = append(got[day], strings.ReplaceAll(m[1], ",", ""))
			}
		}
	}
	want, days := map[string][]string{}, 0
	for _, start := range l.goals {
		for d, stamps := range l.life(start.slug).stamps {
			if len(stamps) > 0 {
				want[dateOf(d)] = append(want[dateOf(d)], doneWords(stamps))
			}
		}
	}
	for date, lines := range want {
		days++
		slices.Sort(lines)
		slices.Sort(got[date])
		l.same("journal "+date, fmt.Sprintf("%q", got[date]), fmt.Sprintf("%q", lines))
	}
	l.same("journal: days", len(got), days)
}

var doneLine = regexp.MustCompile(`^- \*\*.*\*\*: done(.*)$`)

// doneWords are the minutes and the amount of a day as the journal writes them.
func doneWords(stamps []stamp) string {
	var minutes, amount float64
	any := false
	for _, s := range stamps {
		minutes, amount, any = minutes+or(s.minutes), amount+or(s.amount), any || s.minutes != nil
	}
	words := ""
	if any {
		words = " " + about(minutes) + " minutes"
		if minutes == 1 {
			words = " 1 minute"
		}
	}
	if amount != 0 {
		words += " " + about(amount)
	}
	return words
}

// compareCalendar holds the days of the calendar's events against those on which
// the plan asks for a step.
func (l *liver) compareCalendar(slugs map[string]string) {
	l.t.Helper()
	asked := map[string]map[string]bool{}
	file := strings.NewReplacer("\r\n ", "", "\r", "").Replace(l.read("export", "--format", "ics"))
	for _, event := range strings.Split(file, "BEGIN:VEVENT\n")[1:] {
		e := map[string][]string{}
		for line := range strings.SplitSeq(event, "\n") {
			name, value, _ := strings.Cut(line, ":")
			name, _, _ = strings.Cut(name, ";")
			e[name] = append(e[name], value)
		}
		id, _, is := strings.Cut(e["UID"][0], "-step-")
		if !is {
			continue
		}
		if asked[slugs[id]] == nil {
			asked[slugs[id]] = map[string]bool{}
		}
		for _, d := range l.daysOf(e) {
			asked[slugs[id]][d] = true
		}
	}
	for _, slug := range l.active() {
		g := l.life(slug)
		var got, want []string
		for d := range asked[slug] {
			got = append(got, d)
		}
		for n, d := 0, g.begun; n < 90 && d < g.begun+400; d++ {
			if g.pausedOn(d) {
				continue
			}
			n++
			if !g.planOn(d).rests(d) {
				want = append(want, strings.ReplaceAll(dateOf(d), "-", ""))
			}
		}
		slices.Sort(got)
		l.same("calendar "+slug, strings.Join(got, " "), strings.Join(want, " "))
	}
	l.same("calendar: goals", len(asked), len(l.active()))
}

// daysOf is an event's days, as RFC 5545 repeats it: daily or on weekdays, until
// a day and without some.
func (l *liver) daysOf(event map[string][]string) []string {
	rule := map[string]string{}
	for part := range strings.SplitSeq(event["RRULE"][0], ";") {
		name, value, _ := strings.Cut(part, "=")
		rule[name] = value
	}
	at, err := time.Parse("20060102", event["DTSTART"][0])
	if err != nil {
		l.wrong("calendar: %v", err)
	}
	var days []string
	for ; at.Format("20060102") <= rule["UNTIL"]; at = at.AddDate(0, 0, 1) {
		letters := strings.ToUpper(at.Weekday().String()[:2])
		if by := rule["BYDAY"]; by != "" && !slices.Contains(strings.Split(by, ","), letters) {
			continue
		}
		if d := at.Format("20060102"); !slices.Contains(event["EXDATE"], d) {
			days = append(days, d)
		}
	}
	return days
}
