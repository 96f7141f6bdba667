package goal

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// someone is what is known of a person in the tables below, from which each
// decision gets what it asked for and nothing else.
type someone struct {
	goals []Goal
	story Story
	items []CompassItem
	done  []Day // of goal g, of which every other day was missed without a word
	day   Day   // that the command is about; 0 for today
	from  string
}

// decideToday is the day of every decision below: a Monday, day 22 of goal g.
var decideToday = monday5 + 21

// decides gives the decision exactly what it needs (see [NeedsOf]).
func (s someone) decides(t *testing.T, b Body) (Result, error) {
	t.Helper()
	at := decideToday.Time().UnixMilli() + 12*3600*1000
	cal, needs := NewCalendar(Settings{}, utc), NeedsOf(b)
	k := Known{Goals: s.goals, Calendar: cal}
	if !needs.Goals {
		k.Goals = slices.DeleteFunc(slices.Clone(s.goals), func(g Goal) bool { return g.ID != b.About() })
	}
	for _, g := range s.goals {
		if g.ID == needs.Look {
			m := Marks{Goal: g.ID, Year: 2026}
			for _, d := range s.done {
				m = m.With(d, LetterDone)
			}
			l := See(Sight{Goal: g, Letters: NewLetters([]Marks{m}), Calendar: cal, Today: max(decideToday, g.Begun)})
			k.Look = &l
		}
	}
	if needs.Story != "" {
		k.Story = s.story
	}
	if needs.Items {
		k.Items = s.items
	}
	day := decideToday
	if s.day != 0 {
		day = s.day
	}
	return Decide(k, Entry{Command: Command{ID: "c", At: at, Day: day, Device: s.from, Body: b}})
}

// goalOf is goal g as [planned] makes it, changed.
func goalOf(changes ...func(*Goal)) Goal {
	g := planned(monday5)
	g.Slug, g.Number, g.Title = "fitness", 1, "Run"
	for _, f := range changes {
		f(&g)
	}
	return g
}

func as(s Status) func(*Goal) {
	return func(g *Goal) {
		g.Status = s
		g.Statuses = append(slices.Clone(g.Statuses), StatusChange{From: decideToday - 1, To: s})
	}
}

func named(id string) func(*Goal) { return func(g *Goal) { g.ID, g.Slug, g.Number = id, id, 2 } }

func fedBy(o Outcome) func(*Goal) { return func(g *Goal) { g.Seasons[0].Outcome = o } }

func paused(from, to Day) func(*Goal) {
	return func(g *Goal) { g.Pauses = append(g.Pauses, Pause{From: from, To: to}) }
}

func healthy(g *Goal) { g.Area = Health }

func seasonless(g *Goal) { g.Seasons = nil }

// many goals of a status, beside others.
func many(n int, s Status, others ...Goal) []Goal {
	for i := range n {
		others = append(others, goalOf(named("x"+strconv.Itoa(i)), as(s)))
	}
	return others
}

func manyItems(n int) []CompassItem {
	var items []CompassItem
	for i := range n {
		items = append(items, CompassItem{ID: "i" + strconv.Itoa(i)})
	}
	return items
}

// refusals are all that a decision can refuse, by kind.
func refusals() []struct {
	who  someone
	body Body
	code Code
	key  string
} {
	one := someone{goals: []Goal{goalOf()}}
	ended := someone{goals: []Goal{goalOf(as(StatusEnded))}}
	parked := someone{goals: []Goal{goalOf(as(StatusParked))}}
	on := func(s someone, d Day) someone { s.day = d; return s }
	with := func(changes ...func(*Goal)) someone { return someone{goals: []Goal{goalOf(changes...)}} }
	total := Outcome{Type: OutcomeTotal, Unit: "km"}
	kilos := Outcome{Type: OutcomeLevelDown, Unit: "kg"}
	sessions := Outcome{Type: OutcomeTotal, Unit: "sessions"}
	twice := someone{done: []Day{decideToday - 3}, day: decideToday - 1, goals: []Goal{goalOf(func(g *Goal) { g.Plan[0].Change.Reserves = new(0) })}}
	week := monday5 + 14
	told := Story{
		Reviews:     []DatedReview{{WeekReview: WeekReview{Goal: "g", Week: week}, Command: "r"}},
		Experiments: []Experiment{{StartExperiment: StartExperiment{Experiment: "e", Goal: "g"}}},
	}
	trying := someone{goals: one.goals, story: told}
	cue := PlanChange{Cue: new("after lunch")}
	changed := someone{story: told, goals: []Goal{goalOf(func(g *Goal) {
		g.Plan = append(g.Plan, Revision{From: decideToday, Command: "r", Change: cue}, Revision{From: decideToday, Command: "s", Change: cue})
	})}}
	return []struct {
		who  someone
		body Body
		code Code
		key  string
	}{
		{someone{}, Stamp{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{on(one, decideToday+1), Stamp{Goal: "g"}, CodeInvalid, "error.day.ahead"},
		{on(one, monday5-1), Stamp{Goal: "g"}, CodeInvalid, "error.day.before"},
		{parked, Stamp{Goal: "g"}, CodeConflict, "error.goal.parked"},
		{ended, Stamp{Goal: "g"}, CodeConflict, "error.goal.ended"},
		{someone{}, Skip{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{on(one, decideToday+1), Skip{Goal: "g"}, CodeInvalid, "error.day.ahead"},
		{on(one, monday5-1), Skip{Goal: "g"}, CodeInvalid, "error.day.before"},
		{parked, Skip{Goal: "g"}, CodeConflict, "error.goal.parked"},
		{ended, Skip{Goal: "g"}, CodeConflict, "error.goal.ended"},
		{someone{}, Rest{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{on(one, decideToday+RestAhead+1), Rest{Goal: "g"}, CodeInvalid, "error.day.rest_ahead"},
		{on(one, monday5-1), Rest{Goal: "g"}, CodeInvalid, "error.day.before"},
		{parked, Rest{Goal: "g"}, CodeConflict, "error.goal.parked"},
		{ended, Rest{Goal: "g"}, CodeConflict, "error.goal.ended"},
		{someone{}, Remark{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{on(one, decideToday+1), Remark{Goal: "g"}, CodeInvalid, "error.day.ahead"},
		{on(one, monday5-1), Remark{Goal: "g"}, CodeInvalid, "error.day.before"},
		{parked, Remark{Goal: "g"}, CodeConflict, "error.goal.parked"},
		{ended, Remark{Goal: "g"}, CodeConflict, "error.goal.ended"},
		{someone{}, Record{Goal: "g"}, CodeNotFound, "error.goal.unknown"},

		{someone{}, Measure{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{on(with(fedBy(total)), decideToday+1), Measure{Goal: "g"}, CodeInvalid, "error.day.ahead"},
		{on(with(fedBy(total)), monday5-1), Measure{Goal: "g"}, CodeInvalid, "error.day.before"},
		{with(fedBy(total), as(StatusParked)), Measure{Goal: "g"}, CodeConflict, "error.goal.parked"},
		{with(fedBy(total), as(StatusEnded)), Measure{Goal: "g"}, CodeConflict, "error.goal.ended"},
		{with(seasonless), Measure{Goal: "g"}, CodeInvalid, "error.measure.no_outcome"},
		{with(fedBy(Outcome{Type: OutcomeDays})), Measure{Goal: "g"}, CodeInvalid, "error.measure.from_log"},
		{with(fedBy(sessions), func(g *Goal) { g.Plan[0].Change.Metric.Unit = "sessions" }), Measure{Goal: "g"}, CodeInvalid, "error.measure.from_log"},

		{someone{goals: many(MaxActive, StatusActive)}, Begin{Goal: "n", Second: true}, CodeConflict, "error.goal.two_active"},
		{one, Begin{Goal: "n"}, CodeConflict, "error.goal.second"},
		{one, Begin{Goal: "g", Second: true}, CodeConflict, "error.command.exists"},
		{someone{}, Begin{Goal: "n", Plan: PlanChange{Step: &Step{Text: strings.Repeat("é", MaxStep+1)}}}, CodeInvalid, "error.step.long"},
		{one, Revise{Goal: "g", Plan: PlanChange{Step: &Step{Text: strings.Repeat("é", MaxStep+1)}}}, CodeInvalid, "error.step.long"},
		{one, Begin{Goal: "n", Second: true, Slug: "fitness"}, CodeConflict, "error.slug.taken"},

		{someone{}, Revise{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{ended, Revise{Goal: "g"}, CodeConflict, "error.goal.ended"},
		{with(healthy), Revise{Goal: "g", Outcome: &kilos}, CodeInvalid, "check.body_unit"},

		{parked, PauseGoals{From: decideToday}, CodeNotFound, "error.goal.none"},
		{one, PauseGoals{Goals: []string{"n"}, From: decideToday}, CodeNotFound, "error.goal.unknown"},
		{one, PauseGoals{}, CodeInvalid, "error.pause.back"},
		{one, PauseGoals{From: decideToday - pauseBack - 1}, CodeInvalid, "error.pause.back"},
		{one, PauseGoals{From: decideToday, To: decideToday - 1}, CodeInvalid, "error.pause.order"},
		{parked, ResumeGoals{}, CodeNotFound, "error.goal.none"},
		{one, ResumeGoals{Goals: []string{"n"}}, CodeNotFound, "error.goal.unknown"},
		{with(paused(decideToday-4, decideToday-1)), ResumeGoals{}, CodeConflict, "error.resume.not_paused"},

		{someone{}, Cover{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{on(one, decideToday-BackfillDays-1), Cover{Goal: "g"}, CodeInvalid, "error.cover.window"},
		{on(one, decideToday+1), Cover{Goal: "g"}, CodeInvalid, "error.cover.window"},
		{one, Cover{Goal: "g"}, CodeConflict, "error.cover.not_missed"},
		{twice, Cover{Goal: "g"}, CodeConflict, "error.cover.none_left"},
		{on(twice, decideToday-2), Cover{Goal: "g"}, CodeConflict, "error.cover.first_miss"},
		{someone{goals: []Goal{goalOf(seasonless)}, done: twice.done, day: twice.day}, Cover{Goal: "g"}, CodeConflict, "error.cover.none_left"},

		{someone{}, SetStatus{Goal: "g", To: StatusKept}, CodeNotFound, "error.goal.unknown"},
		{one, SetStatus{Goal: "g", To: StatusActive}, CodeConflict, "error.goal.already"},
		{ended, SetStatus{Goal: "g", To: StatusActive}, CodeConflict, "error.goal.ended"},
		{with(as(StatusParked), func(g *Goal) { g.Source = &Source{} }), SetStatus{Goal: "g", To: StatusActive}, CodeConflict, "error.goal.imported"},
		{someone{goals: many(MaxActive, StatusActive, goalOf(as(StatusParked)))}, SetStatus{Goal: "g", To: StatusActive, Yes: true}, CodeConflict, "error.goal.two_active"},
		{someone{goals: many(1, StatusActive, goalOf(as(StatusParked)))}, SetStatus{Goal: "g", To: StatusActive}, CodeConflict, "error.goal.second"},
		{someone{goals: many(MaxKept, StatusKept, goalOf())}, SetStatus{Goal: "g", To: StatusKept}, CodeConflict, "error.goal.twelve_kept"},
		{one, SetStatus{Goal: "g", To: StatusDraft}, CodeInvalid, "error.status"},

		{someone{}, NextSeason{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{with(seasonless), NextSeason{Goal: "g"}, CodeConflict, "error.season.not_active"},
		{parked, NextSeason{Goal: "g"}, CodeConflict, "error.season.not_active"},
		{with(func(g *Goal) { g.Begun, g.Seasons[0].First = monday5-100, monday5-100 }), Revise{Goal: "g", Outcome: &Outcome{Text: "another"}}, CodeConflict, "error.season.over"},
		{with(healthy), NextSeason{Goal: "g", Outcome: &kilos}, CodeInvalid, "check.body_unit"},
		{with(paused(decideToday, 0)), NextSeason{Goal: "g"}, CodeConflict, "error.season.running"},
		{with(func(g *Goal) { g.Seasons[0].First = decideToday + 1 }), NextSeason{Goal: "g"}, CodeConflict, "error.season.running"},

		{someone{}, WeekReview{Goal: "g", Week: week}, CodeNotFound, "error.goal.unknown"},
		{ended, WeekReview{Goal: "g", Week: week}, CodeConflict, "error.goal.ended"},
		{one, WeekReview{Goal: "g", Week: week + 1}, CodeInvalid, "error.day"},
		{one, WeekReview{Goal: "g", Week: decideToday + 7}, CodeInvalid, "error.review.ahead"},
		{one, WeekReview{Goal: "g", Week: monday5 - 7}, CodeInvalid, "error.review.week"},
		{changed, WeekReview{Goal: "g", Week: week}, CodeConflict, "error.review.changed"},

		{someone{}, StartExperiment{Goal: "g"}, CodeNotFound, "error.goal.unknown"},
		{ended, StartExperiment{Goal: "g"}, CodeConflict, "error.goal.ended"},
		{trying, StartExperiment{Goal: "g"}, CodeConflict, "error.experiment.running"},
		{one, StartExperiment{Goal: "g", Measure: OfAmount}, CodeInvalid, "error.experiment.amount"},
		{someone{}, EndExperiment{Goal: "g", Experiment: "e"}, CodeNotFound, "error.goal.unknown"},
		{one, EndExperiment{Goal: "g", Experiment: "e"}, CodeNotFound, "error.experiment.none"},
		{trying, EndExperiment{Goal: "g", Experiment: "f"}, CodeNotFound, "error.experiment.none"},
		{someone{}, LookBack{Goal: "g", Number: CardDays}, CodeNotFound, "error.goal.unknown"},
		{ended, LookBack{Goal: "g", Number: CardDays}, CodeConflict, "error.goal.ended"},
		{one, LookBack{Goal: "g", Number: CardDays}, CodeInvalid, "error.look_back.early"},
		{one, LookBack{Goal: "g", Number: CardDays, Season: 2}, CodeInvalid, "error.look_back.early"},

		{someone{items: manyItems(maxItems)}, SetItem{ID: "n", Item: Item{Words: "x"}}, CodeConflict, "error.lens.too_many"},
		{someone{}, Undo{}, CodeInvalid, "error.command.kind"},
		{someone{}, RemoveWords{}, CodeInvalid, "error.command.kind"},
	}
}

func TestDecideRefuses(t *testing.T) {
	for i, c := range refusals() {
		_, err := c.who.decides(t, c.body)
		var e *Error
		if !errors.As(err, &e) || e.Key != c.key || e.Code != c.code {
			t.Errorf("%d: %s %+v: %v, want %s", i, c.body.Kind(), c.body, err, c.key)
		}
	}
}

// Every refusal that stands in the sources of Decide is in the table, and every
// kind that can be refused.
func TestDecideRefusalsAreAllTested(t *testing.T) {
	keys, kinds := map[string]bool{}, map[Kind]bool{}
	for _, c := range refusals() {
		keys[c.key], kinds[c.body.Kind()] = true, true
	}
	files, err := filepath.Glob("decide*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range append(files, "revisionstart.go") {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING || !strings.HasPrefix(lit.Value, `"error.`) {
				return true
			}
			found++
			if key := strings.Trim(lit.Value, `"`); !keys[key] {
				t.Errorf("%s: no test is refused with %s", file, key)
			}
			return true
		})
	}
	if found < 30 {
		t.Errorf("only %d refusals were found", found)
	}
	never := []Kind{KindSettings, KindImport, KindEnergy, KindTrial, KindPurpose, KindDismiss, KindReminder}
	for _, k := range append(OrderedKinds(), KindStamp, KindSkip, KindRest, KindRemark, KindRecord, KindMeasure) {
		if !kinds[k] && !slices.Contains(never, k) {
			t.Errorf("no %s is refused", k)
		}
	}
}

func TestDecideResults(t *testing.T) {
	one := someone{goals: []Goal{goalOf()}}
	week := monday5 + 14
	cue := PlanChange{Cue: new("after lunch")}
	told := someone{goals: one.goals, story: Story{
		Reviews:     []DatedReview{{WeekReview: WeekReview{Goal: "g", Week: week}, Command: "r"}},
		Experiments: []Experiment{{StartExperiment: StartExperiment{Experiment: "e", Goal: "g"}, Command: "s"}},
	}}
	two := someone{goals: []Goal{goalOf(paused(decideToday-2, 0)), goalOf(named("h"))}}
	old := someone{goals: []Goal{goalOf(func(g *Goal) { g.Begun, g.Seasons[0].First = monday5-100, monday5-100 })}}
	for name, c := range map[string]struct {
		who  someone
		body Body
		want Result
	}{
		"a stamp":                          {one, Stamp{Goal: "g"}, Result{}},
		"of tomorrow, from elsewhere":      {someone{goals: one.goals, day: decideToday + 1, from: "offline"}, Stamp{Goal: "g"}, Result{}},
		"rest ahead":                       {someone{goals: one.goals, day: decideToday + RestAhead}, Rest{Goal: "g"}, Result{}},
		"a record of a day before":         {someone{goals: one.goals, day: monday5 - 30}, Record{Goal: "g"}, Result{}},
		"energy of a day alone":            {someone{day: decideToday + 9}, Remark{}, Result{}},
		"a measurement":                    {someone{goals: []Goal{goalOf(fedBy(Outcome{Type: OutcomeTotal, Unit: "km"}))}}, Measure{Goal: "g"}, Result{}},
		"the first goal":                   {someone{}, Begin{Goal: "n", Title: "Read more"}, Result{Goal: "n", Slug: makeSlug("Read more", "", func(string) bool { return false }), Number: 1, From: decideToday, Active: 1, Rules: secondRound}},
		"a second one":                     {one, Begin{Goal: "n", Slug: "read", Second: true}, Result{Goal: "n", Slug: "read", Number: 2, From: decideToday, Active: 2, Rules: secondRound}},
		"a slug that is taken by another":  {one, Begin{Goal: "n", Template: "fitness", Second: true}, Result{Goal: "n", Slug: makeSlug("fitness", "", func(s string) bool { return s == "fitness" }), Number: 2, From: decideToday, Active: 2, Rules: secondRound}},
		"a cue from today":                 {one, Revise{Goal: "g", Plan: cue}, Result{Goal: "g", From: decideToday}},
		"a cue from a day on":              {one, Revise{Goal: "g", Plan: cue, From: decideToday + 9}, Result{Goal: "g", From: decideToday + 9}},
		"rest days from the next week":     {one, Revise{Goal: "g", Plan: PlanChange{Rest: new(Weekdays(1))}}, Result{Goal: "g", From: decideToday + 7}},
		"a pause of all":                   {two, PauseGoals{From: decideToday}, Result{Goals: []string{"g", "h"}}},
		"a pause of one, up to the limit":  {two, PauseGoals{Goals: []string{"h"}, From: decideToday - pauseBack}, Result{Goals: []string{"h"}}},
		"who is paused goes on":            {two, ResumeGoals{}, Result{Goals: []string{"g"}}},
		"the second miss is covered":       {someone{goals: []Goal{goalOf(func(g *Goal) { g.Plan[0].Change.Reserves = new(1) })}, done: []Day{decideToday - 3}, day: decideToday - 1}, Cover{Goal: "g"}, Result{Goal: "g"}},
		"parked":                           {one, SetStatus{Goal: "g", To: StatusParked}, Result{Goal: "g", Day: decideToday}},
		"kept":                             {one, SetStatus{Goal: "g", To: StatusKept}, Result{Goal: "g", Day: decideToday, Rules: secondRound}},
		"taken up with a yes":              {someone{goals: many(1, StatusActive, goalOf(as(StatusParked)))}, SetStatus{Goal: "g", To: StatusActive, Yes: true}, Result{Goal: "g", Day: decideToday}},
		"the next season after this one":   {one, NextSeason{Goal: "g"}, Result{Goal: "g", From: monday5 + SeasonDays, Number: 2, Rules: secondRound}},
		"the next season after an old one": {old, NextSeason{Goal: "g"}, Result{Goal: "g", From: decideToday + 1, Number: 2, Rules: secondRound}},
		"settings before the first goal":   {someone{}, SetSettings{}, Result{}},
		"settings from tomorrow":           {one, SetSettings{}, Result{From: decideToday + 1}},
		"an import": {one, Import{Goals: []ImportedGoal{{Title: "Fitness"}, {Title: "Read"}, {Title: "Read"}}}, Result{
			Number: 2, Day: decideToday, Slugs: []string{
				makeSlug("Fitness", "", func(s string) bool { return s == "fitness" }), "read", makeSlug("Read", "", func(s string) bool { return s == "read" }),
			},
		}},
		"a review without a change":     {one, WeekReview{Goal: "g", Week: week}, Result{Goal: "g"}},
		"a review with one":             {one, WeekReview{Goal: "g", Week: week, Plan: cue}, Result{Goal: "g", From: decideToday}},
		"a review of the running week":  {one, WeekReview{Goal: "g", Week: decideToday, Plan: cue}, Result{Goal: "g", From: decideToday + 7}},
		"the same week once more":       {told, WeekReview{Goal: "g", Week: week}, Result{Goal: "g", Target: "r"}},
		"an experiment":                 {one, StartExperiment{Goal: "g", Plan: cue}, Result{Goal: "g", From: decideToday}},
		"its end":                       {told, EndExperiment{Goal: "g", Experiment: "e"}, Result{Goal: "g", Target: "s"}},
		"a look back on the old season": {old, LookBack{Goal: "g", Number: SeasonDays}, Result{Goal: "g", Number: 1}},
		"a look back by number":         {old, LookBack{Goal: "g", Number: CardDays, Season: 1}, Result{Goal: "g", Number: 1}},
		"the last item":                 {someone{items: manyItems(maxItems - 1)}, SetItem{ID: "n", Item: Item{Words: "x"}}, Result{}},
		"a known item":                  {someone{items: manyItems(maxItems)}, SetItem{ID: "i0", Item: Item{Words: "x"}}, Result{}},
		"an item removed":               {someone{items: manyItems(maxItems)}, SetItem{ID: "n"}, Result{}},
		"a note of energy":              {someone{}, SetEnergyNote{}, Result{}},
		"a trial":                       {someone{}, SetTrial{}, Result{}},
		"a purpose":                     {someone{}, SetPurpose{}, Result{}},
		"a thought dismissed":           {someone{}, Dismiss{}, Result{}},
	} {
		got, err := c.who.decides(t, c.body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}
