package page

import (
	"log/slog"
	"sync"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web/assets"
)

// Kit is what every page is made with.
type Kit struct {
	App   *app.App
	Log   *slog.Logger
	Files *assets.Files
	words sync.Map // language -> *library.Words
	limit limit
}

func New(a *app.App, log *slog.Logger) *Kit {
	return &Kit{App: a, Log: log, Files: assets.Load(), limit: newLimit()}
}

// Limited gives a page its turn: as many are worked out at once as there are
// processors.
func (k *Kit) Limited(p Handler) Handler { return k.limit.in(p) }
