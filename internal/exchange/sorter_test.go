package exchange

import (
	"cmp"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/goal"
)

// Whatever goes through runs in a file comes out as a stable sort in memory
// would give it, and again the second time.
func TestSpoolSortsLikeMemory(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := &spool{most: rapid.IntRange(1, 40).Draw(rt, "held")}
		defer s.close() //nolint:errcheck // checked below
		habits := rapid.IntRange(1, 4).Draw(rt, "habits")
		want := make([][]record, habits)
		for n := range rapid.IntRange(0, 60).Draw(rt, "records") {
			h := rapid.IntRange(0, habits-1).Draw(rt, "habit")
			r := record{
				day: goal.Day(rapid.IntRange(-3, 9).Draw(rt, "day")), value: value(n % 6), amount: float64(n) / 3,
				note: rapid.StringN(0, 5, -1).Draw(rt, "note"),
			}
			want[h] = append(want[h], r)
			if err := s.add(h, r); err != nil {
				rt.Fatal(err)
			}
		}
		if err := s.seal(); err != nil {
			rt.Fatal(err)
		}
		for h := range want {
			slices.SortStableFunc(want[h], func(a, b record) int { return cmp.Compare(a.day, b.day) })
			for range 2 {
				var got []record
				for r, err := range s.records(h) {
					if err != nil {
						rt.Fatal(err)
					}
					got = append(got, r)
				}
				if d := diffOf(want[h], got); d != "" {
					rt.Fatal(d)
				}
			}
		}
		if s.file == nil {
			return
		}
		name := s.file.Name()
		if err := s.close(); err != nil {
			rt.Fatal(err)
		}
		if _, err := os.Stat(name); err == nil {
			rt.Fatal("the file is still there")
		}
	})
}
