package live

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Limits of listening. A page listens only while it is looked at, so that a
// few connections are plenty.
const (
	listenersEach = 16  // of one person
	listenersMost = 512 // of all
	listenPause   = time.Second
	listenBreath  = 25 * time.Second // a comment keeps proxies from closing the line
	listenRetry   = 2 * time.Second  // before a page comes back, up to twice as long
	listenApart   = 617 * time.Millisecond
)

// hub tells open pages that the journal of their person has grown, whoever
// wrote it: this server, another tab, or a command in the terminal.
type hub struct {
	head   func(context.Context, app.PersonID) (int64, error)
	mu     sync.Mutex
	rooms  map[app.PersonID]*room
	all    int
	told   atomic.Int64 // how often a pause was given out
	closed chan struct{}
	once   sync.Once
}

// room is one person's listeners and the watcher that serves them.
type room struct {
	listeners map[chan int64]struct{}
	poked     chan struct{}
	stop      context.CancelFunc
}

func newHub(head func(context.Context, app.PersonID) (int64, error)) *hub {
	return &hub{head: head, rooms: map[app.PersonID]*room{}, closed: make(chan struct{})}
}

// join adds a listener; ok is false when there are too many. The first one of
// a person starts a watcher, and the last one to leave ends it.
func (h *hub) join(who app.PersonID) (heads chan int64, leave func(), ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	rm := h.rooms[who]
	if h.all >= listenersMost || rm != nil && len(rm.listeners) >= listenersEach {
		return nil, nil, false
	}
	if rm == nil {
		ctx, stop := context.WithCancel(context.Background())
		rm = &room{listeners: map[chan int64]struct{}{}, poked: make(chan struct{}, 1), stop: stop}
		h.rooms[who] = rm
		go h.watch(ctx, who, rm)
	}
	heads = make(chan int64, 1)
	rm.listeners[heads] = struct{}{}
	h.all++
	return heads, func() { h.leave(who, rm, heads) }, true
}

func (h *hub) leave(who app.PersonID, rm *room, heads chan int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(rm.listeners, heads)
	h.all--
	if len(rm.listeners) == 0 {
		rm.stop()
		delete(h.rooms, who)
	}
}

// poke has a person's journal looked at now rather than at the next tick.
func (h *hub) poke(who app.PersonID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if rm := h.rooms[who]; rm != nil {
		select {
		case rm.poked <- struct{}{}:
		default: // a look is due anyway
		}
	}
}

// watch looks at the head of the journal while somebody listens. Another
// process may have written it, so that looking is the only sure way.
func (h *hub) watch(ctx context.Context, who app.PersonID, rm *room) {
	tick := time.NewTicker(listenPause)
	defer tick.Stop()
	seen := int64(-1)
	for {
		if head, err := h.head(ctx, who); err == nil && head != seen {
			seen = head
			h.tell(rm, head)
		}
		select {
		case <-ctx.Done():
			return
		case <-rm.poked:
		case <-tick.C:
		}
	}
}

// tell leaves the newest head with every listener; one that has not read the
// last one gets this one instead.
func (h *hub) tell(rm *room, head int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for heads := range rm.listeners {
		select {
		case <-heads:
		default:
		}
		heads <- head
	}
}

// retry is how long the next page waits before it comes back when its stream
// broke: each another time, so that they do not all come at once.
func (h *hub) retry() time.Duration {
	return listenRetry + time.Duration(h.told.Add(1))*listenApart%listenRetry
}

// close ends every event stream, so that a shutdown need not wait for them.
func (h *hub) close() { h.once.Do(func() { close(h.closed) }) }

// Hush ends the event streams.
func (ps *Pages) Hush() { ps.hub.close() }

// once tells where the journal ends now.
func (ps *Pages) once(w http.ResponseWriter, r *http.Request) error {
	head, err := ps.App.Head(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return page.WriteJSON(w, http.StatusOK, map[string]int64{"head": head})
}

// Events tells a page, as long as it listens, where the journal ends.
func (ps *Pages) Events(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Has("once") { // a page behind something that holds streams back
		return ps.once(w, r)
	}
	heads, leave, ok := ps.hub.join(page.Who(r).Person)
	if !ok {
		return goal.Unavailable("", "offline.listeners")
	}
	defer leave()
	head, err := ps.App.Head(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Time{}) // a test's recorder has none
	_ = line.SetWriteDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store, no-transform") // what a proxy compresses, it holds back
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	breath := time.NewTicker(listenBreath)
	defer breath.Stop()
	_, err = fmt.Fprintf(w, "retry: %d\n\nevent: head\ndata: %d\n\n", ps.hub.retry().Milliseconds(), head) //nolint:gosec // numbers
	for {
		if err != nil || line.Flush() != nil {
			return nil // nobody listens any more
		}
		select {
		case <-r.Context().Done():
			return nil
		case <-ps.hub.closed:
			return nil
		case head = <-heads:
			_, err = fmt.Fprintf(w, "event: head\ndata: %d\n\n", head)
		case <-breath.C:
			_, err = fmt.Fprint(w, ":\n\n")
		}
	}
}
