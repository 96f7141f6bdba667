package app

import (
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// What wrong codes cost (ruling 129): so many from one address rest it, and so many
// in a minute, from wherever, end every code that is shown.
const (
	triesMost  = 5
	triesRest  = 10 * time.Minute
	triesFlood = 50
)

// RestError is answered to whoever has tried too often: nothing is looked at until then,
// and nobody waits on a connection (ruling 132).
type RestError struct{ Seconds int }

func (r RestError) Error() string { return fmt.Sprintf("too many wrong codes; %d seconds", r.Seconds) }

// tries are the wrong codes of late. Each program counts its own: with several of
// them somebody has a few tries more, and still needs the yes.
type tries struct {
	mu     sync.Mutex
	by     map[netip.Prefix][]int64 // ms UTC
	minute []int64
	closed int64 // codes that were shown by then are over
}

// asker is the address that somebody tries from: of the sixth version its network,
// since everybody has as many addresses in it as they like.
func asker(ip netip.Addr) netip.Prefix {
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	p, _ := ip.Prefix(bits) // none for no address: those share one
	return p
}

// may refuses whoever has to rest.
func (t *tries) may(now time.Time, from netip.Addr) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	mine := t.by[asker(from)]
	if len(mine) < triesMost {
		return nil
	}
	if left := mine[len(mine)-1] + triesRest.Milliseconds() - now.UnixMilli(); left > 0 {
		return RestError{int((left + 999) / 1000)}
	}
	delete(t.by, asker(from))
	return nil
}

// wrong notes a wrong try.
func (t *tries) wrong(now time.Time, from netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := now.UnixMilli()
	late := func(since time.Duration) func(int64) bool {
		return func(x int64) bool { return x <= at-since.Milliseconds() }
	}
	if t.by == nil {
		t.by = map[netip.Prefix][]int64{}
	}
	for p, all := range t.by { // what is over is forgotten, so that the map stays small
		if all = slices.DeleteFunc(all, late(triesRest)); len(all) == 0 {
			delete(t.by, p)
			continue
		}
		t.by[p] = all
	}
	t.by[asker(from)] = append(t.by[asker(from)], at)
	t.minute = append(slices.DeleteFunc(t.minute, late(time.Minute)), at)
	if len(t.minute) >= triesFlood {
		t.closed, t.minute = at, nil
	}
}

// shut says whether a code that was made at an instant is over because too many were
// tried.
func (t *tries) shut(created int64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return created <= t.closed
}
