// Package assets is what a browser fetches besides pages: style, marks, the
// bundles of the scripts, and the service worker. The scripts' sources are in
// ts; the bundles that are made of them stand in static and are embedded.
//
// Every file is served under a name that holds its hash, so that a browser may
// keep it for ever; the worker is served at the root, behind a list of the files
// that it keeps.
package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
)

//go:embed static
var static embed.FS

// file is one embedded file with its compressed form.
type file struct {
	name         string // with its hash: ippo.1f2e3d4c.css
	kind         string
	plain, small []byte
}

// Files are served under names that hold their hash, so that a browser may
// keep them for ever.
type Files struct {
	byName map[string]*file // by hashed name
	byFile map[string]*file // by the name in the folder
	sw     *file            // the service worker, which is served at the root
	rare   map[string]bool  // classes that only the rare style knows
}

// Load reads the embedded files, once, and compresses them.
func Load() *Files {
	fset := &Files{byName: map[string]*file{}, byFile: map[string]*file{}}
	entries, err := fs.ReadDir(static, "static")
	if err != nil {
		panic(err) // the folder is embedded
	}
	for _, e := range entries {
		b, err := static.ReadFile("static/" + e.Name())
		if err != nil {
			panic(err)
		}
		fset.add(e.Name(), b)
	}
	fset.link()
	fset.sw, fset.rare = fset.worker(), fset.rareClasses()
	return fset
}

func (fset *Files) add(name string, b []byte) {
	sum := sha256.Sum256(b)
	ext := path.Ext(name)
	f := &file{
		name: strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext,
		kind: mime.TypeByExtension(ext), plain: b,
	}
	switch ext { // not every system knows these
	case ".js":
		f.kind = "text/javascript; charset=utf-8"
	case ".svg":
		f.kind = "image/svg+xml"
	case ".png":
		f.kind = "image/png"
	case ".woff2":
		f.kind = "font/woff2"
	}
	f.small = compress(b)
	fset.byName[f.name], fset.byFile[name] = f, f
}

// Style sheets: one that every page has, and one with what few screens need.
const (
	CommonStyle = "ippo.css"
	RareStyle   = "rare.css"
)

var asked = regexp.MustCompile(`url\(([\w.-]+)\)`)

// link gives the styles the hashed names of the fonts and the paper that they ask for.
func (fset *Files) link() {
	for _, sheet := range []string{CommonStyle, RareStyle} {
		css := asked.ReplaceAllFunc(fset.byFile[sheet].plain, func(m []byte) []byte {
			return []byte("url(" + fset.byFile[string(asked.FindSubmatch(m)[1])].name + ")")
		})
		delete(fset.byName, fset.byFile[sheet].name)
		fset.add(sheet, css)
	}
}

func compress(b []byte) []byte {
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	if _, err := w.Write(b); err != nil || w.Close() != nil {
		return nil // sent as it is
	}
	if z.Len() > len(b)*95/100 {
		return nil // a font is compressed already
	}
	return z.Bytes()
}

// URL of a file in the static folder.
func (fset *Files) URL(name string) string {
	if f, ok := fset.byFile[name]; ok {
		return "/static/" + f.name
	}
	return "/static/" + name
}

// Serve sends the file that the path names.
func (fset *Files) Serve(w http.ResponseWriter, r *http.Request) {
	f, ok := fset.byName[r.PathValue("file")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	f.write(w, r)
}

// write the file, compressed where the browser takes it so.
func (f *file) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Vary", "Accept-Encoding")
	body := f.plain
	if f.small != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = f.small
	}
	_, _ = w.Write(body) // the reader has gone
}
