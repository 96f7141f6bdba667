package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/ippo-app/ippo/internal/goal"
)

// lived is how many days of the goal the commands are spread over.
const lived = 80

// subject is one database with one goal, and what its person was told.
type subject struct {
	h    *faultLab
	path string
	goal string // id
	now  time.Time
	zone string

	mutex     sync.Mutex
	confirmed map[string]bool
	waiting   []sent // no answer came; sent again later, as an offline page does
	refused   []string
	counted   int // of the confirmed, by earlier checks
}

// sent is a command on its way to the server.
type sent struct {
	ID   string          `json:"id"`
	Kind string          `json:"kind"`
	At   int64           `json:"at"`
	Day  goal.Day        `json:"day"`
	Body json.RawMessage `json:"body"`
}

// firstDay of the goal in every subject.
func firstDay() goal.Day { return goal.Date(2026, time.August, 1) }

// newSubject begins a goal in a database at path.
func (fl *faultLab) newSubject(ctx context.Context, path string) (*subject, error) {
	sub := &subject{h: fl, path: path, zone: "UTC", confirmed: map[string]bool{}}
	sub.now = (firstDay() + lived - 1).Time().Add(12 * time.Hour)
	begin := fl.environment(path, firstDay().Time().Add(6*time.Hour), sub.zone)
	s, err := fl.must(ctx, begin, "begin", "--template", "fitness", "--yes", "--json")
	if err != nil {
		return nil, err
	}
	if err := sub.confirm(s); err != nil {
		return nil, err
	}
	x, err := sub.export(ctx)
	if err != nil {
		return nil, err
	}
	sub.goal = x.Goals[0].ID
	return sub, nil
}

func (sub *subject) env() []string { return sub.h.environment(sub.path, sub.now, sub.zone) }

// confirm keeps the id that an answer carries.
func (sub *subject) confirm(s result) error {
	var answer struct {
		Command string `json:"command"`
	}
	if err := json.Unmarshal([]byte(s.out), &answer); err != nil || answer.Command == "" {
		return fmt.Errorf("an answer without a command: %q, %w", s.out, err)
	}
	sub.mutex.Lock()
	defer sub.mutex.Unlock()
	sub.confirmed[answer.Command] = true
	return nil
}

// stamp makes a command that adds one minute to a day.
func (sub *subject) stamp(number int) sent {
	day := firstDay() + goal.Day(number*7919%lived)
	at := day.Time().Add(8*time.Hour + time.Duration(number%7200)*time.Second)
	return sent{
		ID: uuid.Must(uuid.NewV7()).String(), Kind: string(goal.KindStamp), At: at.UnixMilli(), Day: day,
		Body: json.RawMessage(`{"goal":"` + sub.goal + `","minutes":1}`),
	}
}

// done stamps from the terminal; what it answers before it ends, or is killed,
// is confirmed.
func (sub *subject) done(ctx context.Context, number int) (result, error) {
	day := firstDay() + goal.Day(number*7919%lived)
	env := sub.h.environment(sub.path, day.Time().Add(9*time.Hour), sub.zone)
	s, err := sub.h.run(ctx, env, "done", "fitness", "--minutes", "1", "--json")
	if err != nil || !s.good() {
		return s, err
	}
	return s, sub.confirm(s)
}

// answered sorts what the server said to commands; those without an answer
// wait.
func (sub *subject) answered(cs []sent, as []answer) (later bool) {
	states := map[string]answer{}
	for _, a := range as {
		states[a.ID] = a
	}
	sub.mutex.Lock()
	defer sub.mutex.Unlock()
	for _, c := range cs {
		switch a := states[c.ID]; a.State {
		case "applied", "replayed":
			sub.confirmed[c.ID] = true
		case "refused":
			sub.refused = append(sub.refused, a.Sentence)
			later = true
		default:
			sub.waiting = append(sub.waiting, c)
			later = true
		}
	}
	return later
}

// takeWaiting takes what waits.
func (sub *subject) takeWaiting() []sent {
	sub.mutex.Lock()
	defer sub.mutex.Unlock()
	cs := sub.waiting
	sub.waiting = nil
	return cs
}

// exported is what the checks read of an export.
type exported struct {
	raw     []byte
	Journal []struct {
		ID     string `json:"id"`
		Kind   string `json:"kind"`
		Undone bool   `json:"undone"`
		Day    string `json:"day"`
		Body   struct {
			Goal    string  `json:"goal"`
			Minutes float64 `json:"minutes"`
		} `json:"body"`
	} `json:"journal"`
	Goals []struct {
		ID string `json:"id"`
	} `json:"goals"`
	Days []struct {
		Goal    string  `json:"goal"`
		Day     string  `json:"day"`
		Minutes float64 `json:"minutes"`
	} `json:"days"`
}

func (sub *subject) export(ctx context.Context) (exported, error) {
	return sub.h.export(ctx, sub.env())
}

func (fl *faultLab) export(ctx context.Context, env []string) (exported, error) {
	var x exported
	file := fl.path("export.json")
	if _, err := fl.must(ctx, env, "export", "-o", file); err != nil {
		return x, err
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return x, err
	}
	x.raw = b
	return x, errors.Join(json.Unmarshal(b, &x), os.Remove(file))
}

// finding is what a look at a database found.
type finding struct {
	confirmed, lost, doubled int
	unsound, unfolded        string // what is wrong
}

// check looks whether everything that was confirmed is there, once, in a sound
// file, with tables that say what the journal says.
func (sub *subject) check(ctx context.Context) (finding, error) {
	f := finding{confirmed: len(sub.confirmed) - sub.counted}
	sub.counted = len(sub.confirmed)
	s, err := sub.h.run(ctx, sub.env(), "doctor", "--json")
	if err != nil {
		return f, err
	}
	if !s.good() {
		f.unsound = s.err + s.out
		return f, nil
	}
	x, err := sub.export(ctx)
	if err != nil {
		return f, err
	}
	f.lost, f.doubled = x.against(sub.confirmed)
	if _, err := sub.h.must(ctx, sub.env(), "doctor", "--rebuild"); err != nil {
		return f, err
	}
	anew, err := sub.export(ctx)
	if err != nil {
		return f, err
	}
	f.unfolded = difference(x.raw, anew.raw)
	if len(sub.refused) > 0 {
		return f, fmt.Errorf("a good command was refused: %s", sub.refused[0])
	}
	return f, nil
}

// against counts what is missing of what was confirmed, and what is there more
// than once: ids in the journal, minutes in the days.
func (x exported) against(confirmed map[string]bool) (lost, doubled int) {
	there := map[string]int{}
	minutes := map[string]float64{}
	for _, e := range x.Journal {
		there[e.ID]++
		if e.Kind == string(goal.KindStamp) && !e.Undone {
			minutes[e.Body.Goal+e.Day] += e.Body.Minutes
		}
	}
	for id := range confirmed {
		if there[id] == 0 {
			lost++
		}
	}
	for _, n := range there {
		doubled += n - 1
	}
	for _, d := range x.Days {
		switch left := minutes[d.Goal+d.Day] - d.Minutes; {
		case left < 0:
			doubled += int(-left)
		case left > 0:
			lost += int(left)
		}
	}
	return lost, doubled
}

// difference is the first line in which two texts differ.
func difference(a, b []byte) string {
	as, bs := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return as[i] + " became " + bs[i]
		}
	}
	if len(as) != len(bs) {
		return fmt.Sprintf("%d lines became %d", len(as), len(bs))
	}
	return ""
}
