package app_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/goal"
)

// anyOrderedBody draws a command that is decided in order of arrival; ids are
// small, so that commands meet.
func anyOrderedBody(week goal.Day) *rapid.Generator[goal.Body] {
	return rapid.Custom(func(t *rapid.T) goal.Body {
		id := rapid.SampledFrom([]string{"1", "2"}).Draw(t, "id")
		text := rapid.SampledFrom([]string{"", "after tea", "after lunch"}).Draw(t, "text")
		switch rapid.IntRange(0, 12).Draw(t, "kind") {
		case 0, 1, 2:
			r := goal.WeekReview{Goal: "g", Week: week - goal.Day(7*rapid.IntRange(0, 2).Draw(t, "week")), Decision: goal.KeepAsIs, Words: text}
			if rapid.Bool().Draw(t, "changes") {
				r.Decision, r.Plan.Cue = goal.Accepted, &text
				r.Days = rapid.SampledFrom([]int{0, 7}).Draw(t, "days")
			}
			return r
		case 3:
			x := goal.StartExperiment{Experiment: id, Goal: "g", Lever: goal.LeverCue, What: "tea", Measure: goal.OfAdherence, Days: 7}
			if text != "" {
				x.Plan.Cue = &text
			}
			return x
		case 4:
			return goal.EndExperiment{Experiment: id, Goal: "g", Act: rapid.SampledFrom([]goal.Act{goal.Adopt, goal.Abandon}).Draw(t, "act")}
		case 5:
			return goal.LookBack{Goal: "g", Number: 30, Keep: text}
		case 6:
			return goal.SetItem{ID: id, Item: goal.Item{Words: text, Love: 2}}
		case 7:
			return goal.SetEnergyNote{ID: id, Words: text}
		case 8:
			return goal.SetTrial{ID: id, Trial: goal.Trial{What: text, Before: 2, After: 3, Again: 4}}
		case 9:
			return goal.SetPurpose{PurposeChange: goal.PurposeChange{GrowIn: "patience", SoICan: "listen"}}
		case 10:
			return goal.Dismiss{Flag: goal.FlagVague}
		case 11:
			return goal.Revise{Goal: "g", Plan: goal.PlanChange{Fallback: &text}}
		default:
			return goal.SetSettings{Zone: rapid.SampledFrom([]*string{new("Europe/Berlin"), new("Asia/Tokyo")}).Draw(t, "zone")}
		}
	})
}

// Whatever is reviewed, tried, written, refused and undone, every table is what
// the journal says.
func TestTablesFollowFromTheJournal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		p := newPerson(t, "2026-01-05T08:00:00Z")
		p.do(walking("g"))
		var done []string
		for i := range rapid.IntRange(1, 14).Draw(rt, "commands") {
			p.now = time.Date(2026, 2, 9, 8, 0, 0, 0, time.UTC).Add(time.Duration(9*i) * time.Hour)
			if len(done) > 0 && rapid.IntRange(0, 3).Draw(rt, "undo") == 0 {
				id := rapid.SampledFrom(append([]string{""}, done...)).Draw(rt, "target")
				if a, err := p.UndoLast(ctx, me, "test", id); err == nil {
					done = append(done, a.Command)
				}
				continue
			}
			body := rapid.OneOf(anyOrderedBody(goal.Date(2026, 2, 9)), rapid.Just[goal.Body](goal.Stamp{Goal: "g"})).Draw(rt, "body")
			if a, err := p.try(0, body); err == nil {
				done = append(done, a.Command)
			}
		}
		before := archive(rt, p)
		if err := p.Examine(ctx, me); err != nil {
			rt.Fatal(err)
		}
		if err := p.Rebuild(ctx, me); err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(before, archive(rt, p), cmpopts.EquateEmpty()); d != "" {
			rt.Fatal(d)
		}
	})
}
