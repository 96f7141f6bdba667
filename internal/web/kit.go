package web

import (
	"log/slog"
	"sync"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web/assets"
)

// kit is what every page is made with.
type kit struct {
	app   *app.App
	log   *slog.Logger
	files *assets.Files
	words sync.Map // language -> *library.Words
	turns turns
}

func newKit(a *app.App, log *slog.Logger) *kit {
	return &kit{app: a, log: log, files: assets.Load(), turns: newTurns()}
}

// limited gives a page its turn: as many are worked out at once as there are
// processors.
func (k *kit) limited(p page) page { return k.turns.in(p) }
