package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// perSubject is how many tries share a database before a new one is begun.
const perSubject = 20

// perCheck is how many kills of a quick run go by before the database is looked
// at: what was confirmed before them all has to be there.
const perCheck = 10

// killServer kills a server while clients and a terminal write to its
// database. What had no answer is sent again to the next one, as a page does.
func killServer(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	var sub *subject
	for ; t.tried < times; t.tried++ {
		if t.tried%perSubject == 0 {
			if sub, err = fl.newSubject(ctx, fl.path("kill.db")); err != nil {
				return t, err
			}
		}
		s, err := sub.serve(ctx)
		if err != nil {
			return t, err
		}
		if err := s.sendAgain(ctx); err != nil {
			return t, err
		}
		l := sub.write(ctx, 4, 1, s)
		longest := 450 * time.Millisecond
		if fl.quick {
			longest /= 3
		}
		err = lab.Sleep(ctx, fl.between(2*time.Millisecond, longest))
		s.kill()
		if err := errors.Join(err, l.end()); err != nil {
			return t, err
		}
		if fl.quick && t.tried%perCheck != perCheck-1 && t.tried != times-1 {
			continue
		}
		f, err := sub.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	return t, nil
}

// killTerminal kills two commands that write at once.
func killTerminal(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	var sub *subject
	for ; t.tried < times; t.tried++ {
		if t.tried%perSubject == 0 {
			if sub, err = fl.newSubject(ctx, fl.path("terminal.db")); err != nil {
				return t, err
			}
		}
		both := make(chan error, 2)
		for i := range 2 {
			short, cancel := context.WithTimeout(ctx, fl.between(0, 40*time.Millisecond))
			go func() {
				defer cancel()
				_, err := sub.done(short, t.tried*2+i)
				both <- err
			}()
		}
		if err := errors.Join(<-both, <-both, ctx.Err()); err != nil {
			return t, err
		}
		if t.tried%5 != 4 && t.tried != times-1 {
			continue
		}
		f, err := sub.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	return t, nil
}

// killBackup kills a backup while a server writes. A file that bears the name
// of the backup is a whole one.
func killBackup(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	sub, err := fl.newSubject(ctx, fl.path("source.db"))
	if err != nil {
		return t, err
	}
	s, err := sub.serve(ctx)
	if err != nil {
		return t, err
	}
	defer s.kill()
	first, err := fl.must(ctx, sub.env(), "backup", fl.path("first.db"))
	if err != nil {
		return t, err
	}
	whole, span := 0, first.took
	for ; t.tried < times; t.tried++ {
		l := sub.write(ctx, 2, 0, s)
		before := sub.snapshot()
		to := fl.path("backup.db")
		b, err := fl.killed(ctx, fl.between(0, span*3/2), sub.env(), "backup", to)
		if err := errors.Join(err, l.end()); err != nil {
			return t, err
		}
		if b.good() {
			span = b.took
		}
		if _, err := os.Stat(to); err == nil {
			whole++
			copied := &subject{h: fl, path: to, now: sub.now, zone: sub.zone, confirmed: before}
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
	f, err := sub.check(ctx)
	t.add(f)
	t.remark("%d of %d backups were whole before the kill, the others had not got their name yet", whole, t.tried)
	return t, err
}

// snapshot of what is confirmed now.
func (sub *subject) snapshot() map[string]bool {
	sub.mutex.Lock()
	defer sub.mutex.Unlock()
	now := make(map[string]bool, len(sub.confirmed))
	for id := range sub.confirmed {
		now[id] = true
	}
	return now
}

// killRestore kills a restore. What is there afterwards is the old database or
// the restored one, whole.
func killRestore(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	sub, err := fl.newSubject(ctx, fl.path("restored.db"))
	if err != nil {
		return t, err
	}
	if err := sub.fill(ctx, 300); err != nil {
		return t, err
	}
	kept := sub.snapshot()
	backup := fl.path("kept.db")
	if _, err := fl.must(ctx, sub.env(), "backup", backup); err != nil {
		return t, err
	}
	if err := sub.fill(ctx, 50); err != nil {
		return t, err
	}
	source := fl.path("later.db")
	if _, err := fl.must(ctx, sub.env(), "backup", source); err != nil {
		return t, err
	}
	old, now, span := 0, 0, 60*time.Millisecond
	for ; t.tried < times; t.tried++ {
		path := fl.path("here.db")
		if err := lab.CopyFile(path, source); err != nil {
			return t, err
		}
		x := &subject{h: fl, path: path, now: sub.now, zone: sub.zone, goal: sub.goal, confirmed: sub.snapshot()}
		if _, err := x.done(ctx, t.tried); err != nil { // so that there is a log beside it, sometimes
			return t, err
		}
		s, err := fl.killed(ctx, fl.between(0, span*5/4), x.env(), "restore", backup, "--yes")
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
		e, err := fl.export(ctx, x.env())
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
func (sub *subject) fill(ctx context.Context, n int) error {
	s, err := sub.serve(ctx)
	if err != nil {
		return err
	}
	for done := 0; done < n; done += 50 {
		cs := make([]sent, min(50, n-done))
		for i := range cs {
			cs[i] = sub.stamp(done + i)
		}
		if s.send(ctx, cs) {
			return fmt.Errorf("the server takes no commands\n%s", s.log)
		}
	}
	return s.stop()
}
