package web

import (
	"log/slog"
	"sync"

	"github.com/ippo-app/ippo/internal/app"
)

// kit is what every page is made with.
type kit struct {
	app   *app.App
	log   *slog.Logger
	files *files
	words sync.Map // language -> *library.Words
	turns turns
}

func newKit(a *app.App, log *slog.Logger) *kit {
	return &kit{app: a, log: log, files: loadFiles(), turns: newTurns()}
}
