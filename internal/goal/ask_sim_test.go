package goal

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

// The person of this simulation lives by a clock that is looked at minute by
// minute, and keeps a list of their own of what was said on which day: nothing of
// window, fade or question is used to hold them.
type askedLife struct {
	t        *testing.T
	dice     *rand.Rand
	settings Settings
	calendar Calendar
	goal     Goal
	marks    map[int]Marks
	reminder Reminder
	now      int64
	sent     []Asked
	said     map[Day]bool // stamped, skipped, rested or paused
	sendable int
	seen     [3]int // how many in each state of fading
}

func askZones() []string {
	return []string{
		"Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Moscow", "Europe/Istanbul", "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos",
		"Asia/Beirut", "Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok",
		"Asia/Shanghai", "Asia/Tokyo", "Australia/Perth", "Australia/Adelaide", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland",
		"Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Honolulu", "Pacific/Pago_Pago", "America/Anchorage", "America/Los_Angeles",
		"America/Denver", "America/Chicago", "America/New_York", "America/Halifax", "America/St_Johns", "America/Sao_Paulo", "America/Santiago",
		"America/Havana", "Atlantic/Azores",
	}
}

// TestRuling140AskedAtMostOnceADay lives some people's 400 days, and a thousand's
// with IPPO_TEST_PEOPLE=1000: summer time, moves, roll-overs, pauses, random stamps.
func TestRuling140AskedAtMostOnceADay(t *testing.T) {
	people := 25
	if n, err := strconv.Atoi(os.Getenv("IPPO_TEST_PEOPLE")); err == nil {
		people = n
	}
	var sent, sendable int
	var states [3]int
	for i := range people {
		p := newAskedLife(t, i)
		p.live(400)
		sent, sendable = sent+len(p.sent), sendable+p.sendable
		for j, n := range p.seen {
			states[j] += n
		}
		if t.Failed() {
			t.Fatalf("person %d of %s", i, p.settings.Zones[0].Zone)
		}
	}
	t.Logf("%d people, %d reminders, %d moments; every day %d, every other %d, stopped %d", people, sent, sendable, states[0], states[1], states[2])
	if sent < people*40 || states[EveryOther] == 0 || states[Stopped] == 0 {
		t.Errorf("%d reminders of %d people, in states %v: too little to hold anything", sent, people, states)
	}
}

func newAskedLife(t *testing.T, i int) *askedLife {
	t.Helper()
	dice := rand.New(rand.NewPCG(uint64(i), 17))
	zones := askZones()
	p := &askedLife{t: t, dice: dice, marks: map[int]Marks{}, said: map[Day]bool{}}
	p.settings.Zones = []ZoneFrom{{0, zones[i%len(zones)]}}
	p.settings.Grids = []GridFrom{{0, time.Weekday(dice.IntN(7)), dice.IntN(MaxRollover + 1)}}
	p.now = Date(2026, 1, 5).Time().Add(12 * time.Hour).UnixMilli()
	p.calendar = NewCalendar(p.settings, time.LoadLocation)
	today := p.calendar.DayAt(p.now)
	p.goal = planned(today)
	p.goal.Plan[0].Change.Rest = new(Weekdays(0).With(time.Weekday(dice.IntN(7))))
	p.reminder = Reminder{Minute: dice.IntN(1440), Weekdays: Weekdays(1 + dice.IntN(127)), Since: p.now}
	if dice.IntN(2) == 0 {
		p.reminder.Weekdays = 127
	}
	return p
}

// live acts at moments of chance, and looks at each chosen minute and somewhat after.
func (p *askedLife) live(days int) {
	eager := p.dice.Float64() // how often this one says anything
	for range days {
		today := p.calendar.DayAt(p.now)
		at := p.now + p.dice.Int64N(int64(20*time.Hour/time.Millisecond))
		if p.dice.Float64() < .1 {
			eager = p.dice.Float64() * p.dice.Float64()
		}
		if p.dice.Float64() < eager {
			p.until(at)
			p.say()
		}
		switch p.dice.IntN(40) {
		case 0:
			p.until(p.now + p.dice.Int64N(int64(5*time.Hour/time.Millisecond)))
			p.settings.Zones = append(p.settings.Zones, ZoneFrom{p.now, askZones()[p.dice.IntN(40)]})
		case 1:
			p.settings.Grids = append(p.settings.Grids, GridFrom{p.calendar.DayAt(p.now) + 1, p.settings.Grids[0].WeekStart, p.dice.IntN(MaxRollover + 1)})
		case 2:
			from := p.calendar.DayAt(p.now)
			p.goal.Pauses = append(p.goal.Pauses, Pause{From: from, To: from + Day(p.dice.IntN(20)), Command: "p"})
			for d := from; d <= p.goal.Pauses[len(p.goal.Pauses)-1].To; d++ {
				p.said[d] = true
			}
		case 3:
			p.reminder = Reminder{Minute: p.dice.IntN(1440), Weekdays: p.reminder.Weekdays, Since: p.now}
		}
		p.calendar = NewCalendar(p.settings, time.LoadLocation)
		for p.calendar.DayAt(p.now) <= today && p.now < at+int64(48*time.Hour/time.Millisecond) {
			p.until(p.now + int64(time.Hour/time.Millisecond))
		}
	}
}

// until lets time pass: the program looks at moments of chance, and at the chosen
// minute.
func (p *askedLife) until(at int64) {
	for p.now < at {
		next := p.now + p.dice.Int64N(int64(90*time.Minute/time.Millisecond)) + 1
		if p.dice.IntN(3) > 0 { // the loop sleeps until then
			if due, ok := p.calendar.Due(p.calendar.DayAt(p.now), p.reminder.Minute); ok && due > p.now && due < next {
				next = due + p.dice.Int64N(30_000)
			}
		}
		p.now = min(next, at)
		p.look()
	}
}

func (p *askedLife) say() {
	d := p.calendar.DayAt(p.now)
	letter := []Letter{LetterDone, LetterDone, LetterMore, LetterMissed, LetterRest}[p.dice.IntN(5)]
	m := p.marks[d.Year()]
	m.Goal, m.Year = p.goal.ID, d.Year()
	p.marks[d.Year()], p.said[d] = m.With(d, letter), true
}

func (p *askedLife) look() {
	d := p.calendar.DayAt(p.now)
	var ms []Marks
	for _, m := range p.marks {
		ms = append(ms, m)
	}
	from, ok := p.reminder.due(p.calendar, d)
	if (!ok || p.now < from || p.now > from+askLate.Milliseconds()) && p.dice.IntN(200) > 0 {
		return // a life is laid out for hardly any of the other moments
	}
	l := See(Sight{Goal: p.goal, Letters: NewLetters(ms), Calendar: p.calendar, Today: d})
	a := Asking{Now: p.now, Calendar: p.calendar, Reminder: p.reminder, Goals: []AskedGoal{{Look: l}}, Sent: p.sent}
	p.sendable++
	ask, asked := a.Ask()
	if !asked {
		return
	}
	p.seen[a.Fading()]++
	p.holds(ask, l)
	p.sent = append(p.sent, ask.Asked)
	if stopped := p.fades(d); stopped != "" && ask.Question.answerable() {
		p.t.Errorf("%v: asked, although %s: %v", d, stopped, p.sent)
	}
}

// holds looks at one reminder by the clock on the wall.
func (p *askedLife) holds(ask Ask, l Look) {
	d := p.calendar.DayAt(p.now)
	for _, s := range p.sent {
		if s.Day >= d {
			p.t.Errorf("%v: a second reminder, or one for a day that is over", d)
		}
	}
	if ask.Question.answerable() && (p.said[d] || l.Plan.Rest.Has(d.Weekday())) {
		p.t.Errorf("%v: %s although something was said, or the day rests", d, ask.Question)
	}
	if !p.reminder.Weekdays.Has(d.Weekday()) {
		p.t.Errorf("%v: not a chosen weekday", d)
	}
	local := p.calendar.Clock(p.now)
	late := -1
	for i := range 121 {
		then := p.calendar.Clock(p.now - int64(i)*60_000)
		_, offset := then.Zone()
		_, before := then.Add(-time.Minute).Zone()
		left := then.Add(-time.Minute) // the minutes after it were left out, over midnight, too
		first := left.Hour()*60 + left.Minute() + 1
		jumped := offset > before && (p.reminder.Minute-first+1440)%1440 < (then.Hour()*60+then.Minute()-first+1440)%1440
		if then.Hour()*60+then.Minute() == p.reminder.Minute || jumped {
			late = i
			break
		}
	}
	if late < 0 {
		p.t.Errorf("%v: more than two hours after its minute %d", local, p.reminder.Minute)
	}
	if (local.Hour() >= 22 || local.Hour() < 7) && late > 0 {
		p.t.Errorf("%v: in quiet hours, and not at the chosen minute %d", local, p.reminder.Minute)
	}
}

// fades counts once more what was sent and what was said, with a step or a mend sent
// last: why it should not have been.
func (p *askedLife) fades(d Day) string {
	answer := p.calendar.DayAt(p.reminder.Since)
	for x := range p.said {
		if x < d && x > answer {
			answer = x
		}
	}
	var open []Day
	for _, s := range p.sent[:len(p.sent)-1] {
		if s.Day > answer && s.Question.answerable() {
			open = append(open, s.Day)
		}
	}
	if d >= answer+14 && len(open) >= 4 {
		return "it was not answered for fourteen days"
	}
	faded := false
	for i := range open {
		n := 0
		for _, o := range open {
			if o >= open[i] && o < open[i]+7 {
				n++
			}
		}
		faded = faded || n >= 3
	}
	if n := len(p.sent); faded && n > 1 {
		for x := d - 1; x >= p.sent[n-2].Day; x-- {
			if p.reminder.Weekdays.Has(x.Weekday()) {
				if x == p.sent[n-2].Day {
					return "the chosen day before was asked, too"
				}
				break
			}
		}
	}
	return ""
}
