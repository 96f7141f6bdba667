package goal

import (
	"strings"
	"testing"
)

func TestMethod1_5Why(t *testing.T) {
	tests := []struct {
		why     Why
		sc      int
		concern bool
	}{
		{Why{2, 4, 6, 3}, 3, false},
		{Why{6, 5, 4, 2}, -5, true},
		{Why{5, 1, 7, 7}, 8, true},
		{Why{1, 1, 7, 7}, 12, false},
		{Why{7, 7, 1, 1}, -12, true},
		{Why{4, 4, 4, 4}, 0, false},
	}
	for _, tt := range tests {
		if sc, concern := tt.why.sc(), tt.why.Concern(); sc != tt.sc || concern != tt.concern {
			t.Errorf("%+v: SC %d concern %v, want %d %v", tt.why, sc, concern, tt.sc, tt.concern)
		}
		if err := tt.why.Validate(); err != nil {
			t.Errorf("%+v: %v", tt.why, err)
		}
	}
	if (Why{0, 1, 1, 1}).Validate() == nil || (Why{1, 1, 1, 8}).Validate() == nil {
		t.Error("an answer beside the slider is taken")
	}
	if !PrivateTest(4).Concern() || PrivateTest(5).Concern() {
		t.Error("the private test asks below 5 only")
	}
}

func TestMethod1_3Meets(t *testing.T) {
	items := []Item{
		{"monthly budget", 0, 1, 2, 3},
		{"marathon", 1, 1, 0, 1},
		{"sketching", 3, 1, 0, 2},
		{"teach chess to nephew", 3, 2, 3, 2},
	}
	if b, n := items[3].Breadth(), items[3].total(); b != 4 || n != 10 {
		t.Errorf("chess: B=%d T=%d, want 4 and 10", b, n)
	}
	got := ""
	for _, i := range meetings(items) {
		got += i.Words + "; "
	}
	if want := "teach chess to nephew; sketching; monthly budget; "; got != want {
		t.Errorf("order = %q, want %q", got, want)
	}
	if len(meetings(items[1:2])) != 0 {
		t.Error("an item with no two lenses is offered")
	}
	if got := meetings([]Item{items[3], items[3], items[3], items[3]}); len(got) != 3 {
		t.Errorf("%d offered, want 3", len(got))
	}
}

func TestMethod1_3Limits(t *testing.T) {
	ok := Item{"walk the dog", 1, 2, 3, 0}
	bad := map[string][]Item{
		"too many": make([]Item, maxItems+1),
		"empty":    {{" ", 1, 1, 1, 1}},
		"too long": {{strings.Repeat("word ", 13), 1, 1, 1, 1}},
		"range":    {{"x", 4, 0, 0, 0}},
	}
	if err := validateItems([]Item{ok}); err != nil {
		t.Error(err)
	}
	for name, items := range bad {
		if validateItems(items) == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestMethod1_6Trials(t *testing.T) {
	trials := []Trial{
		{What: "Spanish", Before: 3, After: 3, Again: 8},
		{What: "volunteering", Before: 2, After: 4, Again: 7},
		{What: "blogging", Before: 3, After: 2, Again: 5},
	}
	for i, want := range []int{8, 11, 3} {
		if got := trials[i].Fit(); got != want {
			t.Errorf("%s: fit %d, want %d", trials[i].What, got, want)
		}
	}
	if best, _ := bestTrial(trials); best.What != "volunteering" {
		t.Errorf("best = %s", best.What)
	}
	tie := Trial{What: "choir", Before: 3, After: 3, Again: 11, Tell: true}
	if best, _ := bestTrial(append(trials, tie)); best.What != "choir" {
		t.Errorf("of equals, best = %s", best.What)
	}
	low := Trial{What: "tax course", Before: 5, After: 1, Again: 0}
	if best, ok := bestTrial([]Trial{low}); !ok || best.Fit() != -8 {
		t.Errorf("a lone low trial is the best there is: %+v %v", best, ok)
	}
	if _, ok := bestTrial(nil); ok {
		t.Error("no trials have a best one")
	}
}
