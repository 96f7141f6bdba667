package store

import (
	"encoding/json"
	"sync"

	"github.com/ippo-app/ippo/internal/goal"
)

// decoded are texts of the database as they were decoded: after ten years a
// goal's text is twelve thousand letters, and every stamp and every page asks
// for it. A text always says the same, so nothing in here can be out of date;
// it holds no figure (ruling 21). Whoever is given a value shares it: it is
// never changed in place, as goal's own rules clone what they evolve.
type decoded struct {
	goals    memo[goal.Goal]
	settings memo[goal.Settings]
	amounts  memo[[]goal.Amount]
}

// memoBytes of text are remembered at most, of each kind.
const memoBytes = 2 << 20

// memo remembers what JSON texts say. The zero value is ready.
type memo[T any] struct {
	mu    sync.RWMutex
	said  map[string]T
	bytes int
}

// read decodes a text, or answers what it said the last time.
func (m *memo[T]) read(text string) (T, error) {
	m.mu.RLock()
	v, ok := m.said[text]
	m.mu.RUnlock()
	if ok {
		return v, nil
	}
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return v, damaged(err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bytes += len(text); m.bytes > memoBytes || m.said == nil {
		m.said, m.bytes = map[string]T{}, len(text)
	}
	m.said[text] = v
	return v, nil
}
