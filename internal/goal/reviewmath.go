package goal

import "time"

// missCluster finds the weekday on which misses gather: at least two, and at
// least half of all misses of the last 21 days. Method 7.2.
func missCluster(misses []time.Weekday) (day time.Weekday, ok bool) {
	var counts [7]int
	for _, w := range misses {
		counts[w]++
	}
	most := 0
	for i := range counts {
		w := (time.Monday + time.Weekday(i)) % weekLength
		if counts[w] > most {
			day, most = w, counts[w]
		}
	}
	ok = most >= clusterMisses && float64(most) >= clusterShare*float64(len(misses))
	return day, ok
}

// energyMean is the mean of energy entries 1-5; nil of fewer than three.
func energyMean(entries []int) *float64 {
	if len(entries) < minEnergyEntries {
		return nil
	}
	sum := 0
	for _, e := range entries {
		sum += e
	}
	return ratioOf(sum, len(entries))
}

// shareOfLowEnergy is the share of entries that are 2 or less; nil of fewer than
// three.
func shareOfLowEnergy(entries []int) *float64 {
	if len(entries) < minEnergyEntries {
		return nil
	}
	low := 0
	for _, e := range entries {
		if e <= lowEnergy {
			low++
		}
	}
	return ratioOf(low, len(entries))
}

// decline is a suggestion that was answered with "Leave as it is".
type decline struct {
	Day    Day
	Action Action
}

// passedOver lists the actions that are not suggested on a day, because they
// were declined twice and the second time is less than fourteen days ago. A
// later decline starts the count anew. declines is sorted by day (ruling 32).
func passedOver(declines []decline, today Day) ([]Action, map[Action]Day) {
	counts := map[Action]int{}
	last := map[Action]Day{}
	var over []Action
	until := map[Action]Day{}
	for _, d := range declines {
		if !d.Action.Declinable() || d.Day > today {
			continue
		}
		if counts[d.Action] >= declinesToPassOver && d.Day >= last[d.Action]+restOf(d.Action) {
			counts[d.Action] = 0
		}
		counts[d.Action]++
		last[d.Action] = d.Day
	}
	for _, row := range reviewTable() {
		a := row.action
		if counts[a] >= declinesToPassOver && today < last[a]+restOf(a) {
			over = append(over, a)
			until[a] = last[a] + restOf(a)
			counts[a] = 0 // listed once
		}
	}
	return over, until
}

// restOf an action is how many days it is passed over.
func restOf(a Action) Day {
	if a == ActKeep {
		return keepRestDays
	}
	return passOverDays
}
