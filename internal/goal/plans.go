package goal

import (
	"cmp"
	"slices"
	"sort"
)

// Plans is the timeline of plans: every lasting revision on top of those
// before it, sorted by the day it holds from; of two from one day the later
// moment is on top (ruling 5). A deviation lies over them from its first day to
// its last; when it ends, what lasts is in force again (ruling 32).
func (g Goal) Plans() []Plan {
	lasting, passing := g.revisions()
	plans := foldPlans(lasting)
	if len(passing) == 0 {
		return plans
	}
	bounds := make([]Day, 0, len(plans)+2*len(passing))
	for _, p := range plans {
		bounds = append(bounds, p.From)
	}
	for _, r := range passing {
		bounds = append(bounds, r.From, r.Until+1)
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	was := before(passing, lasting)
	all := make([]Plan, 0, len(bounds))
	for _, d := range bounds {
		p := PlanOn(plans, d)
		p.From = d
		for i, r := range passing {
			if d >= r.From && d <= r.Until {
				p = p.under(r, was[i])
			}
		}
		all = append(all, p)
	}
	return all
}

// before is the lasting plan that each deviation was made from: what was in
// force on its first day and decided by its instant.
func before(passing, lasting []Revision) []Plan {
	was := make([]Plan, len(passing))
	for i, r := range passing {
		was[i] = decidedBy(r, lasting)
	}
	return was
}

// decidedBy is the lasting plan that a revision was made from: of those that hold
// on its first day the ones that were decided by its instant.
func decidedBy(r Revision, lasting []Revision) Plan {
	p := Plan{Reserves: defaultReserves}
	for _, x := range lasting {
		if x.From > r.From {
			break
		}
		if x.At <= r.At {
			p = p.with(x.Change)
		}
	}
	return p
}

// revisions are those for good and those that end by themselves, each in the
// order in which they hold.
func (g Goal) revisions() (lasting, passing []Revision) {
	lasting = make([]Revision, 0, len(g.Plan))
	for _, r := range g.Plan {
		if r.Until == 0 {
			lasting = append(lasting, r)
		} else {
			passing = append(passing, r)
		}
	}
	inOrder := func(a, b Revision) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.At, b.At)) }
	slices.SortStableFunc(lasting, inOrder)
	slices.SortStableFunc(passing, inOrder)
	return lasting, passing
}

// foldPlans is the plan after each of the lasting revisions. One that was decided
// before another and holds later than it changes the parts that it was about and
// no more: what was said last stands.
func foldPlans(lasting []Revision) []Plan {
	plans := make([]Plan, 0, len(lasting))
	p, latest := Plan{Reserves: defaultReserves}, int64(0)
	for i, r := range lasting {
		was, c := p.Metric, r.Change
		if r.At < latest {
			c = c.parts(decidedBy(r, lasting[:i]), p)
		}
		latest = max(latest, r.At)
		p = p.with(c)
		p.From, p.Command, p.At = r.From, r.Command, r.At
		if p.Metric.alternation() != was.alternation() {
			p.MetricFrom = r.From
		}
		plans = append(plans, p)
	}
	return plans
}

// alternation is what the weeks of an alternating target are counted by: a
// change of it starts them anew, a change of anything else does not.
func (m Metric) alternation() Metric {
	return Metric{Kind: m.Kind, Target: m.Target, Alternates: m.Alternates}
}

// under lays a deviation over a lasting plan, part by part: what the deviation
// changed of the plan that was holds, unless the person changed the same part
// for good since it was made.
func (p Plan) under(r Revision, was Plan) Plan {
	to := was.with(r.Change)
	if merge(&p.Metric.Target, was.Metric.Target, to.Metric.Target) {
		p.MetricFrom = r.From
	}
	if merge(&p.Metric.Alternates, was.Metric.Alternates, to.Metric.Alternates) {
		p.MetricFrom = r.From
	}
	merge(&p.Metric.Kind, was.Metric.Kind, to.Metric.Kind)
	merge(&p.Metric.Unit, was.Metric.Unit, to.Metric.Unit)
	merge(&p.Metric.SessionMin, was.Metric.SessionMin, to.Metric.SessionMin)
	merge(&p.Metric.Cap, was.Metric.Cap, to.Metric.Cap)
	merge(&p.Metric.Where, was.Metric.Where, to.Metric.Where)
	merge(&p.Step.Text, was.Step.Text, to.Step.Text)
	merge(&p.Step.Minutes, was.Step.Minutes, to.Step.Minutes)
	merge(&p.Step.Amount, was.Step.Amount, to.Step.Amount)
	merge(&p.Cue, was.Cue, to.Cue)
	merge(&p.Fallback, was.Fallback, to.Fallback)
	merge(&p.Setup, was.Setup, to.Setup)
	merge(&p.Bundle, was.Bundle, to.Bundle)
	merge(&p.Rest, was.Rest, to.Rest)
	merge(&p.Reserves, was.Reserves, to.Reserves)
	if slices.Equal(p.IfThens, was.IfThens) {
		p.IfThens = to.IfThens
	}
	p.Until, p.Command, p.At = max(p.Until, r.Until), r.Command, r.At
	return p
}

// merge takes over a changed value where the other side left it alone.
func merge[T comparable](now *T, was, to T) bool {
	if *now != was || was == to {
		return false
	}
	*now = to
	return true
}

// Lasting is the plan of a day without its deviation: what forms and reviews
// change.
func (g Goal) Lasting(d Day) Plan {
	lasting, _ := g.revisions()
	return PlanOn(foldPlans(lasting), d)
}

// parts is a change that leaves of a metric and a step what it left as it was when
// it was made; another metric is whole.
func (c PlanChange) parts(was, now Plan) PlanChange {
	if m := c.Metric; m != nil && m.Kind == was.Metric.Kind && m.Unit == was.Metric.Unit && m.Kind == now.Metric.Kind && m.Unit == now.Metric.Unit {
		x := now.Metric
		if m.Target != was.Metric.Target || m.Alternates != was.Metric.Alternates {
			x.Target, x.Alternates = m.Target, m.Alternates
		}
		setChanged(&x.SessionMin, m.SessionMin, was.Metric.SessionMin)
		setChanged(&x.Cap, m.Cap, was.Metric.Cap)
		setChanged(&x.Where, m.Where, was.Metric.Where)
		c.Metric = &x
	}
	if s := c.Step; s != nil {
		x := now.Step
		setChanged(&x.Text, s.Text, was.Step.Text)
		setChanged(&x.Minutes, s.Minutes, was.Step.Minutes)
		setChanged(&x.Amount, s.Amount, was.Step.Amount)
		c.Step = &x
	}
	return c
}

func setChanged[T comparable](part *T, to, was T) {
	if to != was {
		*part = to
	}
}

func (p Plan) with(c PlanChange) Plan {
	if c.Metric != nil {
		p.Metric = *c.Metric
	}
	if c.Step != nil {
		p.Step = *c.Step
	}
	if c.Cue != nil {
		p.Cue = *c.Cue
	}
	if c.Fallback != nil {
		p.Fallback = *c.Fallback
	}
	if c.Setup != nil {
		p.Setup = *c.Setup
	}
	if c.Bundle != nil {
		p.Bundle = *c.Bundle
	}
	if c.Rest != nil {
		p.Rest = *c.Rest
	}
	if c.Reserves != nil {
		p.Reserves = *c.Reserves
	}
	if c.IfThens != nil {
		p.IfThens = *c.IfThens
	}
	return p
}

// Same says whether a change leaves a plan as it is.
func (c PlanChange) Same(p Plan) bool {
	q := p.with(c)
	same := slices.Equal(q.IfThens, p.IfThens)
	q.IfThens, p.IfThens = nil, nil
	return same && q.equal(p)
}

// equal compares what a person can change of two plans, if-then plans apart.
func (p Plan) equal(q Plan) bool {
	return p.Metric == q.Metric && p.Step == q.Step && p.Cue == q.Cue && p.Fallback == q.Fallback && p.Setup == q.Setup &&
		p.Bundle == q.Bundle && p.Rest == q.Rest && p.Reserves == q.Reserves
}

// PlanOn is the plan in force on a day: a past day is always judged by the
// revision in force then. Before the first revision the first one holds.
func PlanOn(plans []Plan, d Day) Plan { return *planAt(plans, d) }

func planAt(plans []Plan, d Day) *Plan {
	if len(plans) == 0 {
		return &Plan{}
	}
	n := sort.Search(len(plans), func(i int) bool { return plans[i].From > d })
	return &plans[max(0, n-1)]
}
