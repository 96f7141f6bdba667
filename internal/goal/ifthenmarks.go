package goal

import (
	"strings"
)

// weakIfThen is the score below which a sharper plan is suggested (method 5.2).
const weakIfThen = 4

// The patterns of method 5.2. They read lower case, English only: ask
// [HasWordLists] first.
var (
	ifStart = lazy(`^(if|when|after|as soon as|whenever)\b`)
	ifTime  = lazy(`\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(am|pm)\b|o'clock|` +
		`\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(morning|evening|night)s?\b|` +
		`\b(if|when|whenever|after|as soon as) i (finish|get|sit|close|pour|brush|wake|arrive|park|open|hear|notice|miss|feel)\b`)
	ifPlace = lazy(`\b(at|in|on|by|next to|beside)\s+(my|the)\s+[\p{L}\d_]+|` +
		`\b(desk|kitchen|bed|sofa|car|bus|train|door|bathroom|office|table|phone|laptop|shoes|kettle|calendar)\b`)
	ifLoose   = lazy(`\b(have time|feel like it|later|sometime|soon|if i can|am free|get a chance)\b`)
	thenI     = lazy(`\b(then i|i will|i'll)\b`)
	thenSmall = lazy(`\bminimum step\b|` +
		`\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten)[ -]` +
		`(minute|min|sentence|page|line|step|item|message|rep|song)s?\b`)
)

// IfThenMarks says what is good about the words of an if-then plan and what
// is loose. Method 5.2.
type IfThenMarks struct {
	Starts    bool // begins with if, when, after, as soon as or whenever
	Moment    bool // a time, or something that happens
	Place     bool // a place or a thing
	ThenI     bool // says then I, I will or I'll
	OneAction bool // one thing to do
	Small     bool // small and visible
	Loose     bool // "when I have time" and its like
}

// score is one point a mark, two less for a loose cue, 0 to 6.
func (m IfThenMarks) score() int {
	n := 0
	for _, mark := range []bool{m.Starts, m.Moment, m.Place, m.ThenI, m.OneAction, m.Small} {
		if mark {
			n++
		}
	}
	if m.Loose {
		n -= 2
	}
	return max(0, n)
}

// Weak says that a sharper wording may be suggested.
func (m IfThenMarks) Weak() bool { return m.score() < weakIfThen }

// NeedsCue says that the plan does not name what the person will see or hear
// right before.
func (m IfThenMarks) NeedsCue() bool { return m.Loose || !m.Moment && !m.Place }

// MarkIfThen looks at the words of a plan, with work linear in their length. A
// text of more than 2,000 bytes is no plan and has no mark.
func MarkIfThen(words string) IfThenMarks {
	if len(words) > maxSentence {
		return IfThenMarks{}
	}
	cue, response := SplitIfThen(strings.ToLower(words))
	return IfThenMarks{
		Starts:    ifStart().MatchString(cue),
		Moment:    ifTime().MatchString(cue),
		Place:     ifPlace().MatchString(cue),
		ThenI:     thenI().MatchString(response),
		OneAction: oneAction(response),
		Small:     thenSmall().MatchString(response),
		Loose:     ifLoose().MatchString(strings.ReplaceAll(cue, "as soon as", "")),
	}
}

// asciiLower lowers a to z only, so that every byte stays in its place.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// oneAction says that a response asks for one thing: at most one "and" and no
// "or".
func oneAction(response string) bool {
	return response != "" &&
		strings.Count(response, " and ") <= 1 && !strings.Contains(response, " or ")
}
