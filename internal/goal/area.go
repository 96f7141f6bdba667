package goal

import "slices"

// Area is one of the seven focus areas (method 0).
type Area string

// The seven areas.
const (
	Health        Area = "health"
	Relationships Area = "relationships"
	SkillBuilding Area = "skill-building"
	Career        Area = "career"
	Creativity    Area = "creativity"
	Finances      Area = "finances"
	Contribution  Area = "contribution"
)

// Areas lists the seven in the order in which pages show them.
func Areas() []Area {
	return []Area{Health, Relationships, SkillBuilding, Career, Creativity, Finances, Contribution}
}

// Valid says whether a is one of the seven.
func (a Area) Valid() bool {
	return slices.Contains(Areas(), a)
}

// MissTag says, if the person likes, why a day did not happen (method 6.2).
// The same tags sort the obstacles of the library.
type MissTag string

// The seven tags.
const (
	TagCue     MissTag = "cue"     // forgot, no cue
	TagTime    MissTag = "time"    // no time
	TagEnergy  MissTag = "energy"  // low energy
	TagPlace   MissTag = "place"   // place, tools, weather
	TagOthers  MissTag = "others"  // other people
	TagNotWant MissTag = "notwant" // did not want to
	TagUnclear MissTag = "unclear" // the step was unclear
)

// MissTags lists the seven in the order in which forms show them.
func MissTags() []MissTag {
	return []MissTag{TagCue, TagTime, TagEnergy, TagPlace, TagOthers, TagNotWant, TagUnclear}
}

// Valid says whether t is one of the seven tags.
func (t MissTag) Valid() bool {
	return slices.Contains(MissTags(), t)
}
