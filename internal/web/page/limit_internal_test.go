package page

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"testing/synctest"
)

// ask asks for a page, as a browser that may go away.
func ask(ctx context.Context, p Handler, w http.ResponseWriter) error {
	return p(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/", http.NoBody))
}

// Pages are worked out in the order in which they were asked for, no more at
// once than there are turns; who left is passed over.
func TestPagesTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := make(limit, 2)
		var begun []int
		free := make(chan struct{})
		gone, leave := context.WithCancel(t.Context())
		for n := range 6 {
			ctx := t.Context()
			if n == 3 {
				ctx = gone
			}
			go func() {
				err := ask(ctx, turns.in(func(http.ResponseWriter, *http.Request) error {
					begun = append(begun, n)
					<-free
					return nil
				}), httptest.NewRecorder())
				if n == 3 != errors.Is(err, context.Canceled) {
					t.Errorf("page %d: %v", n, err)
				}
			}()
			synctest.Wait()
		}
		if !slices.Equal(begun, []int{0, 1}) {
			t.Errorf("at first %v", begun)
		}
		leave()
		for range 5 {
			free <- struct{}{}
			synctest.Wait()
		}
		if !slices.Equal(begun, []int{0, 1, 2, 4, 5}) || len(turns) != 0 {
			t.Errorf("in the end %v, %d turns taken", begun, len(turns))
		}
	})
}

// A page that is being sent holds nobody up.
func TestSendingTakesNoTurn(t *testing.T) {
	turns := make(limit, 1)
	second := turns.in(func(http.ResponseWriter, *http.Request) error { return nil })
	first := turns.in(func(w http.ResponseWriter, _ *http.Request) error {
		if len(turns) != 1 {
			t.Error("it is worked out without a turn")
		}
		w.WriteHeader(http.StatusOK)
		if _, err := w.Write([]byte("half a page")); err != nil {
			return err
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			return err
		}
		return ask(t.Context(), second, httptest.NewRecorder())
	})
	if err := ask(t.Context(), first, httptest.NewRecorder()); err != nil || len(turns) != 0 {
		t.Errorf("%v, %d turns taken", err, len(turns))
	}
	broken := turns.in(func(http.ResponseWriter, *http.Request) error { panic("a fault of ours") })
	func() {
		defer func() { _ = recover() }()
		_ = ask(t.Context(), broken, httptest.NewRecorder())
	}()
	if len(turns) != 0 {
		t.Error("a fault keeps its turn")
	}
}
