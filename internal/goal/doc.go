// Package goal holds the method: purpose, outcome, plan, day log, chain, week
// and season, as values and pure functions. It does no I/O, never asks the
// time and knows nothing of storage, transport or language: everything it
// needs comes in as an argument, everything it finds goes out as a value.
//
// Where a rule comes from the written method, its comment names the section of
// docs/method.md ("method 4.3, rule 2") or the ruling of docs/rulings.md
// ("ruling 22"). Both change in the same commit as the rule.
//
// # Changes
//
// Every change is a [Command] with a [Body] of some [Kind]. [CheckCommand] refuses
// what no person can mean, [Decide] what does not fit what is known (see [NeedsOf]),
// and gives the [Result] that the journal keeps with the command, as an [Entry].
// Nothing is decided twice: the folds below only read results.
//
// # Folds
//
// [Evolve] and [FoldGoals] make goals of entries, [FoldDay] a [DayLog],
// [FoldSettings], [FoldMeasurements], [FoldFeeling], [FoldStory] and [FoldCompass]
// the rest. What is said of days commutes; all else goes by order of arrival.
//
// # Figures
//
// [See] looks at a goal on a day and gives a [Look] with every figure: the day, the
// season, the chain, the weeks, the score, silence. Its methods work out what is
// asked for less often. [Letters] are the days as they are stored, [Life] the days
// with plan, pauses and reserves laid over them, [Calendar] the days of instants.
//
// # Rituals
//
// [Look.ReviewInputs] and [Review] make the one suggestion of a week, and
// [Suggestion.Offer] what it would change; [Look.Follows] is what a review or a look
// back brings with it; [Look.Round] is what a look back shows;
// [Look.ExperimentResult] is how a test came out. A [Story] holds what was said.
//
// # Beginning
//
// [CheckPurpose], [MarkIfThen] and the checks of an outcome look at words and
// numbers before a goal is begun, and block nothing. A [Compass] is a person's
// direction, beside and before any goal.
package goal
