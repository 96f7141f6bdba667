package web

import (
	"encoding/json"
	"net/http"

	"github.com/ippo-app/ippo/internal/library"
)

// icon of the manifest.
type icon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// shortcut of the installed app: it opens Today at a choice, and changes nothing.
type shortcut struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// manifest makes the pages an app that can be installed.
func (s *Site) manifest(w http.ResponseWriter, r *http.Request) error {
	words := s.kit.WordsFor(library.Match(r.Header.Get("Accept-Language")))
	b, err := json.Marshal(map[string]any{
		"id": "/", "name": "ippo", "short_name": "ippo", "description": words.Say("web.description"), "lang": words.Lang(),
		"start_url": "/", "scope": "/", "display": "standalone", "categories": []string{"lifestyle", "productivity"},
		"background_color": "#f5f2ea", "theme_color": "#f5f2ea",
		"shortcuts": []shortcut{
			{words.Say("web.shortcut.stamp"), "/#stamp"}, {words.Say("web.shortcut.more"), "/#more"}, {words.Say("web.shortcut.not"), "/#not"},
		},
		"icons": []icon{
			{s.kit.Files.URL("icon-192.png"), "192x192", "image/png", "any"},
			{s.kit.Files.URL("icon-512.png"), "512x512", "image/png", "any"},
			{s.kit.Files.URL("icon-mask-512.png"), "512x512", "image/png", "maskable"},
			{s.kit.Files.URL("icon.svg"), "any", "image/svg+xml", "any"},
		},
	})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/manifest+json")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Vary", "Accept-Language")
	_, _ = w.Write(b) // the reader has gone
	return nil
}
