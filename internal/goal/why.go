package goal

// Why holds the four answers on why a person wants a goal, each 1 (not at
// all) to 7 (very much). Method 1.5, after the self-concordance model.
type Why struct {
	External    int `json:"external"`    // someone else wants it, or things demand it
	Introjected int `json:"introjected"` // uneasy with oneself without it
	Identified  int `json:"identified"`  // it matters, fun or not
	Intrinsic   int `json:"intrinsic"`   // it is enjoyed or found interesting
}

// Validate says which answer is not on its slider.
func (w Why) Validate() error {
	answers := []struct {
		field string
		value int
	}{
		{"external", w.External},
		{"introjected", w.Introjected},
		{"identified", w.Identified},
		{"intrinsic", w.Intrinsic},
	}
	for _, a := range answers {
		if a.value < 1 || a.value > 7 {
			return Invalid(a.field, "error.why.range", a.value)
		}
	}
	return nil
}

// sc is the self-concordance, -12 to +12: own reasons minus those of others.
func (w Why) sc() int {
	return w.Identified + w.Intrinsic - w.External - w.Introjected
}

// Concern says that the goal may be more someone else's than the person's.
func (w Why) Concern() bool { return w.sc() < 0 || w.External >= 5 }

// PrivateTest is the answer 0-10 to "How much would I still want this if
// nobody ever knew?" (method 1.5).
type PrivateTest int

// Concern says that the answer is low; the words are those of [Why.Concern].
func (p PrivateTest) Concern() bool { return p < 5 }
