package goal

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// dayEntry is a command of the fifth of January at an hour.
func dayEntry(id, hour int, b Body) Entry {
	at := monday5.Time().Add(time.Duration(hour) * time.Hour).UnixMilli()
	return Entry{Command: Command{ID: fmt.Sprintf("%036d", id), At: at, Day: monday5, Body: b}}
}

// Method 14 i: of different words on one day the later moment holds, amounts of
// different commands add up, and done is never undone by a later "not today".
func TestMethod14ADayLoggedTwice(t *testing.T) {
	ten, five := 10.0, 5.0
	for name, c := range map[string]struct {
		entries []Entry
		status  LogStatus
		minutes float64
		tag     MissTag
	}{
		"not today, then rest":           {[]Entry{dayEntry(1, 9, Skip{Goal: "g", Tag: TagTime}), dayEntry(2, 20, Rest{Goal: "g"})}, LogRest, 0, TagTime},
		"rest, then not today":           {[]Entry{dayEntry(1, 9, Rest{Goal: "g"}), dayEntry(2, 20, Skip{Goal: "g"})}, LogMissed, 0, ""},
		"not today, then done after all": {[]Entry{dayEntry(1, 9, Skip{Goal: "g"}), dayEntry(2, 20, Stamp{Goal: "g"})}, LogDone, 0, ""},
		"done, then not today":           {[]Entry{dayEntry(1, 9, Stamp{Goal: "g", Minutes: &ten}), dayEntry(2, 20, Skip{Goal: "g"})}, LogDone, 10, ""},
		"done, then rest":                {[]Entry{dayEntry(1, 9, Stamp{Goal: "g"}), dayEntry(2, 20, Rest{Goal: "g"})}, LogDone, 0, ""},
		"two amounts":                    {[]Entry{dayEntry(1, 9, Stamp{Goal: "g", Minutes: &ten}), dayEntry(2, 20, Stamp{Goal: "g", Minutes: &five})}, LogDone, 15, ""},
		"a correction that saw the stamp": {
			[]Entry{dayEntry(1, 9, Stamp{Goal: "g", Minutes: &ten}), dayEntry(2, 20, Skip{Goal: "g", Replaces: []string{fmt.Sprintf("%036d", 1)}})}, LogMissed, 0, "",
		},
		"a correction that saw one of two stamps": {
			[]Entry{
				dayEntry(1, 9, Stamp{Goal: "g", Minutes: &ten}), dayEntry(3, 10, Stamp{Goal: "g", Minutes: &five}),
				dayEntry(2, 20, Skip{Goal: "g", Replaces: []string{fmt.Sprintf("%036d", 1)}}),
			}, LogDone, 5, "",
		},
	} {
		l := FoldDay("g", monday5, c.entries, NewCalendar(Settings{}, utc))
		if m, _ := l.Minutes(); l.Status != c.status || m != c.minutes || l.Tag != c.tag {
			t.Errorf("%s: %s, %v minutes, %q", name, l.Status, m, l.Tag)
		}
	}
}

// Method 4.3, rule 2: a mend is a morning's if it was logged before noon of its
// own day; a day that is filled in later is late and no morning.
func TestMethod4_3Morning(t *testing.T) {
	for hour, want := range map[int][2]bool{4: {true, false}, 11: {true, false}, 12: {false, false}, 23: {false, false}, 26: {false, false}, 28: {false, true}, 34: {false, true}} {
		l := FoldDay("g", monday5, []Entry{dayEntry(1, hour, Stamp{Goal: "g"})}, NewCalendar(Settings{}, utc))
		if l.Morning != want[0] || l.Late != want[1] {
			t.Errorf("%d o'clock: morning %v, late %v", hour, l.Morning, l.Late)
		}
	}
}

// The same commands of a day, whatever the order of their arrival, are the same
// day (ruling 16).
func TestTheSameDayInAnyOrderOfArrival(t *testing.T) {
	cal := NewCalendar(Settings{}, utc)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "commands")
		entries := make([]Entry, n)
		for i := range entries {
			note := rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "note")
			minutes := float64(rapid.IntRange(1, 40).Draw(t, "minutes"))
			seen := []string{fmt.Sprintf("%036d", rapid.IntRange(1, n).Draw(t, "seen"))}
			energy := rapid.IntRange(1, 5).Draw(t, "energy")
			body := rapid.SampledFrom([]Body{
				Stamp{Goal: "g", Note: note},
				Stamp{Goal: "g", Minutes: &minutes, Full: true, Feel: Feel{Energy: &energy}},
				Rest{Goal: "g"},
				Skip{Goal: "g", Tag: TagTime, Note: note},
				Skip{Goal: "g", Replaces: seen},
				Rest{Goal: "g", Replaces: seen},
				Remark{Goal: "g", Note: note, Met: []Met{{"p", note == "a"}}, Feel: Feel{Mood: &energy}},
				Record{Goal: "g", Status: LogDone, Minutes: &minutes, Note: note},
			}).Draw(t, "body")
			entries[i] = dayEntry(i+1, rapid.IntRange(0, 6).Draw(t, "hour"), body)
			entries[i].Undone = rapid.IntRange(0, 4).Draw(t, "undone") == 0
		}
		other := rapid.Permutation(entries).Draw(t, "arrived")
		if a, b := FoldDay("g", monday5, entries, cal), FoldDay("g", monday5, other, cal); !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v\n%+v", a, b)
		}
		if a, b := FoldFeeling(monday5, entries), FoldFeeling(monday5, other); !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v\n%+v", a, b)
		}
	})
}
