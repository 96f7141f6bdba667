package goal

// The thresholds of the figures and the review, in one place. Those marked
// [design] in the method are product choices.

// Lengths.
const (
	seasonLength = 90.0 // in-plan days of a season (method 0)
	weekLength   = 7.0
)

// Forecast (method 8).
const (
	forecastFromDay       = 14 // in-plan day
	forecastMinWeeks      = 2
	forecastMinLevels     = 4   // weeks with a reading
	forecastMinMilestones = 3   // done
	priorWeeks            = 2.0 // weight of the prior spread, in weeks
	priorSpread           = 0.5 // of the mean
	totalDrift            = 0.15
	levelDrift            = 0.3
	rangeQuantile         = 0.90 // of each side: an 80% range
	chanceLikely          = 0.80
	chanceWithinReach     = 0.50
	chanceStretch         = 0.20
	minRanges             = 4 // of reviews, to tell them back (ruling 57)
)

// Ease (method 6.3).
const (
	easeMinScores   = 6
	easeFirstT95    = 10 // days
	easeLastT95     = 300
	easeStepT95     = 2
	easeTop         = 7.0
	easeStepTop     = 0.1
	easePriorT95    = 66.0 // days, the median person
	easePriorSD     = 0.61 // of ln T95
	easeNoise       = 0.6  // of a score
	easeWidest      = 3.0  // times from the low to the high end of the range
	easeGettingFrom = 3.0
	easeByItself    = 5.0
)

// Experiments (method 7.5, ruling 56).
const (
	evidenceDiscount = 2.0 / 3 // days are not independent
	armMinDays       = 7
	armSureDays      = 14 // below, the verdict is leaning at most
	baselineDays     = 28
	maxUnlogged      = 0.30
	minDifference    = 0.10
	sureChance       = 0.95
	leaningChance    = 0.85
	minPairs         = 10   // whole ones of a strong test
	minMeanShare     = 0.10 // of the larger mean
	sureP            = 0.05
	leaningP         = 0.15
	leaningOverlap   = 0.85 // of all pairs of a day before and a day after
)

// Review (method 7.2, 7.3; rulings 31, 32, 47 to 49).
const (
	reviewMinActiveWeek = 4  // of the last seven days, after a pause or while the goal is young
	quietReviews        = 5  // before this one, of which
	quietAtMost         = 2  // may have been silent; then quiet days count as missed (ruling 49)
	reviewLate          = 2  // days after the week up to which ages are counted (ruling 47)
	cueRestDays         = 42 // in which a cue is moved
	cueMovesAtMost      = 2
	reviewMinActive     = 10 // of the last fourteen, else the last seven speak
	adherenceGood       = 0.8
	adherenceHalf       = 0.5
	lowEnergyShare      = 0.5 // of the energy entries
	lowEnergy           = 2   // an entry that counts as low
	okayEnergy          = 3
	minEnergyEntries    = 3
	energyFall          = 1.0
	attainmentMuch      = 1.5
	attainmentLow       = 0.6
	attainmentFull      = 1.0
	attainmentSteady    = 0.9
	settleDays          = 7  // after a change
	targetRestDays      = 14 // between two changes of the target
	purposeLow          = 2  // of 5
	minTags             = 2  // before a share is worked out
	shareCue            = 0.5
	shareOther          = 0.4
	clusterMisses       = 2
	clusterShare        = 0.5
	swapFromWeek        = 4
	swapBelowChance     = 0.2
	alternatingWeeks    = 4 // met in full before the next number is offered
	declinesToPassOver  = 2
	passOverDays        = 14
	keepRestDays        = 28   // that R9b rests when it was declined twice
	keepFromWeek        = 6    // of the season (ruling 55)
	keepSteady          = 0.85 // adherence of so many active days:
	keepSteadyDays      = 28
	keepEase            = 5 // of 7, in so many reviews in a row:
	keepEaseReviews     = 3
	bundleFadesAfter    = 7 // days of a pause, after which for so many days a bundle counts as none:
	bundleFadesFor      = 14
)
