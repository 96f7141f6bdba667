package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// policy names, in the order of the report.
func policyNames() []string {
	return []string{
		"F0", "F1", "H", "K", "K-cue", "K-plan", "K-floor", "K-target", "K-grow", "K-rest", "R", "Rmix", "P60", "G", "LOW",
	}
}

// lowFactor of the policy LOW: half of the first ask.
const lowFactor = 0.5

// outcome is what came of one setting: a tally per policy and world, and the
// people of F1, K, R and H.
type outcome struct {
	setting  setting
	policies []string
	worlds   []world
	tallies  map[string][]tally // by policy, one a world
	people   []personal         // of all worlds in order; only where both F1 and K ran
	rows     rows               // of K
}

// personal is one person under F1, K, R and H, with the traits.
type personal struct {
	traits  [traitCount]float64
	groups  [groupCount]bool
	minutes [4]float64
	habit   [4]float64
}

// Policies of personal.
const (
	underF1 = iota
	underK
	underR
	underH
)

// worldResult is one world under all policies.
type worldResult struct {
	tallies []tally // in the order of the policies
	people  []personal
}

// simulator runs the worlds of one setting on one core.
type simulator struct {
	policies []string
	seed     uint64
	logs     logging
	person   person
	life     run
	tables   map[string]*table
	placebos map[string]*placebo
	percent  shaping
	whole    bool // run every ablation, even where it can not differ
}

func newSimulator(policies []string, seed uint64, logs logging) *simulator {
	s := &simulator{policies: policies, seed: seed, logs: logs, tables: map[string]*table{}, placebos: map[string]*placebo{}}
	s.tables["K"] = newTable(leverNone)
	for v := range levers {
		s.tables["K-"+v.String()] = newTable(v)
	}
	s.placebos["R"] = &placebo{table: *newTable(leverNone), like: s.tables["K"]}
	s.placebos["Rmix"] = &placebo{table: *newTable(leverNone), like: s.tables["K"], mixed: true}
	return s
}

// world runs all people of a world under all policies.
func (s *simulator) world(w *world, number, people int) worldResult {
	r := worldResult{tallies: make([]tally, len(s.policies)), people: make([]personal, people)}
	s.placebos["Rmix"].pool = nil
	for i := range people {
		s.person.draw(s.seed, number, i)
		r.people[i].traits, r.people[i].groups = s.person.traits(w), s.person.groups(w)
		var ofK tally
		for j, name := range s.policies {
			one := s.one(name, w, ofK)
			r.tallies[j].add(one)
			switch name {
			case "F1":
				r.people[i].under(underF1, one)
			case "K":
				ofK = one
				r.people[i].under(underK, one)
			case "R":
				r.people[i].under(underR, one)
			case "H":
				r.people[i].under(underH, one)
			}
		}
		s.remember()
	}
	return r
}

func (p *personal) under(which int, t tally) {
	p.minutes[which], p.habit[which] = t.minutes, t.habit
}

// one runs a person under a policy. An ablation goes exactly as K went unless
// K was ever told to pull the lever that it lacks: until then both see the same
// log, and the rows that are passed over do not match.
func (s *simulator) one(name string, w *world, ofK tally) tally {
	if t, ok := s.tables[name]; ok {
		if t.lacks != leverNone && !s.whole && !s.tables["K"].asked[t.lacks] {
			return ofK
		}
		s.life.begin(w, &s.person, s.logs)
		s.life.live(t)
		return s.life.tallied(len(t.made))
	}
	s.life.begin(w, &s.person, s.logs)
	if p, ok := s.placebos[name]; ok {
		s.life.live(p)
		return s.life.tallied(len(p.made))
	}
	s.life.live(s.simple(name))
	return s.life.tallied(0)
}

func (s *simulator) simple(name string) coach {
	switch name {
	case "F0":
		return fixed{strict: true, factor: 1}
	case "LOW":
		return fixed{factor: lowFactor}
	case "H":
		return holding{}
	case "G":
		return growing{}
	case "P60":
		return &s.percent
	}
	return fixed{factor: 1} // F1
}

// remember keeps what K did for this person, for the mixed placebo of the next.
func (s *simulator) remember() {
	made := s.tables["K"].made
	if len(made) == 0 {
		return
	}
	mixed := s.placebos["Rmix"]
	mixed.pool = mixed.pool[:0]
	for _, m := range made {
		mixed.pool = append(mixed.pool, m.suggestion)
	}
}

// size of a run.
type size struct {
	seed           uint64
	worlds, people int
	cores          int
}

// runSetting does all runs of a setting. Worlds are handed out to the cores; what
// comes out does not depend on their number.
func runSetting(f frozen, st setting, n size) (outcome, error) {
	ranges, err := f.ranges(st)
	if err != nil {
		return outcome{}, err
	}
	policies := f.Policies[st.Name]
	if len(policies) == 0 {
		return outcome{}, fmt.Errorf("%s: setting %q has no policies", frozenPath, st.Name)
	}
	o := outcome{setting: st, policies: policies, worlds: make([]world, n.worlds), tallies: map[string][]tally{}, rows: rows{}}
	results := make([]worldResult, n.worlds)
	var next atomic.Int64
	var all sync.WaitGroup
	var mutex sync.Mutex
	for range max(1, n.cores) {
		all.Go(func() {
			s := newSimulator(policies, n.seed, f.logging(st))
			for {
				i := int(next.Add(1)) - 1
				if i >= n.worlds {
					break
				}
				o.worlds[i] = drawWorld(n.seed, i, ranges)
				results[i] = s.world(&o.worlds[i], i, n.people)
			}
			mutex.Lock()
			defer mutex.Unlock()
			o.rows.add(s.tables["K"].rows)
		})
	}
	all.Wait()
	for _, r := range results {
		for j, name := range policies {
			o.tallies[name] = append(o.tallies[name], r.tallies[j])
		}
		o.people = append(o.people, r.people...)
	}
	return o, nil
}
