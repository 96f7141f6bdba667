package goal

import "testing"

// What an entry lacks of the decision that was made when it was applied.
func TestDecided(t *testing.T) {
	two := Import{Goals: []ImportedGoal{{Goal: "a"}, {Goal: "b"}}}
	for what, c := range map[string]struct {
		body Body
		r    Result
		want bool
	}{
		"a goal":                 {Begin{}, Result{Slug: "walk", Number: 1}, true},
		"without a name":         {Begin{}, Result{Number: 1}, false},
		"without a number":       {Begin{}, Result{Slug: "walk"}, false},
		"two imported":           {two, Result{Slugs: []string{"a", "b"}, Number: 3, Day: 20000}, true},
		"one of them unnamed":    {two, Result{Slugs: []string{"a"}, Number: 3, Day: 20000}, false},
		"with an empty name":     {two, Result{Slugs: []string{"a", ""}, Number: 3, Day: 20000}, false},
		"on no day":              {two, Result{Slugs: []string{"a", "b"}, Number: 3}, false},
		"an import of days":      {Import{Of: "x"}, Result{}, true},
		"parked on no day":       {SetStatus{To: StatusParked}, Result{}, false},
		"parked":                 {SetStatus{To: StatusParked}, Result{Day: 20000}, true},
		"a look back on nothing": {LookBack{}, Result{}, false},
		"a stamp":                {Stamp{}, Result{}, true},
	} {
		if got := (Entry{Command: Command{Body: c.body}, Result: c.r}).Decided(); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}
