package goal

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Ruling 22: rest, pause and covered days are looked through; a miss that
// follows a miss is never a recovery.
func TestRuling22WhatCounts(t *testing.T) {
	for days, want := range map[string]Chain{
		"DDMCMD":  {Going, 1, 0}, // a cover on the third miss does not open it again
		"MMD":     {Going, 1, 0},
		"DMRPCD":  {Going, 2, 1},
		"DRRRRRD": {Going, 2, 0},
		"DCCCD":   {Going, 2, 0},
	} {
		if got := LinkUp(statuses(days)).Chain; got != want {
			t.Errorf("%s: %+v, want %+v", days, got, want)
		}
	}
}

// Ruling 23: going, waiting and resting, and what they show.
func TestRuling23States(t *testing.T) {
	for days, want := range map[string]ChainState{
		"": Resting, ".": Resting, "M": Resting, "RR.": Resting, "D": Going, "D.": Going, "DM.": Waiting, "DMR": Waiting, "DMP.": Waiting,
		"DM": Waiting, "DU.": Waiting, "DMM": Resting, "DUU.": Resting, "DMMD": Going,
	} {
		l := LinkUp(statuses(days))
		if l.Chain.State != want {
			t.Errorf("%q is %s, want %s", days, l.Chain.State, want)
		}
		if l.Chain.State == Resting && (l.Chain.Length != 0 || l.Chain.Recoveries != 0) {
			t.Errorf("%q rests and counts %+v", days, l.Chain)
		}
	}
	if l := LinkUp(statuses("DDDMDMM")); len(l.Closed) != 1 || l.Closed[0] != (ClosedChain{Length: 4, Recoveries: 1}) {
		t.Errorf("the chain that rests is the last that was closed: %+v", l.Closed)
	}
}

// Ruling 24: gold is on exactly the misses that are counted as mended, in open
// and closed chains.
func TestRuling24Gold(t *testing.T) {
	for days, want := range map[string][]int{
		"DMD": {1}, "DMRD": {1}, "DMCD": {1}, "DMMD": nil, "DM": nil, "DMDMMDMD": {1, 6}, "DUPD": {1}, "DMRMD": nil,
	} {
		if got := LinkUp(statuses(days)).Gold; !slices.Equal(got, want) {
			t.Errorf("%s: gold on %v, want %v", days, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		days := anyDays(t)
		l := LinkUp(days)
		mended := l.Chain.Recoveries
		for _, c := range l.Closed {
			mended += c.Recoveries
		}
		if len(l.Gold) != mended {
			t.Fatalf("%v: %d in gold, %d mended", days, len(l.Gold), mended)
		}
		for _, i := range l.Gold {
			if days[i] != DayMissed && days[i] != DayUnlogged {
				t.Fatalf("%v: gold on %s", days, days[i])
			}
		}
	})
}

// Ruling 26: the names of a day's status are those of the JSON.
func TestRuling26DayStatusNames(t *testing.T) {
	all := []DayStatus{DayNone, DayOpen, DayDone, DayMissed, DayRest, DayPause, DayCovered, DayUnlogged}
	b, err := json.Marshal(all)
	if err != nil || string(b) != `["","open","done","missed","rest","pause","covered","unlogged"]` {
		t.Errorf("%s, %v", b, err)
	}
	var back []DayStatus
	if err := json.Unmarshal(b, &back); err != nil || !slices.Equal(back, all) {
		t.Errorf("%v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`["done", "won"]`), &back); err == nil {
		t.Error("a status that is none was read")
	}
}

// Ruling 27: an outcome of days is fed by the day log alone: progress is the
// share of done days, and it is reached when they are enough.
func TestRuling27OutcomeOfDays(t *testing.T) {
	o := Outcome{Type: OutcomeDays, Target: new(60.0)}
	for _, c := range []struct {
		done     float64
		number   int
		progress float64
		reached  *bool
	}{
		{0, 1, 0, nil}, {30, 45, 0.5, nil}, {60, 70, 1, new(true)}, {75, 90, 1, new(true)},
	} {
		p := o.progress(progressInput{DayNumber: c.number, FromLog: &c.done})
		if p.Share == nil || *p.Share != c.progress {
			t.Errorf("%v days: progress %v, want %v", c.done, p.Share, c.progress)
		}
		if (p.Reached == nil) != (c.reached == nil) || p.Reached != nil && *p.Reached != *c.reached {
			t.Errorf("%v days: reached %v", c.done, p.Reached)
		}
	}
	if _, _, _, _, err := ParseMeasurement(o, "3"); err == nil {
		t.Error("days are never measured by hand")
	}
}
