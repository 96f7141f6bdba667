package compass_test

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

func compassOf(v *webtest.Visitor) goal.Compass {
	v.T.Helper()
	c, err := v.Compass(context.Background(), app.Local())
	if err != nil {
		v.T.Fatal(err)
	}
	return c.Compass
}

// Words of a circle are one line: what is new comes in, what is gone goes, and
// the same words again change nothing.
func TestTheWordsOfACircle(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Did("/compass/words", "love", "slow mornings; her laugh ;; ", "good", "")
	v.Did("/compass/words", "love", "her laugh; the hill path")
	v.Did("/compass/words", "love", "her laugh; the hill path")
	var words []string
	for _, i := range compassOf(v).Items {
		words = append(words, i.Words)
		if i.Lens != "love" || i.Love != 2 || i.Breadth() != 1 {
			t.Errorf("%+v", i)
		}
	}
	if !slices.Equal(words, []string{"her laugh", "the hill path"}) {
		t.Error(words)
	}
	webtest.Has(t, webtest.Text(v.Get("/compass")), "What I love her laugh the hill path")
}

// Method 1.3: weighing shows where the circles meet; nothing is forced.
func TestMethod13Weighing(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Did("/compass/items", "lens", "love", "answer", "teaching chess", "answer", " ")
	id := compassOf(v).Items[0].ID
	v.Did("/compass/weigh", "good-"+id, "3", "needed-"+id, "2", "supported-"+id, "0")
	if i := compassOf(v).Items[0]; i.Love != 2 || i.Good != 3 || i.Needed != 2 || i.Supportable != 0 {
		t.Errorf("%+v", i)
	}
	webtest.Has(t, webtest.Text(v.Get("/compass/items")), "Where they meet teaching chess meets in 3 circles")
	w := v.Post("/compass/weigh", "good-"+id, "9")
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a weight of 9: %d", w.Code)
	}
	v.Did("/compass/weigh", "remove", id)
	if n := len(compassOf(v).Items); n != 0 {
		t.Errorf("%d items are left", n)
	}
}

// Method 1.6: a try is planned, then told or let go; only one that was tried
// counts for what the tries suggest.
func TestMethod1_6Tries(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	for _, what := range []string{"an hour at the food bank", "the evening choir"} {
		v.Did("/compass/trial", "what", what, "state", "planned")
	}
	c := compassOf(v)
	if _, ok := c.BestTrial(); ok {
		t.Error("a plan is not yet a try")
	}
	v.Did("/compass/trial", "trial", c.Trials[0].ID, "what", c.Trials[0].What, "before", "2", "after", "4", "again", "7", "line", "Useful from the first minute")
	v.Did("/compass/trial", "trial", c.Trials[1].ID, "what", c.Trials[1].What, "state", "let_go")
	webtest.Has(t, webtest.Text(v.Get("/compass")), "tried Energy 2 before, 4 after, again 7 of 10. Useful from the first minute", "let go",
		"What these tries suggest: an hour at the food bank.")
	w := v.Post("/compass/trial", "what", "a talk", "line", "typed with care")
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a try without numbers: %d", w.Code)
	}
}

func TestEnergyNotes(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Did("/compass/energy", "words", "mending the gate", "before", "2", "after", "5")
	v.Did("/compass/energy", "words", "the late call", "before", "4", "after", "2")
	page := v.Get("/compass")
	webtest.Has(t, webtest.Text(page), "1 of them left more energy than it took.")
	if !strings.Contains(page, `aria-label="5 of 5"`) {
		t.Error("the strokes have no words")
	}
	if w := v.Post("/compass/energy", "words", "x", "before", "9"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("energy of 9: %d", w.Code)
	}
	v.Did("/compass/energy", "note", compassOf(v).Energy[0].ID, "remove", "1")
	if n := len(compassOf(v).Energy); n != 1 {
		t.Errorf("%d notes", n)
	}
}

// The sentence keeps its history, and thoughts on it are never a verdict.
func TestTheSentenceKeepsItsHistory(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Did("/compass/purpose", "grow_in", "fitness", "so_i_can", "impress everyone at the reunion", "provisional", "1")
	webtest.Has(t, webtest.Text(v.Get("/compass")), "for now", "Just a thought")
	v.At("2026-01-09T08:00:00Z")
	v.Did("/compass/purpose", "grow_in", "steady strength", "so_i_can", "carry my daughter up the hill")
	page := v.Get("/compass")
	webtest.Has(t, webtest.Text(page), "Since 9 January in use I want to grow in steady strength so I can carry my daughter up the hill.", "5 to 9 January")
	if !strings.Contains(page, "<del>") {
		t.Error("the sentence that was is not struck through")
	}
	v.At("2026-01-12T08:00:00Z")
	v.Begin("fitness")
	if n := strings.Count(webtest.Text(v.Get("/compass")), "in use"); n != 1 {
		t.Errorf("%d sentences are in use: the goal's takes the place of the one before", n)
	}
	w := v.Post("/compass/purpose", "grow_in", " ", "so_i_can", "")
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("an empty sentence: %d", w.Code)
	}
}

// Method 6.4: four weeks of energy and mood, without a mean under ten entries.
func TestMethod6_4FourWeeks(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	first := goal.Date(2026, 1, 5)
	for i := range 10 {
		v.At((first + goal.Day(i)).String() + "T08:00:00Z")
		v.Did("/word", "goal", "fitness", "energy", strconv.Itoa(1+i%5))
		page := webtest.Text(v.Get("/compass"))
		webtest.Has(t, page, "noted on "+strconv.Itoa(i+1)+" of 28 days")
		if strings.Contains(page, "about 3 of 5") != (i == 9) || strings.Contains(page, "Mood:") {
			t.Errorf("after %d entries: %s", i+1, page)
		}
	}
}
