package store

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
)

// What a stamp asks of the journal is found by its index: no stamp walks
// through ten years.
func TestAStampReadsItsOwnDayAlone(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "ippo.db")).(*sqliteStore)
	for name, c := range map[string]struct {
		filter app.Filter
		index  string
	}{
		"the entries of a day": {app.Filter{Goal: "g", Day: 1, GoalDay: true}, "journal_day (person_id=? AND about=? AND day=?)"},
		"the undo of an entry": {app.Filter{Target: "x", NotDone: true}, "journal_target (person_id=? AND target=?)"},
		"a batch":              {app.Filter{Batch: "b"}, "journal_batch (person_id=? AND batch=?)"},
	} {
		where, args := conditions(c.filter)
		query := `explain query plan select ` + entryColumns + ` from journal where person_id = $1` + where + ` order by position`
		rows, err := s.db.QueryContext(ctx, query, append([]any{"p"}, args...)...)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = rows.Close() }() // it was only read
		var plan strings.Builder
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			plan.WriteString(detail + "\n")
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plan.String(), c.index) {
			t.Errorf("%s: the plan is\n%s", name, plan.String())
		}
	}
}
