package page

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/goal"
)

// OfferLink shows the page behind a one-time link that travelled.
func (k *Kit) OfferLink(w http.ResponseWriter, r *http.Request) {
	f := k.PlainFrame(r, goal.Settings{})
	f.Tab, f.Title = "none", f.W.Say("web.link.title")
	w.Header().Set("X-Robots-Tag", "noindex")
	_ = k.Show(w, r, http.StatusOK, f, linkPage(f))
}
