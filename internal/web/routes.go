package web

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web/assets"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Door is what a request has to come in by.
type Door string

// The doors.
const (
	Anybody Door = "anybody" // no person is needed
	Session Door = "session" // the cookie of somebody who signed in
)

// Route is a row of the table of routes, of which the mux and the test of access
// are made (ruling 138): there is no other way to an address.
type Route struct {
	Method, Path string
	Door         Door
	Scopes       app.Scopes // that whoever asks needs, all of them; none for anybody
	Proof        bool       // a sign-in of a moment ago will be asked for, where people have ways to sign in

	slow  bool // it takes its time, and holds nobody up
	serve page.Handler
}

// What pages need.
const (
	hear     = app.ScopeToday
	see      = app.ScopeToday | app.ScopeBook
	say      = see | app.ScopeDay
	change   = say | app.ScopeWrite
	letIn    = see | app.ScopeDoors
	takeAway = see | app.ScopeTakeAway
	replace  = change | app.ScopeTakeAway | app.ScopeReplace
)

func get(path string, p page.Handler, needs app.Scopes) Route {
	return Route{Method: http.MethodGet, Path: path, Door: Session, Scopes: needs, serve: p}
}

func long(path string, p page.Handler, needs app.Scopes) Route {
	rt := get(path, p, needs)
	rt.slow = true
	return rt
}

func post(path string, p page.Handler, needs app.Scopes) Route {
	return Route{Method: http.MethodPost, Path: path, Door: Session, Scopes: needs, serve: p, slow: true}
}

func file(path string, h http.HandlerFunc) Route {
	return open(path, func(w http.ResponseWriter, r *http.Request) error {
		h(w, r)
		return nil
	})
}

func open(path string, p page.Handler) Route {
	return Route{Method: http.MethodGet, Path: path, Door: Anybody, serve: p, slow: true}
}

func (rt Route) proven() Route {
	rt.Proof = true
	return rt
}

// guarded is a route behind what its row says.
func (s *Site) guarded(rt Route) http.Handler {
	p := rt.serve
	if rt.Method == http.MethodPost {
		p = s.kit.Owned(p)
	}
	if rt.Door != Anybody {
		p = s.kit.Needs(rt.Scopes, p)
	}
	if !rt.slow {
		p = s.kit.Limited(p)
	}
	return s.kit.Serve(p)
}

// Routes are all addresses there are.
func (s *Site) Routes() []Route {
	return []Route{
		file("/static/{file}", s.kit.Files.Serve),
		file(assets.WorkerPath, s.kit.Files.ServeWorker),
		open(assets.ManifestPath, s.manifest),
		file(assets.FaviconPath, s.kit.Files.RedirectFavicon),

		open("/pair", s.phone.Pair),
		{Method: http.MethodPost, Path: "/pair", Door: Anybody, serve: s.phone.Ask, slow: true},
		open("/pair/wait", s.phone.Wait),
		open("/pair/state", s.phone.WaitState),

		get("/{$}", s.today.Today, see),
		get("/welcome", s.begin.Welcome, see),
		get("/import", s.imports.Choose, see),
		post("/import", s.imports.Upload, replace),
		long("/import/look", s.imports.Preview, replace),
		post("/import/look", s.imports.Answer, replace),
		post("/import/keep", s.imports.Keep, replace),
		get("/import/done", s.imports.Done, see),
		long("/import/report", s.imports.Report, replace),
		get("/export", s.settings.Export, takeAway),
		long("/export/{format}", s.settings.ExportFile, takeAway).proven(),
		post("/erase", s.settings.Erase, replace).proven(),
		get("/begin", s.begin.Begin, see),
		get("/begin/done", s.begin.Done, see),
		get("/begin/{step}", s.begin.Step, see),
		post("/begin/template", s.begin.BeginTemplate, change),
		post("/begin/park", s.begin.Park, change),
		post("/begin/{step}", s.begin.SaveStep, change),
		post("/stamp", s.today.Stamp, say),
		post("/more", s.today.More, say),
		post("/skip", s.today.Skip, say),
		post("/rest", s.today.Rest, say),
		post("/pause", s.today.Pause, change),
		post("/resume", s.today.Resume, change),
		post("/cover", s.today.Cover, change),
		post("/word", s.today.Word, say),
		post("/quiet", s.today.Quiet, change),
		post("/undo", s.today.Undo, change),
		post("/notice", s.today.ReadNotice, change),
		get("/review", s.review.Review, see),
		post("/review", s.review.Save, change),
		post("/review/day", s.review.WriteDay, say),
		post("/timer", s.today.Timer, change),
		post("/commands", s.live.Commands, change),
		post("/drafts/{form}", s.kit.SaveDraft, change),
		long(EventsPath, s.live.Events, hear),
		get("/offline", s.today.Offline, see),
		get("/plan", s.goals.Plan, see),
		get("/compass", s.compass.Compass, see),
		post("/compass/words", s.compass.SaveWords, change),
		post("/compass/purpose", s.compass.SavePurpose, change),
		post("/compass/energy", s.compass.SaveEnergy, change),
		post("/compass/trial", s.compass.SaveTrial, change),
		get("/compass/items", s.compass.Items, see),
		post("/compass/items", s.compass.SaveItems, change),
		post("/compass/weigh", s.compass.Weigh, change),
		get("/settings", s.settings.Settings, see),
		post("/settings", s.settings.SaveSettings, change),
		post("/words/remove", s.settings.RemoveWords, change),
		get("/phone", s.phone.Phone, see),
		get("/phone/homescreen", s.phone.Screen, see),
		get("/phone/state", s.phone.State, letIn),
		post("/phone/code", s.phone.Code, letIn).proven(),
		post("/phone/answer", s.phone.Answer, letIn),
		post("/phone/close", s.phone.Close, letIn),
		get("/guide", s.settings.Guide, see),
		get("/goals/{goal}", s.goals.Goal, see),
		get("/goals/{goal}/edit", s.goals.Edit, see),
		post("/goals/{goal}/edit", s.goals.SavePlan, change),
		get("/workbook", s.goals.Workbook, see),
		get("/goals/{goal}/workbook", s.goals.Workbook, see),
		get("/goals/{goal}/paper", s.goals.Paper, see),
		post("/goals/{goal}/paper", s.goals.SavePaper, change),
		get("/goals/{goal}/experiment", s.goals.Experiment, see),
		post("/goals/{goal}/experiment", s.goals.SaveExperiment, change),
		get("/goals/{goal}/season-end", s.goals.SeasonEnd, see),
		get("/goals/{goal}/look-back/{day}", s.goals.LookBack, see),
		post("/goals/{goal}/look-back/{day}", s.goals.SaveLookBack, change),
		post("/goals/{goal}/day", s.goals.WriteDay, say),
		post("/goals/{goal}/measure", s.goals.Measure, say),
		get("/goals/{goal}/review/{week}", s.review.Week, see),
		get("/goals/{goal}/review/{week}/{part}", s.review.Part, see),
		post("/goals/{goal}/review/{week}/{part}", s.review.SavePart, change),
		post("/goals/{goal}/life", s.goals.Status, change),
		get("/", s.kit.NotFound, see),
	}
}
