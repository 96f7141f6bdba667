package review

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// The parts of a review, one page each, in their order (ruling 93). Short is the
// page that has two of them (ruling 95).
const (
	partReset  = "reset"
	partLook   = "look"
	partKeep   = "keep"
	partNotice = "notice"
	partPulse  = "pulse"
	partChange = "change"
	partPlan   = "plan"
	partClose  = "close"
	partShort  = "short"
)

// parts in their order.
func parts() []string {
	return []string{partReset, partLook, partKeep, partNotice, partPulse, partChange, partPlan, partClose}
}

// numberOf a part, from 1; 0 for none.
func numberOf(part string) int { return slices.Index(parts(), part) + 1 }

// minutesOf a part: ten in all.
func minutesOf(part string) int {
	switch part {
	case partReset, partChange, partShort:
		return 2
	default:
		return 1
	}
}

// fieldsOf are the fields of a part's page.
func fieldsOf(part string) []string {
	switch part {
	case partReset:
		return []string{"reset"}
	case partKeep:
		return []string{"helped"}
	case partNotice:
		return []string{"tag", "unwell"}
	case partPulse:
		return []string{"pulse", "suffering", "suffers", "bundled", "ease"}
	case partChange, partShort:
		return []string{
			"decision", "own-cue", "own-setup", "own-bundle", "own-step", "own-minutes", "own-target", "own-where", "own-rest", "own-plan", "words",
		}
	case partPlan:
		return []string{"day", "after", "confidence"}
	case partClose:
		return []string{"close"}
	}
	return nil
}

// hasField says whether any part has a field.
func hasField(name string) bool {
	return slices.ContainsFunc(parts(), func(part string) bool { return slices.Contains(fieldsOf(part), name) })
}

// weekPath is the page of a week: what was decided, once it is closed.
func weekPath(slug string, week goal.Day) string {
	return "/goals/" + slug + "/review/" + week.String()
}

// partPath is the page of a part.
func partPath(slug string, week goal.Day, part string) string {
	return weekPath(slug, week) + "/" + part
}
