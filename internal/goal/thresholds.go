package goal

// Lengths that the figures share.
const (
	seasonLength = 90.0 // in-plan days of a season (method 0)
	weekLength   = 7.0
)
