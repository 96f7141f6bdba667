package store

import (
	"encoding/json"
	"sync"

	"github.com/ippo-app/ippo/internal/goal"
)

// cache holds texts of the database as they were decoded: after ten years a
// goal's text is twelve thousand letters, and every stamp and every page asks
// for it. A text always says the same, so nothing in here can be out of date;
// it holds no figure (ruling 21). Whoever is given a value shares it: it is
// never changed in place, as goal's own rules clone what they evolve.
type cache struct {
	goals    jsonCache[goal.Goal]
	settings jsonCache[goal.Settings]
	amounts  jsonCache[[]goal.Amount]
}

// cacheBytes of text are remembered at most, of each kind.
const cacheBytes = 2 << 20

// jsonCache remembers what JSON texts say. The zero value is ready.
type jsonCache[T any] struct {
	mu     sync.RWMutex
	values map[string]T
	bytes  int
}

// decode reads a text, or answers what it said the last time.
func (m *jsonCache[T]) decode(text string) (T, error) {
	m.mu.RLock()
	v, ok := m.values[text]
	m.mu.RUnlock()
	if ok {
		return v, nil
	}
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return v, damaged(err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bytes += len(text); m.bytes > cacheBytes || m.values == nil {
		m.values, m.bytes = map[string]T{}, len(text)
	}
	m.values[text] = v
	return v, nil
}
