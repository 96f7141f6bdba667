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
	text, err := a.Draft(ctx, me)
	if err != nil || text == "" {
		return draft{}, false, err
	}
	if json.Unmarshal([]byte(text), &d.rest) != nil || json.Unmarshal(d.rest["begin"], &d.begin) != nil ||
		json.Unmarshal(d.rest["step"], &d.step) != nil || d.step < 1 {
		return draft{}, false, nil //nolint:nilerr // a form of another program counts as none
	}
	return d, true, nil
}

// saveDraft writes it.
func saveDraft(ctx context.Context, a *app.App, d draft) error {
	if d.rest == nil {
		d.rest = map[string]json.RawMessage{}
	}
	for name, value := range map[string]any{"step": d.step, "begin": d.begin} {
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
	return a.SaveDraft(ctx, me, string(text))
}
