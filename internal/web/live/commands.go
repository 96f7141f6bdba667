// Package live is what the scripts talk to: commands that were done without a
// reload or without a network, and the events that tell open pages of the
// journal's head. It has no page of its own.
package live

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Limits of one request. A longer queue follows in the next one.
const (
	commandsMost = 100
	commandBytes = 16 << 10
)

// offline is the device of commands that carry the browser's own clock: their
// day is trusted wherever it is possible at their instant (ruling 12).
const offline = "offline"

// Pages are what the scripts talk to.
type Pages struct {
	*page.Kit
	hub *hub
}

// New makes them with a kit.
func New(k *page.Kit) *Pages {
	return &Pages{k, newHub(func(ctx context.Context, who app.PersonID) (int64, error) {
		return k.App.Head(ctx, app.Actor{Person: who, Scopes: app.ScopeToday, Via: app.ViaSession}) // for all their pages
	})}
}

// sentCommands is what a browser sends: acts in the order they were done.
type sentCommands struct {
	Person   string            `json:"person"` // whose page they were done on
	Say      bool              `json:"say"`    // the page shown next says what the last one did
	Commands []json.RawMessage `json:"commands"`
}

// sentCommand is one act with the instant and the local day it was done at.
type sentCommand struct {
	ID   string          `json:"id"`
	Kind goal.Kind       `json:"kind"`
	At   int64           `json:"at"`
	Day  goal.Day        `json:"day"`
	Body json.RawMessage `json:"body"`
}

// States of an answer.
const (
	stateApplied  = "applied"
	stateReplayed = "replayed" // it had been applied before; nothing changed
	stateRefused  = "refused"  // it left no trace and may be sent again once it is mended
	stateLater    = "later"    // not now; send it once more as it is
)

// answeredCommands answers each command on its own, in the order they came.
type answeredCommands struct {
	Answers []answeredCommand `json:"answers"`
	Head    int64             `json:"head"` // of the journal, after them
}

type answeredCommand struct {
	ID       string    `json:"id"`
	State    string    `json:"state"`
	Code     goal.Code `json:"code,omitempty"`
	Field    string    `json:"field,omitempty"`
	Sentence string    `json:"sentence,omitempty"`
}

// Commands applies what was done offline, or on a page that sends without a
// reload (decision 11).
func (ps *Pages) Commands(w http.ResponseWriter, r *http.Request) error {
	var in sentCommands
	d := json.NewDecoder(r.Body)
	if err := d.Decode(&in); err != nil || len(in.Commands) > commandsMost {
		return ps.plainly(w, r, http.StatusBadRequest, goal.Invalid("commands", "offline.request", commandsMost))
	}
	tag, err := ps.Tag(r)
	if err != nil {
		return err
	}
	if in.Person != "" && in.Person != tag {
		return ps.plainly(w, r, http.StatusConflict, goal.Conflict("person", "offline.person"))
	}
	f, err := ps.Frame(r, "", "web.tab.today")
	if err != nil {
		return err
	}
	out := answeredCommands{Answers: make([]answeredCommand, len(in.Commands))}
	var cs []goal.Command
	var places []int // of cs among the answers
	for i, raw := range in.Commands {
		c, err := readCommand(raw)
		if out.Answers[i] = (answeredCommand{ID: c.ID}); err != nil {
			out.Answers[i].refuse(ps.ProblemOf(r, f.W, err, false), err)
			continue
		}
		cs, places = append(cs, c), append(places, i)
	}
	outcomes, head, err := ps.App.DoEach(app.Sends(r.Context(), notesOf(cs)...), page.Who(r), cs)
	if err != nil {
		return ps.later(w, r, f.W, out, err)
	}
	out.Head = head
	for n, o := range outcomes {
		out.Answers[places[n]].tell(o, func() page.Problem { return ps.ProblemOf(r, f.W, o.Err, false) })
	}
	ps.hub.poke(page.Who(r).Person)
	if in.Say && len(outcomes) == 1 && outcomes[0].Entry.Body != nil {
		ps.flashOf(r, outcomes[0].Answer).Write(w, r)
	}
	return page.WriteJSON(w, http.StatusOK, out)
}

// notesOf are the forms that commands were typed into: they are sent with them.
func notesOf(cs []goal.Command) (forms []app.Form) {
	for _, c := range cs {
		if b, ok := c.Body.(goal.Remark); ok {
			forms = append(forms, app.FormNote(b.Goal, c.Day))
		}
	}
	return forms
}

// tell says what became of a command.
func (a *answeredCommand) tell(o app.Outcome, why func() page.Problem) {
	switch {
	case o.Err != nil:
		a.refuse(why(), o.Err)
	case o.Replayed:
		a.State = stateReplayed
	default:
		a.State = stateApplied
	}
}

func (a *answeredCommand) refuse(p page.Problem, err error) {
	a.State, a.Code, a.Sentence = stateRefused, p.Code, p.Sentence
	if told := page.AsError(err); told != nil {
		a.Field = told.Field
	}
}

// later answers commands of which none was taken, or of which nobody was told
// the end: all of them may be sent again as they are, and count once.
func (ps *Pages) later(w http.ResponseWriter, r *http.Request, words *library.Words, out answeredCommands, err error) error {
	if page.AsError(err) == nil && r.Context().Err() != nil {
		return err // nobody is waiting for an answer
	}
	p := ps.ProblemOf(r, words, err, app.MayBeDone(r.Context(), err))
	for i := range out.Answers {
		if a := &out.Answers[i]; a.State == "" {
			a.State = stateLater
		}
	}
	page.ComeBack(w, p.Status)
	return page.WriteJSON(w, p.Status, struct {
		page.Problem
		answeredCommands
	}{p, out})
}

// readCommand reads one command; what could be read of it comes back with the
// error, so that the answer names it.
func readCommand(raw json.RawMessage) (goal.Command, error) {
	var in sentCommand
	if len(raw) > commandBytes {
		_ = json.Unmarshal(raw, &struct {
			ID *string `json:"id"`
		}{&in.ID})
		return goal.Command{ID: in.ID}, goal.Invalid("body", "offline.long")
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return goal.Command{ID: in.ID}, goal.Unreadable(err)
	}
	c := goal.Command{ID: in.ID, At: in.At, Day: in.Day, Device: offline}
	if !slices.Contains(kindsOfDay(), in.Kind) {
		return c, goal.Invalid("kind", "error.command.kind", string(in.Kind))
	}
	if in.At <= 0 {
		return c, goal.Invalid("at", "offline.instant")
	}
	body, err := goal.ParseBody(in.Kind, in.Body)
	c.Body = body
	return c, err
}

// kindsOfDay are the commands that a day is made of. Everything else is
// decided in its order of arrival and needs the server at hand.
func kindsOfDay() []goal.Kind {
	return []goal.Kind{goal.KindStamp, goal.KindSkip, goal.KindRest, goal.KindRemark, goal.KindMeasure, goal.KindUndo}
}

// flashOf is what the next page says of a command, as after its form.
func (ps *Pages) flashOf(r *http.Request, ans app.Answer) page.Flash {
	what := map[goal.Kind]string{
		goal.KindStamp: "stamped", goal.KindSkip: "skipped", goal.KindRest: "rested", goal.KindRemark: "kept", goal.KindUndo: "undone",
	}
	x := page.Flash{What: what[ans.Entry.Body.Kind()], Kind: string(ans.Entry.Result.What)}
	if _, today, err := ps.App.Settings(r.Context(), page.Who(r)); err == nil && x.What == "stamped" && ans.Entry.Day != today {
		// A script sends a page's own day as today, so that another day is one that was written in.
		x.What, x.Day, x.Target = "went_in", ans.Entry.Day, ans.Command
	}
	if ans.Entry.Result.Redo {
		x.What = "redone"
	}
	gs, err := ps.App.Goals(r.Context(), page.Who(r))
	if i := slices.IndexFunc(gs, func(g goal.Goal) bool { return g.ID == ans.Entry.Body.About() }); err == nil && i >= 0 {
		x.Goal = gs[i].Slug
	}
	return x
}

// plainly refuses a whole request in one sentence, for a script to show.
func (ps *Pages) plainly(w http.ResponseWriter, r *http.Request, status int, ge *goal.Error) error {
	f, err := ps.Frame(r, "", "web.tab.today")
	if err != nil {
		return err
	}
	return page.WriteJSON(w, status, map[string]any{"code": ge.Code, "sentence": f.W.Sentence(ge)})
}
