package goal

// Bounds and factors of the minimum step, in minutes (method 4.1).
const (
	MinStepMinutes = 2
	maxStepMinutes = 10
	KeepStep       = 1.0
	SmallerStep    = 0.75
	HalfStep       = 0.5
)

// ShrinkStep is a smaller step: the factor times the minutes, rounded with
// halves upwards, and at least two minutes. Method 4.1.
func ShrinkStep(minutes, factor float64) float64 {
	return max(MinStepMinutes, halfUp(factor*minutes))
}

// WorstDay reads the answer 0-10 to "Could you still have done this on your
// worst day last month?": the factor to offer, 1 to keep the step.
func WorstDay(answer int) (factor float64) {
	switch {
	case answer >= 8:
		return KeepStep
	case answer >= 6:
		return SmallerStep
	default:
		return HalfStep
	}
}

// Dependency is something a step leans on. Each one ticked asks whether there
// is a version at home. Method 4.1.
type Dependency string

// The dependencies.
const (
	NeedsPerson   Dependency = "person"
	NeedsTravel   Dependency = "travel"
	NeedsKit      Dependency = "kit"
	NeedsWeather  Dependency = "weather"
	NeedsInternet Dependency = "internet"
)

// Dependencies lists the five in the order in which forms show them.
func Dependencies() []Dependency {
	return []Dependency{NeedsPerson, NeedsTravel, NeedsKit, NeedsWeather, NeedsInternet}
}

// valid says whether d is one of the five.
func (d Dependency) valid() bool {
	switch d {
	case NeedsPerson, NeedsTravel, NeedsKit, NeedsWeather, NeedsInternet:
		return true
	}
	return false
}
