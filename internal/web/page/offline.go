package page

import (
	"strings"

	"github.com/ippo-app/ippo/internal/library"
)

// keyName is what a key of the list is called.
func keyName(key string) string {
	switch key {
	case "tabs":
		return "1-5"
	case "help":
		return "?"
	}
	return key
}

// saying is one text that the script fills in and shows.
type saying struct{ key, one, text string }

// sayings are the texts that the script needs, with their places still open.
func sayings(w *library.Words) []saying {
	var all []saying
	dashed := strings.NewReplacer(".", "-")
	places := strings.NewReplacer("{", "[", "}", "]") // a brace on a page is a text that nobody filled in
	for _, key := range []string{
		"offline.added", "offline.as_of", "offline.away", "offline.away_kept", "offline.away_ready", "offline.door",
		"offline.gone", "offline.mark", "offline.not_sent", "offline.noted", "offline.redo", "offline.refused", "offline.rest_day",
		"offline.rested", "offline.skipped", "offline.stamped", "offline.stamped_more", "offline.undone", "offline.unreached", "offline.voice",
		"offline.waiting", "offline.what.remark", "offline.what.rest", "offline.what.skip", "offline.what.stamp",
		"offline.what.undo", "timer.over", "timer.over.text", "timer.until", "day.empty", "day.open",
	} {
		x := saying{key: dashed.Replace(strings.TrimPrefix(key, "offline.")), text: places.Replace(w.Say(key))}
		if key == "offline.waiting" {
			x.one = places.Replace(w.Say(key, library.Args{"n": 1}))
		}
		all = append(all, x)
	}
	return all
}
