package web_test

import (
	"encoding/json"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/web"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

func TestTheManifestMakesAnApp(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	// A door in front wants its cookie for the manifest, too.
	if !strings.Contains(v.Get("/welcome"), `<link rel="manifest" crossorigin="use-credentials" href="`+web.ManifestPath+`"`) {
		t.Error("the manifest is asked for without cookies")
	}
	w := v.Public(web.ManifestPath)
	if k := w.Header().Get("Content-Type"); k != "application/manifest+json" {
		t.Error(k)
	}
	var m struct {
		Name, Display, Scope string
		StartURL             string `json:"start_url"`
		Icons                []struct{ Src, Sizes, Type, Purpose string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != "ippo" || m.Display != "standalone" || m.Scope != "/" || m.StartURL != "/" {
		t.Errorf("%+v", m)
	}
	want := map[string]bool{"192x192 any": true, "512x512 any": true, "512x512 maskable": true, "any any": true}
	for _, i := range m.Icons {
		delete(want, i.Sizes+" "+i.Purpose)
		icon := v.Public(i.Src)
		if k := icon.Header().Get("Content-Type"); k != i.Type {
			t.Errorf("%s is %q", i.Src, k)
		}
		if i.Type != "image/png" {
			continue
		}
		c, err := png.DecodeConfig(icon.Body)
		if err != nil || !strings.HasPrefix(i.Sizes, strconv.Itoa(c.Width)+"x"+strconv.Itoa(c.Height)) {
			t.Errorf("%s: %v, %d by %d", i.Src, err, c.Width, c.Height)
		}
	}
	if len(want) > 0 {
		t.Errorf("no icon for %v", want)
	}
}
