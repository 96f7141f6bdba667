package exchange

import (
	"slices"
	"strings"
	"unicode"
)

// isBodyUnit says whether a unit measures a body or food: ippo keeps no such
// numbers (method 11).
func isBodyUnit(unit string) bool {
	words := strings.FieldsFunc(strings.ToLower(unit), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(words, isBodyWord)
}

func isBodyWord(word string) bool {
	switch word {
	case "kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramm",
		"lb", "lbs", "pound", "pounds", "stone", "stones", "pfund",
		"kcal", "kcals", "cal", "cals", "calorie", "calories", "kalorien", "kilojoule", "kj",
		"bmi", "waist", "hip", "hips", "taille", "bodyfat",
		"кг", "ккал":
		return true
	}
	return false
}

// forgetAmounts turns a numeric habit into a yes/no one: a day with a number
// above 0 stays as a day that was done. It returns the number of amounts that
// were left out.
func forgetAmounts(h *Habit) int {
	n := 0
	for i := range h.Entries {
		e := &h.Entries[i]
		if e.Value != ValueAmount {
			continue
		}
		n++
		e.Value = ValueNo
		if e.Amount > 0 {
			e.Value = ValueDone
		}
		e.Amount = 0
	}
	h.Kind, h.Target = KindYesNo, 0
	return n
}
