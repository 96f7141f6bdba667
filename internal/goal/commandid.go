package goal

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
)

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

// ContentID is an id that follows from what it is for: a UUID of version 8 (RFC
// 9562, 5.8), the first 122 free bits of the SHA-256 of the parts, each preceded
// by its length.
func ContentID(parts ...string) string {
	var text []byte
	for _, p := range parts {
		text = strconv.AppendInt(text, int64(len(p)), 10)
		text = append(text, ':')
		text = append(text, p...)
	}
	id := sha256.Sum256(text)
	id[6] = id[6]&0x0F | 0x80 // version 8
	id[8] = id[8]&0x3F | 0x80 // variant 10
	s := hex.EncodeToString(id[:16])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
