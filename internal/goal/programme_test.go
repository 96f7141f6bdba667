package goal

import "testing"

func TestMethod9_2Programme(t *testing.T) {
	tests := []struct {
		inPlan int
		kind   ProgrammeKind
		day    int
	}{
		{0, ProgrammePlain, 0},
		{1, ProgrammeSetup, 1},
		{2, ProgrammeTask, 2},
		{7, ProgrammeReview, 7},
		{28, ProgrammeReview, 28},
		{29, ProgrammeTask, 29},
		{30, ProgrammeLook, 30},
		{31, ProgrammePlain, 1},
		{44, ProgrammeReview, 14},
		{60, ProgrammeLook, 30},
		{90, ProgrammeOutcome, 30},
		{97, ProgrammePlain, 7},
	}
	for _, tt := range tests {
		if kind, day := ProgrammeDay(tt.inPlan); kind != tt.kind || day != tt.day {
			t.Errorf("day %d: %s %d, want %s %d", tt.inPlan, kind, day, tt.kind, tt.day)
		}
	}
}
