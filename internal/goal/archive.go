package goal

import "iter"

// Archive is everything that belongs to a person: the journal, which is the
// truth, and what follows from it, for readers (ruling 19). No person id, no
// sessions, no keys, no time of export. What there can be a million of is
// walked, not held; the walks end with the transaction that gave them.
type Archive struct {
	Settings     Settings
	Goals        []Goal                   // by id
	First, Last  Day                      // no day that anything is known of lies outside
	Journal      iter.Seq2[Entry, error]  // in order of position
	Feelings     []Feeling                // by day
	Measurements map[string][]Measurement // by goal; each by day, instant and command
	Stories      map[string]Story         // by goal
	Compass      Compass
	// Days are the day logs from first to last, by goal id and day.
	Days func(first, last Day) iter.Seq2[DayLog, error]
}
