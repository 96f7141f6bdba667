package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
)

// Where the service worker and the manifest are. The worker stands at the root
// so that its scope is every page.
const (
	WorkerPath   = "/sw.js"
	ManifestPath = "/manifest.webmanifest"
	FaviconPath  = "/favicon.ico"
)

// Fonts that every page asks for before it knows that it needs them: the Latin letters of
// Newsreader and Figtree. Their licences stand beside them.
func Fonts() []string { return []string{"newsreader.woff2", "figtree.woff2"} }

// shell is what every page needs besides itself; the worker keeps it.
func (fset *Files) shell() []string {
	var urls []string
	for _, name := range append([]string{CommonStyle, RareStyle, "page.js", "washi.svg", "icon.svg"}, Fonts()...) {
		urls = append(urls, fset.URL(name))
	}
	return urls
}

// version changes with any embedded file.
func (fset *Files) version() string {
	var names []string
	for name := range fset.byName {
		names = append(names, name)
	}
	slices.Sort(names)
	sum := sha256.New()
	for _, name := range names {
		sum.Write([]byte(name))
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// worker is the script of the service worker behind its constants: version and
// file list come from the embedded files, so that a cache can never be stale.
func (fset *Files) worker() *file {
	shell, err := json.Marshal(fset.shell())
	if err != nil {
		panic(err) // a list of strings
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "const VERSION=%q,SHELL=%s;\n", fset.version(), shell)
	b.Write(fset.byFile["worker.js"].plain)
	return &file{name: "sw.js", kind: "text/javascript; charset=utf-8", plain: b.Bytes(), small: compress(b.Bytes())}
}

// ServeWorker holds nothing of a person and is asked for anew every time.
func (fset *Files) ServeWorker(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	fset.sw.write(w, r)
}

// RedirectFavicon is what a browser asks for beside an answer that is no page, as an
// exported file is.
func (fset *Files) RedirectFavicon(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, fset.URL("icon.svg"), http.StatusFound)
}
