package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// EntryID is the command id of an imported entry: the same entry has the same
// id at every import (ruling 18). Value is [Entry.Token].
func EntryID(format Format, habitKey string, day goal.Day, value string) string {
	return contentID("entry", string(format), habitKey, day.String(), value)
}

// GoalID is the command id under which a habit becomes a goal.
func GoalID(format Format, habitKey string) string {
	return contentID("goal", string(format), habitKey)
}

// Token writes all that an entry says of its day, for [EntryID]: two entries
// of a day have the same token only if nothing differs, the note included.
func (e Entry) Token() string {
	return string(e.Value) + " " + strconv.FormatFloat(e.Amount, 'g', -1, 64) + " " + e.Note
}

// contentID is a UUID of version 8 (RFC 9562, 5.8): the first 122 free bits of
// the SHA-256 of the parts, each preceded by its length.
func contentID(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	var id [sha256.Size]byte
	h.Sum(id[:0])
	id[6] = id[6]&0x0F | 0x80 // version 8
	id[8] = id[8]&0x3F | 0x80 // variant 10
	s := hex.EncodeToString(id[:16])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
