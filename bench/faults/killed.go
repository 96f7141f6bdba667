package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// perHome is how many tries share a database before a new one is begun.
const perHome = 20

// perCheck is how many kills of a quick run go by before the database is looked
// at: what was confirmed before them all has to be there.
const perCheck = 10

// killServer kills a server while clients and a terminal write to its
// database. What had no answer is sent again to the next one, as a page does.
func killServer(ctx context.Context, h *house, times int) (t tally, err error) {
	var m *home
	for ; t.tried < times; t.tried++ {
		if t.tried%perHome == 0 {
			if m, err = h.newHome(ctx, h.path("kill.db")); err != nil {
				return t, err
			}
		}
		s, err := m.serve(ctx)
		if err != nil {
			return t, err
		}
		if err := s.sendAgain(ctx); err != nil {
			return t, err
		}
		l := m.write(ctx, 4, 1, s)
		longest := 450 * time.Millisecond
		if h.quick {
			longest /= 3
		}
		err = sleep(ctx, h.between(2*time.Millisecond, longest))
		s.kill()
		if err := errors.Join(err, l.end()); err != nil {
			return t, err
		}
		if h.quick && t.tried%perCheck != perCheck-1 && t.tried != times-1 {
			continue
		}
		f, err := m.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	return t, nil
}

// killTerminal kills two commands that write at once.
func killTerminal(ctx context.Context, h *house, times int) (t tally, err error) {
	var m *home
	for ; t.tried < times; t.tried++ {
		if t.tried%perHome == 0 {
			if m, err = h.newHome(ctx, h.path("terminal.db")); err != nil {
				return t, err
			}
		}
		both := make(chan error, 2)
		for i := range 2 {
			short, cancel := context.WithTimeout(ctx, h.between(0, 40*time.Millisecond))
			go func() {
				defer cancel()
				_, err := m.done(short, t.tried*2+i)
				both <- err
			}()
		}
		if err := errors.Join(<-both, <-both, ctx.Err()); err != nil {
			return t, err
		}
		if t.tried%5 != 4 && t.tried != times-1 {
			continue
		}
		f, err := m.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	return t, nil
}

// killBackup kills a backup while a server writes. A file that bears the name
// of the backup is a whole one.
func killBackup(ctx context.Context, h *house, times int) (t tally, err error) {
	m, err := h.newHome(ctx, h.path("source.db"))
	if err != nil {
		return t, err
	}
	s, err := m.serve(ctx)
	if err != nil {
		return t, err
	}
	defer s.kill()
	first, err := h.must(ctx, m.env(), "backup", h.path("first.db"))
	if err != nil {
		return t, err
	}
	whole, span := 0, first.took
	for ; t.tried < times; t.tried++ {
		l := m.write(ctx, 2, 0, s)
		before := m.snapshot()
		to := h.path("backup.db")
		b, err := h.killed(ctx, h.between(0, span*3/2), m.env(), "backup", to)
		if err := errors.Join(err, l.end()); err != nil {
			return t, err
		}
		if b.good() {
			span = b.took
		}
		if _, err := os.Stat(to); err == nil {
			whole++
			copied := &home{h: h, path: to, now: m.now, zone: m.zone, confirmed: before}
			f, err := copied.check(ctx)
			if err != nil {
				return t, err
			}
			t.add(f)
		} else if b.good() {
			return t, errors.New("a backup that was answered for is not there")
		}
	}
	if err := s.sendAgain(ctx); err != nil {
		return t, err
	}
	f, err := m.check(ctx)
	t.add(f)
	t.remark("%d of %d backups were whole before the kill, the others had not got their name yet", whole, t.tried)
	return t, err
}

// snapshot of what is confirmed now.
func (m *home) snapshot() map[string]bool {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	now := make(map[string]bool, len(m.confirmed))
	for id := range m.confirmed {
		now[id] = true
	}
	return now
}

// killRestore kills a restore. What is there afterwards is the old database or
// the restored one, whole.
func killRestore(ctx context.Context, h *house, times int) (t tally, err error) {
	m, err := h.newHome(ctx, h.path("restored.db"))
	if err != nil {
		return t, err
	}
	if err := m.fill(ctx, 300); err != nil {
		return t, err
	}
	kept := m.snapshot()
	backup := h.path("kept.db")
	if _, err := h.must(ctx, m.env(), "backup", backup); err != nil {
		return t, err
	}
	if err := m.fill(ctx, 50); err != nil {
		return t, err
	}
	source := h.path("later.db")
	if _, err := h.must(ctx, m.env(), "backup", source); err != nil {
		return t, err
	}
	old, now, span := 0, 0, 60*time.Millisecond
	for ; t.tried < times; t.tried++ {
		path := h.path("here.db")
		if err := copyFile(path, source); err != nil {
			return t, err
		}
		x := &home{h: h, path: path, now: m.now, zone: m.zone, goal: m.goal, confirmed: m.snapshot()}
		if _, err := x.done(ctx, t.tried); err != nil { // so that there is a log beside it, sometimes
			return t, err
		}
		s, err := h.killed(ctx, h.between(0, span*5/4), x.env(), "restore", backup, "--yes")
		if err != nil {
			return t, err
		}
		if s.good() {
			span = s.took
		}
		if _, err := os.Stat(path); err != nil {
			t.lost += len(kept)
			t.remark("no database is left")
			continue
		}
		e, err := h.export(ctx, x.env())
		if err != nil {
			return t, err
		}
		if lost, _ := e.against(x.confirmed); lost == 0 {
			old++
		} else {
			now++
			x.confirmed = kept
		}
		f, err := x.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	t.remark("%d times the old database was there, %d times the restored one", old, now)
	return t, nil
}

// fill writes commands through a server that ends in peace.
func (m *home) fill(ctx context.Context, n int) error {
	s, err := m.serve(ctx)
	if err != nil {
		return err
	}
	for done := 0; done < n; done += 50 {
		cs := make([]sent, min(50, n-done))
		for i := range cs {
			cs[i] = m.stamp(done + i)
		}
		if s.send(ctx, cs) {
			return fmt.Errorf("the server takes no commands\n%s", s.log)
		}
	}
	return s.stop()
}
