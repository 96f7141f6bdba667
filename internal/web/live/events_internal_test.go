package live

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ippo-app/ippo/internal/app"
)

// journal is a head that others write.
type journal struct{ at, looks atomic.Int64 }

func (j *journal) head(context.Context, app.PersonID) (int64, error) {
	j.looks.Add(1)
	return j.at.Load(), nil
}

func newest(t *testing.T, heads chan int64) int64 {
	t.Helper()
	synctest.Wait()
	select {
	case h := <-heads:
		return h
	default:
		t.Fatal("nobody was told")
		return 0
	}
}

func silent(t *testing.T, heads chan int64) {
	t.Helper()
	synctest.Wait()
	select {
	case h := <-heads:
		t.Errorf("told %d", h)
	default:
	}
}

// Whoever writes, this server or another process, listeners hear of it within
// a second; nobody looks at the journal while nobody listens.
func TestListenersHearOfEveryWriter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var j journal
		j.at.Store(7)
		h := newHub(j.head)
		one, leaveOne, _ := h.join("ann")
		if got := newest(t, one); got != 7 {
			t.Errorf("the first head is %d", got)
		}
		two, leaveTwo, _ := h.join("ann")
		j.at.Store(8)
		time.Sleep(listenPause)
		if a, b := newest(t, one), newest(t, two); a != 8 || b != 8 {
			t.Errorf("%d, %d", a, b)
		}
		time.Sleep(10 * listenPause)
		silent(t, one)
		j.at.Store(9)
		h.poke("ann")
		if got := newest(t, one); got != 9 {
			t.Errorf("after a poke: %d", got)
		}
		j.at.Store(3) // a restore: the journal is another one
		h.poke("ann")
		if got := newest(t, two); got != 3 {
			t.Errorf("the newest of two heads: %d", got)
		}
		leaveOne()
		leaveTwo()
		looks := j.looks.Load()
		time.Sleep(time.Minute)
		if j.looks.Load() != looks {
			t.Error("the journal is looked at though nobody listens")
		}
	})
}

func TestListenersAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHub(new(journal).head)
		var leave []func()
		for range listenersEach {
			_, l, ok := h.join("ann")
			if !ok {
				t.Fatal("refused too early")
			}
			leave = append(leave, l)
		}
		if _, _, ok := h.join("ann"); ok {
			t.Error("one person listens too often")
		}
		if _, l, ok := h.join("ben"); !ok {
			t.Error("another person is refused for it")
		} else {
			l()
		}
		leave[0]()
		if _, l, ok := h.join("ann"); !ok {
			t.Error("a place that was left is not free")
		} else {
			l()
		}
		for _, l := range leave[1:] {
			l()
		}
		if h.all != 0 || len(h.rooms) != 0 {
			t.Errorf("%d listeners in %d rooms are left", h.all, len(h.rooms))
		}
	})
}
