package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// exitOf is the exit code of an error (ruling 62): 2 where what was typed cannot
// be understood or lies outside its bounds, whatever the state is; 1 where the
// state or the world refuses it, and the same line may work another time.
func exitOf(err error) int {
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	told, ok := errors.AsType[*goal.Error](err)
	switch {
	case !ok:
		return exitCould
	case told.Code == goal.CodeInvalid && !stateRefuses(told.Key), slices.Contains(closedLists(), told.Key):
		return exitUsage
	}
	return exitCould
}

// closedLists are the errors about a name that is in no list of the program's
// own: no state could make it right.
func closedLists() []string { return []string{"error.template", "error.topic"} }

// stateRefuses says whether an error about what was typed is about the state or
// the world after all: a file that holds something else, a day that is too long
// ago, a goal that measures nothing.
func stateRefuses(key string) bool {
	if strings.HasPrefix(key, "error.import.") {
		return !slices.Contains([]string{"error.import.dates", "error.import.choice"}, key)
	}
	return slices.Contains([]string{
		"error.backup.export", "error.backup.identity", "error.backup.needs_key", "error.backup.other_key", "error.backup.other_passphrase",
		"error.backup.nobody_asked", "error.backup.passphrases", "error.restore.postgres",
		"error.day.before", "error.day.old", "error.measure.no_outcome", "error.measure.from_log",
		"error.look_back.early", "error.review.ahead", "error.review.week",
	}, key)
}
