package goal

import (
	"testing"
	"time"
)

func TestMethod9_2Programme(t *testing.T) {
	tests := []struct {
		inPlan int
		kind   ProgrammeKind
		line   int
	}{
		{1, ProgrammeSetup, 1},
		{2, ProgrammeTask, 2},
		{7, ProgrammeReview, 7},
		{8, ProgrammeTask, 8},
		{28, ProgrammeReview, 28},
		{29, ProgrammeTask, 29},
		{30, ProgrammeLook, 30},
		{31, ProgrammePlain, 0},
		{35, ProgrammeReview, 7},
		{42, ProgrammeReview, 14},
		{60, ProgrammeLook, 30},
		{90, ProgrammeOutcome, 30},
		{97, ProgrammeOutcome, 30}, // the season is over, and its last number stays
	}
	monday := Date(2026, time.July, 6)
	for _, tt := range tests {
		l := diary{goal: planned(monday), marks: ".", today: tt.inPlan - 1}.look()
		if kind, line := l.ProgrammeDay(); kind != tt.kind || line != tt.line {
			t.Errorf("day %d: %s %d, want %s %d", tt.inPlan, kind, line, tt.kind, tt.line)
		}
	}
	if kind, line := (Look{}).ProgrammeDay(); kind != ProgrammePlain || line != 0 {
		t.Errorf("without a season: %s %d", kind, line)
	}
}

// The lines of the reviews stand on the last days of the weeks, and the tasks keep
// their order between them.
func TestRuling94TheProgrammesReviewsStandOnReviewDays(t *testing.T) {
	for begun, reviews := range map[int]map[int]int{ // July 2026, and day of the season -> line
		6:  {7: 7, 14: 14, 21: 21, 28: 28}, // Monday
		8:  {5: 7, 12: 14, 19: 21, 26: 28}, // Wednesday
		9:  {4: 7, 11: 14, 18: 21, 25: 28}, // Thursday
		10: {10: 7, 17: 14, 24: 21},        // Friday: its first Sunday is too early
		12: {8: 7, 15: 14, 22: 21, 29: 28}, // Sunday
	} {
		task := 0
		for day := 1; day < programmeDays; day++ {
			kind, line := diary{goal: planned(Date(2026, time.July, begun)), marks: ".", today: day - 1}.look().ProgrammeDay()
			if want, due := reviews[day]; due != (kind == ProgrammeReview) || due && line != want {
				t.Errorf("begun on %d July, day %d: %s %d, want review %v %d", begun, day, kind, line, due, want)
			}
			if kind == ProgrammeTask && line <= task {
				t.Errorf("begun on %d July, day %d: line %d after %d", begun, day, line, task)
			}
			if kind == ProgrammeTask {
				task = line
			}
		}
	}
}
