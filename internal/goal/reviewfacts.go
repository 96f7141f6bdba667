package goal

import "slices"

// reviewFacts are the inputs with what follows from them at once.
type reviewFacts struct {
	ReviewInputs
	a1, a2 *float64 // adherence of the last seven and fourteen days
	early  bool     // the last seven days speak for both
	top    MissTag  // the most frequent tag
	share  float64  // of all tags; 0 below two

	skipped Action // of the first row that matched and was declined twice
}

func newReviewFacts(in ReviewInputs) reviewFacts {
	f := reviewFacts{ReviewInputs: in, a1: ratioOf(in.Done7, in.Active7), a2: ratioOf(in.Done14, in.Active14)}
	if in.Active14 < reviewMinActive {
		f.a2, f.early = f.a1, true
	}
	f.top, f.share = TopTag(in.Tags)
	return f
}

// TopTag is the most frequent tag and its share, which is 0 below two tags in
// all. Equals go to the one that is easiest to mend (method 7.2).
func TopTag(tags map[MissTag]int) (top MissTag, share float64) {
	total, most := 0, 0
	order := []MissTag{TagCue, TagPlace, TagUnclear, TagTime, TagOthers, TagEnergy, TagNotWant}
	for _, t := range order {
		n := max(0, tags[t])
		total += n
		if n > most {
			top, most = t, n
		}
	}
	if total < minTags {
		return top, 0
	}
	return top, float64(most) / float64(total)
}

func below(x *float64, limit float64) bool   { return x != nil && *x < limit }
func atLeast(x *float64, limit float64) bool { return x != nil && *x >= limit }

func (f reviewFacts) passedOver(a Action) bool {
	return a.Declinable() && slices.Contains(f.PassOver, a)
}

// R0 to R6.

func (f reviewFacts) silent() bool { return f.Silent && !f.AllPaused }
func (f reviewFacts) unwell() bool { return f.Unwell }

// Silence gives no verdict: most of the week's days are without a word, or there
// were few days at all because of a pause or because the goal is young. Twice in
// six reviews; then quiet days count as missed (ruling 49).
func (f reviewFacts) fewLogged() bool { return f.mayStaySilent() && (f.mostlyQuiet() || f.fewDays()) }

func (f reviewFacts) mostlyQuiet() bool {
	return f.WeekActive > 0 && 2*(f.WeekActive-f.WeekQuiet) < f.WeekActive
}

func (f reviewFacts) fewDays() bool {
	return f.WeekActive < reviewMinActiveWeek && (f.Back || f.Young > 0)
}
func (f reviewFacts) quietWeeks() bool     { return f.mayStaySilent() && f.quietFortnight() }
func (f reviewFacts) quietFortnight() bool { return 10*f.Quiet14 > 3*f.Active14 }
func (f reviewFacts) mayStaySilent() bool  { return f.QuietSpoke < quietAtMost }
func (f reviewFacts) quietAsMissed() bool {
	return !f.mayStaySilent() && (f.mostlyQuiet() || f.quietFortnight())
}

func (f reviewFacts) drained() bool {
	return !f.Lighter && atLeast(f.LowEnergy, lowEnergyShare) && below(f.a1, adherenceGood)
}

func (f reviewFacts) overdone() bool {
	return !f.Lighter && atLeast(f.P1, attainmentMuch) && f.Energy != nil && f.EnergyWas != nil &&
		*f.Energy <= *f.EnergyWas-energyFall+roundingSlack
}

// settling: a change is young, or an experiment runs, which is one (method
// 7.5: one lever at a time, and days enough to tell).
func (f reviewFacts) settling() bool {
	return f.SinceChange != nil && *f.SinceChange < settleDays || f.Experiment != nil
}

func (f reviewFacts) doubting() bool {
	return f.Pulse != nil && f.PulseWas != nil && *f.Pulse <= purposeLow && *f.PulseWas <= purposeLow
}

// R7: fewer days than one would like, and why.

func (f reviewFacts) slipping() bool { return below(f.a2, adherenceGood) }

func (f reviewFacts) forgot() bool {
	return f.slipping() && f.cueMayMove() && f.top == TagCue && f.share >= shareCue
}

// cueMayMove: a cue is not moved a third time within 42 days.
func (f reviewFacts) cueMayMove() bool { return f.CueMoves < cueMovesAtMost }
func (f reviewFacts) clustered() bool  { return f.slipping() && f.Cluster != nil }

// missesFor matches when one tag stands out.
func missesFor(tag MissTag) func(reviewFacts) bool {
	return func(f reviewFacts) bool { return f.slipping() && f.top == tag && f.share >= shareOther }
}

// obstacle matches the tags that an if-then plan can answer.
func (f reviewFacts) obstacle() bool {
	switch f.top {
	case TagTime, TagOthers, TagEnergy, TagNotWant:
		return f.slipping() && f.share >= shareOther
	case TagCue, TagPlace, TagUnclear:
		return false
	}
	return false
}

// joyless: it was not wanted, and nothing to enjoy is kept for the step.
func (f reviewFacts) joyless() bool { return missesFor(TagNotWant)(f) && !f.Bundle }

func (f reviewFacts) unplanned() bool { return f.obstacle() && f.Linked == nil }

// planSays matches when there is a plan for the obstacle with this verdict.
func planSays(v PlanVerdict) func(reviewFacts) bool {
	return func(f reviewFacts) bool {
		return f.obstacle() && f.Linked != nil && f.Linked.verdict() == v
	}
}

func (f reviewFacts) stepIsTiny() bool { return f.Step <= MinStepMinutes }

func (f reviewFacts) underHalf() bool { return below(f.a2, adherenceHalf) && !f.stepIsTiny() }

func (f reviewFacts) nearly() bool {
	return f.slipping() && atLeast(f.a2, adherenceHalf) && !f.stepIsTiny()
}

func (f reviewFacts) tiny() bool { return f.slipping() && f.cueMayMove() && f.stepIsTiny() }

// R8 to R11: the days are there; what about the week's number?

func (f reviewFacts) steady() bool { return atLeast(f.a2, adherenceGood) }

func (f reviewFacts) lowWeeks() bool {
	return f.steady() && below(f.P1, attainmentLow) && below(f.P2, attainmentLow)
}

func (f reviewFacts) unplaced() bool { return f.lowWeeks() && !f.SessionPlan }

func (f reviewFacts) tooHigh() bool {
	_, lower := f.plot().Lower()
	return f.lowWeeks() && f.SessionPlan && f.SinceTarget >= targetRestDays && lower
}

func (f reviewFacts) wrongLever() bool {
	return f.Week >= swapFromWeek && atLeast(f.P4, attainmentSteady) && below(f.Chance, swapBelowChance)
}

// ready for more. An alternating target is met for four weeks before its
// larger number is offered for every week (ruling 32).
func (f reviewFacts) ready() bool {
	return f.steady() && atLeast(f.P1, attainmentFull) && atLeast(f.P2, attainmentFull) &&
		(f.Energy == nil || *f.Energy >= okayEnergy) &&
		f.Confidence != nil && *f.Confidence >= ConfidentFrom && f.SinceTarget >= targetRestDays &&
		(!f.Metric.Alternates || f.AlternatingMet >= alternatingWeeks) && f.mayGrow()
}
func (f reviewFacts) mayGrow() bool { _, ok := f.plot().Grow(); return ok }
func (f reviewFacts) plot() Plot    { return Plot{f.Metric, f.Rest, f.Step} }

// byItself: nobody has to think of it any more, and the outcome is there.
func (f reviewFacts) byItself() bool {
	return f.Week >= keepFromWeek && f.EaseRow && atLeast(f.Steady, keepSteady) && f.Kept < MaxKept && f.There
}

// works says whether doing nothing is a success to speak of (ruling 52).
func (f reviewFacts) works() bool {
	return f.steady() && (f.P1 == nil || *f.P1 >= attainmentLow)
}

func (f reviewFacts) always() bool { return true }
