package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
	"github.com/ippo-app/ippo/internal/web"
)

// visitor is a person with a browser, a database and a clock of their own.
type visitor struct {
	*app.App
	t       testing.TB
	now     time.Time
	site    *web.Site
	handler http.Handler
	cookies []*http.Cookie
	lang    string
	folder  string // of the database
}

func newVisitor(t testing.TB, now string) *visitor {
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
	v := &visitor{t: t, lang: "en", folder: folder}
	v.at(now)
	v.App = app.New(s, func() time.Time { return v.now })
	v.site = web.New(v.App, slog.New(slog.DiscardHandler))
	v.handler = v.site.Handler()
	return v
}

func (v *visitor) at(now string) {
	v.t.Helper()
	x, err := time.Parse(time.RFC3339, now)
	if err != nil {
		v.t.Fatal(err)
	}
	v.now = x
}

func (v *visitor) send(r *http.Request) *httptest.ResponseRecorder {
	r = r.WithContext(web.WithPerson(r.Context(), app.LocalPerson))
	r.Header.Set("Accept-Language", v.lang)
	r.Header.Set("Accept", "text/html")
	for _, c := range v.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	v.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		v.cookies = slices.DeleteFunc(v.cookies, func(old *http.Cookie) bool { return old.Name == c.Name })
		if c.MaxAge >= 0 {
			v.cookies = append(v.cookies, c)
		}
	}
	return w
}

// get a page; anything but 200 ends the test.
func (v *visitor) get(path string) string {
	v.t.Helper()
	w := v.send(httptest.NewRequestWithContext(v.t.Context(), http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		v.t.Fatalf("GET %s: %d\n%s", path, w.Code, w.Body)
	}
	return w.Body.String()
}

// post a form and answer the response; fields are name, value, name, value.
func (v *visitor) post(path string, fields ...string) *httptest.ResponseRecorder {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	r := httptest.NewRequestWithContext(v.t.Context(), http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.send(r)
}

// did posts a form that has to go through.
func (v *visitor) did(path string, fields ...string) {
	v.t.Helper()
	if w := v.post(path, fields...); w.Code != http.StatusSeeOther {
		v.t.Fatalf("POST %s %v: %d\n%s", path, fields, w.Code, text(w.Body.String()))
	}
}

var (
	tags   = regexp.MustCompile(`(?s)<[^>]*>`)
	inline = regexp.MustCompile(`(?i)\sstyle=|\son[a-z]+=|<script[^>]*>[^<]|javascript:`)
	spaces = regexp.MustCompile(`\s+`)
	inert  = regexp.MustCompile(`(?s)<template.*?</template>`)
)

// text of a page as it is read.
func text(html string) string {
	if i := strings.Index(html, "<main"); i >= 0 {
		html = html[i:]
	}
	html = inert.ReplaceAllString(html, "")
	return strings.TrimSpace(spaces.ReplaceAllString(tags.ReplaceAllString(html, " "), " "))
}

// begin a goal from a template through the app, as the pages of begin do.
func (v *visitor) begin(template string) {
	v.t.Helper()
	tpl, ok := library.For("en").Template(template)
	if !ok {
		v.t.Fatal(template)
	}
	b := tpl.Begin(v.NewID())
	b.Second = true
	c, err := v.Command(context.Background(), app.LocalPerson, "test", 0, b)
	if err != nil {
		v.t.Fatal(err)
	}
	if _, err := v.Do(context.Background(), app.LocalPerson, c); err != nil {
		v.t.Fatal(err)
	}
}

func (v *visitor) look() goal.Look {
	v.t.Helper()
	l, err := v.Look(context.Background(), app.LocalPerson, "")
	if err != nil {
		v.t.Fatal(err)
	}
	return l
}

func has(t *testing.T, page string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(page, w) {
			t.Errorf("the page does not say %q:\n%s", w, page)
		}
	}
}

// The story of a first season, through the forms of the pages.
func TestTheSeedStory(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	has(t, text(v.get("/")), "Put on shoes + 5-minute walk", "Stamp today", "Day 1 of 30", "0 of 3")
	v.did("/stamp", "goal", "fitness")
	has(t, text(v.get("/")), "Stamped 08:00", "That is today kept.", "Take it back")
	v.at("2026-01-06T08:00:00Z")
	v.did("/more", "goal", "fitness", "more", "20")
	has(t, text(v.get("/")), "with 20 minutes in all", "1 of 3")
	v.at("2026-01-08T07:30:00Z")
	has(t, text(v.get("/")), "Your chain is waiting.", "One minimum step today mends it.", "Write in Wednesday")
	v.did("/stamp", "goal", "fitness")
	has(t, v.get("/"), `#m-mend`, `#m-seam`, "You mended Wednesday on Thursday morning.")
	v.at("2026-01-09T08:00:00Z")
	v.did("/rest", "goal", "fitness")
	has(t, text(v.get("/")), "A rest day", "Stamp today anyway")
	v.at("2026-01-10T09:00:00Z")
	v.did("/more", "goal", "fitness", "more", "25")
	story := func() {
		t.Helper()
		has(t, text(v.get("/")), "2 of 3", "4 days practised", "4 in the chain")
		has(t, text(v.get("/goals/fitness")), "Card one of three", "2 of 3", "4 of 5 done", "1 of 1 time")
	}
	story()
	v.did("/undo")
	has(t, text(v.get("/")), "Taken back: a stamp.", "1 of 3", "Stamp today")
	v.did("/undo")
	story()
}

// The answer to a stamp shows every goal where it was.
func TestAfterAStampNothingMoves(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.begin("learning")
	order := func(what string, slugs ...string) {
		t.Helper()
		page := inert.ReplaceAllString(v.get("/"), "")
		last := -1
		for _, s := range slugs {
			i := strings.Index(page, ">"+s+" <")
			if i < 0 {
				i = strings.Index(page, ">"+s+"<")
			}
			if i <= last {
				t.Errorf("%s: %s stands at %d, after %d", what, s, i, last)
			}
			last = i
		}
	}
	const fitness, learning = "Complete a 5K comfortably", "Finish a course module weekly"
	order("both open", fitness, learning)
	v.did("/stamp", "goal", "learning")
	order("the second stamped", fitness, learning)
	v.did("/stamp", "goal", "fitness")
	order("the first stamped too", fitness, learning)
	v.at("2026-01-06T08:00:00Z")
	v.did("/stamp", "goal", "fitness")
	order("the first stamped", fitness, learning)
	order("and looked at later", learning, fitness)
}

func TestAFormSentTwiceIsOneCommand(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("learning")
	id := v.NewID()
	v.did("/more", "id", id, "goal", "learning", "day", "2026-01-05", "more", "15")
	v.at("2026-01-05T08:00:09Z")
	v.did("/more", "id", id, "goal", "learning", "day", "2026-01-05", "more", "15")
	if m, _ := v.look().Log.Minutes(); m != 15 {
		t.Errorf("%v minutes after a double click", m)
	}
	if w := v.post("/more", "id", id, "goal", "learning", "day", "2026-01-05", "more", "20"); w.Code != http.StatusConflict {
		t.Errorf("the same id with other content: %d", w.Code)
	}
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	for _, c := range []struct {
		path   string
		fields []string
		code   int
		says   string
	}{
		{"/more", []string{"goal", "fitness", "more", "lots"}, 422, "Please write a number."},
		{"/more", []string{"goal", "fitness"}, 422, "Please write a number."},
		{"/stamp", []string{"goal", "nothing"}, 404, "There is no goal called nothing."},
		{"/stamp", []string{"goal", "fitness", "day", "2026-01-09"}, 422, "That day has not come yet."},
		{"/stamp", []string{"goal", "fitness", "day", "someday"}, 422, "That is no date we know."},
		{"/skip", []string{"goal", "fitness", "tag", "weather"}, 422, "That is no tag we know"},
		{"/cover", []string{"goal", "fitness", "day", "2026-01-05"}, 409, ""},
		{"/undo", []string{"target", "00000000-0000-7000-8000-000000000009"}, 404, "There is no command"},
		{"/goals/fitness/measure", []string{"value", "soon"}, 422, "Write yes, no, a milestone"},
		{"/goals/fitness/day", []string{"day", "2026-01-05", "what", "lunch"}, 422, "Please choose what the day was."},
		{"/goals/fitness/edit", []string{"step", "", "minutes", "5"}, 422, ""},
		{"/goals/fitness/life", []string{"to", "fly"}, 422, "A goal cannot become fly."},
	} {
		w := v.post(c.path, c.fields...)
		if w.Code != c.code {
			t.Errorf("%s %v: %d, want %d", c.path, c.fields, w.Code, c.code)
		}
		has(t, text(w.Body.String()), c.says)
	}
	if l := v.look(); l.Practised != 0 {
		t.Error("a refused form left a trace")
	}
}

// What was typed into a refused form comes back.
func TestRefusedWordsAreNotLost(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	w := v.post("/skip", "goal", "fitness", "tag", "weather", "note", "Rain since noon & <b>wind</b>")
	has(t, w.Body.String(), "Your words are still here", "Rain since noon &amp; &lt;b&gt;wind&lt;/b&gt;")
	w = v.post("/goals/fitness/edit", "step", "Walk to the corner", "minutes", "many", "cue", "After tea")
	if w.Code != http.StatusUnprocessableEntity {
		t.Error(w.Code)
	}
	has(t, w.Body.String(), `value="Walk to the corner"`, `value="many"`, `value="After tea"`, `aria-invalid="true"`)
}

func TestThePlanIsDated(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.did("/stamp", "goal", "fitness")
	v.at("2026-01-07T08:00:00Z")
	v.did("/goals/fitness/edit", "step", "Put on shoes", "minutes", "2", "cue", "After tea", "fallback", "After I finish lunch",
		"target", "3", "unit", "walks", "session_min", "15", "rest", "Sunday",
		"if_then", "If it rains, then I march indoors for two songs", "if_then", "If my legs ache, then I walk slowly or press Rest",
		"grow_in", "steady strength", "so_i_can", "walk the long way home with a friend", "provisional", "1")
	l := v.look()
	if p := l.Life.Plan(goal.Date(2026, 1, 6)); p.Step.Minutes != 5 {
		t.Errorf("yesterday's step has %v minutes", p.Step.Minutes)
	}
	if p := l.Life.Plan(goal.Date(2026, 1, 12)); p.Step.Minutes != 2 || !p.Rest.Has(time.Sunday) || len(p.IfThens) != 2 || p.IfThens[0].ID != "p1" {
		t.Errorf("next week's plan: %+v", p)
	}
	if l.Purpose == nil || !l.Purpose.Provisional || len(l.Goal.Purposes) != 1 {
		t.Errorf("the purpose was not touched: %+v", l.Goal.Purposes)
	}
}

func TestAPaperMonthInOneGo(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.did("/stamp", "goal", "fitness")
	v.at("2026-01-14T20:00:00Z")
	id := v.NewID()
	fields := []string{
		"id", id, "card", "1", "note", "from the kitchen door",
		"d2026-01-05", "min", "d2026-01-06", "full", "d2026-01-07", "", "d2026-01-08", "min", "d2026-01-11", "rest", "d2026-01-20", "min",
	}
	v.did("/goals/fitness/paper", fields...)
	v.did("/goals/fitness/paper", fields...)
	l := v.look()
	want := map[int]goal.DayStatus{5: goal.DayDone, 6: goal.DayDone, 7: goal.DayUnlogged, 8: goal.DayDone, 11: goal.DayRest, 20: goal.DayOpen}
	for day, status := range want {
		if got := l.Life.On(goal.Date(2026, 1, day)); got != status {
			t.Errorf("%d January is %q, want %q", day, got, status)
		}
	}
	if l.Practised != 3 || !l.Gold.Has(goal.Date(2026, 1, 7)) || l.Log.Note != "from the kitchen door" {
		t.Errorf("%d practised, gold %v, note %q", l.Practised, l.Gold, l.Log.Note)
	}
	page := v.get("/goals/fitness")
	first := regexp.MustCompile(`name="first" value="([^"]+)"`).FindStringSubmatch(page)
	if first == nil {
		t.Fatal("the page does not offer to take the sheet back")
	}
	v.did("/undo", "first", first[1], "next", "/goals/fitness")
	if l = v.look(); l.Practised != 1 || l.Log.Note != "" {
		t.Errorf("the sheet is taken back, and there are %d days, note %q", l.Practised, l.Log.Note)
	}
	page = v.get("/goals/fitness")
	has(t, text(page), "Taken back: all that was written in one go.", "Bring it back")
	has(t, page, `name="next" value="/goals/fitness"`)
	if w := v.post("/undo", "next", "/goals/fitness"); w.Header().Get("Location") != "/goals/fitness" {
		t.Errorf("it leads to %q", w.Header().Get("Location"))
	}
	if l = v.look(); l.Practised != 3 || l.Log.Note != "from the kitchen door" {
		t.Errorf("the sheet is brought back, and there are %d days, note %q", l.Practised, l.Log.Note)
	}
}

// While a pause without an end hides the cards to come, none of them is offered
// to be filled in.
func TestPaperInAPause(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.at("2026-01-12T08:00:00Z")
	has(t, v.get("/goals/fitness/paper"), "paper?card=3")
	v.did("/pause", "goal", "fitness")
	for _, path := range []string{"/goals/fitness/paper", "/goals/fitness/paper?card=3"} {
		page := v.get(path)
		has(t, text(page), "Card one of three")
		if strings.Contains(page, "paper?card=") {
			t.Errorf("%s leads to a card without a day", path)
		}
	}
}

// A week's number is what the whole week held: what the days do not hold of it
// goes to its last stamped day, and nothing becomes smaller.
func TestNumbersFromPaper(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("learning") // 90 minutes a week, five of them a step
	v.did("/stamp", "goal", "learning")
	v.at("2026-01-20T20:00:00Z")
	sent := func(more ...string) []string {
		return append([]string{
			"id", v.NewID(), "card", "1", "d2026-01-05", "min", "d2026-01-06", "min", "d2026-01-08", "min", "d2026-01-13", "full",
		}, more...)
	}
	has(t, text(v.get("/goals/learning/paper")), "Minutes on the sheet", "Week 1", "Week 3")
	w := v.post("/goals/learning/paper", sent("w2026-01-19", "30", "w2026-01-05", "many", "note", "tea & rain")...)
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("words for a number: %d", w.Code)
	}
	has(t, w.Body.String(), `value="many" aria-invalid="true"`, "tea &amp; rain")
	w = v.post("/goals/learning/paper", sent("w2026-01-19", "30", "w2026-01-05", "60")...)
	if w.Code != http.StatusUnprocessableEntity || v.look().Practised != 1 {
		t.Errorf("a number without a day: %d, and %d days", w.Code, v.look().Practised)
	}
	has(t, text(w.Body.String()), "Week 3 has a number and no stamped day.")
	fields := sent("w2026-01-05", "60", "w2026-01-12", "42,5")
	v.did("/goals/learning/paper", fields...)
	v.did("/goals/learning/paper", fields...)
	v.did("/goals/learning/paper", sent("w2026-01-05", "20")...)
	l := v.look()
	if l.Weeks[0].Done != 60 || l.Weeks[1].Done != 42.5 || l.Practised != 4 {
		t.Errorf("weeks of %v and %v, %d days", l.Weeks[0].Done, l.Weeks[1].Done, l.Practised)
	}
	if m, _ := l.Logs[goal.Date(2026, 1, 8)].Minutes(); m != 50 {
		t.Errorf("Thursday holds %v minutes", m)
	}
}

// pages are all pages that can be opened without a path of their own.
func pages() []string {
	return []string{
		"/", "/welcome", "/goals/fitness", "/goals/fitness/edit", "/goals/fitness/paper", "/goals/learning", "/review", "/review?goal=learning",
		"/compass", "/compass/items", "/settings", "/guide",
	}
}

// Every page is made in every language, in many states of the day, and holds
// to the strict content policy.
func TestEveryPageInEveryState(t *testing.T) {
	states := map[string]func(*visitor){
		"open":    func(*visitor) {},
		"stamped": func(v *visitor) { v.did("/more", "goal", "fitness", "more", "20") },
		"skipped": func(v *visitor) { v.did("/skip", "goal", "fitness", "tag", "time", "note", "late train") },
		"resting": func(v *visitor) { v.did("/rest", "goal", "fitness") },
		"paused":  func(v *visitor) { v.did("/pause", "goal", "fitness", "until", "2026-01-20") },
		"felt":    func(v *visitor) { v.did("/word", "goal", "fitness", "energy", "3", "mood", "4", "note", "quiet") },
		"waiting": func(v *visitor) { v.did("/stamp", "goal", "fitness"); v.at("2026-01-07T08:00:00Z") },
		"quiet":   func(v *visitor) { v.did("/stamp", "goal", "fitness"); v.at("2026-01-10T08:00:00Z") },
		"over":    func(v *visitor) { v.at("2026-04-20T08:00:00Z") },
		"kept":    func(v *visitor) { v.did("/goals/learning/life", "to", "keep") },
		"parked":  func(v *visitor) { v.did("/goals/learning/life", "to", "park") },
		"read":    func(v *visitor) { v.did("/goals/fitness/measure", "value", "m2") },
	}
	for name, into := range states {
		t.Run(name, func(t *testing.T) {
			v := newVisitor(t, "2026-01-05T08:00:00Z")
			v.begin("fitness")
			v.begin("learning")
			into(v)
			for _, lang := range library.Languages() {
				v.lang = lang
				for _, path := range pages() {
					sound(t, path, v.get(path))
				}
			}
		})
	}
}

// sound holds a page to what no page may break.
func sound(t *testing.T, path, page string) {
	t.Helper()
	if m := inline.FindString(page); m != "" {
		t.Errorf("%s: %q breaks the content policy", path, m)
	}
	if n := strings.Count(inert.ReplaceAllString(page, ""), "<h1"); n != 1 {
		t.Errorf("%s: %d h1", path, n)
	}
	if m := regexp.MustCompile(`<[a-z]+ [^>]*\belse[ >]`).FindString(page); m != "" {
		t.Errorf("%s: a condition was written as an attribute: %s", path, m)
	}
	if strings.Contains(page, "%!") || strings.Contains(page, "<nil>") {
		t.Errorf("%s: a value was not written as text", path)
	}
	for _, key := range regexp.MustCompile(`[>"](?:web|begin|move|goalpage|edit|paper|offline|timer|say|day|key|card|week)\.[a-z_.0-9]+[<"]`).FindAllString(page, -1) {
		t.Errorf("%s: the message %s is missing", path, key)
	}
	for _, hole := range regexp.MustCompile(`\{[a-z]+\}`).FindAllString(text(page), -1) {
		t.Errorf("%s: nothing was filled in for %s", path, hole)
	}
}
