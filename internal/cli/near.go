package cli

import (
	"strings"
	"unicode/utf8"
)

// habits are commands of other programs that people type without thinking,
// each with the command here that does so.
func habits() map[string]string {
	return map[string]string{"ls": "goals", "list": "goals", "log": "done", "add": "begin", "status": "today"}
}

// fewestOfAPrefix is how many letters mean a name that begins with them.
const fewestOfAPrefix = 3

// near is the name that was most likely meant, empty where none is like what
// was typed: a name that is only as far away as any other says nothing.
func near(typed string, names []string) string {
	typed = folded(typed)
	best, least := "", slips(typed)+1
	for _, n := range names {
		if d := distance(typed, folded(n)); d > 0 && d < least {
			best, least = n, d
		}
	}
	if best != "" || utf8.RuneCountInString(typed) < fewestOfAPrefix {
		return best
	}
	for _, n := range names {
		if strings.HasPrefix(folded(n), typed) && folded(n) != typed {
			if best != "" {
				return "" // it could be either
			}
			best = n
		}
	}
	return best
}

// slips are how many letters of a word may be wrong for it to be still the same.
func slips(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 3:
		return 0
	case n < 6:
		return 1
	case n < 10:
		return 2
	}
	return 3
}

// distance is how many letters are wrong, missing, too many or changed places
// with their neighbour.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > longestName || len(y) > longestName {
		return longestName
	}
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range y {
		rows[0][j+1] = j + 1
	}
	for i := range x {
		for j := range y {
			wrong := 1
			if x[i] == y[j] {
				wrong = 0
			}
			n := min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+wrong)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				n = min(n, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = n
		}
	}
	return rows[len(x)][len(y)]
}

// longestName is the length from which on nobody means a name.
const longestName = 64
