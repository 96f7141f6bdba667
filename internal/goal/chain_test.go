package goal

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func statuses(s string) []DayStatus {
	m := map[rune]DayStatus{
		'D': DayDone, 'M': DayMissed, 'R': DayRest, 'P': DayPause, 'C': DayCovered, 'U': DayUnlogged, '.': DayOpen,
	}
	var out []DayStatus
	for _, r := range s {
		out = append(out, m[r])
	}
	return out
}

// The table of method 4.3, and the cases of ruling 22.
func TestMethod4_3ChainVectors(t *testing.T) {
	for _, c := range []struct {
		days                string
		closed              []ClosedChain
		chain               Chain
		done, active        int
		recovered, episodes int
	}{
		{"DDMDDRDMMDD", []ClosedChain{{5, 1}}, Chain{Going, 2, 0}, 7, 10, 1, 2},
		{"DDDM.", nil, Chain{Waiting, 3, 0}, 3, 4, 0, 0},
		{"DDDMRD", nil, Chain{Going, 4, 1}, 4, 5, 1, 1},
		{"DDDMCD", nil, Chain{Going, 4, 1}, 4, 6, 0, 1},
		{"MMD", nil, Chain{Going, 1, 0}, 1, 3, 0, 1},
		{"DDPPPPPPPD", nil, Chain{Going, 3, 0}, 3, 3, 0, 0},
		{"DMDMDMD", nil, Chain{Going, 4, 3}, 4, 7, 3, 3},
		{"DDMMMD", []ClosedChain{{2, 0}}, Chain{Going, 1, 0}, 3, 6, 0, 1},
		{"DUUD", []ClosedChain{{1, 0}}, Chain{Going, 1, 0}, 2, 4, 0, 1},
		{"DDMCMD", []ClosedChain{{2, 0}}, Chain{Going, 1, 0}, 3, 6, 0, 1},
		{"", nil, Chain{Resting, 0, 0}, 0, 0, 0, 0},
		{".", nil, Chain{Resting, 0, 0}, 0, 0, 0, 0},
		{"DDMM", []ClosedChain{{2, 0}}, Chain{Resting, 0, 0}, 2, 4, 0, 1},
		{"DMR", nil, Chain{Waiting, 1, 0}, 1, 2, 0, 0},
	} {
		l := LinkUp(statuses(c.days))
		if l.Chain != c.chain || len(l.Closed) != len(c.closed) {
			t.Errorf("%s: chain %+v closed %+v, want %+v %+v", c.days, l.Chain, l.Closed, c.chain, c.closed)
		}
		for i := range l.Closed {
			if l.Closed[i] != c.closed[i] {
				t.Errorf("%s: closed %+v, want %+v", c.days, l.Closed, c.closed)
			}
		}
		a := Adhere(statuses(c.days))
		if a.Done != c.done || a.Active != c.active {
			t.Errorf("%s: adherence %d/%d, want %d/%d", c.days, a.Done, a.Active, c.done, c.active)
		}
		if n := MissEpisodes(statuses(c.days)); n != (NeverMissTwice{c.recovered, c.episodes}) {
			t.Errorf("%s: never miss twice %+v", c.days, n)
		}
	}
}

func anyDays(t *rapid.T) []DayStatus {
	return rapid.SliceOfN(rapid.SampledFrom(statuses("DDDMRPCU")), 0, 60).Draw(t, "days")
}

func TestRestAndPauseNeverChangeChainOrAdherence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := anyDays(t)
		at := rapid.IntRange(0, len(days)).Draw(t, "at")
		s := rapid.SampledFrom([]DayStatus{DayRest, DayPause}).Draw(t, "status")
		more := append(append(append([]DayStatus{}, days[:at]...), s), days[at:]...)
		before, after := LinkUp(days), LinkUp(more)
		if before.Chain != after.Chain || !slices.Equal(before.Closed, after.Closed) {
			t.Fatalf("chain changed: %+v and %+v", before, after)
		}
		if a, b := Adhere(days), Adhere(more); a.Done != b.Done || a.Active != b.Active || MissEpisodes(days) != MissEpisodes(more) {
			t.Fatalf("adherence changed: %v and %v", a, b)
		}
	})
}

func TestARecoveredMissNeverShortensAChain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := append(anyDays(t), DayDone)
		before := LinkUp(days).Chain
		after := LinkUp(append(days, DayMissed, DayDone)).Chain
		if after.Length != before.Length+1 || after.Recoveries != before.Recoveries+1 {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// Nor in the middle of it: a miss between two done days mends, and every chain
// keeps its length.
func TestAMissBetweenDoneDaysShortensNoChain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := append(anyDays(t), DayDone), append([]DayStatus{DayDone}, anyDays(t)...)
		whole := LinkUp(slices.Concat(before, after))
		miss := rapid.SampledFrom([]DayStatus{DayMissed, DayUnlogged}).Draw(t, "miss")
		mended := LinkUp(slices.Concat(before, []DayStatus{miss}, after))
		lengths := func(l Links) (ns []int) {
			for _, c := range l.Closed {
				ns = append(ns, c.Length)
			}
			return append(ns, l.Chain.Length)
		}
		if !slices.Equal(lengths(whole), lengths(mended)) || len(mended.Gold) != len(whole.Gold)+1 {
			t.Fatalf("%+v became %+v", whole, mended)
		}
	})
}

func TestDaysPractisedNeverFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := anyDays(t)
		s := rapid.SampledFrom(statuses("DMRPCU")).Draw(t, "next")
		if practised(append(days, s)) < practised(days) {
			t.Fatal("days practised fell")
		}
	})
}

// Method 6.2: adherence with and without the silent days, side by side once more
// than three of ten active days are silent.
func TestMethod6_2SilentDays(t *testing.T) {
	for days, want := range map[string]struct {
		low, logged float64
		silent      bool
	}{
		"DDDDDDDMMC": {.7, .7, false},
		"DDDDDDDUUU": {.7, 1, false}, // three of ten are no more than that
		"DDDDDDUUUU": {.6, 1, true},
		"DMCURRPP":   {.25, 1. / 3, false},
		"DUU":        {1. / 3, 1, true},
	} {
		a := Adhere(statuses(days))
		near(t, days+" low", *a.Low, want.low, 6)
		near(t, days+" logged", *a.Logged, want.logged, 6)
		if a.MostlySilent() != want.silent {
			t.Errorf("%s: silent %v", days, a.MostlySilent())
		}
	}
	if a := Adhere(statuses("UU")); *a.Low != 0 || a.Logged != nil {
		t.Errorf("nothing was said: %v and %v", show(a.Low), show(a.Logged))
	}
	if a := Adhere(nil); a.Low != nil || a.MostlySilent() {
		t.Errorf("no days: %+v", a)
	}
}
