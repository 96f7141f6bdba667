package web_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func (v *visitor) compass() goal.Compass {
	v.t.Helper()
	c, err := v.Compass(context.Background(), app.LocalPerson)
	if err != nil {
		v.t.Fatal(err)
	}
	return c.Compass
}

// Words of a circle are one line: what is new comes in, what is gone goes, and
// the same words again change nothing.
func TestTheWordsOfACircle(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.did("/compass/words", "love", "slow mornings; her laugh ;; ", "good", "")
	v.did("/compass/words", "love", "her laugh; the hill path")
	v.did("/compass/words", "love", "her laugh; the hill path")
	var words []string
	for _, i := range v.compass().Items {
		words = append(words, i.Words)
		if i.Lens != "love" || i.Love != 2 || i.Breadth() != 1 {
			t.Errorf("%+v", i)
		}
	}
	if !slices.Equal(words, []string{"her laugh", "the hill path"}) {
		t.Error(words)
	}
	has(t, text(v.get("/compass")), "What I love her laugh the hill path")
}

// Method 1.3: weighing shows where the circles meet; nothing is forced.
func TestMethod13Weighing(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.did("/compass/items", "lens", "love", "answer", "teaching chess", "answer", " ")
	id := v.compass().Items[0].ID
	v.did("/compass/weigh", "good-"+id, "3", "needed-"+id, "2", "supported-"+id, "0")
	if i := v.compass().Items[0]; i.Love != 2 || i.Good != 3 || i.Needed != 2 || i.Supportable != 0 {
		t.Errorf("%+v", i)
	}
	has(t, text(v.get("/compass/items")), "Where they meet teaching chess meets in 3 circles")
	w := v.post("/compass/weigh", "good-"+id, "9")
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a weight of 9: %d", w.Code)
	}
	v.did("/compass/weigh", "remove", id)
	if n := len(v.compass().Items); n != 0 {
		t.Errorf("%d items are left", n)
	}
}

// Method 1.6: a try is planned, then told or let go; only one that was tried
// counts for what the tries suggest.
func TestMethod1_6Tries(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	for _, what := range []string{"an hour at the food bank", "the evening choir"} {
		v.did("/compass/trial", "what", what, "state", "planned")
	}
	c := v.compass()
	if _, ok := c.BestTrial(); ok {
		t.Error("a plan is not yet a try")
	}
	v.did("/compass/trial", "trial", c.Trials[0].ID, "what", c.Trials[0].What, "before", "2", "after", "4", "again", "7", "line", "Useful from the first minute")
	v.did("/compass/trial", "trial", c.Trials[1].ID, "what", c.Trials[1].What, "state", "let_go")
	has(t, text(v.get("/compass")), "tried Energy 2 before, 4 after, again 7 of 10. Useful from the first minute", "let go",
		"What these tries suggest: an hour at the food bank.")
	w := v.post("/compass/trial", "what", "a talk", "line", "typed with care")
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a try without numbers: %d", w.Code)
	}
}

func TestEnergyNotes(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.did("/compass/energy", "words", "mending the gate", "before", "2", "after", "5")
	v.did("/compass/energy", "words", "the late call", "before", "4", "after", "2")
	page := v.get("/compass")
	has(t, text(page), "1 of them left more energy than it took.")
	if !strings.Contains(page, `aria-label="5 of 5"`) {
		t.Error("the strokes have no words")
	}
	if w := v.post("/compass/energy", "words", "x", "before", "9"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("energy of 9: %d", w.Code)
	}
	v.did("/compass/energy", "note", v.compass().Energy[0].ID, "remove", "1")
	if n := len(v.compass().Energy); n != 1 {
		t.Errorf("%d notes", n)
	}
}

// The sentence keeps its history, and thoughts on it are never a verdict.
func TestTheSentenceKeepsItsHistory(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.did("/compass/purpose", "grow_in", "fitness", "so_i_can", "impress everyone at the reunion", "provisional", "1")
	has(t, text(v.get("/compass")), "for now", "Just a thought")
	v.at("2026-01-09T08:00:00Z")
	v.did("/compass/purpose", "grow_in", "steady strength", "so_i_can", "carry my daughter up the hill")
	page := v.get("/compass")
	has(t, text(page), "Since 9 January in use I want to grow in steady strength so I can carry my daughter up the hill.", "5 to 9 January")
	if !strings.Contains(page, "<del>") {
		t.Error("the sentence that was is not struck through")
	}
	v.at("2026-01-12T08:00:00Z")
	v.begin("fitness")
	if n := strings.Count(text(v.get("/compass")), "in use"); n != 1 {
		t.Errorf("%d sentences are in use: the goal's takes the place of the one before", n)
	}
	w := v.post("/compass/purpose", "grow_in", " ", "so_i_can", "")
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("an empty sentence: %d", w.Code)
	}
}
