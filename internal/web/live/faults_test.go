package live_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
	"github.com/ippo-app/ippo/internal/web"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// faulty is a store whose next answers are errors: of reading, of writing before
// anything is written, and of writing after it was.
type faulty struct {
	app.Store
	read, before, after error
	writes              int
}

func (s *faulty) View(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	if s.read != nil {
		return s.read
	}
	return s.Store.View(ctx, who, f)
}

func (s *faulty) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	s.writes++
	if s.before != nil {
		return s.before
	}
	return errors.Join(s.Store.Update(ctx, who, f), s.after)
}

func newFaulty(t testing.TB, now string) (*webtest.Visitor, *faulty) {
	t.Helper()
	folder := t.TempDir()
	s, err := store.Open(context.Background(), filepath.Join(folder, "ippo.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	f := &faulty{Store: s}
	v := &webtest.Visitor{T: t, Who: app.Local(), Lang: "en", Folder: folder}
	v.At(now)
	v.App = app.New(f, func() time.Time { return v.Time })
	v.Site = web.New(v.App, slog.New(slog.DiscardHandler))
	v.Handler = v.Site.Handler()
	return v, f
}

func ask(v *webtest.Visitor, method, path, body string) *httptest.ResponseRecorder {
	v.T.Helper()
	return v.Send(httptest.NewRequestWithContext(v.T.Context(), method, path, strings.NewReader(body)))
}

// Ruling 71: programs are told in JSON whatever happens to the database, nothing
// is called refused that may be sent again, and sent again it counts once.
func TestRuling71ProgramsAreToldInJSON(t *testing.T) {
	away := goal.Unavailable("database", "error.store.unreachable")
	for name, c := range map[string]struct {
		fault  faulty
		status int
		says   string
		there  bool // already, although nobody was told
	}{
		"the server is gone":       {faulty{before: away}, http.StatusServiceUnavailable, "does not answer", false},
		"it cannot even be read":   {faulty{read: away, before: away}, http.StatusServiceUnavailable, "does not answer", false},
		"the end is not known":     {faulty{after: app.ErrUnknown}, http.StatusServiceUnavailable, "may have been done. Sending it again is safe", true},
		"something inside, before": {faulty{before: errors.New("a secret")}, http.StatusInternalServerError, "Nothing was changed", false},
	} {
		t.Run(name, func(t *testing.T) {
			v, f := newFaulty(t, "2026-01-05T08:00:00Z")
			v.Begin("fitness")
			_, one := act(v, "stamp", "2026-01-05T08:00:00Z", "2026-01-05", fmt.Sprintf(`{"goal":%q,"minutes":20}`, v.LookAt("").Goal.ID))
			_, two := act(v, "remark", "2026-01-05T08:00:00Z", "2026-01-05", fmt.Sprintf(`{"goal":%q,"note":"n"}`, v.LookAt("").Goal.ID))
			f.read, f.before, f.after = c.fault.read, c.fault.before, c.fault.after
			w := ask(v, http.MethodPost, "/commands", sending(one, `7`, two))
			var a struct {
				answers
				Sentence string
			}
			if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != c.status || !strings.Contains(a.Sentence, c.says) {
				t.Fatalf("%d %s: %v", w.Code, w.Body, err)
			}
			if w.Header().Get("Content-Type") != "application/json" || strings.Contains(w.Body.String(), "secret") {
				t.Errorf("%v %s", w.Header(), w.Body)
			}
			if (w.Header().Get("Retry-After") != "") != (c.status == http.StatusServiceUnavailable) {
				t.Errorf("Retry-After is %q", w.Header().Get("Retry-After"))
			}
			if len(a.Answers) > 0 && (a.Answers[0].State != "later" || a.Answers[1].State != "refused" || a.Answers[2].State != "later") {
				t.Errorf("%+v", a.Answers)
			}
			if f.read != nil { // else it would go on
				if w := ask(v, http.MethodGet, "/events", ""); w.Code != c.status || w.Header().Get("Content-Type") != "application/json" {
					t.Errorf("%d %v", w.Code, w.Header())
				}
			}
			f.read, f.before, f.after = nil, nil, nil
			want := map[bool]string{true: "replayed", false: "applied"}[c.there]
			if _, again := send(v, sending(one, two)); again.Answers[0].State != want || again.Answers[1].State != want {
				t.Errorf("sent again: %+v", again)
			}
			if m, _ := v.LookAt("").Log.Minutes(); m != 20 {
				t.Errorf("%v minutes", m)
			}
		})
	}
}

// A hundred commands are one transaction; each has its own answer, and a refusal
// does not undo the others (ruling 71).
func TestRuling71AHundredCommandsAreOneTransaction(t *testing.T) {
	v, f := newFaulty(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	g := v.LookAt("").Goal.ID
	acts := make([]string, 100)
	for i := range acts {
		body, day := fmt.Sprintf(`{"goal":%q,"minutes":1}`, g), "2026-01-05"
		if i%10 == 3 {
			day = "2026-01-02" // before the goal began
		}
		_, acts[i] = act(v, "stamp", "2026-01-05T08:00:00Z", day, body)
	}
	f.writes = 0
	status, a := send(v, sending(acts...))
	if status != http.StatusOK || f.writes != 1 || len(a.Answers) != 100 {
		t.Fatalf("%d, %d transactions, %d answers", status, f.writes, len(a.Answers))
	}
	for i, x := range a.Answers {
		if want := map[bool]string{true: "refused", false: "applied"}[i%10 == 3]; x.State != want || !strings.Contains(acts[i], x.ID) {
			t.Errorf("%d: %+v", i, x)
		}
	}
	if m, _ := v.LookAt("").Log.Minutes(); m != 90 || a.Head != 91 {
		t.Errorf("%v minutes, head %d", m, a.Head)
	}
}

func BenchmarkAHundredCommands(b *testing.B) {
	v, _ := newFaulty(b, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	g, n := v.LookAt("").Goal.ID, 0
	for b.Loop() {
		b.StopTimer()
		v.Time = v.Time.AddDate(0, 0, 1)
		at := v.Time.Format(time.RFC3339)
		acts := make([]string, 100)
		for i := range acts {
			_, acts[i] = act(v, "stamp", at, at[:10], fmt.Sprintf(`{"goal":%q,"minutes":1}`, g))
		}
		body := sending(acts...)
		b.StartTimer()
		if _, a := send(v, body); a.Answers[99].State != "applied" {
			b.Fatalf("%d: %+v", n, a.Answers[99])
		}
	}
}

// After something was written, no page says that nothing was changed.
func TestRuling71APageSaysThatItMayBeDone(t *testing.T) {
	v, f := newFaulty(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	f.after = app.ErrUnknown
	w := v.Post("/more", "id", v.NewID(), "goal", "fitness", "more", "25")
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "It may have been done") &&
		!strings.Contains(w.Body.String(), "this may have been done") || strings.Contains(w.Body.String(), "Nothing was changed") {
		t.Errorf("%d: %s", w.Code, webtest.Text(w.Body.String()))
	}
}

// UUIDs are the same in capitals: sent twice they count once, on every way in.
func TestAnIdInCapitalsIsTheSame(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	g := v.LookAt("").Goal.ID
	minutes := func(want float64) {
		t.Helper()
		if m, _ := v.LookAt("").Log.Minutes(); m != want {
			t.Errorf("%v minutes, want %v", m, want)
		}
	}
	form := v.NewID()
	v.Did("/more", "id", form, "goal", "fitness", "more", "25")
	v.Did("/more", "id", strings.ToUpper(form), "goal", "fitness", "more", "25")
	minutes(25)
	id, one := act(v, "stamp", "2026-01-05T08:00:00Z", "2026-01-05", fmt.Sprintf(`{"goal":%q,"minutes":5}`, g))
	capitals := strings.Replace(one, id, strings.ToUpper(id), 1)
	for i, want := range []string{"applied", "replayed", "replayed"} {
		if _, a := send(v, sending([]string{capitals, one, capitals}[i])); a.Answers[0].State != want {
			t.Errorf("%+v, want %s", a.Answers[0], want)
		}
	}
	minutes(30)
	_, undo := act(v, "undo", "2026-01-05T08:01:00Z", "2026-01-05", fmt.Sprintf(`{"target":%q}`, strings.ToUpper(id)))
	send(v, sending(undo))
	minutes(25)
	v.Did("/undo", "target", strings.ToUpper(form))
	minutes(0)
}

// inside are words that only somebody who knows the program understands.
var inside = regexp.MustCompile(`(?i)json: |unmarshal|Go (value|struct)|strconv|invalid character|unexpected end|goal\.|web\.[a-z]|error\.[a-z]|%!|<nil>|sql:|SQLSTATE|panic|runtime error`)

// No refusal shows what a decoder said, whatever is sent.
func TestRefusalsShowNothingFromInside(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	g := v.LookAt("").Goal.ID
	values := []string{
		`7`, `-1`, `1e99`, `"x"`, `""`, `null`, `true`, `[]`, `{}`, `[{}]`, `"0000-00-00"`, `"2026-02-31"`, `"\u0000"`, `1e`, `{`, `"`, `[1,`,
	}
	fields := []string{"id", "kind", "at", "day", "body"}
	inBody := []string{"goal", "minutes", "amount", "full", "note", "met", "energy", "mood", "tag", "replaces", "target", "value", "no_such"}
	var sent []string
	for _, x := range values {
		sent = append(sent, x, `{"commands":`+x+`}`, sending(x))
		for _, f := range fields {
			whole := map[string]string{"id": `"` + v.NewID() + `"`, "kind": `"stamp"`, "at": `1767600000000`, "day": `"2026-01-05"`, "body": fmt.Sprintf(`{"goal":%q}`, g)}
			whole[f] = x
			var b bytes.Buffer
			for _, k := range fields {
				fmt.Fprintf(&b, `,%q:%s`, k, whole[k])
			}
			sent = append(sent, sending("{"+b.String()[1:]+"}"))
		}
		for _, f := range inBody {
			for _, kind := range []string{"stamp", "skip", "rest", "remark", "measure", "undo"} {
				_, act := act(v, kind, "2026-01-05T08:00:00Z", "2026-01-05", fmt.Sprintf(`{"goal":%q,%q:%s}`, g, f, x))
				sent = append(sent, sending(act))
			}
		}
	}
	for _, body := range sent {
		w := ask(v, http.MethodPost, "/commands", body)
		var read struct {
			Sentence string
			Answers  []struct{ Field, Sentence string }
		}
		if err := json.Unmarshal(w.Body.Bytes(), &read); err != nil {
			t.Fatalf("%s: %d %s", body, w.Code, w.Body)
		}
		for _, a := range append(read.Answers, struct{ Field, Sentence string }{"", read.Sentence}) {
			if inside.MatchString(a.Sentence) || strings.ContainsAny(a.Field, ".AEIOU") {
				t.Errorf("%s: %+v", body, a)
			}
		}
	}
	for _, path := range []string{"/stamp", "/more", "/skip", "/rest", "/pause", "/resume", "/cover", "/word", "/quiet", "/undo", "/review", "/timer", "/settings"} {
		for _, x := range values {
			w := v.Post(path, "id", x, "goal", "fitness", "day", x, "more", x, "minutes", x, "energy", x, "mood", x, "tag", x, "from", x, "to", x,
				"target", x, "week", x, "pulse", x, "zone", x, "rollover", x, "plan", x)
			if body := webtest.Text(w.Body.String()); inside.MatchString(body) {
				t.Errorf("%s with %s: %s", path, x, body)
			}
		}
	}
}
