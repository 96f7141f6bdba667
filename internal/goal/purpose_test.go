package goal

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestMethod1_5PurposeVectors(t *testing.T) {
	tests := []struct {
		sentence string
		want     []Flag
	}{
		{"I want to grow in everyday Spanish so I can talk with my grandmother on Sundays.", nil},
		{"I want to grow in patience so I can listen to my kids at bedtime without checking my phone.", nil},
		{"I want to grow in cooking so I can feed my household four simple dinners a week.", nil},
		{"I want to grow in being successful so I can be the best version of myself.", []Flag{FlagBorrowed, FlagVague, FlagState}},
		{"I want to grow in fitness so I can impress everyone at the reunion.", []Flag{FlagApproval}},
		{"I want to grow in saving because I should so I can stop being broke.", []Flag{FlagPressure, FlagAvoid}},
		{"I want to grow in running so I can run a 5K by June.", []Flag{FlagNumber}},
		{"I want to grow in weight loss so I can look thin.", []Flag{FlagBody, FlagState}},
		{"I want to grow in drawing, writing, music and coding so I can share my work.", []Flag{FlagMulti}},
		{"I want to grow in things so I can do stuff.", []Flag{FlagVague}},
		{"I want to grow in leadership so I can show them I was right.", []Flag{FlagApproval}},
		{"I want to grow in listening so I can listen.", []Flag{FlagCircular, FlagShort}},
		{"I want to grow in money skills so I can feel calm when a bill arrives.", []Flag{FlagState}},
		{"I want to grow in ___ so I can ___.", []Flag{FlagTemplate}},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			if got := CheckPurpose(tt.sentence, "en"); !slices.Equal(got, tt.want) {
				t.Errorf("flags = %v, want %v", got, tt.want)
			}
			if got := CheckPurpose("  "+strings.ToUpper(tt.sentence)+" ", "en-GB"); !slices.Equal(got, tt.want) {
				t.Errorf("flags in capitals = %v, want %v", got, tt.want)
			}
			if got := CheckPurpose(tt.sentence, "ja"); got != nil {
				t.Errorf("a language without lists says %v", got)
			}
		})
	}
}

func TestMethod1_5Rules(t *testing.T) {
	tests := []struct {
		sentence string
		flag     Flag
		want     bool
	}{
		{"I want to grow in walking so that I can march in a parade with my band", FlagNumber, false},
		{"I want to grow in walking so that I can cross the alps in March with friends", FlagNumber, true},
		{"I want to grow in cooking so I may be asked, so I can host my family by Christmas", FlagNumber, true},
		{"I want to grow in cooking so I can host my family on Christmas with love", FlagNumber, false},
		{"I want to grow in saving so I don’t owe money, so I can host my own family", FlagAvoid, true},
		{"I want to grow in my so I can host my own family at home", FlagVague, true},
		{"I want to grow in sketching so I can " + strings.Repeat("draw my street ", 9), FlagLong, true},
		{"I want to grow in abstract thinking so I can teach my nephew chess", FlagBody, false},
		{"I want to grow in 日本語 so I can 祖母と 話す every Sunday evening", FlagVague, false},
	}
	for _, tt := range tests {
		if got := slices.Contains(CheckPurpose(tt.sentence, "en"), tt.flag); got != tt.want {
			t.Errorf("%q: %s = %v, want %v", tt.sentence, tt.flag, got, tt.want)
		}
	}
}

func TestMethod1_5ShownFlags(t *testing.T) {
	all := []Flag{FlagBorrowed, FlagVague, FlagState}
	if got := ShownFlags(all); !slices.Equal(got, all[:2]) {
		t.Errorf("shown = %v", got)
	}
	if got := ShownFlags(all, FlagVague); !slices.Equal(got, []Flag{FlagBorrowed, FlagState}) {
		t.Errorf("shown without vague = %v", got)
	}
	if got := ShownFlags(all, all...); got != nil {
		t.Errorf("shown with all dismissed = %v", got)
	}
}

func TestMethod1_4PurposeSentence(t *testing.T) {
	growIn, soICan, ok := ParsePurpose(" I want to grow in  Everyday Spanish so that I can talk with Ana. ")
	if !ok || growIn != "Everyday Spanish" || soICan != "talk with Ana" {
		t.Fatalf("parts = %q, %q, %v", growIn, soICan, ok)
	}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringMatching(`[A-Za-zäé][A-Za-zäé ,'-]{0,30}[a-zé]`)
		g, c := part.Draw(t, "grow in"), part.Draw(t, "so i can")
		if strings.Contains(strings.ToLower(" "+normalize(g)+" "), " so ") {
			t.Skip("the first so ends the first part")
		}
		a, b, ok := ParsePurpose(PurposeSentence(g, c))
		if !ok || a != normalize(g) || b != normalize(c) {
			t.Fatalf("%q, %q came back as %q, %q, %v", g, c, a, b, ok)
		}
	})
}

func FuzzCheckPurpose(f *testing.F) {
	f.Add("I want to grow in being successful so I can be the best version of myself.")
	f.Add("i want to grow in so i can")
	f.Add("I want to grow in ’ so that I can \xff.")
	f.Fuzz(func(t *testing.T, s string) {
		flags := CheckPurpose(s, "en")
		if len(ShownFlags(flags)) > 2 {
			t.Errorf("more than two thoughts at once: %v", flags)
		}
		if slices.Contains(flags, FlagTemplate) && len(flags) != 1 {
			t.Errorf("template with others: %v", flags)
		}
		if a, b, ok := ParsePurpose(s); ok && utf8.ValidString(s) && (!utf8.ValidString(a) || !utf8.ValidString(b)) {
			t.Errorf("a character was cut: %q, %q", a, b)
		}
	})
}
