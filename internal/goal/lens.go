package goal

import (
	"cmp"
	"slices"
	"strings"
)

// Limits of the lens items (method 1.3).
const (
	maxItems     = 20
	maxItemWords = 12
	maxLens      = 3 // the top of each slider
	lensMet      = 2 // a lens counts from here on
	maxMeets     = 3 // candidates offered
)

// Item is one short answer, seen through the four lenses, 0 to 3 each.
type Item struct {
	Words       string `json:"words"`
	Love        int    `json:"love"`
	Good        int    `json:"good"`
	Needed      int    `json:"needed"`
	Supportable int    `json:"supportable"`
}

func (i Item) lenses() [4]int { return [4]int{i.Love, i.Good, i.Needed, i.Supportable} }

// Breadth is the number of lenses in which the item is at least a 2.
func (i Item) Breadth() int {
	n := 0
	for _, x := range i.lenses() {
		if x >= lensMet {
			n++
		}
	}
	return n
}

// total is the sum of the four lenses, 0 to 12.
func (i Item) total() int { return i.Love + i.Good + i.Needed + i.Supportable }

// meetings gives the items in which at least two lenses meet, broadest first, at
// most three. None is no verdict: it leads to small experiments (method 1.6).
func meetings(items []Item) []Item {
	var meets []Item
	for _, i := range items {
		if i.Breadth() >= 2 {
			meets = append(meets, i)
		}
	}
	slices.SortStableFunc(meets, func(a, b Item) int {
		return cmp.Or(
			cmp.Compare(b.Breadth(), a.Breadth()),
			cmp.Compare(b.total(), a.total()),
			cmp.Compare(b.Love, a.Love),
		)
	})
	return meets[:min(len(meets), maxMeets)]
}

// validateItems holds the limits of method 1.3: at most 20 items of at most
// 12 words, each lens 0 to 3.
func validateItems(items []Item) error {
	if len(items) > maxItems {
		return Invalid("items", "error.lens.too_many", maxItems)
	}
	for _, i := range items {
		n := len(strings.Fields(i.Words))
		if n == 0 {
			return Invalid("items", "error.lens.empty")
		}
		if n > maxItemWords {
			return Invalid("items", "error.lens.too_long", i.Words, maxItemWords)
		}
		for _, x := range i.lenses() {
			if x < 0 || x > maxLens {
				return Invalid("items", "error.lens.range", i.Words, x)
			}
		}
	}
	return nil
}
