package goal

import (
	"slices"
	"strings"
	"testing"
)

func TestRuling44MendsBelongToAChain(t *testing.T) {
	for _, c := range []struct {
		days   string
		closed []ClosedChain
		chain  Chain
		seams  []int // positions of the mended misses, from 1
		nmt    NeverMissTwice
	}{
		{"MD", nil, Chain{Going, 1, 0}, nil, NeverMissTwice{1, 1}},
		{"MDMD", nil, Chain{Going, 2, 1}, []int{3}, NeverMissTwice{2, 2}},
		{"DMD", nil, Chain{Going, 2, 1}, []int{2}, NeverMissTwice{1, 1}},
		{"DMMDMD", []ClosedChain{{1, 0}}, Chain{Going, 2, 1}, []int{5}, NeverMissTwice{1, 2}},
		{"MMD", nil, Chain{Going, 1, 0}, nil, NeverMissTwice{0, 1}},
		{"MRD", nil, Chain{Going, 1, 0}, nil, NeverMissTwice{1, 1}},
		{"MRDMD", nil, Chain{Going, 2, 1}, []int{4}, NeverMissTwice{2, 2}},
		{"UDUD", nil, Chain{Going, 2, 1}, []int{3}, NeverMissTwice{2, 2}},
		{"MCD", nil, Chain{Going, 1, 0}, nil, NeverMissTwice{0, 1}},
		{"DMCD", nil, Chain{Going, 2, 1}, []int{2}, NeverMissTwice{0, 1}},
		{"DMMCD", []ClosedChain{{1, 0}}, Chain{Going, 1, 0}, nil, NeverMissTwice{0, 1}},
		{"DPMPD", nil, Chain{Going, 2, 1}, []int{3}, NeverMissTwice{1, 1}},
		{"M.", nil, Chain{Resting, 0, 0}, nil, NeverMissTwice{0, 0}},
		{"MDM.", nil, Chain{Waiting, 1, 0}, nil, NeverMissTwice{1, 1}},
		{"DMMMDMDMM", []ClosedChain{{1, 0}, {2, 1}}, Chain{Resting, 0, 0}, []int{6}, NeverMissTwice{1, 3}},
		{"DMRMD", []ClosedChain{{1, 0}}, Chain{Going, 1, 0}, nil, NeverMissTwice{0, 1}},
		{"MDMMDMD", []ClosedChain{{1, 0}}, Chain{Going, 2, 1}, []int{6}, NeverMissTwice{2, 3}},
		{"DMDMDMD", nil, Chain{Going, 4, 3}, []int{2, 4, 6}, NeverMissTwice{3, 3}},
	} {
		l := LinkUp(statuses(c.days))
		seams := make([]int, len(l.Gold))
		for i, n := range l.Gold {
			seams[i] = n + 1
		}
		if l.Chain != c.chain || !slices.Equal(l.Closed, c.closed) || !slices.Equal(seams, c.seams) {
			t.Errorf("%s: %+v, closed %v, seams %v", c.days, l.Chain, l.Closed, seams)
		}
		if n := MissEpisodes(statuses(c.days)); n != c.nmt {
			t.Errorf("%s: never miss twice %+v, want %+v", c.days, n, c.nmt)
		}
	}
	if c := defaultPlanCounts(statuses("MD")); c != (PlanCounts{1, 1, 1}) {
		t.Errorf("the default plan counts as it did: %+v", c)
	}
}

// Every string of up to nine days over D, M, R and C against a count by another
// way: a mended miss has a done day right before and right after it among the
// days that count.
func TestRuling44AgainstAllShortLives(t *testing.T) {
	n := 0
	var walk func(days string)
	walk = func(days string) {
		if days != "" {
			n++
			counted := strings.NewReplacer("R", "", "C", "").Replace(days)
			mended := 0
			for i := 1; i+1 < len(counted); i++ {
				if counted[i-1:i+2] == "DMD" {
					mended++
				}
			}
			if got := len(LinkUp(statuses(days)).Gold); got != mended {
				t.Errorf("%s: %d mended, want %d", days, got, mended)
			}
		}
		if len(days) < 9 {
			for _, c := range "DMRC" {
				walk(days + string(c))
			}
		}
	}
	walk("")
	if n != 349524 {
		t.Errorf("%d lives", n)
	}
}
