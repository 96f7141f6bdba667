package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"strconv"
)

// checksumSchema is the first schema whose journal entries bear a seal, the
// checksum of what they say.
const checksumSchema = 4

// checksumBytes are enough to see what happened by accident; a seal keeps nobody
// out who can write to the file.
const checksumBytes = 8

// checksumColumns is all that an entry says but for being undone, which changes.
const checksumColumns = `id, kind, about, day, at, device, payload, hash, batch, target, result`

// entryText is an entry as the columns of its row.
type entryText struct {
	id, kind, about, day                         string
	at                                           int64
	device, payload, hash, batch, target, result string
}

// checksum is a sum of the columns, each with its length before it.
func (e entryText) checksum() string {
	var b []byte
	for _, s := range []string{
		e.id, e.kind, e.about, e.day, strconv.FormatInt(e.at, 10), e.device, e.payload, e.hash, e.batch, e.target, e.result,
	} {
		b = strconv.AppendInt(b, int64(len(s)), 10)
		b = append(b, ' ')
		b = append(b, s...)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:checksumBytes])
}

func (e *entryText) scan(r scanner, more ...any) error {
	return r.Scan(append([]any{
		&e.id, &e.kind, &e.about, &e.day, &e.at, &e.device, &e.payload, &e.hash, &e.batch, &e.target, &e.result,
	}, more...)...)
}

// updateChecksum seals an entry anew whose words were changed.
func (t tx) updateChecksum(id string) error {
	var e entryText
	err := e.scan(t.row(`select `+checksumColumns+` from journal where person_id = $1 and id = $2`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.exec(`update journal set seal = $2 where person_id = $1 and id = $3`, e.checksum(), id)
}
