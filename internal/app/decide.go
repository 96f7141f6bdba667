package app

import (
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// decide reads what goal needs to know for an entry, and lets it decide.
func (p *person) decide(e goal.Entry) (goal.Result, error) {
	if x, ok := e.Body.(goal.SetSettings); ok {
		if err := KnownZone(x.Zone); err != nil {
			return goal.Result{}, err
		}
	}
	needs := goal.NeedsOf(e.Body)
	k := goal.Known{Goals: p.goals, Calendar: p.cal}
	if g, err := p.goal(needs.Look); err == nil {
		l, err := p.loadLook(g, e.At)
		if err != nil {
			return goal.Result{}, err
		}
		k.Look = &l
	}
	var err error
	if needs.Story != "" {
		if k.Story, err = p.tx.Story(needs.Story); err != nil {
			return goal.Result{}, err
		}
	}
	if needs.Items {
		c, err := p.tx.Compass()
		if err != nil {
			return goal.Result{}, err
		}
		k.Items = c.Items
	}
	return goal.Decide(k, e)
}

// KnownZone refuses a zone without an IANA name; which zones there are is known
// to the machine, not to the rules.
func KnownZone(name *string) error {
	if name == nil {
		return nil
	}
	if _, err := zone.Load(*name); err != nil || *name == "" || *name == "Local" {
		return goal.Invalid("zone", "error.zone", *name)
	}
	return nil
}
