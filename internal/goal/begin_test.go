package goal_test

import (
	"errors"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

func begin(change func(*goal.Begin)) error {
	b := goal.Begin{
		Goal: "00000000-0000-7000-8000-00000000000a", Title: "Complete a 5K", Area: goal.Health,
		Plan: goal.PlanChange{Step: &goal.Step{Text: "Put on shoes", Minutes: 2}},
	}
	change(&b)
	return goal.CheckCommand(goal.Command{ID: "00000000-0000-7000-8000-00000000000b", At: 1, Day: 1, Body: b})
}

// Method 11: no weight, calories or body measures for a goal of health; the
// same words are fine elsewhere.
func TestMethod11NoBodyMeasures(t *testing.T) {
	target := 70.0
	level := func(unit string, area goal.Area) error {
		return begin(func(b *goal.Begin) {
			b.Area = area
			b.Outcome = goal.Outcome{Type: goal.OutcomeLevelDown, Text: "Less", Start: 80, Target: &target, Unit: unit}
		})
	}
	for _, unit := range []string{"kg", " LBS", "kcal a day", "BMI", "inch waist", "stone"} {
		if err := level(unit, goal.Health); !asked(err, "unit", "check.body_unit") {
			t.Errorf("%q: %v", unit, err)
		}
		if err := level(unit, goal.Finances); err != nil {
			t.Errorf("%q in finances: %v", unit, err)
		}
		err := begin(func(b *goal.Begin) {
			b.Plan.Metric = &goal.Metric{Kind: goal.MetricCustom, Target: 3, Unit: unit}
		})
		if !asked(err, "unit", "check.body_unit") {
			t.Errorf("%q a week: %v", unit, err)
		}
	}
	for _, unit := range []string{"push-ups", "minutes", "km", "walks", "milestones", "hiphop classes"} {
		if err := level(unit, goal.Health); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}

func TestBeginHoldsAnswersToTheirScales(t *testing.T) {
	eleven, ten := 11, 10
	for name, c := range map[string]struct {
		change func(*goal.Begin)
		field  string
	}{
		"confidence":   {func(b *goal.Begin) { b.Confidence = &eleven }, "confidence"},
		"before":       {func(b *goal.Begin) { b.Before = &eleven }, "confidence"},
		"private test": {func(b *goal.Begin) { b.PrivateTest = &eleven }, "private_test"},
		"worst day":    {func(b *goal.Begin) { b.WorstDay = &eleven }, "worst_day"},
		"why, 8":       {func(b *goal.Begin) { b.Why = []int{1, 2, 3, 8} }, "intrinsic"},
		"why, three":   {func(b *goal.Begin) { b.Why = []int{1, 2, 3} }, "why"},
		"needs":        {func(b *goal.Begin) { b.Needs = []goal.Dependency{"luck"} }, "needs"},
		"nul":          {func(b *goal.Begin) { b.Helper = "Ana\x00" }, "helper"},
		"all well": {func(b *goal.Begin) {
			b.Confidence, b.Before, b.PrivateTest, b.WorstDay, b.Why = &ten, &ten, &ten, &ten, []int{1, 2, 6, 7}
			b.Needs, b.Nicer, b.Later = []goal.Dependency{goal.NeedsKit}, "music", "Italian; the shed roof"
		}, ""},
	} {
		err := begin(c.change)
		var e *goal.Error
		if errors.As(err, &e); (c.field == "") != (err == nil) || e != nil && e.Field != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func asked(err error, field, key string) bool {
	var e *goal.Error
	return errors.As(err, &e) && e.Code == goal.CodeInvalid && e.Field == field && e.Key == key
}
