package main

import "github.com/ippo-app/ippo/internal/goal"

// often is what a row of the table did: how often it spoke, was taken up, and
// spoke in at least the third review of a person in a row (ruling 58).
type often struct {
	spoke, taken, third int
	longest             int // most reviews of one person in a row
}

// rows of the table.
type rows map[goal.Rule]often

func (r rows) add(more rows) {
	for rule, x := range more {
		y := r[rule]
		r[rule] = often{y.spoke + x.spoke, y.taken + x.taken, y.third + x.third, max(y.longest, x.longest)}
	}
}

// reviews in all.
func (r rows) reviews() int {
	n := 0
	for _, x := range r {
		n += x.spoke
	}
	return n
}

// inRow is from which review in a row the third time is counted.
const inRow = 3

// spoke notes the row of a review that was made.
func (c *table) spoke(rule goal.Rule) {
	if rule != c.before {
		c.inRow = 0
	}
	c.before = rule
	c.inRow++
	x := c.rows[rule]
	x.spoke++
	if c.inRow >= inRow {
		x.third++
	}
	x.longest = max(x.longest, c.inRow)
	c.rows[rule] = x
}

// taken notes that what it suggested was taken up.
func (c *table) taken(rule goal.Rule) {
	x := c.rows[rule]
	x.taken++
	c.rows[rule] = x
}
