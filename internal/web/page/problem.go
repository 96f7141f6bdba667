package page

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// retryAfter is how long a program is asked to wait for a database that does
// not answer now, in seconds.
const retryAfter = 5

// Problem is what went wrong with a request, as a page and a program are told.
type Problem struct {
	Code      goal.Code `json:"code,omitempty"`
	Sentence  string    `json:"sentence"`
	Reference string    `json:"reference,omitempty"` // of a line in the log: nobody can mend it
	Status    int       `json:"-"`
}

// ProblemOf an error. What is not the person's to mend is logged once. maybe:
// something was written, so that nothing is said to be unchanged (ruling 71).
func (k *Kit) ProblemOf(r *http.Request, w *library.Words, err error, maybe bool) Problem {
	p := Problem{Status: http.StatusInternalServerError}
	var told *goal.Error
	switch {
	case errors.As(err, &told):
		p.Code, p.Sentence, p.Status = told.Code, w.Sentence(told), Status(told.Code)
	default:
		p.Reference = uuid.NewString()[:8]
		k.Log.ErrorContext(r.Context(), "a request could not be answered",
			slog.String("reference", p.Reference), slog.String("route", r.Pattern), slog.Any("error", err))
		key := "error.internal"
		if maybe {
			key = "error.internal.after"
		}
		p.Sentence = w.Say(key, library.Args{"0": p.Reference})
	}
	if maybe {
		p.Sentence += " " + w.Say("error.maybe")
	}
	return p
}

// forProgram says whether a script asks, which reads JSON and no pages.
func forProgram(r *http.Request) bool {
	accept := r.Header.Get("Accept")
	return r.URL.Path == "/commands" || r.URL.Path == "/events" || strings.HasPrefix(r.URL.Path, "/drafts/") ||
		strings.Contains(accept, "application/json") && !strings.Contains(accept, "text/html")
}

// ComeBack tells a program when a request may be sent again.
func ComeBack(w http.ResponseWriter, status int) {
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", strconv.Itoa(retryAfter))
	}
}

// WriteJSON answers a program.
func WriteJSON(w http.ResponseWriter, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(b) // the reader has gone
	return nil
}
