package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// EntryID is the command id of an imported entry: the same entry has the same
// id at every import (ruling 18). value is [record.token].
func EntryID(format Format, habitKey string, day goal.Day, value string) string {
	return contentID("entry", string(format), habitKey, day.String(), value)
}

// goalID is the id of the goal that a habit becomes.
func goalID(format Format, habitKey string) string {
	return contentID("goal", string(format), habitKey)
}

// contentID is a UUID of version 8 (RFC 9562, 5.8): the first 122 free bits of
// the SHA-256 of the parts, each preceded by its length.
func contentID(parts ...string) string {
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
