package goal

// reviewFact is a kind of fact that a suggestion shows.
type reviewFact int

const (
	factQuietWeek  reviewFact = iota // days of the week without a word, or how few there were
	factQuiet                        // days of fourteen without a word
	factQuietAs                      // days without a word that count as missed
	factDays                         // days done of fourteen, or of seven while early
	factDays7                        // days done of the last seven
	factTag                          // the most frequent tag of the misses
	factWeekday                      // the weekday on which misses gather
	factPlan                         // how often the plan fired and helped
	factLowEnergy                    // share of low-energy entries
	factEnergy                       // mean energy, now and before
	factWeek                         // attainment of this week
	factWeeks                        // and of the one before
	factFour                         // mean attainment of four weeks
	factChance                       // of reaching the outcome
	factPulse                        // "does this still matter?"
	factChange                       // days since the last change
	factExperiment                   // day of the running experiment
	factStep                         // minutes of the step
	factEase                         // the step runs by itself
	factSteady                       // adherence of 28 days
	factEnergyNow                    // mean energy
)

// suggestion fills in a row's numbers.
func (f reviewFacts) suggestion(row reviewRow) Suggestion {
	s := Suggestion{Rule: row.rule, Action: row.action, Reason: "review." + string(row.rule), Early: f.early}
	s.Reason += f.variant(row.rule)
	switch row.action {
	case ActRestWeek:
		s.Step, s.Target, s.Days = f.smaller(HalfStep), f.eased(), weekLength
	case ActDeload:
		s.Target, s.Days = f.eased(), weekLength
	case ActShrinkStep:
		s.Step = f.smaller(SmallerStep)
		if row.rule == R7h {
			s.Step = f.smaller(HalfStep)
		}
	case ActLowerTarget:
		s.Target = f.moved(f.plot().Lower())
	case ActGrow:
		s.Target = f.moved(f.plot().Grow())
	case ActWeekdayCue:
		s.Weekday = f.Cluster
	case ActMoveCue, ActEnvironment, ActRewriteStep, ActBundle, ActAddIfThen, ActSharpenCue, ActChangeResponse:
		s.Tag = f.top
	case ActPaused, ActOver, ActWelcomeBack, ActRest, ActNotEnough, ActSettle, ActRevisitPurpose, ActAddSession,
		ActSwapMetric, ActKeep, ActHold: // words alone
	}
	if row.rule == R11 && !f.works() {
		row.facts = []reviewFact{factDays, factWeek}
		if f.skipped != "" {
			s.Because = append(s.Because, Because{"review.because.again", []any{string(f.skipped), f.PassUntil[f.skipped].String()}})
		}
	}
	if f.quietAsMissed() && f.slipping() {
		row.facts = append(row.facts, factQuietAs)
	}
	for _, fact := range row.facts {
		if b, ok := f.because(fact); ok {
			s.Because = append(s.Because, b)
		}
	}
	return s
}

// variant of a row's reason, where it has several.
func (f reviewFacts) variant(r Rule) string {
	switch {
	case r == R5 && f.Experiment != nil:
		return ".experiment"
	case r == R5 && *f.SinceChange == 0:
		return ".tomorrow"
	case r == R2 && f.mostlyQuiet():
		return ".quiet"
	case r == R2 && f.Young > 0:
		return ".young"
	case r == R2:
		return ".back"
	case r == R8a && f.Metric.Kind != MetricSessions: // texts speak of sessions where there are some
		return ".week"
	case r == R11 && !f.works():
		return ".nothing"
	}
	return ""
}

// smaller is a smaller step; it never raises one that is tiny already.
func (f reviewFacts) smaller(factor float64) *StepChange {
	return &StepChange{f.Step, min(f.Step, ShrinkStep(f.Step, factor))}
}

// eased is the target of a lighter week; nil without a metric.
func (f reviewFacts) eased() *TargetChange { return f.change(EaseTarget(f.Metric)) }

func (f reviewFacts) moved(c TargetChange, ok bool) *TargetChange {
	if !ok {
		return nil
	}
	return &c
}

func (f reviewFacts) change(c TargetChange) *TargetChange {
	if f.Metric.Kind == MetricNone {
		return nil
	}
	return &c
}

// because puts a fact into numbers; not ok when they are not known.
func (f reviewFacts) because(fact reviewFact) (Because, bool) {
	switch fact {
	case factQuietWeek:
		if f.mostlyQuiet() {
			return Because{"review.because.quiet", []any{f.WeekQuiet, f.WeekActive}}, true
		}
		if f.Young > 0 {
			return Because{"review.because.few", []any{f.Young}}, true
		}
		return Because{"review.because.few", []any{f.WeekActive}}, true
	case factQuiet:
		return Because{"review.because.quiet", []any{f.Quiet14, f.Active14}}, true
	case factQuietAs:
		n := f.Quiet14
		if f.early {
			n = f.WeekQuiet
		}
		return Because{"review.because.quiet_missed", []any{n}}, true
	case factDays:
		if f.early {
			return f.because(factDays7)
		}
		return Because{"review.because.days", []any{f.Done14, f.Active14}}, f.Active14 > 0
	case factDays7:
		return Because{"review.because.days", []any{f.Done7, f.Active7}}, f.Active7 > 0
	case factTag:
		return Because{"review.because.tag", []any{f.Tags[f.top], f.tagged(), string(f.top)}}, f.top != ""
	case factWeekday:
		return Because{"review.because.weekday", []any{int(*f.Cluster)}}, true
	case factPlan:
		return Because{"review.because.plan", []any{f.Linked.Met, f.Linked.Did, f.Linked.Worked}}, true
	case factChange:
		if f.SinceChange == nil {
			return Because{}, false
		}
		return Because{"review.because.change", []any{*f.SinceChange}}, true
	case factExperiment:
		if f.Experiment == nil {
			return Because{}, false
		}
		return Because{"review.because.experiment", []any{*f.Experiment}}, true
	case factStep:
		return Because{"review.because.step", []any{f.Step}}, true
	case factPulse:
		return Because{"review.because.pulse", []any{*f.Pulse, *f.PulseWas}}, true
	case factLowEnergy:
		return numbersKnown("review.because.low_energy", f.LowEnergy)
	case factEnergy:
		return numbersKnown("review.because.energy", f.Energy, f.EnergyWas)
	case factEase:
		return Because{Key: "review.because.ease"}, true
	case factSteady:
		return numbersKnown("review.because.steady", f.Steady)
	case factEnergyNow:
		return numbersKnown("review.because.energy_now", f.Energy)
	case factWeek:
		return numbersKnown("review.because.week", f.P1)
	case factWeeks:
		return numbersKnown("review.because.weeks", f.P1, f.P2)
	case factFour:
		return numbersKnown("review.because.four_weeks", f.P4)
	case factChance:
		return numbersKnown("review.because.chance", f.Chance)
	}
	return Because{}, false
}

// numbersKnown is a fact of shares or means, if all of them are known.
func numbersKnown(key string, numbers ...*float64) (Because, bool) {
	b := Because{Key: key}
	for _, n := range numbers {
		if n == nil {
			return Because{}, false
		}
		b.Args = append(b.Args, *n)
	}
	return b, true
}

// tagged is the number of tags in all.
func (f reviewFacts) tagged() int {
	n := 0
	for _, t := range MissTags() {
		n += max(0, f.Tags[t])
	}
	return n
}
