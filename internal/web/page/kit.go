package page

import (
	"log/slog"
	"sync"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web/assets"
)

// Kit is what every page is made with. One serves all pages of an app.
type Kit struct {
	App   *app.App
	Log   *slog.Logger  // for what no person can mend
	Files *assets.Files // what pages are made with besides
	Reach func() Reach  // where other devices find the server; nil while nobody says
	words sync.Map      // language -> *library.Words
	limit limit
	kinds map[string]FormKind // by the first word of a form's name
}

// New is the kit of an app.
func New(a *app.App, log *slog.Logger) *Kit {
	return &Kit{App: a, Log: log, Files: assets.Load(), limit: newLimit(), kinds: map[string]FormKind{}}
}

// Limited gives a page its turn: as many are worked out at once as there are
// processors.
func (k *Kit) Limited(p Handler) Handler { return k.limit.in(p) }
