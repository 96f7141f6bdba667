// Package web is the pages: routes in one file, one templ file a page, shared
// parts in part. Every page works without JavaScript.
package web

import (
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"github.com/ippo-app/ippo/internal/app"
)

// Site is all pages of one app.
type Site struct {
	app     *app.App
	log     *slog.Logger
	files   *files
	hub     *hub
	words   sync.Map // language -> *library.Words
	uploads uploads  // files that are being brought in
	turns   turns    // of the pages
}

// New makes the pages of an app.
func New(a *app.App, log *slog.Logger) *Site {
	return &Site{app: a, log: log, files: loadFiles(), hub: newHub(a.Head), turns: newTurns()}
}

// Handler serves every page to the person that [WithPerson] put into the
// request.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	get := func(path string, p page) { mux.Handle("GET "+path, s.serve(s.turns.in(p))) }
	long := func(path string, p page) { mux.Handle("GET "+path, s.serve(p)) } // it takes its time, and holds nobody up
	post := func(path string, p page) { mux.Handle("POST "+path, s.serve(p)) }

	get("/{$}", s.today)
	get("/welcome", s.welcome)
	get("/import", s.importPage)
	post("/import", s.importFile)
	long("/import/look", s.importLook)
	post("/import/look", s.importAgain)
	post("/import/keep", s.importKeep)
	get("/import/done", s.importDone)
	long("/import/report", s.importReport)
	get("/export", s.exportPage)
	long("/export/{format}", s.exportFile)
	post("/erase", s.erase)
	get("/begin", s.begin)
	get("/begin/done", s.beginDone)
	get("/begin/{step}", s.beginStep)
	post("/begin/template", s.beginTemplate)
	post("/begin/park", s.beginPark)
	post("/begin/{step}", s.saveStep)
	post("/stamp", s.stamp)
	post("/more", s.more)
	post("/skip", s.skip)
	post("/rest", s.rest)
	post("/pause", s.pause)
	post("/resume", s.resume)
	post("/cover", s.cover)
	post("/word", s.word)
	post("/quiet", s.quiet)
	post("/undo", s.undo)
	get("/review", s.review)
	post("/review", s.saveReview)
	post("/timer", s.timer)
	post("/commands", s.commands)
	long("/events", s.events)
	get("/offline", s.offline)
	get("/plan", s.plan)
	get("/compass", s.compass)
	post("/compass/words", s.saveWords)
	post("/compass/purpose", s.saveSentence)
	post("/compass/energy", s.saveEnergy)
	post("/compass/trial", s.saveTrial)
	get("/compass/items", s.items)
	post("/compass/items", s.saveItems)
	post("/compass/weigh", s.weigh)
	get("/settings", s.settings)
	post("/settings", s.saveSettings)
	post("/words/remove", s.removeWords)
	get("/guide", s.guide)
	get("/goals/{goal}", s.goal)
	get("/goals/{goal}/edit", s.edit)
	post("/goals/{goal}/edit", s.savePlan)
	get("/goals/{goal}/paper", s.paper)
	post("/goals/{goal}/paper", s.savePaper)
	get("/goals/{goal}/experiment", s.experiment)
	post("/goals/{goal}/experiment", s.saveExperiment)
	get("/goals/{goal}/season-end", s.seasonEnd)
	get("/goals/{goal}/look-back/{day}", s.lookBack)
	post("/goals/{goal}/look-back/{day}", s.saveLookBack)
	post("/goals/{goal}/day", s.writeDay)
	post("/goals/{goal}/measure", s.measure)
	post("/goals/{goal}/life", s.life)

	get("/", s.notFound)
	return mux
}

// Public serves what needs no person: styles, marks, scripts, and what makes
// the pages an app of their own.
func (s *Site) Public() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /static/{file}", s.files.serve)
	mux.HandleFunc("GET "+WorkerPath, s.serviceWorker)
	mux.Handle("GET "+ManifestPath, s.serve(s.manifest))
	mux.HandleFunc("GET "+FaviconPath, s.favicon)
	return mux
}

// FileBytes bounds a file that is brought in through the browser.
const FileBytes = 128 << 20

// TakesFile says whether a request may carry a file.
func TakesFile(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/import")
}
