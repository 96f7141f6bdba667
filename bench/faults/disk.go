package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// Sentences by which a person is told what is wrong with the disk.
const (
	noRoom      = "There is no room to write"
	notWritable = "cannot be written"
	noFolder    = "cannot be made"
)

// explained asks for a stamp with a form and from the terminal while the disk does
// not take it, and says what is wrong with the answers, if anything.
func (s *server) explained(ctx context.Context, sentences ...string) (string, error) {
	sub := s.subject
	id := uuid.Must(uuid.NewV7()).String()
	form := url.Values{"id": {id}, "goal": {sub.goal}, "day": {(firstDay() + lived - 1).String()}}.Encode()
	status, page, err := s.post(ctx, "/stamp", "application/x-www-form-urlencoded", form)
	if err != nil {
		return "", err
	}
	if status == http.StatusSeeOther { // there was room for this one
		sub.mutex.Lock()
		sub.confirmed[id] = true
		sub.mutex.Unlock()
	} else if status != http.StatusServiceUnavailable || !holdsOne(page, sentences) {
		return fmt.Sprintf("the page answers %d, %q", status, words(page)), nil
	}
	said, err := sub.done(ctx, 1)
	if err == nil && !said.good() && (!said.plain() || !holdsOne(said.err, sentences)) {
		return fmt.Sprintf("the terminal says %q, exit %d", said.err, said.code), nil
	}
	if err != nil {
		return "", err
	}
	return sub.toldOfBackup(ctx, append(sentences, noFolder)...)
}

// toldOfBackup asks for a backup onto the disk that does not take it, and says
// what is wrong with the answer, or with what is left in the folder.
func (sub *subject) toldOfBackup(ctx context.Context, sentences ...string) (string, error) {
	dir := filepath.Join(filepath.Dir(sub.path), "backups")
	said, err := sub.h.run(ctx, sub.env(), "backup", "--to", dir)
	switch {
	case err != nil || said.good():
		return "", err
	case !said.plain() || !holdsOne(said.err, sentences):
		return fmt.Sprintf("the backup says %q, exit %d", said.err, said.code), nil
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		return fmt.Sprintf("a backup that was not made left %q", left), nil
	}
	return "", nil
}

func holdsOne(text string, sentences []string) bool {
	for _, s := range sentences {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// words of a page, shortened.
func words(page string) string {
	_, body, ok := strings.Cut(page, "<main")
	if _, within, end := strings.Cut(body, ">"); ok && end {
		page = within
	}
	text := strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")), " ")
	return text[:min(len(text), 200)]
}

// fullDisk fills the disk under the writer until nothing is taken any more,
// then makes room again: the same server goes on.
func fullDisk(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	dir, why := fl.smallDisk()
	if why != "" {
		t.notRun = why
		return t, nil
	}
	for ; t.tried < times; t.tried++ {
		sub, err := fl.newSubject(ctx, filepath.Join(dir, fmt.Sprintf("%d.db", t.tried)))
		if err != nil {
			return t, err
		}
		unclear, err := sub.fillDisk(ctx, dir)
		if err != nil {
			return t, err
		}
		if unclear != "" {
			t.unclear++
			t.remark("%s", unclear)
		}
		f, err := sub.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
		old, _ := filepath.Glob(sub.path + "*")
		for _, p := range append(old, filepath.Join(dir, "backups")) {
			err = errors.Join(err, os.RemoveAll(p))
		}
		if err != nil {
			return t, err
		}
	}
	return t, nil
}

// fillDisk is one try of fullDisk.
func (sub *subject) fillDisk(ctx context.Context, dir string) (unclear string, err error) {
	s, err := sub.serve(ctx)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	filler := filepath.Join(dir, "filler")
	if err := fillUp(filler, int64(sub.h.rng.IntN(300<<10))); err != nil {
		return "", err
	}
	l := sub.write(ctx, 3, 1, s)
	l.clients.Wait() // until each was turned away
	if err := l.end(); err != nil {
		return "", err
	}
	if unclear, err = s.explained(ctx, noRoom); err != nil {
		return "", err
	}
	if err := os.Remove(filler); err != nil {
		return "", err
	}
	return unclear, s.sendAgain(ctx)
}

// fillUp writes a file until the disk is full, then gives some bytes back.
func fillUp(path string, back int64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	size, block := int64(0), make([]byte, 4096)
	for err == nil {
		var n int
		n, err = f.Write(block)
		size += int64(n)
	}
	return errors.Join(f.Truncate(max(0, size-back)), f.Close())
}

// readOnlyDisk turns the disk read-only under the writer, as a kernel does that
// has met an error, and mends it by mounting it anew. The disk keeps no log:
// one with a log answers some syncs in that moment with a success that is none,
// also to a program of nine lines, and no program can tell.
func readOnlyDisk(ctx context.Context, fl *faultLab, times int) (tally, error) {
	d, why := fl.ownDisk(ctx, "-O", "^has_journal")
	if why != "" {
		return tally{notRun: why}, nil
	}
	return fl.onDisk(ctx, times, d, d.turnReadOnly, true)
}

// powerFails takes the disk away without what had not been synced.
func powerFails(ctx context.Context, fl *faultLab, times int) (tally, error) {
	d, why := fl.ownDisk(ctx)
	if why != "" {
		return tally{notRun: why}, nil
	}
	return fl.onDisk(ctx, times, d, d.forget, false)
}

// onDisk does something to a disk while a server and a terminal write to it.
// Afterwards the disk is mounted anew.
func (fl *faultLab) onDisk(ctx context.Context, times int, d *disk, hurt func(context.Context) error, tells bool) (t tally, err error) {
	for ; t.tried < times; t.tried++ {
		sub, err := fl.newSubject(ctx, filepath.Join(d.dir, fmt.Sprintf("%d.db", t.tried)))
		if err != nil {
			return t, err
		}
		s, err := sub.serve(ctx)
		if err != nil {
			return t, err
		}
		l := sub.write(ctx, 4, 1, s)
		err = errors.Join(lab.Sleep(ctx, fl.between(5*1e6, 400*1e6)), hurt(ctx))
		l.clients.Wait()
		err = errors.Join(err, l.end())
		if err == nil && tells {
			var unclear string
			if unclear, err = s.explained(ctx, noRoom, notWritable); unclear != "" {
				t.unclear++
				t.remark("%s", unclear)
			}
		}
		s.kill()
		if err := errors.Join(err, d.anew(ctx)); err != nil {
			return t, err
		}
		if s, err = sub.serve(ctx); err != nil {
			return t, err
		}
		if err := t.settle(ctx, s); err != nil {
			return t, err
		}
	}
	return t, nil
}

// slowDisk lets few writes through, so that each sync takes a tenth of a second at
// the slowest, while two pages and two terminals write. The server is killed while it
// waits for the disk, and another goes on.
func slowDisk(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	d, why := fl.ownDisk(ctx)
	if why != "" {
		return tally{notRun: why}, nil
	}
	var longest time.Duration
	for ; t.tried < times; t.tried++ {
		sub, err := fl.newSubject(ctx, filepath.Join(d.dir, fmt.Sprintf("%d.db", t.tried)))
		if err != nil {
			return t, err
		}
		s, err := sub.serve(ctx)
		if err != nil {
			return t, err
		}
		if why := fl.slow(d, 20+fl.rng.IntN(180)); why != "" {
			s.kill()
			return tally{notRun: why}, nil
		}
		l := sub.write(ctx, 2, 2, s)
		err = lab.Sleep(ctx, fl.between(time.Second, 3*time.Second))
		s.kill()
		err = errors.Join(err, l.end())
		if err == nil {
			s, err = sub.serve(ctx)
		}
		if err != nil {
			return t, err
		}
		longest = max(longest, l.longest())
		if err := t.settle(ctx, s); err != nil {
			return t, err
		}
	}
	t.remark("a command of the terminal took at most %d ms beside a server on a slow disk", longest.Milliseconds())
	return t, nil
}
