package settings

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// guideView is the method to read, topic by topic.
type guideView struct {
	page.Frame
	topics    []library.Topic
	emergency string
}

// Guide is the method to read.
func (ps *Pages) Guide(w http.ResponseWriter, r *http.Request) error {
	f, err := ps.Frame(r, "settings", "guidepage.title")
	if err != nil {
		return err
	}
	v := guideView{Frame: f, topics: f.W.Guide(), emergency: f.Watch.Settings.Emergency}
	return ps.Show(w, r, http.StatusOK, f, guidePage(v))
}

// steps says whether a list is a way to go in order, which is drawn as a line
// with points; the other lists are rows.
func steps(t library.Topic) bool { return t.ID == "method" }

// titled says whether the blocks of a topic stand beside one another.
func titled(t library.Topic) bool { return t.Blocks[0].Title != "" }

// timed says whether a list is of what things take.
func timed(b library.Block) bool { return len(b.Items) > 0 && b.Items[0].Minutes != "" }

// care is the topic that stands on a card of its own.
func care(t library.Topic) bool { return t.ID == "safety" }
