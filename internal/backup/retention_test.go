package backup

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/store"
)

// at names backups made at these times.
func at(t *testing.T, times ...string) []Name {
	t.Helper()
	var all []Name
	for i, s := range times {
		made, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, Name{"ippo", made, store.Mark{Line: "0a1b", Position: int64(i), Sum: "00c0de"}, false})
	}
	return all
}

func TestRetention(t *testing.T) {
	for name, c := range map[string]struct {
		keep Keep
		have []string // oldest first
		drop []string
	}{
		"none":                      {Keep{1, 1, 1}, nil, nil},
		"one stays though none may": {Keep{}, []string{"2026-10-05 08:00"}, nil},
		"the newest stays": {
			Keep{}, []string{"2026-10-05 08:00", "2026-10-05 09:00"}, []string{"2026-10-05 08:00"},
		},
		"the last of an hour": {
			Keep{Hourly: 3},
			[]string{"2026-10-05 07:50", "2026-10-05 08:10", "2026-10-05 08:59", "2026-10-05 09:00", "2026-10-05 09:30"},
			[]string{"2026-10-05 08:10", "2026-10-05 09:00"},
		},
		"hours without a backup count for nothing": {
			Keep{Hourly: 2}, []string{"2026-10-01 07:50", "2026-10-03 08:10", "2026-10-05 09:00"}, []string{"2026-10-01 07:50"},
		},
		"days": {
			Keep{Daily: 2},
			[]string{"2026-10-03 23:00", "2026-10-04 01:00", "2026-10-04 23:59", "2026-10-05 00:00"},
			[]string{"2026-10-03 23:00", "2026-10-04 01:00"},
		},
		"weeks begin on Monday": { // 2026-10-05 is one
			Keep{Weekly: 2},
			[]string{"2026-09-27 12:00", "2026-09-28 12:00", "2026-10-04 12:00", "2026-10-05 12:00"},
			[]string{"2026-09-27 12:00", "2026-09-28 12:00"},
		},
		"a week of two years": { // 2026-12-28 to 2027-01-03 is one week
			Keep{Weekly: 1}, []string{"2026-12-31 12:00", "2027-01-03 12:00"}, []string{"2026-12-31 12:00"},
		},
		"each rule keeps its own": {
			Keep{Hourly: 2, Daily: 2, Weekly: 2},
			[]string{"2026-09-20 12:00", "2026-09-28 12:00", "2026-10-04 12:00", "2026-10-05 06:00", "2026-10-05 07:00", "2026-10-05 08:00"},
			[]string{"2026-09-20 12:00", "2026-09-28 12:00", "2026-10-05 06:00"},
		},
	} {
		got := Superfluous(at(t, c.have...), c.keep)
		var times []string
		for _, n := range got {
			times = append(times, n.Made.Format("2006-01-02 15:04"))
		}
		slices.Sort(times)
		if !slices.Equal(times, c.drop) {
			t.Errorf("%s: drops %v, want %v", name, times, c.drop)
		}
	}
}

func anyBackups(t *rapid.T) []Name {
	begin := time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC)
	minutes := rapid.SliceOfNDistinct(rapid.IntRange(0, 200*24*60), 1, 60, rapid.ID).Draw(t, "minutes")
	var all []Name
	for i, m := range minutes {
		all = append(all, Name{"ippo", begin.Add(time.Duration(m) * time.Minute), store.Mark{Line: "0a1b", Position: int64(i), Sum: "00c0de"}, false})
	}
	return all
}

// Whatever is asked for: the newest stays, no more stay than were asked for,
// doing it again changes nothing, keeping more drops no more, and the newest
// of a day that is kept is the newest there is of it.
func TestRetentionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := anyBackups(t)
		k := Keep{rapid.IntRange(0, 30).Draw(t, "hourly"), rapid.IntRange(0, 20).Draw(t, "daily"), rapid.IntRange(0, 10).Draw(t, "weekly")}
		drop := Superfluous(all, k)
		stay := slices.DeleteFunc(slices.Clone(all), func(n Name) bool { return slices.Contains(drop, n) })
		newest := slices.MaxFunc(all, func(a, b Name) int { return a.Made.Compare(b.Made) })
		if !slices.Contains(stay, newest) || len(stay)+len(drop) != len(all) {
			t.Fatalf("the newest is gone: %v", drop)
		}
		if len(stay) > max(1, k.Hourly+k.Daily+k.Weekly) {
			t.Fatalf("%d stay of %v", len(stay), k)
		}
		if again := Superfluous(stay, k); len(again) > 0 {
			t.Fatalf("dropped the second time: %v", again)
		}
		more := Superfluous(all, Keep{k.Hourly + 1, k.Daily + 1, k.Weekly + 1})
		for _, n := range more {
			if !slices.Contains(drop, n) {
				t.Fatalf("keeping more drops %v", n)
			}
		}
		if k.Daily == 0 {
			return
		}
		days := map[string]Name{}
		for _, n := range all {
			if d := n.Made.Format(time.DateOnly); n.Made.After(days[d].Made) {
				days[d] = n
			}
		}
		recent := make([]string, 0, len(days))
		for d := range days {
			recent = append(recent, d)
		}
		slices.Sort(recent)
		slices.Reverse(recent)
		for _, d := range recent[:min(k.Daily, len(recent))] {
			if !slices.Contains(stay, days[d]) {
				t.Fatalf("the newest of %s is gone", d)
			}
		}
	})
}

func TestParseKeep(t *testing.T) {
	for s, want := range map[string]Keep{
		"hourly=24,daily=14,weekly=8": DefaultKeep(), "weekly=1": {Weekly: 1}, "daily=7, hourly=0": {Daily: 7},
	} {
		if k, err := ParseKeep(s); err != nil || k != want {
			t.Errorf("%q: %v, %v", s, k, err)
		}
		if k, err := ParseKeep(want.String()); err != nil || k != want {
			t.Errorf("%q: %v, %v", want, k, err)
		}
	}
	for _, s := range []string{"", "24", "hourly", "hourly=", "hourly=-1", "hourly=x", "yearly=1", "daily=1,daily=2", "daily=1;weekly=2"} {
		if k, err := ParseKeep(s); err == nil {
			t.Errorf("%q is taken as %v", s, k)
		}
	}
}

// A name says all that a folder needs to know, and no other file is taken for
// one of ours.
func TestNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := Name{
			rapid.StringMatching(`[a-zA-Z0-9._ -]{1,12}`).Draw(t, "database"),
			time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "made"), 0).UTC(),
			store.Mark{
				Line:     rapid.StringMatching(`[0-9a-f]{4}`).Draw(t, "line"),
				Position: rapid.Int64Range(0, 1e12).Draw(t, "position"), Sum: rapid.StringMatching(`[0-9a-f]{6}`).Draw(t, "sum"),
			},
			rapid.Bool().Draw(t, "encrypted"),
		}
		if got, ok := ParseName(n.String()); !ok || got.String() != n.String() || !got.Made.Equal(n.Made) || got.Mark != n.Mark || got.Encrypted != n.Encrypted {
			t.Fatalf("%s is read as %+v, %v", n, got, ok)
		}
	})
	for _, s := range []string{
		"ippo.db", "ippo-20261023-074200.db", "ippo-20261023-074200-3f9a-118-c04d1e.db.part-12", "ippo-20261323-074200-3f9a-118-c04d1e.db",
		"ippo-20261023-074200-3f9a-0118-c04d1e.db", "ippo-20261023-074200-3f9a-99999999999999999999-c04d1e.db", "-20261023-074200-3f9a-118-c04d1e.db",
	} {
		if n, ok := ParseName(s); ok {
			t.Errorf("%s is taken for %+v", s, n)
		}
	}
}
