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
func tornPage(ctx context.Context, h *house, times int) (tally, error) {
	return damage(ctx, h, times, func(file []byte) []byte {
		torn := 1 + h.rng.IntN(pageSize-1)
		page := h.rng.IntN(len(file) / pageSize)
		switch h.rng.IntN(3) {
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
func flippedBit(ctx context.Context, h *house, times int) (tally, error) {
	return damage(ctx, h, times, func(file []byte) []byte {
		file[h.rng.IntN(len(file))] ^= 1 << h.rng.IntN(8)
		return file
	})
}

// damage damages copies of a database. Each is either found and told, and
// mended by restoring the backup, or does no harm: what the export says is what
// it said before, byte for byte.
func damage(ctx context.Context, h *house, times int, hurt func([]byte) []byte) (t tally, err error) {
	m, err := h.newHome(ctx, h.path("whole.db"))
	if err != nil {
		return t, err
	}
	if err := m.fill(ctx, 600); err != nil {
		return t, err
	}
	backup := h.path("backup.db")
	if _, err := h.must(ctx, m.env(), "backup", backup); err != nil {
		return t, err
	}
	want, err := m.export(ctx)
	if err != nil {
		return t, err
	}
	file, err := os.ReadFile(m.path)
	if err != nil {
		return t, err
	}
	found, harmless := 0, 0
	for ; t.tried < times; t.tried++ {
		x := &home{h: h, path: h.path("damaged.db"), now: m.now, zone: m.zone, confirmed: m.confirmed}
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
		if _, err := h.must(ctx, x.env(), "restore", backup, "--yes"); err != nil {
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
func (m *home) examined(ctx context.Context, want exported) (said, error) {
	s, err := m.h.run(ctx, m.env(), "doctor", "--json")
	if err != nil || !s.good() || strings.Contains(s.out, `"sound": false`) {
		return s, err
	}
	got, err := m.export(ctx)
	if err != nil {
		return s, fmt.Errorf("doctor finds nothing, and then: %w", err)
	}
	if !slices.Equal(got.raw, want.raw) {
		return said{code: silent, err: "doctor finds nothing, but " + difference(want.raw, got.raw)}, nil
	}
	return s, nil
}
