// Package web is the pages: the one table of routes, what needs no person, and a
// room below for each family of pages. How a page is made is the documentation of
// package page. Every page works without JavaScript.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web/assets"
	"github.com/ippo-app/ippo/internal/web/begin"
	"github.com/ippo-app/ippo/internal/web/compass"
	"github.com/ippo-app/ippo/internal/web/goals"
	"github.com/ippo-app/ippo/internal/web/imports"
	"github.com/ippo-app/ippo/internal/web/live"
	"github.com/ippo-app/ippo/internal/web/page"
	"github.com/ippo-app/ippo/internal/web/review"
	"github.com/ippo-app/ippo/internal/web/settings"
	"github.com/ippo-app/ippo/internal/web/today"
)

// Paths that need no person.
const (
	WorkerPath   = assets.WorkerPath
	ManifestPath = assets.ManifestPath
	FaviconPath  = assets.FaviconPath
)

// EventsPath is where a page listens for as long as it is looked at.
const EventsPath = "/events"

// WithPerson says who is asking.
func WithPerson(ctx context.Context, who app.Actor) context.Context {
	return page.WithPerson(ctx, who)
}

// Who is asking; nobody without a session.
func Who(r *http.Request) app.Actor { return page.Who(r) }

// WithDevice says which of the person's browsers is asking.
func WithDevice(ctx context.Context, device string) context.Context {
	return page.WithDevice(ctx, device)
}

// Site is all pages of one app.
type Site struct {
	kit      *page.Kit
	today    *today.Pages
	begin    *begin.Pages
	goals    *goals.Pages
	review   *review.Pages
	compass  *compass.Pages
	imports  *imports.Pages
	settings *settings.Pages
	live     *live.Pages
}

// New makes the pages of an app.
func New(a *app.App, log *slog.Logger) *Site {
	k := page.New(a, log)
	s := &Site{
		kit: k, today: today.New(k), begin: begin.New(k), goals: goals.New(k), review: review.New(k),
		compass: compass.New(k), imports: imports.New(k), live: live.New(k),
	}
	s.settings = settings.New(k, s.imports.Forget)
	return s
}

// Handler serves every page to the person that [WithPerson] put into the
// request.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	get := func(path string, p page.Handler) { mux.Handle("GET "+path, s.kit.Serve(s.kit.Limited(p))) }
	long := func(path string, p page.Handler) { mux.Handle("GET "+path, s.kit.Serve(p)) } // it takes its time, and holds nobody up
	post := func(path string, p page.Handler) { mux.Handle("POST "+path, s.kit.Serve(p)) }

	get("/{$}", s.today.Today)
	get("/welcome", s.begin.Welcome)
	get("/import", s.imports.Choose)
	post("/import", s.imports.Upload)
	long("/import/look", s.imports.Preview)
	post("/import/look", s.imports.Answer)
	post("/import/keep", s.imports.Keep)
	get("/import/done", s.imports.Done)
	long("/import/report", s.imports.Report)
	get("/export", s.settings.Export)
	long("/export/{format}", s.settings.ExportFile)
	post("/erase", s.settings.Erase)
	get("/begin", s.begin.Begin)
	get("/begin/done", s.begin.Done)
	get("/begin/{step}", s.begin.Step)
	post("/begin/template", s.begin.BeginTemplate)
	post("/begin/park", s.begin.Park)
	post("/begin/{step}", s.begin.SaveStep)
	post("/stamp", s.today.Stamp)
	post("/more", s.today.More)
	post("/skip", s.today.Skip)
	post("/rest", s.today.Rest)
	post("/pause", s.today.Pause)
	post("/resume", s.today.Resume)
	post("/cover", s.today.Cover)
	post("/word", s.today.Word)
	post("/quiet", s.today.Quiet)
	post("/undo", s.today.Undo)
	post("/notice", s.today.ReadNotice)
	get("/review", s.review.Review)
	post("/review", s.review.Save)
	post("/review/day", s.review.WriteDay)
	post("/timer", s.today.Timer)
	post("/commands", s.live.Commands)
	post("/drafts/{form}", s.kit.SaveDraft)
	long(EventsPath, s.live.Events)
	get("/offline", s.today.Offline)
	get("/plan", s.goals.Plan)
	get("/compass", s.compass.Compass)
	post("/compass/words", s.compass.SaveWords)
	post("/compass/purpose", s.compass.SavePurpose)
	post("/compass/energy", s.compass.SaveEnergy)
	post("/compass/trial", s.compass.SaveTrial)
	get("/compass/items", s.compass.Items)
	post("/compass/items", s.compass.SaveItems)
	post("/compass/weigh", s.compass.Weigh)
	get("/settings", s.settings.Settings)
	post("/settings", s.settings.SaveSettings)
	post("/words/remove", s.settings.RemoveWords)
	get("/guide", s.settings.Guide)
	get("/goals/{goal}", s.goals.Goal)
	get("/goals/{goal}/edit", s.goals.Edit)
	post("/goals/{goal}/edit", s.goals.SavePlan)
	get("/workbook", s.goals.Workbook)
	get("/goals/{goal}/workbook", s.goals.Workbook)
	get("/goals/{goal}/paper", s.goals.Paper)
	post("/goals/{goal}/paper", s.goals.SavePaper)
	get("/goals/{goal}/experiment", s.goals.Experiment)
	post("/goals/{goal}/experiment", s.goals.SaveExperiment)
	get("/goals/{goal}/season-end", s.goals.SeasonEnd)
	get("/goals/{goal}/look-back/{day}", s.goals.LookBack)
	post("/goals/{goal}/look-back/{day}", s.goals.SaveLookBack)
	post("/goals/{goal}/day", s.goals.WriteDay)
	post("/goals/{goal}/measure", s.goals.Measure)
	get("/goals/{goal}/review/{week}", s.review.Week)
	get("/goals/{goal}/review/{week}/{part}", s.review.Part)
	post("/goals/{goal}/review/{week}/{part}", s.review.SavePart)
	post("/goals/{goal}/life", s.goals.Status)

	get("/", s.kit.NotFound)
	return mux
}

// Public serves what needs no person: styles, marks, scripts, and what makes
// the pages an app of their own.
func (s *Site) Public() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /static/{file}", s.kit.Files.Serve)
	mux.HandleFunc("GET "+assets.WorkerPath, s.kit.Files.ServeWorker)
	mux.Handle("GET "+assets.ManifestPath, s.kit.Serve(s.manifest))
	mux.HandleFunc("GET "+assets.FaviconPath, s.kit.Files.RedirectFavicon)
	return mux
}

// FileBytes bounds a file that is brought in through the browser.
const FileBytes = 128 << 20

// TakesFile says whether a request may carry a file.
func TakesFile(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/import")
}

// Hush ends the event streams; the server calls it when it shuts down.
func (s *Site) Hush() { s.live.Hush() }

// Refuse answers a request that never reached a page: no session, a foreign
// host, a form of another site.
func (s *Site) Refuse(w http.ResponseWriter, r *http.Request, status int, key string) {
	s.kit.Refuse(w, r, status, key)
}

// Failed answers a request whose session could not be looked up. Nobody is sent
// away for that, and nothing that was typed is lost.
func (s *Site) Failed(w http.ResponseWriter, r *http.Request, err error) { s.kit.Fail(w, r, err) }
