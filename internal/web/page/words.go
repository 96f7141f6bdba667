package page

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/library"
)

// WordsFor are the words of a language, kept once read.
func (k *Kit) WordsFor(lang string) *library.Words {
	if w, ok := k.words.Load(lang); ok {
		return w.(*library.Words) //nolint:forcetypeassert // only words are stored
	}
	w := library.ForPages(lang)
	k.words.Store(lang, w)
	return w
}

// Words are those that a request is answered in: in the person's language, or in
// the one that the browser asks for.
func (k *Kit) Words(r *http.Request) (*library.Words, error) {
	set, _, err := k.App.Settings(r.Context(), Who(r))
	if err != nil {
		return nil, err
	}
	return k.PlainFrame(r, set).W, nil
}
