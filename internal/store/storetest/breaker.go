package storetest

import "sync"

// Side is where a transaction is broken.
type Side int

// The sides. What is broken before its commit is not written; what is broken
// after it is written, and nobody is told so.
const (
	Nowhere Side = iota
	AtBegin
	BeforeCommit
	AfterCommit
)

// Breaker breaks the next write transactions of a store, one for each side that
// was asked for, in that order.
type Breaker struct {
	mu    sync.Mutex
	sides []Side
	broke int
}

// Break the next transactions at these sides.
func (b *Breaker) Break(sides ...Side) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sides = append(b.sides, sides...)
}

// Mend leaves all transactions whole from now on, and says how many were broken.
func (b *Breaker) Mend() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sides = nil
	return b.broke
}

// breaks says whether the transaction that is at one of these sides is to be
// broken there.
func (b *Breaker) breaks(here ...Side) Side {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.sides) > 0 && b.sides[0] == Nowhere {
		if here[0] == AtBegin {
			return Nowhere // it goes through; its commit takes the place away
		}
		b.sides = b.sides[1:]
		return Nowhere
	}
	for _, s := range here {
		if len(b.sides) > 0 && b.sides[0] == s {
			b.sides = b.sides[1:]
			b.broke++
			return s
		}
	}
	return Nowhere
}
