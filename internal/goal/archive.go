package goal

// Archive is everything that belongs to a person: the journal, which is the
// truth, and what follows from it, for readers (ruling 19). No person id, no
// sessions, no keys, no time of export.
type Archive struct {
	Settings     Settings
	Journal      []Entry
	Goals        []Goal
	Days         []DayLog
	Feelings     []Feeling
	Measurements map[string][]Measurement // by goal
}
