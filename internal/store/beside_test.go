package store

import (
	"os"
	"path/filepath"
	"testing"
)

// All names that this room gives to files beside a database are known as the
// database's, and what a person may call a file of their own is not.
func TestBelongs(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "ippo.db")
	kept := (&sqliteStore{path: db}).copyOf(3)
	for _, path := range []string{
		db, db + "-wal", db + "-shm", db + "-journal", db + ".lock", db + ".door", db + ".turn", Part(db), tempPath(db, plainTail), tempPath(db, scratchTail),
		tempPath(Near(db), plainTail), Part(tempPath(db, plainTail)), Part(db) + "-journal", kept, kept + ".part", db + ".old-20261005-080000", db + ".old-20261005-080000-wal",
		filepath.Join(dir, "IPPO.DB"), filepath.Join(dir, "sub", "..", "ippo.db-wal"),
	} {
		if !Belongs(path, db) {
			t.Errorf("%s: not known", path)
		}
	}
	for _, name := range []string{"ippo.db.age", "ippo.db.json", "ippo.json", "my-ippo.db", "ippo.db2", "ippo.db.partial", "sub/ippo.db"} {
		if Belongs(filepath.Join(dir, name), db) {
			t.Errorf("%s: the person's own", name)
		}
	}
}

// A link is the file it leads to, and a database may itself be named by one.
func TestBelongsByAnotherName(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	db, other := filepath.Join(away, "ippo.db"), filepath.Join(away, "notes.txt")
	for _, f := range []string{db, db + "-wal", other} {
		if err := os.WriteFile(f, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	for link, to := range map[string]string{"db": db, "wal": db + "-wal", "other": other, "folder": away} {
		if err := os.Symlink(to, in(link)); err != nil {
			t.Skip(err) // a system that lets not everybody make one
		}
	}
	if err := os.Link(db, in("hard")); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{
		in("db"): true, in("wal"): true, in("hard"): true, in("other"): false, filepath.Join(in("folder"), "ippo.db.turn"): true, in("db") + "-shm": false,
	} {
		if got := Belongs(path, db); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
	for _, path := range []string{db, db + "-wal", in("db") + ".lock", in("hard")} {
		if !Belongs(path, in("db")) {
			t.Errorf("%s: not known of a database named by a link", path)
		}
	}
}
