// Package zone reads the zones of the world.
package zone

import (
	"sync"
	"time"
)

// read are the zones that were read, by name; there are some six hundred.
var read sync.Map //nolint:gochecknoglobals // ruling 72: kept by name once read

// Load is [time.LoadLocation], with each zone read once: to read its file anew is a
// good part of a page.
func Load(name string) (*time.Location, error) {
	if loc, ok := read.Load(name); ok {
		return loc.(*time.Location), nil //nolint:forcetypeassert // nothing else is put there
	}
	loc, err := time.LoadLocation(name)
	if err == nil {
		read.Store(name, loc)
	}
	return loc, err
}
