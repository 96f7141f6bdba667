package app_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func (p *person) refused(what string, day goal.Day, b goal.Body, want string) {
	p.t.Helper()
	if _, err := p.try(day, b); key(err) != want {
		p.t.Errorf("%s: %v, want %s", what, err, want)
	}
}

// journal counts the entries.
func (p *person) journal() int {
	p.t.Helper()
	n, err := p.Everything(context.Background(), me)
	if err != nil {
		p.t.Fatal(err)
	}
	return n.Entries
}

// Ruling 1: after day ninety the goal can be stamped, the chain goes on, and
// the next season begins on the day after the choice.
func TestRuling1Seasons(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", strings.Repeat("oo.oooo", 13)+"oo")
	l := p.look("")
	if !l.SeasonOver || l.DayNumber != 90 || l.Week != nil || l.Progress.Pace != nil || l.Chain.Length != 80 || l.Goal.Status != goal.StatusActive {
		t.Errorf("day 93: over %v, number %d, chain %+v", l.SeasonOver, l.DayNumber, l.Chain)
	}
	a := p.do(goal.NextSeason{Goal: "g"})
	if a.Entry.Result.From != goal.Date(2026, 4, 8) || a.Entry.Result.Number != 2 {
		t.Errorf("%+v", a.Entry.Result)
	}
	p.refused("a third one before the second has begun", 0, goal.NextSeason{Goal: "g"}, "error.season.running")
	p.days(monday.AddDate(0, 0, 93), "g", "o")
	l = p.look("")
	if l.SeasonOver || l.DayNumber != 1 || l.Season.Number != 2 || l.Practised != 81 || l.Chain.Length != 81 || l.Reserves != 2 {
		t.Errorf("day 1 of season 2: %+v, practised %d, chain %+v", l.Season, l.Practised, l.Chain)
	}
	if err := p.undo(); err != nil { // the stamp
		t.Fatal(err)
	}
	if _, err := p.UndoLast(context.Background(), me, "test", a.Command); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); l.Season.Number != 1 {
		t.Error("the season was taken back")
	}
}

// Ruling 1: chosen on day ninety itself, it begins the day after.
func TestRuling1ChosenEarly(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.at("2026-03-01T08:00:00Z")
	if a := p.do(goal.NextSeason{Goal: "g"}); a.Entry.Result.From != goal.Date(2026, 4, 5) {
		t.Errorf("after day ninety, which is later: %s", a.Entry.Result.From)
	}
}

// Ruling 2: with two active goals it is the one that is still open.
func TestRuling2WhichGoal(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	ctx := context.Background()
	resolve := func(refs ...string) string {
		ls, err := p.Resolve(ctx, me, refs, 0)
		if err != nil {
			return key(err)
		}
		var ids []string
		for _, l := range ls {
			ids = append(ids, l.Goal.ID)
		}
		return strings.Join(ids, " ")
	}
	if got := resolve(); got != "error.goal.none" {
		t.Error(got)
	}
	p.do(walking("a"))
	second := walking("b")
	second.Template, second.Second, second.Title = "career", true, "A portfolio"
	if got := resolve(); got != "a" {
		t.Error(got)
	}
	p.do(second)
	if got := resolve(); got != "error.goal.which" {
		t.Error(got)
	}
	p.do(goal.Stamp{Goal: "a"})
	for refs, want := range map[string]string{"": "b", "fitness": "a", "2": "b", "car": "b", "CAR": "b", "x": "error.goal.unknown"} {
		if got := resolve(strings.Fields(refs)...); got != want {
			t.Errorf("%q: %s, want %s", refs, got, want)
		}
	}
	if got := resolve("career", "1"); got != "b a" {
		t.Error(got)
	}
	p.do(goal.PauseGoals{From: goal.Date(2026, 1, 5)})
	p.do(goal.Stamp{Goal: "b"})
	third := walking("c")
	third.Second = true
	p.refused("paused goals keep their places", 0, third, "error.goal.two_active")
}

// Ruling 3: the template's name or the first words, folded; taken ones get a
// number, also when the goal has ended.
func TestRuling3Slugs(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	begin := func(title, slug string) string {
		b := walking("g" + title + slug)
		b.Title, b.Slug, b.Template = title, slug, ""
		a, err := p.try(0, b)
		if err != nil {
			return key(err)
		}
		p.do(goal.SetStatus{Goal: b.Goal, To: goal.StatusEnded})
		return a.Entry.Result.Slug
	}
	for _, c := range [][3]string{
		{"Über die Brücke laufen", "", "uber-die-brucke"},
		{"5K, comfortably", "", "5k-comfortably"},
		{"5K comfortably!", "", "5k-comfortably-2"},
		{"日本語を話す", "", "health"},
		{"2026", "", "health-2"},
		{strings.Repeat("long", 20), "", strings.Repeat("long", 8)},
		{"My own", "日本語", "日本語"},
		{"Once more", "日本語", "error.slug.taken"},
		{"With a space", "a b", "error.slug"},
		{"A number", "12", "error.slug"},
		{"Capitals", "Fit", "error.slug"},
	} {
		if got := begin(c[0], c[1]); got != c[2] {
			t.Errorf("%q %q: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

// Ruling 8: rest reaches fourteen days ahead, everything else stops at today;
// a stamp on a rest or paused day is a day done, and the pause goes on.
func TestRuling8RestAndPause(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	today := goal.Date(2026, 1, 5)
	for what, c := range map[string]struct {
		day  goal.Day
		body goal.Body
		want string
	}{
		"a stamp tomorrow":        {today + 1, goal.Stamp{Goal: "g"}, "error.day.ahead"},
		"not tomorrow":            {today + 1, goal.Skip{Goal: "g"}, "error.day.ahead"},
		"measured tomorrow":       {today + 1, goal.Measure{Goal: "g", Milestone: 1}, "error.day.ahead"},
		"rest in fourteen days":   {today + 14, goal.Rest{Goal: "g"}, "<nil>"},
		"rest in fifteen":         {today + 15, goal.Rest{Goal: "g"}, "error.day.rest_ahead"},
		"before the first day":    {today - 1, goal.Stamp{Goal: "g"}, "error.day.before"},
		"rest before the first":   {today - 1, goal.Rest{Goal: "g"}, "error.day.before"},
		"a pause eight days ago":  {today, goal.PauseGoals{From: today - 8}, "error.pause.back"},
		"a pause that ends first": {today, goal.PauseGoals{From: today, To: today - 1}, "error.pause.order"},
	} {
		p.refused(what, c.day, c.body, c.want)
	}
	if l := p.look(""); l.Life.On(today+14) != goal.DayRest || l.Life.On(today+13) != goal.DayOpen {
		t.Error("a rest ahead is seen at once")
	}
	p.do(goal.PauseGoals{From: today, To: today + 4})
	p.do(goal.Stamp{Goal: "g"})
	p.at("2026-01-07T08:00:00Z")
	l := p.look("")
	if l.Life.On(today) != goal.DayDone || l.Life.On(today+1) != goal.DayPause || l.Status != goal.DayPause || l.DayNumber != 1 {
		t.Errorf("a stamp inside a pause: %s, then %s", l.Life.On(today), l.Life.On(today+1))
	}
}

// A rest that was tapped leaves the room of its day, and so does a stamp without a
// session; a pause takes it (ruling 43).
func TestRuling43RoomOfTheWeek(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	if w := p.look("").Week; w.Room != 7 {
		t.Errorf("room for %d on Monday morning", w.Room)
	}
	for _, d := range []goal.Day{9, 10} {
		if _, err := p.try(goal.Date(2026, 1, 0)+d, goal.Rest{Goal: "g"}); err != nil {
			t.Fatal(err)
		}
	}
	p.do(goal.PauseGoals{From: goal.Date(2026, 1, 11), To: goal.Date(2026, 1, 11)})
	p.do(goal.Stamp{Goal: "g"})
	if w := p.look("").Week; w.Room != 6 || w.Days != 6 || w.State != goal.WeekRoom {
		t.Errorf("all but Sunday have room: %+v", w)
	}
	p.at("2026-01-09T08:00:00Z")
	p.do(goal.Stamp{Goal: "g", Minutes: new(20.0)})
	if w := p.look("").Week; w.Done != 1 {
		t.Errorf("a session on a rest day counts: %+v", w)
	}
}

// Ruling 10: every block has its own reserves, the last too, and there is none
// after day ninety.
func TestRuling10Blocks(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	b := walking("g")
	b.Plan.Reserves = new(1)
	p.do(b)
	p.days(monday, "g", "oxxo")
	p.do(goal.Remark{Goal: "g", Note: "x"})
	if _, err := p.try(goal.Date(2026, 1, 7), goal.Cover{Goal: "g"}); err != nil {
		t.Fatal(err)
	}
	p.days(monday.AddDate(0, 0, 4), "g", "xxo")
	p.refused("the block has one reserve", goal.Date(2026, 1, 10), goal.Cover{Goal: "g"}, "error.cover.none_left")
	p.days(monday.AddDate(0, 0, 7), "g", strings.Repeat("o", 21)+"xxo")
	if l := p.look(""); l.DayNumber != 31 || l.Reserves != 1 {
		t.Errorf("day %d, %d reserves in the second block", l.DayNumber, l.Reserves)
	}
	p.refused("a cover in the second block", goal.Date(2026, 2, 3), goal.Cover{Goal: "g"}, "<nil>")
	p.refused("outside the window", goal.Date(2026, 1, 10), goal.Cover{Goal: "g"}, "error.cover.window")
	p.days(monday.AddDate(0, 0, 31), "g", strings.Repeat("o", 54)+"xxo")
	if l := p.look(""); l.DayNumber != 88 || l.Reserves != 1 {
		t.Errorf("day %d, %d reserves in the last block", l.DayNumber, l.Reserves)
	}
	p.refused("a cover in the last block", goal.Date(2026, 4, 1), goal.Cover{Goal: "g"}, "<nil>")
	p.days(monday.AddDate(0, 0, 88), "g", "ooxxo")
	p.refused("after day ninety", goal.Date(2026, 4, 6), goal.Cover{Goal: "g"}, "error.cover.none_left")
}

// Ruling 9: parked days count as paused, and a pause may turn misses into
// paused days.
func TestRuling9ParkedDaysArePaused(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "oox.")
	p.do(goal.SetStatus{Goal: "g", To: goal.StatusParked})
	p.at("2026-01-12T08:00:00Z")
	p.refused("a stamp while parked", 0, goal.Stamp{Goal: "g"}, "error.goal.parked")
	p.do(goal.SetStatus{Goal: "g", To: goal.StatusActive})
	l := p.look("")
	if l.Life.On(goal.Date(2026, 1, 9)) != goal.DayPause || l.DayNumber != 4 || l.Chain.State != goal.Waiting {
		t.Errorf("%s on the 9th, day %d, chain %+v", l.Life.On(goal.Date(2026, 1, 9)), l.DayNumber, l.Chain)
	}
	if _, err := p.try(goal.Date(2026, 1, 10), goal.Stamp{Goal: "g"}); err != nil {
		t.Errorf("a stamp on a day that the goal was parked, as on any paused one: %v", err)
	} else if l := p.look(""); l.Life.On(goal.Date(2026, 1, 10)) != goal.DayDone || l.DayNumber != 5 {
		t.Errorf("%s on the 10th, day %d", l.Life.On(goal.Date(2026, 1, 10)), l.DayNumber)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	p.do(goal.PauseGoals{From: goal.Date(2026, 1, 7), To: goal.Date(2026, 1, 9)})
	p.do(goal.PauseGoals{From: goal.Date(2026, 1, 8), To: goal.Date(2026, 1, 11)})
	if l := p.look(""); l.Chain != (goal.Chain{State: goal.Going, Length: 2}) || l.DayNumber != 3 || l.Adherence.Active != 2 {
		t.Errorf("overlapping ranges unite: %+v, day %d", l.Chain, l.DayNumber)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); l.Chain.Length != 2 || l.DayNumber != 3 {
		t.Errorf("the first range still stands, and the time parked: %+v day %d", l.Chain, l.DayNumber)
	}
}

// A stamp made before the goal was parked counts, however late it arrives
// (ruling 16).
func TestRuling16AnActMeetsWhatWasThen(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	stamp, err := p.Command(context.Background(), me, "offline", 0, goal.Stamp{Goal: "g"})
	if err != nil {
		t.Fatal(err)
	}
	p.at("2026-01-05T09:00:00Z")
	p.do(goal.SetStatus{Goal: "g", To: goal.StatusParked})
	if _, err := p.Do(context.Background(), me, stamp); err != nil {
		t.Fatal(err)
	}
	if l := p.look("1"); l.Practised != 1 {
		t.Errorf("%d days practised", l.Practised)
	}
}

// Ruling 16: the back-fill and lateness are judged by the instant of the act,
// and an instant ahead of the server is set to the server's.
func TestRuling16Instants(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	early, err := p.Command(context.Background(), me, "offline", 0, goal.Stamp{Goal: "g"})
	if err != nil {
		t.Fatal(err)
	}
	p.at("2026-01-09T08:00:00Z")
	if _, err := p.Do(context.Background(), me, early); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); l.Logs[goal.Date(2026, 1, 5)].Late || !l.Logs[goal.Date(2026, 1, 5)].Morning {
		t.Error("made on Monday morning, it is not late on Friday")
	}
	if _, err := p.try(goal.Date(2026, 1, 6), goal.Stamp{Goal: "g"}); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); !l.Logs[goal.Date(2026, 1, 6)].Late || l.Logs[goal.Date(2026, 1, 6)].Morning {
		t.Error("written in on Friday, it is late and no morning")
	}
	ahead, err := p.Command(context.Background(), me, "test", 0, goal.Stamp{Goal: "g", Minutes: new(1.0)})
	if err != nil {
		t.Fatal(err)
	}
	ahead.At += time.Hour.Milliseconds()
	a, err := p.Do(context.Background(), me, ahead)
	if err != nil || a.Entry.At != p.now.UnixMilli() {
		t.Errorf("an hour ahead: %d, now %d, %v", a.Entry.At, p.now.UnixMilli(), err)
	}
}

// Ruling 11: a day that was logged later than itself is marked late and is never
// a morning; nothing is logged before the goal's first day, however old.
func TestRuling11OlderDays(t *testing.T) {
	p := newPerson(t, "2026-01-05T06:30:00Z")
	p.do(walking("g"))
	first := goal.Date(2026, 1, 5)
	p.do(goal.Stamp{Goal: "g"})
	p.at("2026-01-12T06:30:00Z")
	for back := range goal.Day(7) {
		if _, err := p.try(first+7-back, goal.Stamp{Goal: "g"}); err != nil {
			t.Fatalf("%d days back: %v", back, err)
		}
	}
	for d, l := range p.look("").Logs {
		onTheDay := d == first || d == first+7
		if l.Late == onTheDay || l.Morning != onTheDay {
			t.Errorf("%s: late %v, morning %v", d, l.Late, l.Morning)
		}
	}
	p.refused("before the first day", first-1, goal.Stamp{Goal: "g"}, "error.day.before")
	p.refused("a skip before it", first-1, goal.Skip{Goal: "g"}, "error.day.before")
}

// Ruling 13: energy and mood are one value per person and day; the latest
// moment wins, from whatever goal. Ruling 14: notes are joined in the order of
// their moments.
func TestRuling13And14FeelingsAndNotes(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("a"))
	second := walking("b")
	second.Second = true
	p.do(second)
	p.do(goal.Stamp{Goal: "a", Note: "first", Feel: goal.Feel{Energy: new(2), Mood: new(5)}})
	earlier, err := p.Command(context.Background(), me, "offline", 0, goal.Remark{Goal: "a", Note: "before that", Feel: goal.Feel{Mood: new(1)}})
	if err != nil {
		t.Fatal(err)
	}
	earlier.At -= 1000
	p.at("2026-01-05T20:00:00Z")
	p.do(goal.Stamp{Goal: "b", Feel: goal.Feel{Energy: new(4)}})
	if _, err := p.Do(context.Background(), me, earlier); err != nil {
		t.Fatal(err)
	}
	today, err := p.Today(context.Background(), me, 0)
	if err != nil {
		t.Fatal(err)
	}
	if *today.Feeling.Energy != 4 || *today.Feeling.Mood != 5 {
		t.Errorf("%d, %d", *today.Feeling.Energy, *today.Feeling.Mood)
	}
	if l := p.look("1"); l.Log.Note != "before that\nfirst" {
		t.Errorf("%q", l.Log.Note)
	}
	p.refused("a note of 4,001", 0, goal.Remark{Goal: "a", Note: strings.Repeat("é", 4001)}, "error.note.long")
	p.refused("a NUL", 0, goal.Remark{Goal: "a", Note: "a\x00"}, "error.text")
	p.do(goal.Remark{Goal: "a", Note: strings.Repeat("é", 4000)})
}

// Ruling 15: a refused command leaves no trace and may be sent again; what was
// decided stands in the journal.
func TestRuling15RefusedAndKept(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	n := p.journal()
	c, err := p.Command(context.Background(), me, "test", goal.Date(2026, 1, 6), goal.Stamp{Goal: "g"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Do(context.Background(), me, c); key(err) != "error.day.ahead" || p.journal() != n {
		t.Errorf("%v, %d entries", err, p.journal())
	}
	c.Day = goal.Date(2026, 1, 5) // mended, under the same id
	first, err := p.Do(context.Background(), me, c)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.Do(context.Background(), me, c)
	if err != nil || !again.Replayed {
		t.Fatal(again, err)
	}
	if d := cmp.Diff(first.Entry.Result, again.Entry.Result); d != "" || first.Entry.Result.After != goal.DayDone {
		t.Error("the replay answers the first result: " + d)
	}
}

// Ruling 16 and 17: undoing a correction brings the stamp back that it
// replaced; twice is redo.
func TestRuling17UndoOfACorrection(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	stamp := p.do(goal.Stamp{Goal: "g"})
	p.do(goal.Skip{Goal: "g", Replaces: []string{stamp.Command}})
	want := []goal.DayStatus{goal.DayDone, goal.DayMissed, goal.DayDone}
	if _, err := p.UndoLast(context.Background(), me, "test", stamp.Command); key(err) != "error.undo.hangs" {
		t.Errorf("the correction hangs on the stamp: %v", err)
	}
	for i, status := range want {
		if err := p.undo(); err != nil {
			t.Fatal(err)
		}
		if l := p.look(""); l.Status != status {
			t.Errorf("after %d times undo: %s, want %s", i+1, l.Status, status)
		}
	}
}

// Ruling 17: settings are not what a bare undo means, and an undo that would
// bring back a goal for which there is no room is refused.
func TestRuling17WhatUndoMeans(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	ctx := context.Background()
	if err := p.undo(); key(err) != "error.undo.nothing" {
		t.Error(err)
	}
	p.do(walking("a"))
	p.do(goal.Stamp{Goal: "a"})
	p.do(goal.SetSettings{Name: new("Mara")})
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); l.Status != goal.DayOpen {
		t.Error("undo means the stamp")
	}
	park := p.do(goal.SetStatus{Goal: "a", To: goal.StatusParked})
	for _, id := range []string{"b", "c"} {
		b := walking(id)
		b.Second = true
		p.do(b)
	}
	if _, err := p.UndoLast(ctx, me, "test", park.Command); key(err) != "error.goal.two_active" {
		t.Errorf("a third active goal: %v", err)
	}
	if gs, _ := p.Goals(ctx, me); gs[0].Status != goal.StatusParked {
		t.Error("a refused undo changes nothing")
	}
	if _, err := p.UndoLast(ctx, me, "test", "00000000-0000-7000-8000-00000000dead"); key(err) != "error.undo.unknown" {
		t.Error(err)
	}
}

// Ruling 12: week start and roll-over hold from the next day, a zone from its
// instant, and closed weeks keep their bounds.
func TestRuling12SettingsAreDated(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(goal.SetSettings{Zone: new("Europe/Berlin")})
	p.do(walking("g"))
	p.at("2026-01-14T08:00:00Z")
	before := p.look("").Weeks
	p.do(goal.SetSettings{WeekStart: new(0), Rollover: new(5)})
	l := p.look("")
	if d := cmp.Diff(before[0], l.Weeks[0]); d != "" {
		t.Error("a closed week keeps its bounds: " + d)
	}
	if f, e := l.Calendar.Week(goal.Date(2026, 1, 20)); f != goal.Date(2026, 1, 19) || e != goal.Date(2026, 1, 24) {
		t.Errorf("the days between the grids are one week: %s to %s", f, e)
	}
	at := func(s string) goal.Day {
		x, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return l.Calendar.DayAt(x.UnixMilli())
	}
	if at("2026-01-14T03:30:00+01:00") != goal.Date(2026, 1, 14) || at("2026-01-16T04:30:00+01:00") != goal.Date(2026, 1, 15) {
		t.Error("the roll-over holds from the next day")
	}
	p.refused("a zone that is none", 0, goal.SetSettings{Zone: new("Mars/Olympus")}, "error.zone")
	p.refused("the machine's own", 0, goal.SetSettings{Zone: new("Local")}, "error.zone")
	p.do(goal.SetSettings{Zone: new("Asia/Tokyo")})
	l = p.look("")
	if l.Calendar.DayAt(p.now.UnixMilli()-1) != l.Today || l.Calendar.Clock(p.now.UnixMilli()).Hour() != 17 || l.Calendar.Clock(p.now.UnixMilli()-1).Hour() != 8 {
		t.Error("the zone holds from its instant")
	}
}

// Ruling 12: a zone holds from its instant, also for what was stamped behind it
// by a clock that has been set back since.
func TestRuling12ClockSetBack(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(goal.SetSettings{Zone: new("Europe/Berlin")})
	p.do(walking("g"))
	p.at("2026-01-20T08:00:00Z")
	p.do(goal.Stamp{Goal: "g"})
	p.at("2026-01-10T08:00:00Z")
	p.do(goal.SetSettings{Zone: new("Asia/Tokyo")})
	before := archive(t, p)
	if err := p.Rebuild(context.Background(), me); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, archive(t, p)); d != "" {
		t.Error(d)
	}
}

// Ruling 21: the stored letters are those of the fold, whatever was changed.
func TestRuling21MarksAgreeWithTheFold(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "omxro.o")
	step := goal.Step{Text: "one minute", Minutes: 1}
	p.do(goal.Revise{Goal: "g", Plan: goal.PlanChange{Step: &step}})
	p.days(monday.AddDate(0, 0, 7), "g", "oom")
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	before := p.look("").Life.Letters
	if err := p.Rebuild(context.Background(), me); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, p.look("").Life.Letters); d != "" {
		t.Error(d)
	}
}

// Ruling 19: two journals that are joined may have chosen one slug and one
// number; both goals are there, and every table follows from the journal.
func TestRuling19JoinedJournals(t *testing.T) {
	ctx := context.Background()
	one, two := newPerson(t, "2026-01-05T08:00:00Z"), newPerson(t, "2026-01-05T09:00:00Z")
	one.do(walking("a"))
	two.do(walking("b"))
	two.do(goal.Stamp{Goal: "b"})
	two.do(goal.SetTrial{ID: "t1", Trial: goal.Trial{What: "choir", Before: 2, After: 3, Again: 6}})
	for i, want := range []int{3, 0} {
		err := two.Archive(ctx, me, func(ar goal.Archive) error {
			r, err := one.TakeIn(ctx, me, ar.Journal, false)
			if r.New != want {
				t.Errorf("time %d: %+v", i+1, r)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	gs, err := one.Goals(ctx, me)
	if err != nil || len(gs) != 2 || gs[0].Slug != "fitness" || gs[1].Slug != "fitness-2" || gs[1].Number != 2 {
		t.Fatalf("%+v, %v", gs, err)
	}
	if l := one.look("fitness-2"); l.Practised != 1 {
		t.Errorf("%d days practised", l.Practised)
	}
	before := archive(t, one)
	if err := one.Rebuild(ctx, me); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, archive(t, one), cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

// Method 14 f: at most twelve are kept.
func TestMethod14TwelveKept(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	for i := range 13 {
		b := walking(uuid(i))
		p.do(b)
		_, err := p.try(0, goal.SetStatus{Goal: b.Goal, To: goal.StatusKept})
		if (err != nil) != (i == 12) || i == 12 && key(err) != "error.goal.twelve_kept" {
			t.Fatalf("goal %d: %v", i+1, err)
		}
	}
	today, err := p.Today(context.Background(), me, 0)
	if err != nil || len(today.Kept) != 12 || len(today.Goals) != 1 {
		t.Errorf("%d kept, %d active, %v", len(today.Kept), len(today.Goals), err)
	}
	if l := today.Kept[0]; l.Season != nil || l.Week != nil || l.Progress != (goal.Progress{}) {
		t.Error("a kept goal is a daily tick and no more")
	}
	p.do(goal.Stamp{Goal: uuid(0)})
	if l := p.look("1"); l.Practised != 1 {
		t.Error("a kept goal is stamped like any other")
	}
}

// Ruling 15: removed words are gone from the journal, from every table and from
// the file; the removal is an entry, is not undone, and is not what a bare undo
// means. The command that held them is still known when it is sent once more.
func TestRuling15RemoveWords(t *testing.T) {
	const words = "the letter to Ana"
	p := newPerson(t, "2026-01-05T08:00:00Z")
	ctx := context.Background()
	p.do(walking("g"))
	c, err := p.Command(ctx, me, "test", 0, goal.Stamp{Goal: "g", Note: "before " + words})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Do(ctx, me, c); err != nil {
		t.Fatal(err)
	}
	p.do(goal.Remark{Goal: "g", Note: words})
	p.do(goal.WeekReview{Goal: "g", Week: goal.Date(2026, 1, 5), Close: words + ", sent"})
	p.do(goal.SetItem{ID: "i", Item: goal.Item{Words: words, Love: 2}})
	stamp := p.do(goal.Stamp{Goal: "g", Note: "other words"})
	if _, _, err := p.SaveDraft(ctx, me, app.DraftChange{Form: app.FormBegin, Device: "web", Fields: map[string]app.Text{
		"3.outcome": {Values: []string{"before " + words}}, "2.grow_in": {Values: []string{"patience"}},
	}, Around: func(d *app.Draft, write func()) error {
		write()
		d.Rest = `{"begin":{"title":"` + words + `","area":"health"},"step":3}`
		return nil
	}}); err != nil {
		t.Fatal(err)
	}
	if n, err := p.Holding(ctx, me, words); err != nil || n.Entries != 4 {
		t.Errorf("%+v hold them, %v", n, err)
	}
	a, err := p.RemoveWords(ctx, me, "test", words)
	if err != nil || len(a.Entry.Body.(goal.RemoveWords).From) != 4 { //nolint:forcetypeassert // what was asked for
		t.Fatal(a, err)
	}
	if l := p.look(""); l.Log.Note != "before\n…\nother words" {
		t.Errorf("the day's note is %q", l.Log.Note)
	}
	told, err := p.LoadStory(ctx, me, "")
	if err != nil || told.Story.Reviews[0].Close != ", sent" {
		t.Errorf("%+v, %v", told.Story, err)
	}
	if d, there, err := p.Draft(ctx, me, app.FormBegin); err != nil || !there || d.Fields["3.outcome"].Values != nil || d.Fields["2.grow_in"].Values[0] != "patience" ||
		d.Rest != `{"begin":{"area":"health","title":""},"step":3}` {
		t.Errorf("the words are blank, and the rest of the draft stays (ruling 90): %+v, %v", d, err)
	}
	if _, err := p.RemoveWords(ctx, me, "test", words); key(err) != "error.words.none" {
		t.Error(err)
	}
	if again, err := p.Do(ctx, me, c); err != nil || !again.Replayed {
		t.Errorf("sent once more: %+v, %v", again, err)
	}
	if _, err := p.UndoLast(ctx, me, "test", a.Command); key(err) != "error.undo.words" {
		t.Error(err)
	}
	undone, err := p.UndoLast(ctx, me, "test", "")
	if err != nil || undone.Entry.Result.Target != stamp.Command {
		t.Errorf("a bare undo means the stamp: %+v, %v", undone.Entry.Result, err)
	}
	for _, tail := range []string{"", "-wal"} {
		raw, err := os.ReadFile(p.path + tail)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte(words)) {
			t.Errorf("the file%s still holds the words", tail)
		}
	}
}
