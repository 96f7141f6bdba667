package goal

import (
	"testing"

	"pgregory.net/rapid"
)

func TestMethod5_2Score(t *testing.T) {
	tests := []struct {
		words string
		want  int
		cue   bool // needs one
	}{
		{"If I miss a day, then I do the minimum step the next morning", 5, false},
		{"When I have time, I will exercise more", 1, true},
		{"After I pour my coffee at the kitchen table, then I will write one sentence", 6, false},
		{"AS SOON AS I sit down at my desk, I’ll read 2 pages", 6, false},
		{"when I notice I am scrolling, then I stand up and stretch", 4, false},
		{"If it is 12:30, then I walk or I stretch", 3, false},
		{"If it is Sunday evening, I will write and call and plan", 3, false},
		{"Whenever soon comes, later", 0, true},
		{"exercise more", 0, true},
		{"", 0, true},
	}
	for _, tt := range tests {
		if got := MarkIfThen(tt.words).score(); got != tt.want {
			t.Errorf("%q: %d, want %d (%+v)", tt.words, got, tt.want, MarkIfThen(tt.words))
		}
		if got := MarkIfThen(tt.words).NeedsCue(); got != tt.cue {
			t.Errorf("%q: needs a cue = %v", tt.words, got)
		}
	}
}

func TestMethod5_2Split(t *testing.T) {
	tests := []struct{ words, cue, response string }{
		{"If I miss a day, then I do the step", "If I miss a day", "then I do the step"},
		{"When I get home I will read", "When I get home", "I will read"},
		{"After lunch, walk", "After lunch", "walk"},
		{"If ÄÖ İ, THEN I go", "If ÄÖ İ", "THEN I go"},
		{"walk", "walk", ""},
		{"Wenn ich denke, dass es nichts bringt, dann gehe ich", "Wenn ich denke, dass es nichts bringt", "dann gehe ich"},
		{"Sobald ich heimkomme, gehe ich los", "Sobald ich heimkomme", "gehe ich los"},
		{"Si llueve, entonces subo la escalera", "Si llueve", "entonces subo la escalera"},
		{"Cuando llego a casa, camino", "Cuando llego a casa", "camino"},
		{"もし雨が降ったら、階段を二回上がる", "もし雨が降ったら", "階段を二回上がる"},
		{"もし用紙が気重なら、名前だけ書く", "もし用紙が気重なら", "名前だけ書く"},
		{"もし家に帰ったら靴を履く", "もし家に帰ったら", "靴を履く"},
		{"朝、歩く", "朝", "歩く"},
	}
	for _, tt := range tests {
		if c, r := SplitIfThen(tt.words); c != tt.cue || r != tt.response {
			t.Errorf("%q: %q, %q", tt.words, c, r)
		}
	}
}

// A plan keeps its words inside a sentence and in a table, in every language.
func TestMethod5_2InsideASentence(t *testing.T) {
	tests := []struct{ words, lower, cue string }{
		{"If it rains, then I march", "if it rains, then I march", "it rains"},
		{"When I get home, I walk", "when I get home, I walk", "When I get home"},
		{"Wenn es regnet, dann marschiere ich", "wenn es regnet, dann marschiere ich", "es regnet"},
		{"Si llueve, entonces marcho", "si llueve, entonces marcho", "llueve"},
		{"Siempre que llueve, marcho", "Siempre que llueve, marcho", "Siempre que llueve"},
		{"もし雨なら、足踏みする", "もし雨なら、足踏みする", "雨なら"},
		{"Nachts, wenn alle schlafen", "Nachts, wenn alle schlafen", "Nachts"},
		{"", "", ""},
	}
	for _, tt := range tests {
		if got := IfThenLower(tt.words); got != tt.lower {
			t.Errorf("%q inside a sentence: %q", tt.words, got)
		}
		if got := IfThenCue(tt.words); got != tt.cue {
			t.Errorf("%q in a table: %q", tt.words, got)
		}
	}
}

// What a plan asks is a title where the language can say it as a deed.
func TestMethod5_2Deed(t *testing.T) {
	tests := []struct{ words, deed string }{
		{"If it rains, then I climb the stairs twice.", "climb the stairs twice"},
		{"Si llueve, entonces subo la escalera", "subo la escalera"},
		{"もし雨が降ったら、階段を二回上がる。", "階段を二回上がる"},
		{"Wenn es regnet, dann gehe ich die Treppe", ""},
		{"If it rains, I stay", ""},
		{"walk", ""},
	}
	for _, tt := range tests {
		if got, ok := IfThenDeed(tt.words); got != tt.deed || ok != (tt.deed != "") {
			t.Errorf("%q: %q, %v", tt.words, got, ok)
		}
	}
}

func TestMethod5_3Verdict(t *testing.T) {
	tests := []struct {
		counts PlanCounts
		want   PlanVerdict
	}{
		{PlanCounts{4, 1, 0}, PlanSharpenIf},
		{PlanCounts{4, 3, 1}, PlanSwapThen},
		{PlanCounts{4, 3, 2}, PlanKeep},
		{PlanCounts{4, 2, 1}, PlanKeep},
		{PlanCounts{2, 0, 0}, PlanTooFew},
		{PlanCounts{3, 0, 0}, PlanSharpenIf},
	}
	for _, tt := range tests {
		if got := tt.counts.verdict(); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.counts, got, tt.want)
		}
	}
	if f := (PlanCounts{4, 1, 0}).F(); *f != .25 {
		t.Errorf("F = %v", *f)
	}
	if w := (PlanCounts{4, 3, 1}).W(); *w < .33 || *w > .34 {
		t.Errorf("W = %v", *w)
	}
	if (PlanCounts{}).F() != nil || (PlanCounts{Met: 3}).W() != nil {
		t.Error("a share of nothing is not a number")
	}
	never, once := PlanCounts{}, PlanCounts{Met: 1}
	if never.archiveOffer(3) || !never.archiveOffer(4) || once.archiveOffer(9) {
		t.Error("only a plan unused for four weeks is offered for the archive")
	}
}

func TestMethod5_3NeverCrashes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		met := rapid.IntRange(0, 20).Draw(t, "met")
		did := rapid.IntRange(0, met).Draw(t, "did")
		worked := rapid.IntRange(0, did).Draw(t, "worked")
		if v := (PlanCounts{met, did, worked}).verdict(); (v == PlanTooFew) != (met < 3) {
			t.Fatalf("met %d: %s", met, v)
		}
	})
}

func FuzzMarkIfThen(f *testing.F) {
	f.Add("If I miss a day, then I do the minimum step the next morning")
	f.Add("When I have time, I will exercise more")
	f.Add("if \xff then i\u0130, then ")
	f.Fuzz(func(t *testing.T, s string) {
		if n := MarkIfThen(s).score(); n < 0 || n > 6 {
			t.Errorf("score %d", n)
		}
	})
}
