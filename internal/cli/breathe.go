package cli

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// The calm minute: six breaths of ten seconds, four in and six out
// (method 7.1).
const (
	breaths   = 6
	breatheIn = 4
	breathOut = 6
	breath    = breatheIn + breathOut
)

// pauseFor is the calm minute of a review. A walk happens elsewhere; where
// motion is reduced, or the terminal cannot be drawn on, the words stand still.
// A key ends it: whoever feels dizzy stops, and the review goes on.
func (d deps) pauseFor(ctx context.Context, r goal.Reset) error {
	if r != goal.ResetBreathe && r != goal.ResetQuiet {
		return nil
	}
	d.onStderr().print(d.say("review.breathe.hint"))
	still := r == goal.ResetQuiet || d.reducedMotion()
	if still && r == goal.ResetBreathe {
		d.onStderr().print(d.say("ask.breathe.still", library.Args{"in": breatheIn, "out": breathOut}))
	}
	if d.getenv("TERM") == "dumb" || !draw.IsTerminal(d.err) {
		return d.wait(ctx, breaths*breath*time.Second)
	}
	d.onStderr().print(d.say("ask.breathe.key"))
	last, err := tea.NewProgram(calmMinute{d: d, still: still}, tea.WithContext(ctx), tea.WithInput(d.in), tea.WithOutput(d.err)).Run()
	if m, ok := last.(calmMinute); err != nil || ok && m.left {
		return prompt.ErrLeft
	}
	return nil
}

// calmMinute is the calm minute on a terminal.
type calmMinute struct {
	d      deps
	still  bool
	second int
	over   bool
	left   bool // interrupted
}

// beat is a second that has passed.
type beat struct{}

func nextBeat() tea.Cmd { return tea.Tick(time.Second, func(time.Time) tea.Msg { return beat{} }) }

// Init starts the first second.
func (m calmMinute) Init() tea.Cmd { return nextBeat() }

// Update counts seconds, and ends with the last or with a key.
func (m calmMinute) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case beat:
		m.second++
		if m.second < breaths*breath {
			return m, nextBeat()
		}
	case tea.KeyPressMsg:
		m.left = msg.String() == "ctrl+c"
	default:
		return m, nil
	}
	m.over = true
	return m, tea.Quit
}

// View is one line that grows while breathing in and shrinks while breathing
// out; nothing of it stays.
func (m calmMinute) View() tea.View {
	if m.still || m.over {
		return tea.NewView("")
	}
	s := m.second % breath
	key, n := "review.breathe.in", (s+1)*12/breatheIn
	if s >= breatheIn {
		key, n = "review.breathe.out", (breath-s)*12/breathOut
	}
	return tea.NewView("     " + draw.Pad(m.d.say(key), 14) + "  " + strings.Repeat(m.d.pen().Pick("─", "-"), n))
}

// reducedMotion says whether lines may not move: no form is drawn, or the
// person asked for it.
func (d deps) reducedMotion() bool {
	return d.getenv("TERM") == "dumb" || d.getenv("ACCESSIBLE") != "" || d.getenv("IPPO_REDUCED_MOTION") != "" || !draw.IsTerminal(d.err)
}

// wait is the calm minute where nothing is drawn; an interrupt ends it.
func (d deps) wait(ctx context.Context, t time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(t):
		return nil
	}
}
