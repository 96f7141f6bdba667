package page

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/library"
)

// WordsFor gives the texts of a language, kept once read.
func (k *Kit) WordsFor(lang string) *library.Words {
	if w, ok := k.words.Load(lang); ok {
		return w.(*library.Words) //nolint:forcetypeassert // only words are stored
	}
	w := library.ForPages(lang)
	k.words.Store(lang, w)
	return w
}

// Words are the words that a request is answered in.
func (k *Kit) Words(r *http.Request) (*library.Words, error) {
	set, _, err := k.App.Settings(r.Context(), Who(r))
	if err != nil {
		return nil, err
	}
	return k.PlainFrame(r, set).W, nil
}
