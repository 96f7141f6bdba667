package goals_test

import (
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

func TestThePlanIsDated(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Did("/stamp", "goal", "fitness")
	v.At("2026-01-07T08:00:00Z")
	v.Did("/goals/fitness/edit", "step", "Put on shoes", "minutes", "2", "cue", "After tea", "fallback", "After I finish lunch",
		"target", "3", "unit", "walks", "session_min", "15", "rest", "Sunday",
		"if_then", "If it rains, then I march indoors for two songs", "if_then", "If my legs ache, then I walk slowly or press Rest",
		"grow_in", "steady strength", "so_i_can", "walk the long way home with a friend", "provisional", "1")
	l := v.LookAt("")
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
