package web

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/library"
)

// wordsFor gives the texts of a language, kept once read.
func (k *kit) wordsFor(lang string) *library.Words {
	if w, ok := k.words.Load(lang); ok {
		return w.(*library.Words) //nolint:forcetypeassert // only words are stored
	}
	w := library.ForPages(lang)
	k.words.Store(lang, w)
	return w
}

// wordsIn are the words that a request is answered in.
func (k *kit) wordsIn(r *http.Request) (*library.Words, error) {
	set, _, err := k.app.Settings(r.Context(), who(r))
	if err != nil {
		return nil, err
	}
	return k.plainFrame(r, set).W, nil
}
