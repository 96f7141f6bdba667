package web

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/library"
)

// wordsFor gives the texts of a language, kept once read.
func (s *Site) wordsFor(lang string) *library.Words {
	if w, ok := s.words.Load(lang); ok {
		return w.(*library.Words) //nolint:forcetypeassert // only words are stored
	}
	w := library.ForPages(lang)
	s.words.Store(lang, w)
	return w
}

// wordsIn are the words that a request is answered in.
func (s *Site) wordsIn(r *http.Request) (*library.Words, error) {
	set, _, err := s.app.Settings(r.Context(), who(r))
	if err != nil {
		return nil, err
	}
	return s.plainFrame(r, set).W, nil
}
