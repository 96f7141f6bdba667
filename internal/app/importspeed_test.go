package app_test

import (
	"fmt"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// Five habits of two thousand days.
func BenchmarkImport(b *testing.B) {
	var hs []goal.Habit
	for n := range 5 {
		hs = append(hs, habit(fmt.Sprint("Habit ", n), slices2('d', 2000)))
	}
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		p := newPerson(b, "2036-01-01T08:00:00Z")
		b.StartTimer()
		p.bring(history(hs...), app.ImportOptions{})
	}
}
