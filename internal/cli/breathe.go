package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// The calm minute: six breaths of ten seconds, four in and six out (design,
// section 8).
const (
	breaths   = 6
	breatheIn = 4
	breathOut = 6
)

// pauseFor is the calm minute of a review. A walk happens elsewhere; where
// motion is reduced, or the terminal cannot be drawn on, the words stand still.
func (d deps) pauseFor(ctx context.Context, r goal.Reset) error {
	if r != goal.ResetBreathe && r != goal.ResetQuiet {
		return nil
	}
	d.aloud().tell(span{}, d.say("review.breathe.hint"))
	still := r == goal.ResetQuiet || d.reducedMotion()
	if still && r == goal.ResetBreathe {
		d.aloud().tell(span{}, d.say("ask.breathe.still", library.Args{"in": breatheIn, "out": breathOut}))
	}
	for range breaths {
		for _, phase := range []struct {
			key     string
			seconds int
		}{{"review.breathe.in", breatheIn}, {"review.breathe.out", breathOut}} {
			for s := range phase.seconds {
				if !still {
					d.breath(phase.key, s, phase.seconds)
				}
				if err := d.wait(ctx, time.Second); err != nil {
					return errLeft
				}
			}
		}
	}
	if !still {
		_, _ = fmt.Fprint(d.err, "\r"+strings.Repeat(" ", narrowWidth)+"\r") // a terminal
	}
	return nil
}

// reducedMotion says whether lines may not move: no form is drawn, or the
// person asked for it.
func (d deps) reducedMotion() bool {
	return d.getenv("TERM") == "dumb" || d.getenv("ACCESSIBLE") != "" || d.getenv("IPPO_REDUCED_MOTION") != "" || !isTerminal(d.err)
}

// breath draws one line that grows while breathing in and shrinks while
// breathing out.
func (d deps) breath(key string, second, of int) {
	p := d.pen()
	n := (second + 1) * 12 / of
	if key == "review.breathe.out" {
		n = (of - second) * 12 / of
	}
	_, _ = fmt.Fprintf(d.err, "\r     %s  %s", pad(d.say(key), 14), pad(strings.Repeat(p.pick("─", "-"), n), 14)) // a terminal
}

// wait is a part of the calm minute; an interrupt ends it.
func (d deps) wait(ctx context.Context, t time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(t):
		return nil
	}
}
