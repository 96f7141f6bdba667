package goal

// Again is what a person answered about the why, shown again on days 30 and 90
// only (method 1.5, method 9.2): in between it would be one more number to
// serve.
type Again struct {
	Pulses  []int `json:"pulses"`            // "does this still matter to you?" 1-5, review by review
	Why     []int `json:"why,omitempty"`     // the four sliders of the beginning, 1-7, in the order of Why
	Private *int  `json:"private,omitempty"` // "how much would I still want this if nobody ever knew?"
}

// Again of a look back; empty on day 60, and before its day has come.
func (l Look) Again(s Story, number int) Again {
	a := Again{Pulses: []int{}}
	if !AsksOfTheWhy(number) || l.Season == nil {
		return a
	}
	first, last := l.span(number)
	for _, r := range s.Reviews {
		if r.Pulse != nil && r.Day >= first && r.Week <= last {
			a.Pulses = append(a.Pulses, *r.Pulse)
		}
	}
	if start := l.Goal.Start; start != nil {
		a.Why, a.Private = start.Why, start.PrivateTest
	}
	return a
}

// WhyNames are the four answers of Why, in its order.
func WhyNames() []string { return []string{"external", "introjected", "identified", "intrinsic"} }
