package goal

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func undoingOf(bodies ...Body) *Undoing {
	es := make([]Entry, len(bodies))
	for i, b := range bodies {
		es[i] = Entry{Position: int64(10 * (i + 1)), Command: Command{ID: "u" + strconv.Itoa(i+1), Body: b}}
	}
	return NewUndoing(es)
}

// What is undone follows from the undo entries alone (rulings 17, 18, 70).
func TestUndoneFollowsFromTheUndoEntries(t *testing.T) {
	undo := func(id string) Body { return Undo{Target: id} }
	part := func(of string, restored, withdrawn []string) Body {
		return Import{Of: of, Restored: restored, Withdrawn: withdrawn}
	}
	for what, c := range map[string]struct {
		said []Body
		of   Entry
		want bool
	}{
		"nothing said":                    {nil, Entry{}, false},
		"an undo":                         {[]Body{undo("x")}, Entry{}, true},
		"of another":                      {[]Body{undo("y")}, Entry{}, false},
		"an undo undone":                  {[]Body{undo("x"), undo("u1")}, Entry{}, false},
		"and once more":                   {[]Body{undo("x"), undo("u1"), undo("u2")}, Entry{}, true},
		"two undos":                       {[]Body{undo("x"), undo("x")}, Entry{}, true},
		"two undos, one undone":           {[]Body{undo("x"), undo("x"), undo("u1")}, Entry{}, true},
		"two undos, both undone":          {[]Body{undo("x"), undo("x"), undo("u1"), undo("u2")}, Entry{}, false},
		"an undo that came undone":        {[]Body{undo("u2"), undo("x")}, Entry{}, false},
		"and is brought back":             {[]Body{undo("u2"), undo("x"), undo("u1")}, Entry{}, true},
		"itself":                          {[]Body{undo("u1"), undo("u1"), undo("u1")}, Entry{}, false},
		"its import":                      {[]Body{Import{}, undo("u1")}, Entry{Batch: "u1", Position: 11}, true},
		"its import, brought back":        {[]Body{Import{}, undo("u1"), undo("u2")}, Entry{Batch: "u1", Position: 11}, false},
		"came after its import's undo":    {[]Body{Import{}, undo("u1")}, Entry{Batch: "u1", Position: 21}, false},
		"written as one with its undo":    {[]Body{undo("u1")}, Entry{Batch: "u1", Position: 1}, false},
		"withdrawn":                       {[]Body{Import{}, part("u1", nil, []string{"x"})}, Entry{}, true},
		"withdrawn by what is undone":     {[]Body{Import{}, part("u1", nil, []string{"x"}), undo("u1")}, Entry{}, false},
		"restored after its import":       {[]Body{Import{}, undo("u1"), Import{}, part("u3", []string{"x"}, nil)}, Entry{Batch: "u1", Position: 11}, false},
		"restored by what is undone":      {[]Body{Import{}, undo("u1"), Import{}, part("u3", []string{"x"}, nil), undo("u3")}, Entry{Batch: "u1", Position: 11}, true},
		"restored, and withdrawn later":   {[]Body{Import{}, part("u1", []string{"x"}, nil), part("u1", nil, []string{"x"})}, Entry{}, true},
		"an import undone before it came": {[]Body{undo("u2"), Import{}}, Entry{Batch: "u2", Position: 21}, false},
	} {
		c.of.ID = "x"
		if got := undoingOf(c.said...).Undone(c.of); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}

// Whatever undo entries a hostile journal holds, it is worked out and ends; and
// what names nobody changes nobody.
func TestUndoingEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "entries")
		bodies := make([]Body, n)
		for i := range bodies {
			id := "u" + strconv.Itoa(rapid.IntRange(1, n).Draw(t, "of"))
			if bodies[i] = (Undo{Target: id}); rapid.IntRange(0, 4).Draw(t, "kind") == 0 {
				bodies[i] = Import{Of: rapid.SampledFrom([]string{"", id}).Draw(t, "part"), Restored: []string{id}, Withdrawn: []string{"u1"}}
			}
		}
		if undoingOf(bodies...).Undone(Entry{Command: Command{ID: "x"}}) {
			t.Fatal("nobody spoke of it")
		}
	})
}
