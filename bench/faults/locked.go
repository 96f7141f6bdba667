package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
)

// killLocked kills a backup that is encrypted while a server writes. A file
// that bears the name of the backup is a whole one, and after the next run
// nothing is left of those that were cut off: not what would have become a
// backup, and not the database in the open.
func killLocked(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	sub, err := fl.newSubject(ctx, fl.path("source.db"))
	if err != nil {
		return t, err
	}
	open, locked, err := fl.keys()
	if err != nil {
		return t, err
	}
	s, err := sub.serve(ctx)
	if err != nil {
		return t, err
	}
	defer s.kill()
	to := fl.path("backup.age")
	backup := []string{"backup", to, "--recipient", locked}
	first, err := fl.must(ctx, sub.env(), backup...)
	if err := errors.Join(err, os.Remove(to)); err != nil {
		return t, err
	}
	whole, cut, span := 0, 0, first.took
	for ; t.tried < times; t.tried++ {
		l := sub.write(ctx, 2, 0, s)
		before := sub.snapshot()
		b, err := fl.killed(ctx, fl.between(0, span*3/2), sub.env(), backup...)
		if err := errors.Join(err, l.end()); err != nil {
			return t, err
		}
		if b.good() {
			span = b.took
		}
		if len(fl.leftBeside(sub.path, to)) > 0 {
			cut++
		}
		if _, err := os.Stat(to); err != nil {
			if b.good() {
				return t, errors.New("a backup that was answered for is not there")
			}
			continue
		}
		whole++
		x := &subject{h: fl, path: fl.path("opened.db"), now: sub.now, zone: sub.zone, confirmed: before}
		if _, err := fl.must(ctx, x.env(), "restore", to, "--identity", open); err != nil {
			return t, err
		}
		f, err := x.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
		if err := os.Remove(to); err != nil {
			return t, err
		}
	}
	if _, err := fl.must(ctx, sub.env(), backup...); err != nil {
		return t, err
	}
	if left := fl.leftBeside(sub.path, to); len(left) > 0 {
		t.unsound++
		t.remark("left behind: %v", left)
	}
	if err := s.sendAgain(ctx); err != nil {
		return t, err
	}
	f, err := sub.check(ctx)
	t.add(f)
	t.remark("%d of %d backups were whole before the kill; %d times something was left, and the next run took it away", whole, t.tried, cut)
	return t, err
}

// leftBeside lists what a backup works on, beside the database and the target.
func (fl *faultLab) leftBeside(paths ...string) []string {
	var left []string
	for _, p := range paths {
		found, _ := filepath.Glob(p + ".*-*") // the pattern is a good one
		for _, f := range found {
			if n := filepath.Base(f); strings.Contains(n, ".part-") || strings.Contains(n, ".plain-") || strings.Contains(n, ".scratch-") {
				left = append(left, n)
			}
		}
	}
	return left
}

// keys writes an age identity and its recipient into files.
func (fl *faultLab) keys() (identity, recipient string, err error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", err
	}
	identity, recipient = fl.path("key.txt"), fl.path("recipient.txt")
	return identity, recipient, errors.Join(
		os.WriteFile(identity, []byte(id.String()), 0o600), os.WriteFile(recipient, []byte(id.Recipient().String()), 0o600))
}
