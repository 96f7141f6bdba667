package begin_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Method 1.5: thoughts are shown, at most two, can be sent away for good, and
// never stop anybody.
func TestMethod1_5ThoughtsSuggest(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.To("/begin/2", "/begin/1", "area", "career")
	successful := []string{"grow_in", "being successful", "so_i_can", "be the best version of myself."}
	v.To("/begin/3", "/begin/2", successful...)
	const borrowed, vague, state = "How would you say this to a friend", "What would someone see you doing?", "Feelings are fine."
	page := webtest.Text(v.Get("/begin/3"))
	webtest.Has(t, page, "ignore it if it does not fit", borrowed, vague)
	if strings.Contains(page, state) {
		t.Error("three thoughts at once")
	}
	v.To("/begin/4", "/begin/3", "outcome", "Something")
	if strings.Contains(v.Get("/begin/4"), borrowed) {
		t.Error("the thoughts follow the person")
	}
	v.To("/begin/2#thought", "/begin/2", append(successful, "again", "1")...)
	v.To("/begin/2", "/begin/2", append(successful, "hush", "borrowed")...)
	page = webtest.Text(v.Get("/begin/2"))
	webtest.Has(t, page, vague, state)
	if strings.Contains(page, borrowed) {
		t.Error("a thought that was sent away is back")
	}
	other := newDraftOf(v)
	other.To("/begin/2#thought", "/begin/2", append(successful, "again", "1")...)
	if strings.Contains(other.Get("/begin/2"), borrowed) {
		t.Error("a thought that was sent away for good is back with the next goal")
	}
	v.To("/begin/2#thought", "/begin/2", "grow_in", "public speaking", "so_i_can", "give a clear toast at my sister's wedding",
		"external", "6", "introjected", "5", "identified", "4", "intrinsic", "2", "again", "1")
	webtest.Has(t, webtest.Text(v.Get("/begin/2")), "This may be more someone else")
}

// newDraftOf begins anew.
func newDraftOf(v *webtest.Visitor) *webtest.Visitor {
	v.T.Helper()
	if err := v.DropDraft(context.Background(), app.Local(), app.FormBegin); err != nil {
		v.T.Fatal(err)
	}
	return v
}

// The compass knows the why already: nobody is asked twice.
func TestThePurposeComesFromTheCompass(t *testing.T) {
	ctx := context.Background()
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	c, err := v.Command(ctx, app.Local(), "test", 0, goal.SetPurpose{PurposeChange: goal.PurposeChange{GrowIn: "patience", SoICan: "listen to my kids at bedtime"}})
	if err == nil {
		_, err = v.Do(ctx, app.Local(), c)
	}
	if err != nil {
		t.Fatal(err)
	}
	v.To("/begin/2", "/begin/1", "area", "relationships")
	page := v.Get("/begin/2")
	webtest.Has(t, page, "patience", "listen to my kids at bedtime")
	v.To("/begin/3", "/begin/2", "grow_in", "", "so_i_can", "")
	if strings.Contains(v.Get("/begin/2"), "patience") {
		t.Error("words that were taken out are back")
	}
}

// Method 2.5: below 7 a menu asks what would help; the smaller outcome is asked
// about once more.
func TestMethod2_5MakeItASeven(t *testing.T) {
	books := []string{"outcome", "Read books", "type", "total", "target", "12", "unit", "books"}
	for _, c := range []struct{ mend, want string }{{"smaller_outcome", "9"}, {"longer", "6"}, {"helper", "12"}} {
		v := webtest.New(t, "2026-09-07T05:40:00Z")
		v.To("/begin/2", "/begin/1", "area", "skill-building")
		v.To("/begin/3#sure", "/begin/3", append(books, "confidence", "5", "mend", c.mend)...)
		page := v.Get("/begin/3")
		webtest.Has(t, page, `name="target" inputmode="decimal" autocomplete="off" value="`+c.want+`"`)
		webtest.Has(t, webtest.Text(page), "And now, how sure are you?")
		v.To("/begin/4", "/begin/3", "outcome", "Read books", "type", "total", "target", c.want, "unit", "books", "confidence", "7", "helper", "Ana")
		v.To("/begin/6", "/begin/5", "step", "Read one page", "minutes", "5")
		v.To("/begin/done?goal=read-books", "/begin/7", "track", "tap")
		a := v.LookAt("").Goal.Start
		if a == nil || a.Before == nil || *a.Before != 5 || *a.Confidence != 7 || (a.Helper == "Ana") != (c.mend == "helper") {
			t.Errorf("%s: %s", c.mend, show(t, a))
		}
	}
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.To("/begin/4", "/begin/3", append(books, "confidence", "5")...)                   // going on is always allowed
	v.To("/begin/4", "/begin/3", append(books, "confidence", "9", "mend", "helper")...) // nothing to make it
}

// Method 4.1: the worst day offers a smaller step, beside keeping it.
func TestMethod4_1WorstDay(t *testing.T) {
	for _, c := range []struct{ minutes, worst, offer, keep string }{
		{"5", "6", "Make it four minutes", "Leave it at five minutes"},
		{"5", "3", "Make it three minutes", "Leave it at five minutes"},
		{"10", "7", "Make it eight minutes", "Leave it at 10 minutes"},
		{"5", "8", "", ""},
		{"2", "0", "", ""},
	} {
		v := webtest.New(t, "2026-09-07T05:40:00Z")
		step := []string{"step", "Walk", "minutes", c.minutes, "worst_day", c.worst}
		v.To("/begin/6", "/begin/5", step...)
		for _, path := range []string{"/begin/5", "/begin/6"} {
			page := webtest.Text(v.Get(path))
			if offered := strings.Contains(page, "may fit every day"); offered != (c.offer != "") {
				t.Errorf("%v: offered %v", c, offered)
			}
			webtest.Has(t, page, c.offer, c.keep)
		}
		if c.offer == "" {
			continue
		}
		v.To("/begin/5#worst", "/begin/5", append(step, "keep", "1")...)
		if strings.Contains(v.Get("/begin/6"), c.keep) {
			t.Error("asked again after Keep")
		}
	}
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.To("/begin/6", "/begin/5", "step", "Walk", "minutes", "5", "worst_day", "6")
	v.To("/begin/6#worst", "/begin/6", "if", "it rains", "then", "I march", "size", "4")
	webtest.Has(t, v.Get("/begin/5"), `value="4" checked`)
	webtest.Has(t, v.Get("/begin/6"), "it rains")
}

// Obstacles fill plans; a plan that is left out can be had back.
func TestObstaclesFillPlans(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.To("/begin/2", "/begin/1", "area", "health")
	v.To("/begin/6#rows", "/begin/6", "obstacle", "2", "fill", "1", "if", "", "then", "", "tag", "")
	page := v.Get("/begin/6")
	webtest.Has(t, page, "the weather is bad when I reach for my shoes", "I march on the spot for one song")
	webtest.Has(t, webtest.Text(page), "A moment you can see, and one small action.")
	plan := []string{"if", "the weather is bad", "then", "I march on the spot", "tag", "place"}
	v.To("/begin/6#rows", "/begin/6", append(plan, "obstacle", "0", "fill", "1")...)
	webtest.Has(t, v.Get("/begin/6"), "the weather is bad", "I walk to the end of the street", "Plan two")
	loose := append(slices.Clone(plan), "if", "I have time later", "then", "I will walk more", "tag", "")
	v.To("/begin/7", "/begin/6", loose...)
	webtest.Has(t, webtest.Text(v.Get("/begin/6")), "What will you see or hear right before?")
	v.To("/begin/6#rows", "/begin/6", append(loose, "drop", "1")...)
	page = v.Get("/begin/6")
	if strings.Contains(page, "I have time later") {
		t.Error("the plan is still there")
	}
	webtest.Has(t, webtest.Text(page), "Bring mine back")
	v.To("/begin/6", "/begin/6", append(plan, "restore", "1")...)
	webtest.Has(t, v.Get("/begin/6"), "I have time later")
	v.To("/begin/7", "/begin/6", "obstacle", "1", "if", "", "then", "")
	webtest.Has(t, v.Get("/begin/6"), "I sit down on the sofa and feel done")
}

// An example fills its step, and gives back the words it took the place of.
func TestExamplesGiveWordsBack(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.To("/begin/2", "/begin/1", "area", "creativity")
	v.To("/begin/5", "/begin/5", "step", "Hum one song", "minutes", "3", "worst_day", "9", "eg", "music")
	page := v.Get("/begin/5")
	webtest.Has(t, page, "Tune + play 4 bars slowly", "come home")
	webtest.Has(t, webtest.Text(page), "Bring mine back")
	v.To("/begin/5", "/begin/5", "step", "Tune + play 4 bars slowly", "restore", "1")
	webtest.Has(t, v.Get("/begin/5"), "Hum one song")
}

func TestMilestonesGrowWithoutScript(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	fields := []string{"outcome", "Play", "type", "milestones"}
	for i := 1; i <= 9; i++ {
		if n := strings.Count(v.Get("/begin/3"), `name="milestones"`); n != min(max(i-1, 3), 8) {
			t.Errorf("%d rows after %d", n, i-1)
		}
		fields = append(fields, "milestones", "Part "+strconv.Itoa(i))
		v.To("/begin/3", "/begin/3", append(fields, "to", "3")...)
	}
	v2 := webtest.New(t, "2026-09-07T05:40:00Z")
	v2.To("/begin/3#rows", "/begin/3", "outcome", "Play", "milestones", "One", "milestones", "Two", "milestones", "Three", "add", "1")
	if n := strings.Count(v2.Get("/begin/3"), `name="milestones"`); n != 4 {
		t.Errorf("%d rows after adding one", n)
	}
}

// Method 11: where a body would be measured, days can be counted.
func TestMethod11AnotherNumber(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.To("/begin/2", "/begin/1", "area", "health")
	v.To("/begin/3", "/begin/3", "outcome", "Feel well", "type", "level_down", "start", "80", "target", "75", "unit", "kg", "instead", "1")
	v.To("/begin/4", "/begin/4", "metric", "custom", "target", "900", "unit", "kcal", "instead", "1")
	webtest.Has(t, v.Get("/begin/3"), `value="days" selected`, `value="60"`)
	webtest.Has(t, v.Get("/begin/4"), `value="days" selected`, `value="5"`)
}

func TestNotClearYetLeadsToTheCompass(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.To("/compass", "/begin/1", "area", "unclear", "later_list", "all of it")
	webtest.Has(t, v.Get("/begin/1"), "all of it", "Not clear yet")
}

// The first week is told as it will be scored (method 3.2).
func TestMethod3_2TheFirstWeek(t *testing.T) {
	for now, says := range map[string]string{
		"2026-09-07T05:40:00Z": "the first week is a whole one",
		"2026-09-10T05:40:00Z": "a Thursday, the first week’s number is 2 instead of 3",
		"2026-09-12T05:40:00Z": "a Saturday, the first week is for settling in",
	} {
		v := webtest.New(t, now)
		v.To("/begin/4", "/begin/4", "metric", "sessions", "target", "3", "unit", "walks", "to", "4")
		webtest.Has(t, webtest.Text(v.Get("/begin/4")), says)
	}
}
