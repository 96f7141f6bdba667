package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
)

// pageSize of the database file.
const pageSize = 4096

// silent stands for the exit code of damage that nobody speaks of.
const silent = 127

// tornPage damages a copy as a write does that was cut off: the last page, or
// any other, ends in the middle.
func tornPage(ctx context.Context, fl *faultLab, times int) (tally, error) {
	return damage(ctx, fl, times, func(file []byte) []byte {
		torn := 1 + fl.rng.IntN(pageSize-1)
		page := fl.rng.IntN(len(file) / pageSize)
		switch fl.rng.IntN(3) {
		case 0: // the file ends in its last page
			return file[:len(file)-torn]
		case 1: // the last page has old bytes behind new ones
			page = len(file)/pageSize - 1
		}
		clear(file[page*pageSize+torn : (page+1)*pageSize])
		return file
	})
}

// flippedBit damages a copy in one bit anywhere.
func flippedBit(ctx context.Context, fl *faultLab, times int) (tally, error) {
	return damage(ctx, fl, times, func(file []byte) []byte {
		file[fl.rng.IntN(len(file))] ^= 1 << fl.rng.IntN(8)
		return file
	})
}

// damage damages copies of a database. Each is either found and told, and
// mended by restoring the backup, or does no harm: what the export says is what
// it said before, byte for byte.
func damage(ctx context.Context, fl *faultLab, times int, hurt func([]byte) []byte) (t tally, err error) {
	sub, err := fl.newSubject(ctx, fl.path("whole.db"))
	if err != nil {
		return t, err
	}
	if err := sub.fill(ctx, 600); err != nil {
		return t, err
	}
	backup := fl.path("backup.db")
	if _, err := fl.must(ctx, sub.env(), "backup", backup); err != nil {
		return t, err
	}
	want, err := sub.export(ctx)
	if err != nil {
		return t, err
	}
	file, err := os.ReadFile(sub.path)
	if err != nil {
		return t, err
	}
	found, harmless := 0, 0
	for ; t.tried < times; t.tried++ {
		x := &subject{h: fl, path: fl.path("damaged.db"), now: sub.now, zone: sub.zone, confirmed: sub.confirmed}
		if err := os.WriteFile(x.path, hurt(slices.Clone(file)), 0o600); err != nil {
			return t, err
		}
		told, err := x.examined(ctx, want)
		if err != nil {
			return t, err
		}
		switch {
		case told.good():
			harmless++
		case told.code == silent:
			t.lost++
			t.remark("%s", told.err)
		case !told.plain():
			t.unclear++
			t.remark("%q", told.err+told.out)
		default:
			found++
		}
		if told.good() {
			continue
		}
		if _, err := fl.must(ctx, x.env(), "restore", backup, "--yes"); err != nil {
			return t, err
		}
		f, err := x.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	t.remark("%d found, %d without harm: not a byte of the export differs", found, harmless)
	return t, nil
}

// examined asks doctor. When it finds nothing, the export has to be the same;
// what differs then was lost without a word.
func (sub *subject) examined(ctx context.Context, want exported) (result, error) {
	s, err := sub.h.run(ctx, sub.env(), "doctor", "--json")
	if err != nil || !s.good() || strings.Contains(s.out, `"sound": false`) {
		return s, err
	}
	got, err := sub.export(ctx)
	if err != nil {
		return s, fmt.Errorf("doctor finds nothing, and then: %w", err)
	}
	if !slices.Equal(got.raw, want.raw) {
		return result{code: silent, err: "doctor finds nothing, but " + difference(want.raw, got.raw)}, nil
	}
	return s, nil
}
