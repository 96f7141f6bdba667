package live_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// answers of POST /commands.
type answers struct {
	Answers []struct{ ID, State, Code, Field, Sentence string }
	Head    int64
}

func send(v *webtest.Visitor, body string) (int, answers) {
	v.T.Helper()
	r := httptest.NewRequestWithContext(v.T.Context(), http.MethodPost, "/commands", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := v.Send(r)
	var a answers
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		v.T.Fatalf("%v: %s", err, w.Body)
	}
	return w.Code, a
}

// act is one command as a browser writes it.
func act(v *webtest.Visitor, kind, at, day, body string) (id, text string) {
	v.T.Helper()
	id = v.NewID()
	now := v.Time
	v.At(at)
	ms := v.Time.UnixMilli()
	v.Time = now
	return id, fmt.Sprintf(`{"id":%q,"kind":%q,"at":%d,"day":%q,"body":%s}`, id, kind, ms, day, body)
}

func sending(acts ...string) string { return `{"commands":[` + strings.Join(acts, ",") + `]}` }

// A week without a network: every stamp counts for the day it was made on, by
// the instant of the act and not of its arrival (rulings 12 and 16).
func TestRuling16AWeekOffline(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	g := v.LookAt("").Goal.ID
	var acts []string
	for d := 5; d <= 11; d++ {
		if d == 8 {
			continue
		}
		day := fmt.Sprintf("2026-01-%02d", d)
		_, act := act(v, "stamp", day+"T09:00:00Z", day, fmt.Sprintf(`{"goal":%q,"minutes":20}`, g))
		acts = append(acts, act)
	}
	_, night := act(v, "stamp", "2026-01-10T01:30:00Z", "2026-01-09", fmt.Sprintf(`{"goal":%q,"minutes":5}`, g))
	_, note := act(v, "remark", "2026-01-11T20:00:00Z", "2026-01-11", fmt.Sprintf(`{"goal":%q,"note":"home again","energy":4}`, g))
	v.At("2026-01-13T10:00:00Z")
	code, a := send(v, sending(append(acts, night, note)...))
	for _, x := range a.Answers {
		if x.State != "applied" {
			t.Errorf("%d: %+v", code, x)
		}
	}
	l := v.LookAt("")
	if l.Practised != 6 || !l.Gold.Has(goal.Date(2026, 1, 8)) {
		t.Errorf("%d days, gold %v", l.Practised, l.Gold)
	}
	if m, _ := l.Logs[goal.Date(2026, 1, 9)].Minutes(); m != 25 {
		t.Errorf("a stamp after midnight and before the roll-over: %v minutes", m)
	}
	if x := l.Logs[goal.Date(2026, 1, 5)]; x.Late {
		t.Error("made on its day, arrived later: not late")
	}
	if x := l.Logs[goal.Date(2026, 1, 11)]; x.Note != "home again" {
		t.Errorf("note %q", x.Note)
	}
	if _, again := send(v, sending(append(acts, night, note)...)); again.Answers[0].State != "replayed" || again.Head != a.Head {
		t.Errorf("sent twice: %+v", again)
	}
}

func TestEachCommandIsAnsweredOnItsOwn(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	g := v.LookAt("").Goal.ID
	const now = "2026-01-05T08:00:00Z"
	stamp, good := act(v, "stamp", now, "2026-01-05", fmt.Sprintf(`{"goal":%q}`, g))
	_, undo := act(v, "undo", now, "2026-01-05", fmt.Sprintf(`{"target":%q}`, stamp))
	_, note := act(v, "remark", now, "2026-01-05", fmt.Sprintf(`{"goal":%q,"note":"fine"}`, g))
	bad := func(kind, day, body string) string { _, act := act(v, kind, now, day, body); return act }
	for _, c := range []struct{ act, state, code, says string }{
		{good, "applied", "", ""},
		{bad("stamp", "2026-01-01", fmt.Sprintf(`{"goal":%q}`, g)), "refused", "invalid", "The goal begins on 5 January 2026"},
		{bad("stamp", "2026-01-19", fmt.Sprintf(`{"goal":%q}`, g)), "refused", "invalid", "That day has not come yet"},
		{bad("stamp", "2026-01-05", `{"goal":"gone"}`), "refused", "not_found", "There is no goal called gone"},
		{bad("stamp", "2026-01-05", fmt.Sprintf(`{"goal":%q,"minutes":-1}`, g)), "refused", "invalid", "Minutes of a day go from 0 to 1440"},
		{bad("stamp", "2026-01-05", fmt.Sprintf(`{"goal":%q,"weight":80}`, g)), "refused", "invalid", "could not be read"},
		{bad("stamp", "someday", `{}`), "refused", "invalid", "read that date"},
		{bad("begin", "2026-01-05", `{"title":"x"}`), "refused", "invalid", "does not know a command of the kind begin"},
		{bad("import", "2026-01-05", `{}`), "refused", "invalid", "does not know"},
		{bad("remark", "2026-01-05", fmt.Sprintf(`{"goal":%q,"note":%q}`, g, strings.Repeat("long ", 4000))), "refused", "invalid", "too long"},
		{fmt.Sprintf(`{"id":%q,"kind":"rest","at":0,"day":"2026-01-05","body":{"goal":%q}}`, v.NewID(), g), "refused", "invalid", "when it was done"},
		{`{"id":"short","kind":"rest","at":1,"day":"2026-01-05","body":{"goal":"x"}}`, "refused", "invalid", "id of its own"},
		{bad("stamp", "2026-01-05", `null`), "refused", "invalid", "which goal"},
		{bad("rest", "2026-01-05", `{}`), "refused", "invalid", "which goal"},
		{`7`, "refused", "invalid", "could not be read"},
		{strings.Replace(good, `"body":{`, `"body":{"full":true,`, 1), "refused", "conflict", "used before"},
		{undo, "applied", "", ""},
		{good, "replayed", "", ""},
		{note, "applied", "", ""},
	} {
		status, a := send(v, sending(c.act))
		if status != http.StatusOK || len(a.Answers) != 1 {
			t.Fatalf("%s: %d %+v", c.act, status, a)
		}
		x := a.Answers[0]
		if x.State != c.state || x.Code != c.code || !strings.Contains(x.Sentence, c.says) {
			t.Errorf("%.80s: %+v", c.act, x)
		}
	}
	if l := v.LookAt(""); l.Practised != 0 || l.Log.Note != "fine" {
		t.Errorf("%d practised, note %q", l.Practised, l.Log.Note)
	}
}

// A refused command leaves no trace and may be sent again once it is mended,
// under the same id (ruling 15).
func TestRuling15ARefusedCommandIsMended(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	_, act := act(v, "stamp", "2026-01-05T08:00:00Z", "2026-01-04", fmt.Sprintf(`{"goal":%q}`, v.LookAt("").Goal.ID))
	if _, a := send(v, sending(act)); a.Answers[0].State != "refused" {
		t.Fatalf("%+v", a)
	}
	if _, a := send(v, sending(strings.Replace(act, "2026-01-04", "2026-01-05", 1))); a.Answers[0].State != "applied" {
		t.Errorf("%+v", a)
	}
}

// An undo that arrives before its target: the target arrives undone (ruling 17).
func TestRuling17AnUndoMayArriveFirst(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	id, stamp := act(v, "stamp", "2026-01-05T08:00:00Z", "2026-01-05", fmt.Sprintf(`{"goal":%q}`, v.LookAt("").Goal.ID))
	_, undo := act(v, "undo", "2026-01-05T08:01:00Z", "2026-01-05", fmt.Sprintf(`{"target":%q}`, id))
	_, a := send(v, sending(undo, stamp))
	if a.Answers[0].State != "applied" || a.Answers[1].State != "applied" || v.LookAt("").Practised != 0 {
		t.Errorf("%+v, %d practised", a, v.LookAt("").Practised)
	}
}

func TestLimitsOfARequest(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	_, act := act(v, "rest", "2026-01-05T08:00:00Z", "2026-01-05", fmt.Sprintf(`{"goal":%q}`, v.LookAt("").Goal.ID))
	for _, c := range []struct {
		body string
		code int
	}{
		{sending(slices.Repeat([]string{act}, 100)...), http.StatusOK},
		{sending(slices.Repeat([]string{act}, 101)...), http.StatusBadRequest},
		{`{"commands":[` + act, http.StatusBadRequest},
		{`[]`, http.StatusBadRequest},
		{``, http.StatusBadRequest},
		{`{"commands":null}`, http.StatusOK},
		{`{"person":"somebody","commands":[` + act + `]}`, http.StatusConflict},
	} {
		if code, a := send(v, c.body); code != c.code {
			t.Errorf("%.60s: %d, want %d (%+v)", c.body, code, c.code, a)
		}
	}
}

// What the last command did is said once on the next page, as after a form.
func TestTheNextPageSaysWhatACommandDid(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	id, stamp := act(v, "stamp", "2026-01-05T08:00:00Z", "2026-01-05", fmt.Sprintf(`{"goal":%q}`, v.LookAt("").Goal.ID))
	send(v, `{"say":true,"commands":[`+stamp+`]}`)
	webtest.Has(t, v.Get("/"), `class="stamp inked`)
	if page := v.Get("/"); strings.Contains(webtest.Shown(page), "inked") {
		t.Error("a reload says it twice")
	}
	_, undo := act(v, "undo", "2026-01-05T08:01:00Z", "2026-01-05", fmt.Sprintf(`{"target":%q}`, id))
	send(v, `{"say":true,"commands":[`+undo+`]}`)
	webtest.Has(t, webtest.Text(v.Get("/")), "Taken back: a stamp.")
}

func FuzzCommands(f *testing.F) {
	f.Add(`{"commands":[{"id":"00000000-0000-7000-8000-000000000009","kind":"stamp","at":1,"day":"2026-01-05","body":{"goal":"x"}}]}`)
	f.Add(`{"commands":[{"kind":"undo","body":null},7,null,[],{"at":1e99}]}`)
	f.Add(`{"person":"","say":true,"commands":[{}]}`)
	v := webtest.New(f, "2026-01-05T08:00:00Z")
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/commands", strings.NewReader(body))
		w := v.Send(r)
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest && w.Code != http.StatusConflict {
			t.Errorf("%d for %q: %s", w.Code, body, w.Body)
		}
		if !json.Valid(w.Body.Bytes()) {
			t.Errorf("no JSON for %q: %s", body, w.Body)
		}
	})
}
