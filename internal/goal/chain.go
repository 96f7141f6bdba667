package goal

// ChainState says where the chain stands (ruling 23).
type ChainState string

// The three states.
const (
	Going   ChainState = "going"   // open, the last counted day is done
	Waiting ChainState = "waiting" // open, the last counted day is a miss
	Resting ChainState = "resting" // no chain is open
)

// ShownChain is the length from which a chain's number is shown (method 4.3, rule 8).
const ShownChain = 3

// Chain is the open chain; while resting both numbers are 0.
type Chain struct {
	State      ChainState `json:"state"`
	Length     int        `json:"length"`
	Recoveries int        `json:"recoveries"`
}

// ClosedChain is a chain that ended in two misses in a row.
type ClosedChain struct {
	Length     int `json:"length"`
	Recoveries int `json:"recoveries"`
}

// Links is what the days of a life make of the chain rules.
type Links struct {
	Chain  Chain
	Closed []ClosedChain
	Gold   []int // indices of the misses that were mended (ruling 24)
}

// LinkUp runs the chain rules over the days in order (method 4.3, rules 1-4
// and 6; ruling 22): done, missed and unlogged days count, all others are
// looked through.
func LinkUp(days []DayStatus) Links {
	l := Links{Gold: make([]int, 0, len(days)/8)}
	open, misses, last := false, 0, -1
	for i, s := range days {
		switch {
		case s == DayDone:
			if !open {
				l.Chain = Chain{}
			}
			l.Chain.Length++
			if open && misses == 1 { // before a first done day there is nothing to mend (ruling 44)
				l.Chain.Recoveries++
				l.Gold = append(l.Gold, last)
			}
			open, misses = true, 0
		case s.Miss():
			misses++
			last = i
			if misses == 2 && open {
				l.Closed = append(l.Closed, ClosedChain{l.Chain.Length, l.Chain.Recoveries})
				open = false
			}
		}
	}
	l.Chain.State = Going
	switch {
	case !open:
		l.Chain = Chain{State: Resting}
	case misses > 0:
		l.Chain.State = Waiting
	}
	return l
}

// Adherence is the share of active days that were done (method 6.2): Low
// counts unlogged days as misses, Logged leaves them out. Nil without days.
type Adherence struct {
	Low    *float64 `json:"low"`
	Logged *float64 `json:"logged"`
	Done   int      `json:"done"`
	Active int      `json:"active"`
	// Unlogged are the active days that nobody said anything of.
	Unlogged int `json:"-"`
}

// MostlySilent says that so many active days are without a word that the two
// shares are shown side by side, and no verdict is drawn from them (method 6.2).
func (a Adherence) MostlySilent() bool {
	return float64(a.Unlogged) > maxUnlogged*float64(a.Active)
}

// Adhere counts the days.
func Adhere(days []DayStatus) Adherence {
	var a Adherence
	for _, s := range days {
		if !s.active() {
			continue
		}
		a.Active++
		if s == DayDone {
			a.Done++
		}
		if s == DayUnlogged {
			a.Unlogged++
		}
	}
	a.Low, a.Logged = ratioOf(a.Done, a.Active), ratioOf(a.Done, a.Active-a.Unlogged)
	return a
}

// NeverMissTwice counts how often one miss stayed one (method 4.3, rule 7).
type NeverMissTwice struct {
	Recovered int `json:"recovered"`
	Episodes  int `json:"episodes"`
}

// MissEpisodes counts closed runs of missed days, covered ones included: a run
// closes when a done day follows, or when it reaches two.
func MissEpisodes(days []DayStatus) NeverMissTwice {
	var n NeverMissTwice
	run := 0
	for _, s := range days {
		switch {
		case s == DayDone:
			if run == 1 {
				n.Episodes++
				n.Recovered++
			}
			run = 0
		case s.Miss() || s == DayCovered:
			run++
			if run == 2 {
				n.Episodes++
			}
		}
	}
	return n
}

// practised is the number of done days; it never goes down as days are added.
func practised(days []DayStatus) int {
	n := 0
	for _, s := range days {
		if s == DayDone {
			n++
		}
	}
	return n
}
