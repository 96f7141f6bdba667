package stats

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// seeded throws the same dice in every run.
func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func TestMethod7_5Pairs(t *testing.T) {
	sides := Pairs(seeded(1), 28)
	if again := Pairs(seeded(1), 28); !slices.Equal(sides, again) {
		t.Error("the same seed gives other days")
	}
	first := 0
	for i := 0; i < len(sides); i += 2 {
		if sides[i] == sides[i+1] {
			t.Fatalf("pair %d is not balanced", i/2)
		}
		if sides[i] {
			first++
		}
	}
	if first == 0 || first == 14 {
		t.Error("no coin was thrown")
	}
}

// Seventy orders of eight blocks, two of them as far apart as the real one; and
// what does not differ is as far apart in every shuffle.
func TestBlockPermutation(t *testing.T) {
	var low, high []float64
	for i := range 28 {
		low, high = append(low, 10+float64(i%3)), append(high, 20+float64(i%3))
	}
	if p := BlockPermutation(seeded(3), low, high, 7, 2000); p < 1./70 || p > 3./70 {
		t.Errorf("p = %v, want about 2 of 70", p)
	}
	if p := BlockPermutation(seeded(3), low, low, 7, 200); p != 1 {
		t.Errorf("p = %v of what is the same", p)
	}
}
