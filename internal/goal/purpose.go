package goal

import (
	"strings"
)

// purposePattern finds the two blanks of the purpose sentence (method 1.5).
var purposePattern = lazy(`(?i)^i want to grow in (.+?) so (?:that )?i can (.+?)\.?$`)

// ParsePurpose reads "I want to grow in ... so I can ..." and gives the two
// parts as they were written, without the full stop. It is not ok when the
// sentence has another form, still holds a blank (__), or is longer than any
// sentence. Method 1.4, 1.5.
func ParsePurpose(sentence string) (growIn, soICan string, ok bool) {
	if len(sentence) > maxSentence {
		return "", "", false
	}
	s := normalize(sentence)
	if strings.Contains(s, "__") {
		return "", "", false
	}
	m := purposePattern().FindStringSubmatch(s)
	if m == nil {
		return "", "", false
	}
	return strings.TrimSpace(m[1]), strings.TrimSpace(m[2]), true
}

// PurposeSentence writes the two parts as the one sentence of method 1.4.
func PurposeSentence(growIn, soICan string) string {
	return "I want to grow in " + PurposePart(growIn) + " so I can " + PurposePart(soICan) + "."
}

// PurposePart is a part as the sentence holds it: without the space around it
// and the full stop at its end.
func PurposePart(s string) string {
	return strings.TrimSpace(strings.TrimRight(normalize(s), ". "))
}

// normalize writes apostrophes straight and every run of white space as one
// space, with none at the ends.
func normalize(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'").Replace(s)
}
