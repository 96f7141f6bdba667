package goal

import (
	"slices"
	"strings"
	"unicode"
)

// IsBodyUnit says whether a unit measures a body or food: ippo keeps no such
// numbers (method 11).
func IsBodyUnit(unit string) bool {
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
