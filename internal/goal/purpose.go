package goal

import (
	"regexp"
	"strings"
)

// purposePattern finds the two blanks of the purpose sentence (method 1.5).
var purposePattern = regexp.MustCompile(`(?i)^i want to grow in (.+?) so (?:that )?i can (.+?)\.?$`)

// ParsePurpose reads "I want to grow in ... so I can ..." and gives the two
// parts as they were written, without the full stop. It is not ok when the
// sentence has another form or still holds a blank (__). Method 1.4, 1.5.
func ParsePurpose(sentence string) (growIn, soICan string, ok bool) {
	s := straighten(sentence)
	if strings.Contains(s, "__") {
		return "", "", false
	}
	m := purposePattern.FindStringSubmatch(s)
	if m == nil {
		return "", "", false
	}
	return strings.TrimSpace(m[1]), strings.TrimSpace(m[2]), true
}

// PurposeSentence writes the two parts as the one sentence of method 1.4.
func PurposeSentence(growIn, soICan string) string {
	return "I want to grow in " + trimPart(growIn) + " so I can " + trimPart(soICan) + "."
}

// trimPart takes the space and the full stop off the end of a part.
func trimPart(s string) string {
	return strings.TrimSpace(strings.TrimRight(straighten(s), ". "))
}

// straighten writes apostrophes straight and every run of white space as one
// space, with none at the ends.
func straighten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'").Replace(s)
}
