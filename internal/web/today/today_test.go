package today_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// The seed story of the first season, through the forms of the pages.
func TestTheSeedStory(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	webtest.Has(t, webtest.Text(v.Get("/")), "Put on shoes + 5-minute walk", "Stamp today", "Day 1 of 30", "0 of 3")
	v.Did("/stamp", "goal", "fitness")
	webtest.Has(t, webtest.Text(v.Get("/")), "08:00, with the minimum step", "That’s today done.", "Take it back")
	v.At("2026-01-06T08:00:00Z")
	v.Did("/more", "goal", "fitness", "more", "20")
	webtest.Has(t, webtest.Text(v.Get("/")), "with 20 minutes in all", "1 of 3")
	v.At("2026-01-08T07:30:00Z")
	webtest.Has(t, webtest.Text(v.Get("/")), "Your chain is waiting.", "One minimum step today mends it.", "Write in Wednesday")
	v.Did("/stamp", "goal", "fitness")
	webtest.Has(t, v.Get("/"), `#m-mend`, `#m-seam`, "You mended Wednesday on Thursday morning.")
	v.At("2026-01-09T08:00:00Z")
	v.Did("/rest", "goal", "fitness")
	webtest.Has(t, webtest.Text(v.Get("/")), "Nothing is asked today", "Stamp now", "Take it back")
	v.At("2026-01-10T09:00:00Z")
	v.Did("/more", "goal", "fitness", "more", "25")
	story := func() {
		t.Helper()
		webtest.Has(t, webtest.Text(v.Get("/")), "2 of 3", "4 days practised", "4 in the chain")
		webtest.Has(t, webtest.Text(v.Get("/goals/fitness")), "Card one of three", "2 of 3", "4 of 5 done", "1 of 1 time")
	}
	story()
	v.Did("/undo")
	webtest.Has(t, webtest.Text(v.Get("/")), "Taken back: a stamp.", "1 of 3", "Stamp today")
	v.Did("/undo")
	story()
}

// The answer to a stamp shows every goal where it was.
func TestAfterAStampNothingMoves(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Begin("learning")
	order := func(what string, slugs ...string) {
		t.Helper()
		page := webtest.Shown(v.Get("/"))
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
	v.Did("/stamp", "goal", "learning")
	order("the second stamped", fitness, learning)
	v.Did("/stamp", "goal", "fitness")
	order("the first stamped too", fitness, learning)
	v.At("2026-01-06T08:00:00Z")
	v.Did("/stamp", "goal", "fitness")
	order("the first stamped", fitness, learning)
	order("and looked at later", learning, fitness)
}

func TestAFormSentTwiceIsOneCommand(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("learning")
	id := v.NewID()
	v.Did("/more", "id", id, "goal", "learning", "day", "2026-01-05", "more", "15")
	v.At("2026-01-05T08:00:09Z")
	v.Did("/more", "id", id, "goal", "learning", "day", "2026-01-05", "more", "15")
	if m, _ := v.LookAt("").Log.Minutes(); m != 15 {
		t.Errorf("%v minutes after a double click", m)
	}
	if w := v.Post("/more", "id", id, "goal", "learning", "day", "2026-01-05", "more", "20"); w.Code != http.StatusConflict {
		t.Errorf("the same id with other content: %d", w.Code)
	}
}

// Today leaves out what a person hides, and only that.
func TestTodayHidesWhatIsNotUsed(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	names := map[string]string{"more": `name="more"`, "hard": "Hard day", "energy": `name="energy"`, "mood": `name="mood"`, "note": `id="note"`, "keys": "data-keys", "badge": "data-badge"}
	for hidden := range names {
		fields := []string{"today", "1"}
		for _, f := range goal.Hideable() {
			if f != hidden {
				fields = append(fields, "show-"+f, "1")
			}
		}
		v.Did("/settings", fields...)
		page := v.Get("/")
		v.Did("/stamp", "goal", "fitness") // a line is asked for once the day has its word
		page += v.Get("/")
		v.Did("/undo")
		for f, mark := range names {
			if strings.Contains(page, mark) != (f != hidden) {
				t.Errorf("%s is hidden, and %s is shown: %v", hidden, f, f == hidden)
			}
		}
	}
}

// Ruling 98: what is off at first comes when it is wanted, and goes again.
func TestRuling98TodayShowsWhatIsWanted(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	names := map[string]string{"timer": "Five-minute timer", "full": "It was a full one", "line": `id="line"`, "seven": ">Last seven days<"}
	if len(names) != len(goal.Showable()) {
		t.Fatal(goal.Showable())
	}
	for _, wanted := range append(goal.Showable(), "") {
		fields := []string{"today", "1", "show-" + wanted, "1"}
		for _, f := range goal.Hideable() {
			fields = append(fields, "show-"+f, "1")
		}
		v.Did("/settings", fields...)
		v.Get("/settings")
		page := v.Get("/")
		for f, mark := range names {
			if strings.Contains(page, mark) != (f == wanted) {
				t.Errorf("%q is wanted, and %s is shown: %v", wanted, f, f != wanted)
			}
		}
	}
}

func TestAfterThreeQuietDays(t *testing.T) {
	for way, check := range map[string]func(goal.Look) bool{
		"two": func(l goal.Look) bool {
			return l.Plan.Step.Minutes == 2 && l.Life.Plan(l.Today+7).Step.Minutes == 5
		},
		"same":  func(l goal.Look) bool { return l.Plan.Step.Minutes == 5 && l.Life.On(l.Today-1) == goal.DayUnlogged },
		"pause": func(l goal.Look) bool { return l.Life.On(l.Today-1) == goal.DayPause && l.Status == goal.DayOpen },
	} {
		t.Run(way, func(t *testing.T) {
			v := webtest.New(t, "2026-01-05T08:00:00Z")
			v.Begin("fitness")
			v.Live("2026-01-05T08:00:00Z", "oo")
			v.At("2026-01-10T08:00:00Z")
			webtest.Has(t, webtest.Text(v.Get("/")), "It has been quiet for three days.", "Would a smaller step fit this week?")
			v.Did("/quiet", "goal", "fitness", "from", "2026-01-07", "way", way)
			if !check(v.LookAt("")) {
				t.Errorf("%+v", v.LookAt("").Plan)
			}
		})
	}
}

// The quiet days are those of the terminal, with a rest day between them, and
// what a pause cannot reach is said (ruling 9).
func TestTheQuietDaysThatAPauseReaches(t *testing.T) {
	for _, tt := range []struct{ at, from, said string }{
		{"2026-01-16T08:00:00Z", "2026-01-09", "Those days were a pause"}, // Wednesday the 14th is rest
		{"2026-01-20T08:00:00Z", "2026-01-09", "The last 7 days were a pause"},
	} {
		v := webtest.New(t, "2026-01-05T08:00:00Z")
		v.Begin("fitness")
		v.Live("2026-01-05T08:00:00Z", "oooo")
		v.Did("/goals/fitness/edit", "step", "Put on shoes", "minutes", "3", "cue", "After tea", "fallback", "", "target", "3", "unit", "walks", "session_min", "15", "rest", "Wednesday")
		v.Get("/goals/fitness") // which says once what changed
		v.At(tt.at)
		page := v.Get("/")
		webtest.Has(t, page, `name="from" value="`+tt.from+`"`)
		webtest.Has(t, webtest.Text(page), tt.said)
	}
}
