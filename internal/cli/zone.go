package cli

import (
	"context"
	"os"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/zone"
)

// zone is the IANA name of where the person is: TZ, or the system's; empty
// where neither has one (ruling 12).
func (d deps) zone() string {
	if tz := strings.TrimPrefix(d.getenv("TZ"), ":"); tz != "" {
		if _, err := zone.Load(tz); err == nil && tz != "Local" {
			return tz
		}
		return ""
	}
	if b, err := os.ReadFile("/etc/timezone"); err == nil {
		z := strings.TrimSpace(string(b))
		if _, err := zone.Load(z); err == nil && z != "" && z != "Local" {
			return z
		}
	}
	if p, err := os.Readlink("/etc/localtime"); err == nil {
		if _, z, ok := strings.Cut(p, "zoneinfo/"); ok {
			return z
		}
	}
	return ""
}

// saveFirstSettings writes the zone down before the first command of all, and on which day
// weeks begin where that is not Monday.
func (d deps) saveFirstSettings(ctx context.Context, a *app.App) error {
	first, err := d.firstZone(ctx, a)
	if z := d.zone(); err != nil || !first || z == "" {
		return err
	}
	b := goal.SetSettings{Zone: new(d.zone())}
	if start := goal.WeekStartOf(d.region()); start != time.Monday {
		b.WeekStart = new(int(start))
	}
	_, err = d.do(ctx, a, b)
	d.course.changed = false // nobody asked for it: what was asked is still to come
	return err
}

// firstZone says whether no zone was written down yet, and tells at once that TZ
// names none (ruling 68).
func (d deps) firstZone(ctx context.Context, a *app.App) (bool, error) {
	set, _, err := a.Settings(ctx, me())
	if err != nil || len(set.Zones) > 0 {
		return false, err
	}
	if !d.course.zoneTold {
		d.onStderr().printOffer(d.unknownZone("UTC"))
		d.course.zoneTold = true
	}
	return true, nil
}

// offer is a sentence and the command that does what it speaks of.
type offer struct{ said, command string }

// exampleZone is one that a person can put their own in the place of.
const exampleZone = "Europe/Berlin"

// unknownZone says that TZ names no zone; nothing where it does, or is not set.
func (d deps) unknownZone(inForce string) offer {
	tz := strings.TrimPrefix(d.getenv("TZ"), ":")
	if tz == "" || d.zone() != "" {
		return offer{}
	}
	return offer{d.say("term.zone.unknown", library.Args{"here": clipped(tz), "zone": inForce}), "ippo settings --zone " + exampleZone}
}

// printOffer prints the command on the line of the sentence where it fits, and
// never breaks it.
func (d deps) printOffer(o offer) {
	switch {
	case o.said == "":
	case d.flags.words:
		d.print(o.said + " " + o.command)
	default:
		lines := draw.Indented(2, draw.Wrap(o.said, d.width()-2))
		command := draw.Text(draw.Dim, o.command)
		if last := lines[len(lines)-1]; last.Cols()+1+command.Cols() <= d.width() {
			lines[len(lines)-1] = draw.Join(last, draw.Blank(1), command)
		} else {
			lines = append(lines, draw.Join(draw.Blank(2), command))
		}
		d.draw(lines...)
	}
}

// tellZone is [deps.printZone] for a command that has not read the settings.
func (d deps) tellZone(ctx context.Context, a *app.App, today goal.Day) error {
	set, _, err := a.Settings(ctx, me())
	if err != nil {
		return err
	}
	d.printZone(set, today)
	return nil
}

// printZone says once a day that this machine is in another zone than the one in
// force, with the command that changes it (ruling 68).
func (d deps) printZone(set goal.Settings, today goal.Day) {
	inForce := "UTC"
	if n := len(set.Zones); n > 0 {
		inForce = set.Zones[n-1].Zone
	}
	here := d.zone()
	said := d.unknownZone(inForce)
	if here != "" && zonesDiffer(here, inForce, d.now()) {
		said = offer{d.say("term.zone", library.Args{"here": here, "zone": inForce}), "ippo settings --zone " + here}
	}
	if said.said == "" || !d.firstToday("zone", today.String()+" "+said.said) {
		return
	}
	if !d.flags.words {
		d.draw(draw.Line{})
	}
	d.printOffer(said)
}

// zonesDiffer says whether clocks in two zones show different times at some time
// of the coming year: Asia/Calcutta and Asia/Kolkata are one zone with two names.
func zonesDiffer(a, b string, now time.Time) bool {
	one, errA := zone.Load(a)
	other, errB := zone.Load(b)
	if errA != nil || errB != nil {
		return a != b
	}
	const month = 30 * 24 * time.Hour
	for i := range 13 {
		at := now.Add(time.Duration(i) * month)
		_, x := at.In(one).Zone()
		_, y := at.In(other).Zone()
		if x != y {
			return true
		}
	}
	return false
}
