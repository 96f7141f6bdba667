package exchange

import "github.com/ippo-app/ippo/internal/goal"

// EntryID is the command id of an imported entry: the same entry has the same
// id at every import (ruling 18). value is [record.token].
func EntryID(format Format, habitKey string, day goal.Day, value string) string {
	return goal.ContentID("entry", string(format), habitKey, day.String(), value)
}

// goalID is the id of the goal that a habit becomes.
func goalID(format Format, habitKey string) string {
	return goal.ContentID("goal", string(format), habitKey)
}
