package cli

import (
	"context"
	"encoding/json"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// draft is a goal half begun. Terminal and pages share it: both read and write
// the step that comes next and the goal so far, and leave the rest as it is.
type draft struct {
	step  int // 1 to 7
	begin goal.Begin
	rest  map[string]json.RawMessage
}

// loadDraft is the draft that was kept; not there when there is none, or none
// that this program knows.
func loadDraft(ctx context.Context, a *app.App) (d draft, there bool, err error) {
	kept, there, err := a.Draft(ctx, me(), app.FormBegin)
	if err != nil || !there {
		return draft{}, false, err
	}
	if json.Unmarshal([]byte(kept.Rest), &d.rest) != nil || json.Unmarshal(d.rest["begin"], &d.begin) != nil ||
		json.Unmarshal(d.rest["step"], &d.step) != nil || d.step < 1 {
		return draft{}, false, nil //nolint:nilerr // a form of another program counts as none
	}
	return d, true, nil
}

// saveDraft writes it.
func saveDraft(ctx context.Context, a *app.App, d draft) error {
	anew := d.rest == nil
	if anew {
		d.rest = map[string]json.RawMessage{}
	}
	delete(d.rest, "mine") // so that the page takes it up
	for name, value := range map[string]any{"step": d.step, "begin": d.begin, "saved": a.Now()} {
		b, err := json.Marshal(value)
		if err != nil {
			return err
		}
		d.rest[name] = b
	}
	text, err := json.Marshal(d.rest)
	if err != nil {
		return err
	}
	_, _, err = a.SaveDraft(ctx, me(), app.DraftChange{Form: app.FormBegin, Device: device, Around: func(kept *app.Draft, _ func()) error {
		kept.Rest, kept.At = string(text), max(kept.At, a.Now())
		if anew { // what a page typed was of another goal
			kept.Fields = nil
		}
		return nil
	}})
	return err
}
