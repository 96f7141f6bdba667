package backup

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// Keep says how many backups stay: the newest of each of so many hours, days
// and weeks that have one.
type Keep struct{ Hourly, Daily, Weekly int }

// DefaultKeep reaches about two months back.
func DefaultKeep() Keep { return Keep{Hourly: 24, Daily: 14, Weekly: 8} }

// String is Keep as it is written.
func (k Keep) String() string {
	return fmt.Sprintf("hourly=%d,daily=%d,weekly=%d", k.Hourly, k.Daily, k.Weekly)
}

// ParseKeep reads "hourly=24,daily=14,weekly=8" in any order. What is not
// named is 0; the newest of all stays even so.
func ParseKeep(s string) (Keep, error) {
	var k Keep
	refused := goal.Invalid("keep", "error.backup.keep", s)
	seen := map[string]bool{}
	for part := range strings.SplitSeq(s, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || seen[name] {
			return k, refused
		}
		seen[name] = true
		switch name {
		case "hourly":
			k.Hourly = n
		case "daily":
			k.Daily = n
		case "weekly":
			k.Weekly = n
		default:
			return k, refused
		}
	}
	return k, nil
}

// Superfluous are the backups that need not stay. Hours, days and weeks are
// those of UTC, weeks begin on Monday. The newest is never among them.
func Superfluous(all []Name, k Keep) []Name {
	all = append([]Name(nil), all...)
	newestFirst(all)
	periods := []struct {
		n  int
		of func(time.Time) string
	}{
		{k.Hourly, func(t time.Time) string { return t.Format("2006-01-02 15") }},
		{k.Daily, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{k.Weekly, func(t time.Time) string {
			year, week := t.ISOWeek()
			return fmt.Sprint(year, week)
		}},
	}
	stays := make([]bool, len(all))
	for _, p := range periods {
		last := ""
		for i, b := range all {
			if at := p.of(b.Made.UTC()); p.n > 0 && at != last {
				last, stays[i] = at, true
				p.n--
			}
		}
	}
	var drop []Name
	for i, b := range all {
		if i > 0 && !stays[i] {
			drop = append(drop, b)
		}
	}
	return drop
}
