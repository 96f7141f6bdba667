package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

const me = app.LocalPerson

// Run the suite; open gives an empty store.
func Run(t *testing.T, open func(testing.TB) app.Store) {
	t.Helper()
	t.Run("entries come back as they went in", func(t *testing.T) { entries(t, open(t)) })
	t.Run("rows come back as they went in", func(t *testing.T) { rows(t, open(t)) })
	t.Run("sessions that are over go", func(t *testing.T) { sessions(t, open(t)) })
	t.Run("drafts come back as they went in, and are counted", func(t *testing.T) { drafts(t, open(t)) })
	t.Run("a reminder comes back as it went in, and a day has one", func(t *testing.T) { reminders(t, open(t)) })
	t.Run("one reminder a person and day, whoever looks", func(t *testing.T) { reminding(t, open(t)) })
	t.Run("a person's tag stays", func(t *testing.T) { tags(t, open) })
	t.Run("stories come back as they went in", func(t *testing.T) { storiesComeBack(t, open(t)) })
	t.Run("a refusal leaves no trace", func(t *testing.T) { refusal(t, open(t)) })
	t.Run("positions have no gaps", func(t *testing.T) { positions(t, open(t)) })
	t.Run("many at once are as one by one", func(t *testing.T) { many(t, open(t)) })
	t.Run("people are apart", func(t *testing.T) { apart(t, open(t)) })
	t.Run("a door leads to one person", func(t *testing.T) { doors(t, open(t)) })
	t.Run("nobody is made by a write", func(t *testing.T) { nobodyIsMade(t, open(t)) })
	t.Run("a state machine agrees with a model", func(t *testing.T) { machine(t, open) })
	t.Run("shuffled and doubled commands end alike", func(t *testing.T) { streams(t, open) })
}

func update(t testing.TB, s app.Store, f func(app.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), me, f); err != nil {
		t.Fatal(err)
	}
}

// anew is a store in which nothing was ever written.
func anew(t testing.TB, s app.Store) {
	t.Helper()
	err := s.Update(context.Background(), me, func(tx app.Tx) error { return tx.Erase() })
	if err != nil && !errors.Is(err, app.ErrNobody) {
		t.Fatal(err)
	}
	if err := s.AddPerson(context.Background(), me); err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, s app.Store, f func(app.Tx) error) {
	t.Helper()
	if err := s.View(context.Background(), me, f); err != nil {
		t.Fatal(err)
	}
}

func id(n int) string { return fmt.Sprintf("00000000-0000-7000-8000-%012d", n) }

func entry(n int, b goal.Body) goal.Entry {
	return goal.Entry{
		Command: goal.Command{ID: id(n), At: int64(n) * 1000, Day: goal.Date(2026, 1, 5), Device: "test", Body: b},
		Hash:    "h",
	}
}

func bodies() []goal.Body {
	x := 20.5
	yes := true
	return []goal.Body{
		goal.Stamp{Goal: "g", Minutes: &x, Note: "naïve 日本 <b> & \"quote\"", Met: []goal.Met{{Plan: "a", Did: true}}},
		goal.Skip{Goal: "g", Tag: goal.TagCue, Replaces: []string{id(1)}},
		goal.Rest{Goal: "g"},
		goal.Remark{Note: "words"},
		goal.Measure{Goal: "g", Value: 1 << 53, Yes: &yes},
		goal.Record{Goal: "g", Batch: "b", Status: goal.LogDone},
		goal.Begin{Goal: "g", Title: "T", Area: goal.Health},
		goal.Revise{Goal: "g", Reason: "r"},
		goal.PauseGoals{From: goal.Date(2026, 1, 5)},
		goal.ResumeGoals{},
		goal.Cover{Goal: "g"},
		goal.SetStatus{Goal: "g", To: goal.StatusKept},
		goal.NextSeason{Goal: "g"},
		goal.SetSettings{},
		goal.SetReminder{Minute: 450, Weekdays: 127},
		goal.Import{Format: "loop"},
		goal.Undo{Target: id(1)},
		goal.WeekReview{Goal: "g", Week: goal.Date(2026, 1, 5), Decision: goal.Accepted, Suggestion: goal.Suggestion{
			Rule: goal.R7i, Action: goal.ActShrinkStep, Because: []goal.Because{{Key: "review.because.days", Args: []any{8.0, 14.0}}},
		}, Plan: goal.PlanChange{Step: &goal.Step{Text: "s", Minutes: 3}}, Days: 7, Range: &goal.ShownRange{Season: 1, Type: goal.OutcomeLevelDown, Unit: "km", Low: -0.5, High: 1e6}},
		goal.StartExperiment{Experiment: "e", Goal: "g", Lever: goal.LeverTime, What: "w", Measure: goal.OfEnergy, Days: 28, Alternate: true, Seed: 1<<64 - 1},
		goal.StartExperiment{Experiment: "e", Goal: "g", Lever: goal.LeverPlace, What: "w", Measure: goal.OfAmount, Days: 7},
		goal.EndExperiment{Experiment: "e", Goal: "g", Act: goal.Abandon},
		goal.LookBack{Goal: "g", Season: 1, Number: 30, Way: goal.WayRepeat},
		goal.SetItem{ID: "i", Lens: "love", Item: goal.Item{Words: "hills in fog", Love: 3}},
		goal.SetEnergyNote{ID: "n", Words: "mending the gate", Before: 2, After: 4},
		goal.SetTrial{ID: "t", Trial: goal.Trial{What: "choir", Before: 2, After: 4, Again: 7}},
		goal.SetPurpose{PurposeChange: goal.PurposeChange{GrowIn: "patience", SoICan: "listen", Provisional: true}},
		goal.Dismiss{Flag: goal.FlagVague},
	}
}

func entries(t *testing.T, s app.Store) {
	t.Helper()
	var want []goal.Entry
	for i, b := range bodies() {
		e := entry(i+1, b)
		update(t, s, func(tx app.Tx) (err error) {
			e.Position, err = tx.Append(e)
			return err
		})
		want = append(want, e)
	}
	view(t, s, func(tx app.Tx) error {
		got, err := tx.Entries(app.Filter{})
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		byTarget, err2 := tx.Entries(app.Filter{Target: id(1)})
		if len(byTarget) != 1 {
			t.Errorf("%d entries name the target", len(byTarget))
		}
		return errors.Join(err, err2)
	})
	err := s.Update(context.Background(), me, func(tx app.Tx) error {
		_, err := tx.Append(entry(1, goal.Rest{Goal: "other"}))
		return err
	})
	var ge *goal.Error
	if !errors.As(err, &ge) || ge.Code != goal.CodeConflict {
		t.Errorf("a second entry with one id: %v", err)
	}
}

func rows(t *testing.T, s app.Store) {
	t.Helper()
	five := 5
	x := 12.5
	g := goal.Goal{ID: "g", Slug: "ümlaut", Number: 1, Title: "Ü", Status: goal.StatusActive, Begun: goal.Date(2026, 1, 5)}
	l := goal.DayLog{
		Goal: "g", Day: goal.Date(2026, 1, 5), Status: goal.LogDone, Note: "n", At: 5, Morning: true,
		Amounts: []goal.Amount{{Command: id(1), At: 5, Minutes: &x, Full: true}}, Met: []goal.Met{{Plan: "a"}},
	}
	f := goal.Feeling{Day: l.Day, Energy: &five}
	m := goal.Marks{Goal: "g", Year: 2026}.With(l.Day, goal.LetterMore)
	update(t, s, func(tx app.Tx) error {
		return errors.Join(tx.PutGoal(g), tx.PutDay(l), tx.PutMarks(m), tx.PutFeeling(f),
			tx.PutSettings(goal.Settings{Name: "A"}), tx.PutSession(app.Session{Hash: "h", Kind: "link", Expires: 9}),
			tx.PutSession(app.Session{Hash: "old", Kind: "server", Created: 1}),
			tx.PutSession(app.Session{Hash: "new", Kind: "server", Created: 2, Device: "127.0.0.1:1"}),
			tx.PutMeasurements("g", []goal.Measurement{{Day: l.Day, Value: 0.8}}))
	})
	view(t, s, func(tx app.Tx) error {
		gs, err := tx.Goals()
		ls, err2 := tx.Days("g", l.Day, l.Day)
		ms, err3 := tx.Marks("g", "other")
		fs, err4 := tx.Feelings(1, 1<<30)
		meas, err6 := tx.Measurements("g")
		sess, ok, err7 := tx.Session("h")
		set, err8 := tx.Settings()
		servers, err10 := tx.Sessions("server")
		same(t, []app.Session{
			{Hash: "new", Kind: "server", Created: 2, Device: "127.0.0.1:1"}, {Hash: "old", Kind: "server", Created: 1},
		}, servers)
		same(t, []goal.Goal{g}, gs)
		one, there, err9 := tx.Goal("g")
		same(t, g, one)
		if _, none, err := tx.Goal("other"); !there || none || err != nil || err9 != nil {
			t.Errorf("one goal %v, none %v: %v, %v", there, none, err, err9)
		}
		same(t, []goal.DayLog{l}, ls)
		same(t, []goal.Marks{m}, ms)
		for _, want := range []goal.Marks{m, {Goal: "g", Year: 2025}, {Goal: "other", Year: 2026}} {
			one, err := tx.MarksOf(want.Goal, want.Year)
			if err != nil {
				return err
			}
			same(t, want, one)
		}
		same(t, []goal.Feeling{f}, fs)
		if len(meas) != 1 || !ok || sess.Expires != 9 || set.Name != "A" {
			t.Errorf("measurements %v, session %v %v, settings %v", meas, ok, sess, set)
		}
		return errors.Join(err, err2, err3, err4, err6, err7, err8, err10)
	})
	update(t, s, func(tx app.Tx) error {
		return errors.Join(tx.PutDay(goal.DayLog{Goal: "g", Day: l.Day}), tx.PutFeeling(goal.Feeling{Day: l.Day}),
			tx.DropSession("h"))
	})
	view(t, s, func(tx app.Tx) error {
		ls, err := tx.Days("g", 1, 1<<30)
		_, ok, err2 := tx.Session("h")
		fs, err3 := tx.Feelings(1, 1<<30)
		if len(ls) != 0 || ok || len(fs) != 0 {
			t.Errorf("an empty day, a feeling of nothing and a dropped session are gone: %v %v %v", ls, fs, ok)
		}
		return errors.Join(err, err2, err3)
	})
}

// sessions are swept of what is over and of used links, and capped.
func sessions(t *testing.T, s app.Store) {
	t.Helper()
	all := []app.Session{
		{Hash: "over", Kind: "session", Expires: 9},
		{Hash: "used", Kind: "link", Expires: 30, Used: true},
		{Hash: "good", Kind: "session", Expires: 10},
		{Hash: "link", Kind: "link", Expires: 15},
		{Hash: "far", Kind: "session", Expires: 99},
	}
	update(t, s, func(tx app.Tx) error {
		for _, x := range all {
			if err := tx.PutSession(x); err != nil {
				return err
			}
		}
		return tx.SweepSessions(10, 20)
	})
	ends := map[string]int64{}
	view(t, s, func(tx app.Tx) error {
		for _, x := range all {
			got, ok, err := tx.Session(x.Hash)
			if err != nil {
				return err
			}
			if ok {
				ends[x.Hash] = got.Expires
			}
		}
		return nil
	})
	same(t, map[string]int64{"good": 10, "link": 15, "far": 20}, ends)
}

// storiesComeBack is what was said and decided: a story a goal, a compass a person.
func storiesComeBack(t *testing.T, s app.Store) {
	t.Helper()
	four := 4
	story := goal.Story{
		Reviews: []goal.DatedReview{{Command: id(1), Day: goal.Date(2026, 1, 11), Starts: goal.Date(2026, 1, 12), WeekReview: goal.WeekReview{
			Goal: "g", Week: goal.Date(2026, 1, 5), Pulse: &four, Decision: goal.KeepAsIs, Close: "naïve 日本 <b>", Range: &goal.ShownRange{Season: 1, Type: goal.OutcomeLevelDown, Unit: "km", Low: -0.5, High: 1e6},
			Suggestion: goal.Suggestion{Rule: goal.R11, Action: goal.ActHold, Because: []goal.Because{{Key: "k", Args: []any{1.5, "x"}}}},
		}}},
		Experiments: []goal.Experiment{{Command: id(2), First: goal.Date(2026, 1, 12), Last: goal.Date(2026, 1, 25), Ended: true, Act: goal.Adopt}},
		LookBacks:   []goal.DatedLookBack{{Command: id(3), Day: goal.Date(2026, 2, 3), LookBack: goal.LookBack{Goal: "g", Season: 1, Number: 30}}},
	}
	compass := goal.Compass{
		Items:     []goal.CompassItem{{ID: "i", Lens: "love", Item: goal.Item{Words: "hills in fog", Love: 3}}},
		Energy:    []goal.EnergyNote{{ID: "n", Day: goal.Date(2026, 1, 5), Words: "w", Before: 2, After: 4}},
		Dismissed: []goal.Flag{goal.FlagVague},
	}
	read := func(want goal.Story, wantCompass goal.Compass) {
		t.Helper()
		view(t, s, func(tx app.Tx) error {
			gotStory, err := tx.Story("g")
			gotCompass, err2 := tx.Compass()
			same(t, want, gotStory)
			same(t, wantCompass, gotCompass)
			return errors.Join(err, err2)
		})
	}
	read(goal.Story{}, goal.Compass{})
	update(t, s, func(tx app.Tx) error {
		return errors.Join(tx.PutGoal(goal.Goal{ID: "g", Slug: "s"}), tx.PutStory("g", goal.Story{}), tx.PutStory("g", story), tx.PutCompass(compass))
	})
	read(story, compass)
	update(t, s, func(tx app.Tx) error { return tx.DropGoal("g") })
	read(goal.Story{}, compass)
}

func same[T any](t *testing.T, want, got T) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

func refusal(t *testing.T, s app.Store) {
	t.Helper()
	no := goal.Conflict("", "error.test")
	err := s.Update(context.Background(), me, func(tx app.Tx) error {
		if _, err := tx.Append(entry(1, goal.Rest{Goal: "g"})); err != nil {
			return err
		}
		return no
	})
	if !errors.Is(err, no) {
		t.Errorf("the refusal came back as %v", err)
	}
	view(t, s, func(tx app.Tx) error {
		es, err := tx.Entries(app.Filter{})
		if len(es) != 0 {
			t.Errorf("%d entries stayed", len(es))
		}
		return err
	})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Update(ctx, me, func(app.Tx) error { return nil }); err == nil {
		t.Error("a cancelled request was taken")
	}
}

func positions(t *testing.T, s app.Store) {
	t.Helper()
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for i := range 12 {
				err := s.Update(context.Background(), me, func(tx app.Tx) error {
					if _, err := tx.Append(entry(w*100+i+1, goal.Rest{Goal: "g"})); err != nil {
						return err
					}
					if i%4 == 3 {
						return goal.Conflict("", "error.test")
					}
					return nil
				})
				if (err != nil) != (i%4 == 3) {
					t.Errorf("writer %d, request %d: %v", w, i, err)
				}
			}
		})
	}
	wg.Wait()
	view(t, s, func(tx app.Tx) error {
		es, err := tx.Entries(app.Filter{})
		if len(es) != 72 {
			t.Errorf("%d entries, want 72", len(es))
		}
		for i, e := range es {
			if e.Position != int64(i+1) {
				t.Errorf("entry %d is at position %d", i+1, e.Position)
			}
		}
		return err
	})
}

// many entries and days, more than one statement holds.
func many(t *testing.T, s app.Store) {
	t.Helper()
	const n = 450
	var es []goal.Entry
	var ls []goal.DayLog
	var ids []string
	for i := range n {
		day := goal.Date(2026, 1, 1) + goal.Day(i)
		e := entry(i+1, goal.Record{Goal: "g", Batch: "b", Status: goal.LogDone, Note: "n"})
		e.Day, e.Batch = day, "b"
		es = append(es, e)
		ids = append(ids, e.ID)
		ls = append(ls, goal.DayLog{Goal: "g", Day: day, Status: goal.LogDone})
	}
	update(t, s, func(tx app.Tx) error {
		_, err := tx.Append(entry(n+1, goal.Rest{Goal: "g"}))
		return errors.Join(err, tx.AppendAll(es), tx.PutDays(ls))
	})
	update(t, s, func(tx app.Tx) error {
		return tx.PutDays([]goal.DayLog{{Goal: "g", Day: ls[0].Day}, {Goal: "g", Day: ls[1].Day, Note: "later"}})
	})
	view(t, s, func(tx app.Tx) error {
		got, err := tx.Entries(app.Filter{Kinds: []goal.Kind{goal.KindRecord}})
		for i := range es {
			es[i].Position = int64(i + 2)
		}
		same(t, es, got)
		all, err2 := tx.Count(app.Filter{})
		some, err3 := tx.Count(app.Filter{Goal: "g", First: ls[3].Day, Through: ls[5].Day, Except: []goal.Kind{goal.KindRest}})
		page, err6 := tx.Entries(app.Filter{After: 2, Limit: 3})
		if len(page) != 3 || page[0].Position != 3 {
			t.Errorf("a page of three after the second: %v", page)
		}
		have, err4 := tx.Have(append(ids, id(n+2)))
		days, err5 := tx.Days("g", 1, 1<<30)
		head, err7 := tx.Head()
		if head != n+1 {
			t.Errorf("the head is %d of %d", head, n+1)
		}
		if all != n+1 || some != 3 || len(have) != n || have[id(n+2)] || len(days) != n-1 || days[0].Note != "later" {
			t.Errorf("%d entries, %d in the range, %d known, %d days", all, some, len(have), len(days))
		}
		return errors.Join(err, err2, err3, err4, err5, err6, err7)
	})
	err := s.Update(context.Background(), me, func(tx app.Tx) error { return tx.AppendAll(es[:1]) })
	var ge *goal.Error
	if !errors.As(err, &ge) || ge.Code != goal.CodeConflict {
		t.Errorf("an entry with a known id among many: %v", err)
	}
}

func apart(t *testing.T, s app.Store) {
	t.Helper()
	const other app.PersonID = "00000000-0000-7000-8000-000000000002"
	if err := s.AddPerson(context.Background(), other); err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx app.Tx) error {
		_, err := tx.Append(entry(1, goal.Rest{Goal: "g"}))
		return errors.Join(err, tx.PutGoal(goal.Goal{ID: "g", Slug: "s"}))
	})
	err := s.Update(context.Background(), other, func(tx app.Tx) error {
		es, err := tx.Entries(app.Filter{})
		gs, err2 := tx.Goals()
		head, err3 := tx.Head()
		if len(es)+len(gs)+int(head) != 0 {
			t.Errorf("somebody else's rows were seen: %v %v %d", es, gs, head)
		}
		_, err4 := tx.Append(entry(1, goal.Rest{Goal: "g"})) // ids belong to a person (ruling 121)
		return errors.Join(err, err2, err3, err4, tx.PutGoal(goal.Goal{ID: "g", Slug: "s"}), tx.Erase())
	})
	if err != nil {
		t.Fatal(err)
	}
	view(t, s, func(tx app.Tx) error {
		es, err := tx.Entries(app.Filter{})
		if len(es) != 1 {
			t.Error("erasing one person touched another")
		}
		return err
	})
}

// nobodyIsMade by a write: one for a person who was never made, or is gone, is
// refused and leaves no trace (ruling 120).
func nobodyIsMade(t *testing.T, s app.Store) {
	t.Helper()
	const other app.PersonID = "00000000-0000-7000-8000-000000000002"
	ctx := context.Background()
	late := func(who app.PersonID) {
		t.Helper()
		err := s.Update(ctx, who, func(tx app.Tx) error {
			_, err := tx.Append(entry(1, goal.Rest{Goal: "g"}))
			return errors.Join(err, tx.PutSettings(goal.Settings{Name: "A"}))
		})
		if !errors.Is(err, app.ErrNobody) {
			t.Errorf("a write for %s: %v", who, err)
		}
		err = s.View(ctx, who, func(tx app.Tx) error {
			es, err := tx.Entries(app.Filter{})
			set, err2 := tx.Settings()
			k, err3 := tx.Keys()
			if len(es) > 0 || set.Name != "" || k.Tag != "" {
				t.Errorf("%s is back: %v, %v, %v", who, es, set, k)
			}
			return errors.Join(err, err2, err3)
		})
		if err != nil {
			t.Error(err)
		}
	}
	late(other)
	if err := s.AddPerson(ctx, other); err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx app.Tx) error {
		_, err := tx.Append(entry(1, goal.Rest{Goal: "g"}))
		return errors.Join(err, tx.Erase())
	})
	late(me)
	if err := s.AddFirst(ctx); err != nil {
		t.Fatal(err)
	}
	late(me) // somebody else is here, so nobody is the first
}
