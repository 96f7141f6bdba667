package library_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func TestMethod12FortyPrompts(t *testing.T) {
	w := library.For("en")
	for _, l := range library.Lenses() {
		if n := len(w.Prompts(l)); n != 10 {
			t.Errorf("%s has %d prompts", l, n)
		}
		seen := map[string]bool{}
		for round := range 4 {
			for _, p := range w.SomePrompts(l, round) {
				seen[p] = true
			}
		}
		if len(seen) != 10 {
			t.Errorf("%s: four rounds of three show %d of ten", l, len(seen))
		}
	}
	if p := w.Prompts(library.LensNeeded)[0]; p != "Who, by name, would be better off if you had 30 more minutes a week for them?" {
		t.Error(p)
	}
}

func TestMethod5_5FortyTwoObstacles(t *testing.T) {
	w := library.For("en")
	total := 0
	for _, a := range goal.Areas() {
		for _, o := range w.Obstacles(a) {
			total++
			if !o.Tag.Valid() || o.Obstacle == "" {
				t.Errorf("%s: %+v", a, o)
			}
			if cue, response := goal.SplitIfThen(o.Plan); cue == "" || response == "" {
				t.Errorf("%s: %q is no if-then plan", a, o.Plan)
			}
		}
	}
	if total != 42 {
		t.Errorf("%d obstacles", total)
	}
	// Three for every tag, whatever the area (method 7.3, R7e).
	for _, a := range goal.Areas() {
		for _, tag := range goal.MissTags() {
			found := w.ObstaclesFor(a, tag, 3)
			if len(found) != 3 {
				t.Errorf("%s, %s: %d obstacles", a, tag, len(found))
			}
			own := 0
			for _, o := range w.Obstacles(a) {
				if o.Tag == tag {
					own++
				}
			}
			for i := range min(own, 3) {
				if !contains(w.Obstacles(a), found[i]) {
					t.Errorf("%s, %s: the area's own come first", a, tag)
				}
			}
		}
	}
}

func contains(all []library.Obstacle, o library.Obstacle) bool {
	return slices.Contains(all, o)
}

func TestMethod9_2ThirtyDays(t *testing.T) {
	w := library.For("en")
	days := w.Programme()
	if len(days) != 30 {
		t.Fatalf("%d days", len(days))
	}
	for i, d := range days {
		if d.Day != i+1 || d.Title == "" || d.Text == "" {
			t.Errorf("%+v", d)
		}
		kind := goal.ProgrammeLine(d.Day)
		if kind == goal.ProgrammeReview != strings.HasPrefix(d.Title, "Review") {
			t.Errorf("day %d is %s in the method and %q here", d.Day, kind, d.Title)
		}
	}
}

// What a day asks is tied to the season: by its in-plan day, with the person's
// own words, and nothing in a pause, in later rounds or when it is over.
func TestMethod9_2WhatTheDayAsks(t *testing.T) {
	w := library.For("en")
	look := func(day int) goal.Look {
		monday := goal.Date(2026, 1, 5)
		l := goal.See(goal.Sight{Today: monday + goal.Day(day) - 1, Calendar: goal.NewCalendar(goal.Settings{}, time.LoadLocation), Goal: goal.Goal{
			Begun: monday, Status: goal.StatusActive, Statuses: []goal.StatusChange{{From: monday, To: goal.StatusActive}},
			Seasons: []goal.Season{{Number: 1, First: monday}},
		}})
		l.Plan = goal.Plan{Cue: "After tea", Fallback: "After lunch", IfThens: []goal.IfThen{{Words: "If it rains, then I march"}}}
		l.Purpose = &goal.Purpose{GrowIn: "patience", SoICan: "listen"}
		return l
	}
	for day, want := range map[int][2]string{
		1: {"Day one", ""}, 2: {"The cue", "After tea"}, 4: {"Lay out one thing", ""}, 6: {"Picture it", "If it rains, then I march"},
		7: {"Review 1", ""}, 10: {"Your sentence", "I want to grow in patience so I can listen."}, 24: {"The fallback cue", "After lunch"},
		30: {"Look back at thirty days", ""}, 31: {}, 37: {}, 60: {}, 90: {},
	} {
		d, own, ok := w.DayAsks(look(day))
		if ok != (want[0] != "") || d.Title != want[0] || own != want[1] {
			t.Errorf("day %d: %v %q %q", day, ok, d.Title, own)
		}
	}
	paused, over, none := look(4), look(4), look(4)
	paused.Status, over.SeasonOver, none.Season = goal.DayPause, true, nil
	again, later := look(1), look(4) // a second season sets nothing up again
	again.Season, later.Season = &goal.Season{Number: 2}, &goal.Season{Number: 2}
	for _, l := range []goal.Look{paused, over, none, again, later} {
		if d, _, ok := w.DayAsks(l); ok {
			t.Errorf("%+v is asked", d)
		}
	}
}

func TestMethod10TheGuideIsWhole(t *testing.T) {
	w := library.For("en")
	for _, id := range []string{"method", "why-goals-break", "mistakes", "who", "expect", "faq", "tracking", "calm", "ikigai", "safety", "figures", "sources"} {
		if _, ok := w.Topic(id); !ok {
			t.Errorf("the guide has no %s", id)
		}
	}
	mistakes, _ := w.Topic("mistakes")
	if n := len(mistakes.Blocks[0].Items); n != 11 {
		t.Errorf("%d mistakes", n)
	}
}

// A row of a table has a cell for each column.
func TestTablesOfTheGuideAreWhole(t *testing.T) {
	tables := 0
	for _, lang := range library.Languages() {
		for _, topic := range library.For(lang).Guide() {
			for _, b := range topic.Blocks {
				if b.Table == nil {
					continue
				}
				tables++
				for _, row := range b.Table.Rows {
					if len(row) != len(b.Table.Columns) {
						t.Errorf("%s: %v has %d cells of %d", lang, row, len(row), len(b.Table.Columns))
					}
				}
			}
		}
	}
	if tables < len(library.Languages()) {
		t.Errorf("%d tables", tables)
	}
}

// Method 11: a reading grade of at most 8, topic by topic (Flesch-Kincaid).
func TestMethod11TheGuideReadsEasily(t *testing.T) {
	var whole []string
	for _, topic := range library.For("en").Guide() {
		if topic.ID == "sources" { // names and years
			continue
		}
		if g := grade(strings.Join(textsOf(topic), ". ")); g > 8 {
			t.Errorf("%s reads at grade %.1f", topic.ID, g)
		}
		whole = append(whole, textsOf(topic)...)
	}
	if g := grade(strings.Join(whole, ". ")); g > 8 {
		t.Errorf("the guide reads at grade %.1f", g)
	}
}

func grade(text string) float64 {
	var words, syllables float64
	all := sentences(text)
	for _, s := range all {
		for f := range strings.FieldsSeq(s) {
			words++
			syllables += float64(syllablesOf(f))
		}
	}
	return 0.39*words/float64(len(all)) + 11.8*syllables/words - 15.59
}

// syllablesOf counts runs of vowels; a silent e at the end is none.
func syllablesOf(word string) int {
	word = strings.TrimFunc(strings.ToLower(word), func(r rune) bool { return !unicode.IsLetter(r) })
	n, before := 0, false
	for _, r := range word {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !before {
			n++
		}
		before = vowel
	}
	if strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") && n > 1 {
		n--
	}
	return max(1, n)
}

// Everything that the rules can say has its words.
func TestEveryValueHasItsWords(t *testing.T) {
	w := library.For("en")
	need := func(prefix string, values ...string) {
		t.Helper()
		for _, v := range values {
			if !w.Has(prefix + v) {
				t.Errorf("%s%s has no words", prefix, v)
			}
		}
	}
	need("area.", strs(goal.Areas())...)
	need("tag.", strs(goal.MissTags())...)
	need("check.needs.", strs(goal.Dependencies())...)
	need("check.mend.", strs(goal.Mends())...)
	need("check.sure.", strs([]goal.Sure{goal.SureContinue, goal.SureMakeIt7, goal.SureTryOut})...)
	need("check.rate.", strs([]goal.RateBand{goal.RateNoBaseline, goal.RateClose, goal.RateStepUp, goal.RateBigJump})...)
	need("check.", strs([]goal.Flag{
		goal.FlagTemplate, goal.FlagBody, goal.FlagApproval, goal.FlagPressure, goal.FlagBorrowed, goal.FlagVague, goal.FlagState,
		goal.FlagNumber, goal.FlagMulti, goal.FlagAvoid, goal.FlagCircular, goal.FlagShort, goal.FlagLong,
	})...)
	need("review.", strs([]goal.Rule{
		goal.R0, goal.R1, goal.R2, goal.R3, goal.R4, goal.R5, goal.R6, goal.R7a, goal.R7b, goal.R7c, goal.R7d, goal.R7e, goal.R7f,
		goal.R7g, goal.R7h, goal.R7i, goal.R7j, goal.R7m, goal.R2b, goal.R8a, goal.R8b, goal.R9, goal.R10, goal.R9b, goal.R11,
	})...)
	need("review.action.", strs([]goal.Action{
		goal.ActPaused, goal.ActOver, goal.ActWelcomeBack, goal.ActRest, goal.ActNotEnough, goal.ActRestWeek, goal.ActDeload, goal.ActSettle,
		goal.ActRevisitPurpose, goal.ActMoveCue, goal.ActWeekdayCue, goal.ActEnvironment, goal.ActRewriteStep, goal.ActAddIfThen,
		goal.ActSharpenCue, goal.ActChangeResponse, goal.ActShrinkStep, goal.ActAddSession, goal.ActLowerTarget, goal.ActSwapMetric,
		goal.ActGrow, goal.ActHold, goal.ActBundle, goal.ActKeep,
	})...)
	need("experiment.verdict.", strs([]goal.ExperimentVerdict{
		goal.VerdictNotEnough, goal.VerdictBetter, goal.VerdictWorse, goal.VerdictLeaningBetter, goal.VerdictLeaningWorse, goal.VerdictNotClear,
		goal.VerdictLeaningMore, goal.VerdictLeaningLess,
	})...)
	need("experiment.pairs.", strs([]goal.ExperimentVerdict{
		goal.VerdictBetter, goal.VerdictWorse, goal.VerdictLeaningBetter, goal.VerdictLeaningWorse,
	})...)
	need("experiment.measure.", strs(goal.MeasuresOf())...)
	need("forecast.band.", strs([]goal.ChanceBand{goal.ChanceLikely, goal.ChanceWithinReach, goal.ChanceStretch, goal.ChanceNotAtPace})...)
	need("forecast.", strs([]goal.ForecastState{goal.ForecastNotYet, goal.ForecastNoPractice, goal.ForecastFlat, goal.ForecastTooWide})...)
	need("ease.", strs([]goal.EaseBand{goal.EaseDecision, goal.EaseEasier, goal.EaseByItself})...)
	need("week.", strs([]goal.WeekState{goal.WeekDone, goal.WeekRoom, goal.WeekTight, goal.WeekOutOfReach, goal.WeekSettling})...)
	need("label.", strs([]goal.WeekLabel{goal.LabelOnTrack, goal.LabelPartly, goal.LabelLow, goal.LabelSettling, goal.LabelOpen})...)
	need("plan.verdict.", strs([]goal.PlanVerdict{goal.PlanTooFew, goal.PlanKeep, goal.PlanSharpenIf, goal.PlanSwapThen})...)
	need("timeline.", strs([]goal.EventKind{
		goal.EventSeason, goal.EventPlan, goal.EventReview, goal.EventDeclined, goal.EventAccepted, goal.EventDeviation, goal.EventExperiment,
		goal.EventVerdict, goal.EventPurpose, goal.EventPause, goal.EventCover, goal.EventStatus, goal.EventLookBack,
	})...)
	need("timeline.verdict.", strs([]goal.Act{goal.Adopt, goal.Adapt, goal.Abandon})...)
	need("experiment.act.", strs([]goal.Act{goal.Adopt, goal.Adapt, goal.Abandon})...)
	need("begin.type.", strs([]goal.OutcomeType{
		goal.OutcomeTotal, goal.OutcomeLevelUp, goal.OutcomeLevelDown, goal.OutcomeAverage, goal.OutcomeMilestones, goal.OutcomeOneOff, goal.OutcomeDays,
	})...)
	need("begin.metric.", strs([]goal.MetricKind{
		goal.MetricSessions, goal.MetricMinutes, goal.MetricUnits, goal.MetricDays, goal.MetricCustom,
	})...)
	need("status.", strs([]goal.Status{goal.StatusDraft, goal.StatusActive, goal.StatusKept, goal.StatusParked, goal.StatusPaused, goal.StatusEnded})...)
}

func strs[S ~string](xs []S) []string {
	var out []string
	for _, x := range xs {
		out = append(out, string(x))
	}
	return out
}

// The 27 vectors of method 7.4 need their numbers in words: nothing is left in
// braces, whatever the table says.
func TestMethod7_3SuggestionsAreWhole(t *testing.T) {
	w := library.For("en")
	low, high, mid := 0.2, 1.6, 0.9
	for _, in := range []goal.ReviewInputs{
		{Silent: true},
		{Unwell: true},
		{Logged7: 3},
		{Logged7: 7, Done7: 3, Active7: 7, Done14: 7, Active14: 14, LowEnergy: &mid, Metric: goal.Metric{Kind: goal.MetricMinutes, Target: 90}, Step: 5},
		{Logged7: 7, Done7: 4, Active7: 7, Done14: 7, Active14: 14, Tags: map[goal.MissTag]int{goal.TagTime: 3, goal.TagCue: 1}, Step: 5},
		{Logged7: 7, Done7: 7, Active7: 7, Done14: 13, Active14: 14, P1: &low, P2: &low, SessionPlan: true, SinceTarget: 28, Metric: goal.Metric{Kind: goal.MetricMinutes, Target: 90}},
		{Logged7: 7, Done7: 7, Active7: 7, Done14: 13, Active14: 14, P1: &high, P2: &high, Confidence: new(8), SinceTarget: 28, Metric: goal.Metric{Kind: goal.MetricSessions, Target: 3}},
		{Logged7: 7, SinceChange: new(3)},
		{Logged7: 7, SinceChange: new(8), Experiment: new(9)},
		{Logged7: 7, Experiment: new(9)},
		{Over: true},
		{AllPaused: true},
	} {
		s := w.Suggest(goal.Review(in))
		for _, text := range append(append([]string{s.What, s.Reason}, s.Changes...), s.Because...) {
			if text == "" || strings.ContainsAny(text, "{}") || strings.HasPrefix(text, "review.") {
				t.Errorf("%s is said as %q", goal.Review(in).Rule, text)
			}
		}
	}
}
