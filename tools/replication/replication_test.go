package replication

import (
	"bufio"
	"bytes"
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/benbjohnson/litestream"
	"github.com/benbjohnson/litestream/file"
	_ "modernc.org/sqlite" // Litestream opens the database with it
)

// binary of the program, built once.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "ippo-replication-")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "ippo")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = filepath.Join("..", "..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		panic(string(said))
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// machine has a person's database.
type machine struct {
	t    *testing.T
	path string
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	slog.SetDefault(slog.New(slog.DiscardHandler)) // Litestream's own words
	m := &machine{t, filepath.Join(t.TempDir(), "ippo.db")}
	m.run("begin", "--template", "fitness", "--yes")
	return m
}

func (m *machine) command(args ...string) *exec.Cmd {
	c := exec.CommandContext(m.t.Context(), binary, args...)
	c.Env = []string{"IPPO_DATABASE=" + m.path, "HOME=" + filepath.Dir(m.path), "TZ=UTC", "LANG=en_GB.UTF-8", "PATH=" + os.Getenv("PATH")}
	return c
}

// try runs a command and answers what it printed.
func (m *machine) try(args ...string) (string, error) {
	out, err := m.command(args...).CombinedOutput()
	return string(out), err
}

func (m *machine) run(args ...string) string {
	m.t.Helper()
	out, err := m.try(args...)
	if err != nil {
		m.t.Fatalf("ippo %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// serve starts the server, which moves the log into the file five times a
// second, and answers when it listens.
func (m *machine) serve() (kill func()) {
	m.t.Helper()
	c := m.command("serve", "--no-open", "--listen", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		m.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		m.t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		m.t.Fatalf("%q, %v", line, err)
	}
	return func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	}
}

// stamps writes n commands down, each by a process of its own.
func (m *machine) stamps(n int) {
	m.t.Helper()
	for i := range n {
		m.run("done", "fitness", "--minutes", strconv.Itoa(1+i%9), "--note", strings.Repeat("a long day ", 10))
	}
}

func (m *machine) export(path string) []byte {
	m.t.Helper()
	at := &machine{m.t, path}
	out := filepath.Join(m.t.TempDir(), "export.json")
	at.run("export", "-o", out)
	b, err := os.ReadFile(out)
	if err != nil {
		m.t.Fatal(err)
	}
	return b
}

// replicate starts Litestream as its own program does, into a folder.
func replicate(t *testing.T, path, folder string) (db *litestream.DB, stop func()) {
	t.Helper()
	db = litestream.NewDB(path)
	client := file.NewReplicaClient(folder)
	db.Replica = litestream.NewReplicaWithClient(db, client)
	client.Replica = db.Replica
	db.Logger = slog.New(slog.DiscardHandler)
	s := litestream.NewStore([]*litestream.DB{db}, litestream.CompactionLevels{{Level: 0}, {Level: 1, Interval: 10 * time.Second}})
	if err := s.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db, func() {
		if err := s.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	}
}

// settled waits until all that is written is in the replica.
func settled(t *testing.T, db *litestream.DB) {
	t.Helper()
	if err := db.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Replica.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// restored puts the replica into a new file, with its full check.
func (m *machine) restored(folder string) string {
	m.t.Helper()
	o := litestream.NewRestoreOptions()
	o.OutputPath = filepath.Join(m.t.TempDir(), "restored.db")
	o.IntegrityCheck = litestream.IntegrityCheckFull
	if err := litestream.NewReplicaWithClient(nil, file.NewReplicaClient(folder)).Restore(m.t.Context(), o); err != nil {
		m.t.Fatal(err)
	}
	return o.OutputPath
}

// A server and a terminal write while Litestream replicates; the server is
// killed, started again, writes on and is killed once more. What is restored from the replica
// is, byte for byte of the export, what is in the database; and it is sound.
func TestReplicaHoldsWhatWasWritten(t *testing.T) {
	m, folder := newMachine(t), filepath.Join(t.TempDir(), "replica")
	db, stop := replicate(t, m.path, folder)
	for range 2 {
		kill := m.serve()
		m.stamps(25)
		kill()
		m.stamps(5)
	}
	settled(t, db)
	want := m.export(m.path)
	settled(t, db)
	stop()
	path := m.restored(folder)
	if got := m.export(path); !bytes.Equal(got, want) {
		t.Errorf("the replica holds %d bytes of export, the database %d", len(got), len(want))
	}
	at := &machine{t, path}
	at.run("doctor")
}

// While Litestream was not running, others wrote and emptied the log. When it
// is back, it takes a whole copy anew, and the replica is complete.
func TestReplicaCatchesUp(t *testing.T) {
	m, folder := newMachine(t), filepath.Join(t.TempDir(), "replica")
	db, stop := replicate(t, m.path, folder)
	m.stamps(3)
	settled(t, db)
	stop()
	kill := m.serve()
	m.stamps(20)
	kill()
	m.stamps(2)
	db, stop = replicate(t, m.path, folder)
	m.stamps(1)
	settled(t, db)
	want := m.export(m.path)
	stop()
	if got := m.export(m.restored(folder)); !bytes.Equal(got, want) {
		t.Errorf("the replica holds %d bytes of export, the database %d", len(got), len(want))
	}
}

// Litestream holds the database open: a restore is refused until it is
// stopped, and so is the emptying of the log that erasing needs.
func TestWhatLitestreamHoldsUp(t *testing.T) {
	m, folder := newMachine(t), filepath.Join(t.TempDir(), "replica")
	backup := filepath.Join(t.TempDir(), "a.db")
	m.run("backup", backup)
	db, stop := replicate(t, m.path, folder)
	m.stamps(2)
	settled(t, db)
	out, err := m.try("restore", backup, "--yes")
	if err == nil || !strings.Contains(out, "open in another") {
		t.Errorf("restore: %v, %s", err, out)
	}
	out, err = m.try("erase", "--yes", "erase")
	if err == nil || !strings.Contains(out, "busy") {
		t.Errorf("erase: %v, %s", err, out)
	}
	stop()
	m.run("restore", backup, "--yes")
}
