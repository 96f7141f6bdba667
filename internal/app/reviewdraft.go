package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/ippo-app/ippo/internal/goal"
)

// ReviewProgress is what the draft of a review keeps beside its words: how far it
// went, and what was suggested when the change was looked at. Pages and terminal
// share it (ruling 93).
type ReviewProgress struct {
	Command string `json:"command,omitempty"` // id of the command that will close the week
	At      string `json:"at,omitempty"`      // the part to take up again
	Far     int    `json:"far,omitempty"`     // number of the furthest part that was reached
	Shown   string `json:"shown,omitempty"`   // the suggestion that was shown, see [SuggestionMark]
}

// ReadReviewProgress reads it from [Draft.Rest]; what cannot be read counts as none.
func ReadReviewProgress(rest string) ReviewProgress {
	var p ReviewProgress
	if json.Unmarshal([]byte(rest), &p) != nil {
		return ReviewProgress{}
	}
	return p
}

// Into writes it into a draft.
func (p ReviewProgress) Into(d *Draft) error {
	b, err := json.Marshal(p)
	d.Rest = string(b)
	return err
}

// SuggestionMark tells one suggestion from another. The numbers that it rests on
// are no part of it: a tap on a quiet day moves them and may leave it as it was.
func SuggestionMark(s goal.Suggestion) string {
	s.Because, s.Early = nil, false
	b, err := json.Marshal(s)
	if err != nil {
		return string(s.Rule)
	}
	sum := sha256.Sum256(b)
	return string(s.Rule) + "." + hex.EncodeToString(sum[:6])
}
