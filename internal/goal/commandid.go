package goal

import "slices"

// LowerID spells an id as UUIDs are written: whoever sends one in capitals means
// the same command.
func LowerID(id string) string {
	b := []byte(id)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// WithIDs spells anew the ids of commands that a command carries: its own, and
// those that it takes back or replaces.
func (c Command) WithIDs(spell func(id string) string) Command {
	c.ID = spell(c.ID)
	each := func(ids []string) []string {
		ids = slices.Clone(ids)
		for i, id := range ids {
			ids[i] = spell(id)
		}
		return ids
	}
	switch b := c.Body.(type) {
	case Undo:
		b.Target = spell(b.Target)
		c.Body = b
	case Skip:
		b.Replaces = each(b.Replaces)
		c.Body = b
	case Rest:
		b.Replaces = each(b.Replaces)
		c.Body = b
	}
	return c
}
