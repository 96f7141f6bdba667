package page

import (
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Refusal is one thing of a form that did not go through.
type Refusal struct {
	Field string // id of what mends it on the page; empty for what no field shows
	Label string // what the page calls the field
	Says  string // what is wrong, as it also stands beside the field
}

// line is the refusal in the summary: a label that is a question or a sentence
// of its own takes no colon.
func (x Refusal) line() string {
	label := strings.TrimSpace(x.Label)
	switch {
	case label == "":
		return Capital(x.Says)
	case strings.ContainsAny(label[len(label)-1:], "?.:") || strings.HasSuffix(label, "…") || strings.HasSuffix(label, "。"):
		return label + " " + Capital(x.Says)
	}
	return label + ": " + x.Says
}

// Refused is the refusal of a command in the terms of its page: labels are
// those of the fields that the page shows, by their ids. nil for no error.
func Refused(w *library.Words, e *goal.Error, labels map[string]string) []Refusal {
	if e == nil {
		return nil
	}
	x := Refusal{Says: w.Sentence(e)}
	if label, ok := labels[e.Field]; ok {
		x.Field, x.Label = e.Field, label
	}
	return []Refusal{x}
}

// Check is what stands beside a field that was refused, as [CheckThis] says it;
// nothing for none.
func (f Frame) Check(says string) string {
	if says == "" {
		return ""
	}
	return f.W.Say("refused.check") + " " + says
}

// SaysOf is what is wrong with a field; empty when it was not refused.
func SaysOf(xs []Refusal, field string) string {
	if i := slices.IndexFunc(xs, func(x Refusal) bool { return x.Field == field && field != "" }); i >= 0 {
		return xs[i].Says
	}
	return ""
}
