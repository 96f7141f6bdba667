package backup

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"filippo.io/age"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// place is a database with a clock of its own.
type place struct {
	t    *testing.T
	s    store.Store
	m    Maker
	path string
	now  time.Time
	n    int
}

func newPlace(t *testing.T) *place {
	t.Helper()
	p := &place{t: t, path: filepath.Join(t.TempDir(), "ippo.db"), now: time.Date(2026, 10, 5, 8, 0, 0, 0, time.UTC)}
	s, err := store.Open(t.Context(), p.path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	p.s = s
	p.m = Maker{Source: s, Database: p.path, Now: func() time.Time { return p.now }}
	return p
}

// lives writes a command down.
func (p *place) lives() {
	p.t.Helper()
	p.n++
	err := p.s.Update(context.Background(), app.LocalPerson, func(tx app.Tx) error {
		e := goal.Entry{Command: goal.Command{
			ID: p.path + strconv.Itoa(p.n), At: p.now.UnixMilli(), Day: goal.Date(2026, 10, 5), Body: goal.Stamp{Goal: "g", Note: "marker-text"},
		}}
		var err error
		if e.Hash, err = e.Command.Hash(); err == nil {
			_, err = tx.Append(e)
		}
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *place) folder(dir string, k Keep) Made {
	p.t.Helper()
	made, err := p.m.Folder(context.Background(), dir, k)
	if err != nil {
		p.t.Fatal(err)
	}
	return made
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func keyOf(err error) string {
	if told, ok := errors.AsType[*goal.Error](err); ok {
		return told.Key
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// A folder gets a backup when something moved, and keeps what it is told to.
// Files of others, and those of another history, stay.
func TestFolder(t *testing.T) {
	p, dir := newPlace(t), filepath.Join(t.TempDir(), "new", "backups")
	p.lives()
	k := Keep{Daily: 2}
	first := p.folder(dir, k)
	if !first.New || first.Holds.Entries != 1 || first.Made != p.now {
		t.Fatalf("%+v", first)
	}
	if fi, err := os.Stat(first.File); err != nil || fi.Mode().Perm() != 0o600 || fi.Size() != first.Bytes {
		t.Error(fi, err)
	}
	p.now = p.now.Add(time.Hour)
	if again := p.folder(dir, k); again.New || again.File != first.File {
		t.Errorf("nothing moved: %+v", again)
	}
	other := newPlace(t)
	other.lives()
	theirs := other.folder(dir, Keep{})
	if err := os.WriteFile(filepath.Join(dir, "diary.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		p.now = p.now.Add(24 * time.Hour)
		p.lives()
		p.folder(dir, k)
	}
	left := names(t, dir)
	want := []string{"diary.txt", filepath.Base(theirs.File), "ippo-20261007-090000", "ippo-20261008-090000"}
	slices.Sort(want)
	slices.Sort(left)
	if len(left) != len(want) || !slices.EqualFunc(left, want, strings.HasPrefix) {
		t.Errorf("left are %v, want %v", left, want)
	}
}

// The newest is made anew when it is gone, was changed, is open where it is to
// be locked, or when another note was made since.
func TestFolderTrustsNothingItCannotSee(t *testing.T) {
	p, dir := newPlace(t), t.TempDir()
	p.lives()
	made := p.folder(dir, DefaultKeep())
	if err := os.Remove(made.File); err != nil {
		t.Fatal(err)
	}
	if made = p.folder(dir, DefaultKeep()); !made.New {
		t.Error("it was gone")
	}
	p.now = p.now.Add(time.Minute)
	if err := os.Truncate(made.File, made.Bytes-1); err != nil {
		t.Fatal(err)
	}
	if made = p.folder(dir, DefaultKeep()); !made.New {
		t.Error("it was cut")
	}
	if _, err := p.m.File(t.Context(), filepath.Join(t.TempDir(), "elsewhere.db")); err != nil {
		t.Fatal(err)
	}
	if again := p.folder(dir, DefaultKeep()); again.New || again.File != made.File {
		t.Error("it is as good as before, though another was made since")
	}
	p.now = p.now.Add(time.Minute)
	p.m.Lock = withPassphrase(t, "plum rain")
	if locked := p.folder(dir, DefaultKeep()); !locked.New || !IsEncrypted(locked.File) {
		t.Errorf("an open one is no locked one: %+v", locked)
	}
}

func TestRecordTellsOfTrouble(t *testing.T) {
	p := newPlace(t)
	p.lives()
	dir := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := p.m.Folder(t.Context(), dir, DefaultKeep())
	if keyOf(err) != "error.backup.make_folder" {
		t.Error(err)
	}
	r := ReadRecord(p.path)
	if r.Good != nil || r.Trouble == nil || keyOf(r.Trouble.Err()) != "error.backup.make_folder" || r.Trouble.To != dir || !r.Trouble.At.Equal(p.now) {
		t.Errorf("%+v", r)
	}
	if _, err := p.m.File(t.Context(), dir); keyOf(err) != "error.output.exists" {
		t.Error(err)
	}
	good := p.folder(dir+"s", DefaultKeep())
	r = ReadRecord(p.path)
	if r.Trouble != nil || r.Good == nil || r.Good.File != good.File || !r.Good.Whole(t.Context()) {
		t.Errorf("%+v", r)
	}
	if err := os.WriteFile(good.File, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r.Good.Whole(t.Context()) {
		t.Error("another file is whole")
	}
}

// withPassphrase is a lock that costs little: the work that makes guessing
// slow is age's own business.
func withPassphrase(t *testing.T, words string) Lock {
	t.Helper()
	r, err := age.NewScryptRecipient(words)
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(4)
	return Lock{to: []age.Recipient{r}, passphrase: words}
}

func words(s string) Keys { return Keys{Passphrase: func() (string, error) { return s, nil }} }

// A backup locked with a passphrase holds nothing in the open, opens with the
// passphrase alone, and leaves no open copy behind.
func TestPassphrase(t *testing.T) {
	p := newPlace(t)
	p.lives()
	p.m.Lock = withPassphrase(t, "plum rain")
	file := filepath.Join(t.TempDir(), "a.age")
	made, err := p.m.File(t.Context(), file)
	if err != nil || !made.Encrypted || made.Lock != ByPassphrase {
		t.Fatal(made, err)
	}
	b, err := os.ReadFile(file)
	if err != nil || bytes.Contains(b, []byte("marker-text")) || bytes.Contains(b, []byte("SQLite")) {
		t.Error("it can be read", err)
	}
	target := filepath.Join(t.TempDir(), "not", "yet", "ippo.db")
	o, err := Open(t.Context(), file, target, words("plum rain"))
	if err != nil || o.Holds != made.Holds || !o.Encrypted {
		t.Fatal(o, err)
	}
	if _, err := store.Restore(t.Context(), o.Path, target, "x"); err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	for key, k := range map[string]Keys{
		"error.backup.other_passphrase": words("plum"), "error.backup.identity": {Identity: file},
	} {
		if _, err := Open(t.Context(), file, target, k); keyOf(err) != key {
			t.Errorf("%v, want %s", err, key)
		}
	}
	for _, dir := range []string{filepath.Dir(p.path), filepath.Dir(target), filepath.Dir(file), filepath.Dir(filepath.Dir(filepath.Dir(target)))} {
		if left := store.Leftovers(dir, func(string) bool { return true }); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// A file that asks for more work than 2^20 is refused in its own sentence,
// before anybody is asked for words and before the work is begun.
func TestWorkIsBounded(t *testing.T) {
	p, dir := newPlace(t), t.TempDir()
	p.lives()
	p.m.Lock = withPassphrase(t, "plum rain")
	file := filepath.Join(dir, "a.age")
	if _, err := p.m.File(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, body, ok := bytes.Cut(b, []byte(" 4\n"))
	if !ok {
		t.Fatal("the work of the test's backup is not 2^4")
	}
	for work, want := range map[string]string{
		"20": "asked", "21": "error.backup.work", "22": "error.backup.work", "30": "error.backup.work", "0": "error.backup.damaged",
		"99999999999999999999": "error.backup.damaged",
	} {
		hurt := filepath.Join(dir, work+".age")
		if err := os.WriteFile(hurt, slices.Concat(head, []byte(" "+work+"\n"), body), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), hurt, p.path, Keys{Passphrase: func() (string, error) { return "", errors.New("asked") }})
		if keyOf(err) != want {
			t.Errorf("2^%s: %v, want %s", work, err, want)
		}
	}
}

// A note that cannot be kept leaves nothing half written.
func TestARecordThatCannotBeWrittenLeavesNothing(t *testing.T) {
	database := filepath.Join(t.TempDir(), "ippo.db")
	if err := os.MkdirAll(filepath.Join(recordPath(database), "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := (Record{}).write(database); err == nil {
		t.Error("it was written over a folder")
	}
	if left := names(t, filepath.Dir(database)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// A backup for a key opens with the key, whether the file is in bytes or in
// letters.
func TestRecipients(t *testing.T) {
	p := newPlace(t)
	p.lives()
	dir := t.TempDir()
	mine, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	later, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	list, key, other := filepath.Join(dir, "list.txt"), filepath.Join(dir, "key.txt"), filepath.Join(dir, "other.txt")
	for f, s := range map[string]string{list: "# two of us\n" + mine.Recipient().String() + "\n", key: mine.String(), other: later.String()} {
		if err := os.WriteFile(f, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if p.m.Lock, err = NewLock([]string{list}, ""); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "a.age")
	made, err := p.m.File(t.Context(), file)
	if err != nil || made.Lock != ByKey {
		t.Fatal(made, err)
	}
	o, err := Open(t.Context(), file, p.path, Keys{Identity: key})
	if err != nil || o.Holds != made.Holds {
		t.Fatal(o, err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), file, p.path, Keys{Identity: other}); keyOf(err) != "error.backup.other_key" {
		t.Error(err)
	}
	if _, err := Open(t.Context(), file, p.path, words("x")); keyOf(err) != "error.backup.needs_key" {
		t.Error(err)
	}
	cut := filepath.Join(dir, "cut.age")
	b, _ := os.ReadFile(file)
	if err := os.WriteFile(cut, b[:len(b)-100], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), cut, p.path, Keys{Identity: key}); keyOf(err) != "error.backup.damaged" {
		t.Error(err)
	}
	if both, err := NewLock([]string{mine.Recipient().String(), later.Recipient().String()}, ""); keyOf(err) != "error.backup.mixed_keys" {
		t.Error(both, err)
	}
}

func TestLocksThatAreNone(t *testing.T) {
	if _, err := NewLock([]string{"age1x"}, ""); keyOf(err) != "error.backup.recipient" {
		t.Error(err)
	}
	if _, err := NewLock([]string{"no-such-file"}, ""); keyOf(err) != "error.backup.recipient" {
		t.Error(err)
	}
	if _, err := NewLock([]string{"age1x"}, "words"); keyOf(err) != "error.backup.both" {
		t.Error(err)
	}
	if l, err := NewLock(nil, ""); err != nil || l.On() {
		t.Error(l, err)
	}
}

// Of a folder the newest good one is taken; newer ones that are damaged are
// named. A wrong passphrase is no damage.
func TestNewestGoodOfAFolder(t *testing.T) {
	p, dir := newPlace(t), t.TempDir()
	k := Keep{Hourly: 9}
	var all []Made
	for range 3 {
		p.now = p.now.Add(time.Hour)
		p.lives()
		all = append(all, p.folder(dir, k))
	}
	b, err := os.ReadFile(all[2].File)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(b, []byte("marker-text"))
	b[at] ^= 1
	if err := os.WriteFile(all[2].File, b, 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := Open(t.Context(), dir, p.path, Keys{})
	if err != nil || o.File != all[1].File || o.Holds != all[1].Holds || !o.Made.Equal(all[1].Made.UTC()) || len(o.Passed) != 1 || o.Passed[0].File != all[2].File || keyOf(o.Passed[0].Why) != "error.backup.damaged" {
		t.Fatalf("%+v, %v", o, err)
	}
	if file, made, ok := Best(t.Context(), p.path); !ok || file != all[1].File || !made.Equal(all[1].Made) {
		t.Errorf("%s, %v, %v", file, made, ok)
	}
	p.m.Lock = withPassphrase(t, "plum rain")
	p.now = p.now.Add(time.Hour)
	locked := p.folder(dir, k)
	if _, err := Open(t.Context(), dir, p.path, words("other")); keyOf(err) != "error.backup.other_passphrase" {
		t.Error(err)
	}
	if o, err := Open(t.Context(), dir, p.path, words("plum rain")); err != nil || o.File != locked.File || o.Close() != nil {
		t.Error(o, err)
	}
	if file, _, ok := Best(t.Context(), p.path); !ok || file != locked.File {
		t.Errorf("%s, %v", file, ok)
	}
	for _, f := range names(t, dir) {
		if err := os.WriteFile(filepath.Join(dir, f), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(t.Context(), dir, p.path, Keys{}); keyOf(err) != "error.backup.none_good" {
		t.Error(err)
	}
	if _, err := Open(t.Context(), t.TempDir(), p.path, Keys{}); keyOf(err) != "error.backup.none" {
		t.Error(err)
	}
}

// fickle is a source whose backups come about only sometimes.
type fickle struct {
	Source
	down bool
	asks int
}

func (f *fickle) Mark(context.Context) (store.Mark, error) {
	f.asks++
	if f.down {
		return store.Mark{}, goal.Unavailable("database", "error.store.busy", "x")
	}
	return store.Mark{Line: "0a1b", Position: int64(f.asks), Sum: "00c0de"}, nil
}

func (f *fickle) Backup(_ context.Context, path string) (store.Holdings, error) {
	m := store.Mark{Line: "0a1b", Position: int64(f.asks), Sum: "00c0de"}
	return store.Holdings{Mark: m}, os.WriteFile(path, []byte("x"), 0o600)
}

// A backup at once, then every hour; after one that did not come about, again
// in five minutes. It ends with its context.
func TestSchedule(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		src := &fickle{}
		s := Schedule{
			Maker:  Maker{Source: src, Database: filepath.Join(dir, "ippo.db"), Now: time.Now}, //nolint:forbidigo // the clock of the bubble
			Folder: filepath.Join(dir, "to"), Every: time.Hour, Keep: Keep{Hourly: 2}, Log: slog.New(slog.DiscardHandler),
		}
		done := make(chan struct{})
		go func() { s.Run(ctx); close(done) }()
		want := func(asks int, why string) {
			t.Helper()
			synctest.Wait()
			if src.asks != asks {
				t.Errorf("%s: %d tries, want %d", why, src.asks, asks)
			}
		}
		want(1, "at once")
		time.Sleep(59 * time.Minute)
		want(1, "before the hour")
		time.Sleep(2 * time.Minute)
		want(2, "after the hour")
		time.Sleep(time.Hour)
		want(3, "another hour")
		if left, err := os.ReadDir(s.Folder); err != nil || len(left) != 2 {
			t.Errorf("%v stay, %v", left, err)
		}
		src.down = true
		time.Sleep(time.Hour)
		want(4, "it is down")
		if r := ReadRecord(s.Maker.Database); r.Trouble == nil || r.Good == nil {
			t.Errorf("%+v", r)
		}
		time.Sleep(10 * time.Minute)
		want(6, "again every five minutes")
		src.down = false
		time.Sleep(5 * time.Minute)
		want(7, "it is up")
		time.Sleep(30 * time.Minute)
		want(7, "and waits its hour")
		if r := ReadRecord(s.Maker.Database); r.Trouble != nil {
			t.Errorf("%+v", r)
		}
		stop()
		<-done
	})
}
