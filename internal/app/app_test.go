package app_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

var me = app.Local()

// person is somebody with a database and a clock of their own.
type person struct {
	*app.App
	t    testing.TB
	now  time.Time
	path string // of the database

	store store.Store
}

func newPerson(t testing.TB, now string) *person {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ippo.db")
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	p := &person{t: t, path: path, store: s}
	p.at(now)
	p.App = app.New(s, func() time.Time { return p.now })
	return p
}

func (p *person) at(now string) {
	p.t.Helper()
	x, err := time.Parse(time.RFC3339, now)
	if err != nil {
		p.t.Fatal(err)
	}
	p.now = x
}

func (p *person) try(day goal.Day, b goal.Body) (app.Answer, error) {
	p.t.Helper()
	c, err := p.Command(context.Background(), me, "test", day, b)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.Do(context.Background(), me, c)
}

func (p *person) do(b goal.Body) app.Answer {
	p.t.Helper()
	a, err := p.try(0, b)
	if err != nil {
		p.t.Fatal(err)
	}
	return a
}

func (p *person) look(ref string) goal.Look {
	p.t.Helper()
	l, err := p.Look(context.Background(), me, ref)
	if err != nil {
		p.t.Fatal(err)
	}
	return l
}

func (p *person) undo() error {
	p.t.Helper()
	_, err := p.UndoLast(context.Background(), me, "test", "")
	return err
}

func key(err error) string {
	if e, ok := errors.AsType[*goal.Error](err); ok {
		return e.Key
	}
	return fmt.Sprint(err)
}

func walking(id string) goal.Begin {
	return goal.Begin{
		Goal: id, Title: "Complete a 5K comfortably", Area: goal.Health, Template: "fitness",
		GrowIn: "steady strength", SoICan: "keep up with my daughter on the hill path",
		Outcome: goal.Outcome{Type: goal.OutcomeOneOff, Text: "Complete a 5K comfortably", Milestones: []goal.Milestone{
			{Text: "10-minute easy run"}, {Text: "20-minute easy run"}, {Text: "3 km"}, {Text: "5 km"},
		}},
		Plan: goal.PlanChange{
			Metric: &goal.Metric{Kind: goal.MetricSessions, Target: 3, Unit: "walks", SessionMin: 15},
			Step:   &goal.Step{Text: "Put on shoes + 5-minute walk", Minutes: 5},
		},
	}
}

// The story of a first week: a miss on Wednesday, mended on Thursday, rest on Friday.
func TestTheSeedStory(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.do(goal.Stamp{Goal: "g"})
	p.at("2026-01-06T08:00:00Z")
	p.do(goal.Stamp{Goal: "g", Minutes: new(20.0)})
	p.at("2026-01-08T07:30:00Z")
	if l := p.look(""); l.Chain != (goal.Chain{State: goal.Waiting, Length: 2}) || l.Status != goal.DayOpen {
		t.Errorf("on Thursday morning the chain waits: %+v", l.Chain)
	}
	p.do(goal.Stamp{Goal: "g"})
	if l := p.look("fit"); l.Chain != (goal.Chain{State: goal.Going, Length: 3, Recoveries: 1}) || !l.Cell(goal.Date(2026, 1, 7)).Mended {
		t.Errorf("the stamp mends Wednesday: %+v", l.Chain)
	}
	p.at("2026-01-09T08:00:00Z")
	p.do(goal.Rest{Goal: "g"})
	p.at("2026-01-10T09:00:00Z")
	p.do(goal.Stamp{Goal: "g", Minutes: new(25.0)})
	story := func() {
		t.Helper()
		l := p.look("1")
		if l.Week == nil || l.Week.Done != 2 || l.Week.Target != 3 || l.Practised != 4 || l.Chain.Length != 4 ||
			l.DayNumber != 6 || l.Adherence.Done != 4 || l.Adherence.Active != 5 {
			t.Errorf("week %+v, practised %d, chain %+v, day %d, adherence %+v", l.Week, l.Practised, l.Chain, l.DayNumber, l.Adherence)
		}
	}
	story()
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if l := p.look("fitness"); l.Week.Done != 1 || l.Practised != 3 || l.Status != goal.DayOpen {
		t.Errorf("after the undo: %+v, %d", l.Week, l.Practised)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	story()
}

func TestRuling2SecondAndThirdGoal(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("a"))
	if _, err := p.try(0, walking("b")); key(err) != "error.goal.second" {
		t.Errorf("a second goal without a yes: %v", err)
	}
	second := walking("b")
	second.Second = true
	if a := p.do(second); a.Entry.Result.Slug != "fitness-2" || a.Entry.Result.Active != 2 {
		t.Errorf("%+v", a.Entry.Result)
	}
	second.Goal = "c"
	if _, err := p.try(0, second); key(err) != "error.goal.two_active" {
		t.Errorf("a third goal: %v", err)
	}
	p.do(goal.SetStatus{Goal: "a", To: goal.StatusParked})
	p.do(second)
}

func TestRuling8And16AStampStays(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	stamp := p.do(goal.Stamp{Goal: "g"})
	p.do(goal.Skip{Goal: "g", Tag: goal.TagTime})
	if l := p.look(""); l.Status != goal.DayDone {
		t.Error("a skip does not take a stamp away")
	}
	p.do(goal.Skip{Goal: "g", Replaces: []string{stamp.Command}})
	if l := p.look(""); l.Status != goal.DayMissed {
		t.Errorf("a correction that names the stamp replaces it: %s", l.Status)
	}
	p.do(goal.Stamp{Goal: "g"})
	if l := p.look(""); l.Status != goal.DayDone {
		t.Error("a later stamp counts")
	}
}

func TestRuling15Replay(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	c, err := p.Command(context.Background(), me, "test", 0, goal.Stamp{Goal: "g", Minutes: new(10.0)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		a, err := p.Do(context.Background(), me, c)
		if err != nil || a.Replayed != (i > 0) {
			t.Fatalf("time %d: %+v %v", i+1, a, err)
		}
	}
	if m, _ := p.look("").Log.Minutes(); m != 10 {
		t.Errorf("%v minutes", m)
	}
	c.Body = goal.Stamp{Goal: "g"}
	if _, err := p.Do(context.Background(), me, c); key(err) != "error.command.other" {
		t.Errorf("the same id with other content: %v", err)
	}
}

func TestRuling10Reserves(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.do(goal.Stamp{Goal: "g"})
	p.at("2026-01-08T08:00:00Z") // Tuesday and Wednesday stayed empty
	if _, err := p.try(goal.Date(2026, 1, 6), goal.Cover{Goal: "g"}); key(err) != "error.cover.first_miss" {
		t.Errorf("a first miss: %v", err)
	}
	if _, err := p.try(goal.Date(2026, 1, 7), goal.Cover{Goal: "g"}); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); l.Reserves != 1 || l.Chain.State != goal.Waiting {
		t.Errorf("%d reserves left, chain %+v", l.Reserves, l.Chain)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); l.Reserves != 2 || l.Chain.State != goal.Resting {
		t.Errorf("after the undo: %d reserves, chain %+v", l.Reserves, l.Chain)
	}
}

func TestRuling9PauseAndResume(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.do(goal.Stamp{Goal: "g"})
	p.at("2026-01-08T08:00:00Z")
	p.do(goal.PauseGoals{From: goal.Date(2026, 1, 6)})
	l := p.look("")
	if l.Goal.ShownStatus(l.Today) != goal.StatusPaused || l.Chain.State != goal.Going || l.DayNumber != 1 {
		t.Errorf("paused backwards: %s %+v day %d", l.Goal.ShownStatus(l.Today), l.Chain, l.DayNumber)
	}
	p.at("2026-01-10T08:00:00Z")
	p.do(goal.ResumeGoals{})
	if l := p.look(""); l.Status != goal.DayOpen || l.DayNumber != 2 {
		t.Errorf("resumed: %s, day %d", l.Status, l.DayNumber)
	}
	if _, err := p.try(0, goal.PauseGoals{From: goal.Date(2026, 1, 1)}); key(err) != "error.pause.back" {
		t.Errorf("eight days back: %v", err)
	}
}

func TestRuling5WhenARevisionStarts(t *testing.T) {
	p := newPerson(t, "2026-01-07T08:00:00Z") // a Wednesday
	p.do(walking("g"))
	cue := p.do(goal.Revise{Goal: "g", Plan: goal.PlanChange{Cue: new("after lunch")}})
	rest := p.do(goal.Revise{Goal: "g", Plan: goal.PlanChange{Rest: new(goal.Weekdays(1))}})
	p.do(goal.Stamp{Goal: "g"})
	late := p.do(goal.Revise{Goal: "g", Plan: goal.PlanChange{Cue: new("after tea")}})
	for got, want := range map[goal.Day]goal.Day{
		cue.Entry.Result.From:  goal.Date(2026, 1, 7),
		rest.Entry.Result.From: goal.Date(2026, 1, 12),
		late.Entry.Result.From: goal.Date(2026, 1, 8),
	} {
		if got != want {
			t.Errorf("a revision starts on %s, want %s", got, want)
		}
	}
	if pl := goal.PlanOn(p.look("").Goal.Plans(), goal.Date(2026, 1, 12)); pl.Cue != "after tea" || pl.Rest != 1 {
		t.Errorf("both hold on Monday: %+v", pl)
	}
}

func TestRuling17UndoOfABeginning(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	b := p.do(walking("g"))
	p.do(goal.Stamp{Goal: "g"})
	_, err := p.UndoLast(context.Background(), me, "test", b.Command)
	if key(err) != "error.undo.hangs" {
		t.Errorf("a stamp hangs on the beginning: %v", err)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.UndoLast(context.Background(), me, "test", b.Command); err != nil {
		t.Fatal(err)
	}
	if gs, err := p.Goals(context.Background(), me); err != nil || len(gs) != 0 {
		t.Errorf("%v %v", gs, err)
	}
}

// An undo that arrives before its target takes it back all the same.
func TestRuling17UndoBeforeItsTarget(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	stamp, err := p.Command(context.Background(), me, "test", 0, goal.Stamp{Goal: "g"})
	if err != nil {
		t.Fatal(err)
	}
	p.do(goal.Undo{Target: stamp.ID})
	if _, err := p.Do(context.Background(), me, stamp); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); l.Status != goal.DayOpen {
		t.Errorf("the stamp arrived undone, yet the day is %s", l.Status)
	}
}

// Whatever the order in which day commands arrive, and however often, the end
// is the same.
func TestDayCommandsCommute(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		one, two := newPerson(t, "2026-01-09T20:00:00Z"), newPerson(t, "2026-01-09T20:00:00Z")
		begin := goal.Command{ID: uuid(0), At: one.now.Add(-5 * 24 * time.Hour).UnixMilli(), Day: goal.Date(2026, 1, 4), Body: walking("g")}
		cs := rapid.SliceOfN(anyDayCommand(one.now), 1, 12).Draw(rt, "commands")
		for i := range cs {
			cs[i].ID = uuid(i + 1)
		}
		again := rapid.Permutation(append(append([]goal.Command{}, cs...), cs...)).Draw(rt, "shuffled")
		for p, stream := range map[*person][]goal.Command{one: cs, two: again} {
			for _, c := range append([]goal.Command{begin}, stream...) {
				if _, err := p.Do(context.Background(), me, c); err != nil {
					rt.Fatal(err)
				}
			}
		}
		a, b := archive(rt, one), archive(rt, two)
		if d := cmp.Diff(a, b, cmpopts.EquateEmpty()); d != "" {
			rt.Fatal(d)
		}
		if err := one.Rebuild(context.Background(), me); err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(a, archive(rt, one), cmpopts.EquateEmpty()); d != "" {
			rt.Fatal("a rebuild from the journal differs: " + d)
		}
	})
}

func uuid(n int) string { return fmt.Sprintf("00000000-0000-7000-8000-%012d", n) }

func anyDayCommand(now time.Time) *rapid.Generator[goal.Command] {
	return rapid.Custom(func(t *rapid.T) goal.Command {
		at := now.Add(-time.Duration(rapid.IntRange(0, 5).Draw(t, "moment")) * time.Hour)
		note := rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "note")
		feel := goal.Feel{}
		if e := rapid.IntRange(0, 5).Draw(t, "energy"); e > 0 {
			feel.Energy = &e
		}
		var body goal.Body
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			body = goal.Stamp{Goal: "g", Note: note, Feel: feel}
		case 1:
			m := float64(rapid.IntRange(1, 40).Draw(t, "minutes"))
			body = goal.Stamp{Goal: "g", Minutes: &m, Note: note, Feel: feel}
		case 2:
			body = goal.Skip{Goal: "g", Note: note, Tag: goal.TagTime, Replaces: []string{uuid(rapid.IntRange(1, 6).Draw(t, "replaces"))}, Feel: feel}
		case 3:
			body = goal.Rest{Goal: "g"}
		default:
			body = goal.Remark{Goal: "g", Note: note, Met: []goal.Met{{Plan: "p", Did: note == "a"}}, Feel: feel}
		}
		day := goal.Date(2026, 1, rapid.IntRange(7, 9).Draw(t, "day"))
		return goal.Command{At: at.UnixMilli(), Day: day, Device: "test", Body: body}
	})
}

// archive without the journal: what the person sees.
func archive(t interface{ Fatal(args ...any) }, p *person) tables {
	var out tables
	err := p.Archive(context.Background(), me, func(ar goal.Archive) error {
		out = tables{ar.Settings, ar.Goals, nil, ar.Feelings, ar.Measurements, ar.Stories, ar.Compass}
		for l, err := range ar.Days(ar.First, ar.Last) {
			if err != nil {
				return err
			}
			out.Days = append(out.Days, l)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// tables are what follows from a journal.
type tables struct {
	Settings     goal.Settings
	Goals        []goal.Goal
	Days         []goal.DayLog
	Feelings     []goal.Feeling
	Measurements map[string][]goal.Measurement
	Stories      map[string]goal.Story
	Compass      goal.Compass
}
