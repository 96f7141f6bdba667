package main

import (
	"errors"
	"os"
	"time"
)

// syncBlock is what is written before each sync: two pages of a write-ahead
// log.
const syncBlock = 8240

// syncRate is F: how many overwrites of a block the disk brings to safety in a
// second, one after the other.
func syncRate(dir string, span time.Duration) (rate float64, err error) {
	f, err := os.CreateTemp(dir, "sync-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	const blocks = 128
	if _, err := f.Write(make([]byte, blocks*syncBlock)); err != nil {
		return 0, err
	}
	if err := f.Sync(); err != nil {
		return 0, err
	}
	block := make([]byte, syncBlock)
	began := time.Now() //nolint:forbidigo // a bench measures
	n := 0
	for time.Since(began) < span {
		block[0] = byte(n)
		if _, err := f.WriteAt(block, int64(n%blocks)*syncBlock); err != nil {
			return 0, err
		}
		if err := syncData(f); err != nil {
			return 0, err
		}
		n++
	}
	return float64(n) / time.Since(began).Seconds(), nil
}
