package goal

// reviewRow is one row of the decision table: if when, then action, shown with
// the facts it rests on.
type reviewRow struct {
	rule   Rule
	when   func(reviewFacts) bool
	action Action
	facts  []reviewFact
}

// reviewTable is the decision table of method 7.3. The first row that matches
// wins.
func reviewTable() []reviewRow {
	return []reviewRow{
		{R1, reviewFacts.unwell, ActRest, nil},
		{R0, reviewFacts.silent, ActWelcomeBack, nil},
		{R2, reviewFacts.fewLogged, ActNotEnough, []reviewFact{factQuietWeek}},
		{R3, reviewFacts.drained, ActRestWeek, []reviewFact{factLowEnergy, factDays7}},
		{R4, reviewFacts.overdone, ActDeload, []reviewFact{factWeek, factEnergy}},
		{R5, reviewFacts.settling, ActSettle, []reviewFact{factChange, factExperiment}},
		{R6, reviewFacts.doubting, ActRevisitPurpose, []reviewFact{factPulse}},
		{R2b, reviewFacts.quietWeeks, ActNotEnough, []reviewFact{factQuiet}},
		{R7a, reviewFacts.forgot, ActMoveCue, []reviewFact{factDays, factTag}},
		{R7b, reviewFacts.clustered, ActWeekdayCue, []reviewFact{factDays, factWeekday}},
		{R7c, missesFor(TagPlace), ActEnvironment, []reviewFact{factDays, factTag}},
		{R7d, missesFor(TagUnclear), ActRewriteStep, []reviewFact{factDays, factTag}},
		{R7m, reviewFacts.joyless, ActBundle, []reviewFact{factDays, factTag}},
		{R7e, reviewFacts.unplanned, ActAddIfThen, []reviewFact{factDays, factTag}},
		{R7f, planSays(PlanSharpenIf), ActSharpenCue, []reviewFact{factDays, factTag, factPlan}},
		{R7g, planSays(PlanSwapThen), ActChangeResponse, []reviewFact{factDays, factTag, factPlan}},
		{R7h, reviewFacts.underHalf, ActShrinkStep, []reviewFact{factDays}},
		{R7i, reviewFacts.nearly, ActShrinkStep, []reviewFact{factDays}},
		{R7j, reviewFacts.tiny, ActMoveCue, []reviewFact{factDays, factStep}},
		{R8a, reviewFacts.unplaced, ActAddSession, []reviewFact{factDays, factWeeks}},
		{R8b, reviewFacts.tooHigh, ActLowerTarget, []reviewFact{factDays, factWeeks}},
		{R9, reviewFacts.wrongLever, ActSwapMetric, []reviewFact{factFour, factChance}},
		{R10, reviewFacts.ready, ActGrow, []reviewFact{factDays, factWeeks}},
		{R9b, reviewFacts.byItself, ActKeep, []reviewFact{factEase, factSteady}},
		{R11, reviewFacts.always, ActHold, []reviewFact{factDays, factWeek, factEnergyNow}},
	}
}
