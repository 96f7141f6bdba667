package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// fault is one thing that happens to programs.
type fault struct {
	name, what   string
	times, short int // how often in a run, and in the tests
	run          func(ctx context.Context, fl *faultLab, times int) (tally, error)
}

func allFaults() []fault {
	return []fault{
		{"kill", "SIGKILL of a server under load, pages and terminal writing", 300, 100, killServer},
		{"terminal", "SIGKILL of two commands that write at once", 300, 20, killTerminal},
		{"migration", "SIGKILL while an old database is brought up to date", 60, 3, killMigration},
		{"import", "SIGKILL while a file of 10,000 entries is brought in", 60, 2, killImport},
		{"backup", "SIGKILL while a backup is written under load", 60, 3, killBackup},
		{"locked", "SIGKILL while an encrypted backup is written under load", 60, 3, killLocked},
		{"restore", "SIGKILL while a backup is restored", 150, 10, killRestore},
		{"full", "no room left on the disk under load, then room again", 60, 3, fullDisk},
		{"readonly", "the disk turns read-only under load, then is mended", 30, 2, readOnlyDisk},
		{"power", "the disk forgets all that was not synced, as when the power fails", 60, 2, powerFails},
		{"torn", "a page of a copy is torn", 60, 3, tornPage},
		{"flipped", "a bit of a copy is flipped", 300, 10, flippedBit},
		{"foreign", "a trigger, view, table or column of another hand in a backup", 30, 6, foreignSchema},
		{"contradiction", "rows of a backup contradict each other: an entry gone, a mark turned, a table changed", 36, 9, contradiction},
		{"clock", "the clock jumps both ways, zones change, days of 23 and 25 hours", 40, 3, clockJumps},
		{"two", "two servers and a terminal on one database, one of them killed", 60, 2, twoServers},
		{"still", "the server stands still at random moments", 60, 2, standsStill},
		{"slow", "the disk lets 20 to 200 writes a second through", 30, 1, slowDisk},
	}
}

func byName(name string) (fault, bool) {
	fs := allFaults()
	i := slices.IndexFunc(fs, func(f fault) bool { return f.name == name })
	if i < 0 {
		return fault{}, false
	}
	return fs[i], true
}

// tally is what became of a fault.
type tally struct {
	tried     int
	confirmed int // commands whose answer had been received, looked for after each try
	lost      int // confirmed, and not there
	doubled   int // there twice
	unsound   int // tries after which doctor or the file's own check finds fault
	unfolded  int // tries after which the tables are not what the journal says
	unclear   int // faults that were not told in one sentence
	notRun    string
	remarks   []string
}

func (t *tally) good() bool {
	return t.lost == 0 && t.doubled == 0 && t.unsound == 0 && t.unfolded == 0 && t.unclear == 0
}

func (t *tally) remark(format string, args ...any) {
	t.remarks = append(t.remarks, fmt.Sprintf(format, args...))
}

// settle sends what waited, stops the server and looks at what is there.
func (t *tally) settle(ctx context.Context, s *server) error {
	if err := errors.Join(s.sendAgain(ctx), s.stop()); err != nil {
		return err
	}
	f, err := s.subject.check(ctx)
	if err != nil {
		return err
	}
	t.add(f)
	return nil
}

func (t *tally) add(f finding) {
	t.confirmed += f.confirmed
	t.lost += f.lost
	t.doubled += f.doubled
	if f.unsound != "" {
		t.unsound++
		t.remark("%s", f.unsound)
	}
	if f.unfolded != "" {
		t.unfolded++
		t.remark("%s", f.unfolded)
	}
}

func tableHead(out io.Writer) {
	fmt.Fprintln(out, "| fault | tried | confirmed | lost | doubled | integrity | tables = journal | told plainly |")
	fmt.Fprintln(out, "|---|---:|---:|---:|---:|---|---|---|")
}

func (t *tally) row(out io.Writer, f fault) {
	if t.notRun != "" {
		fmt.Fprintf(out, "| %s | NOT RUN HERE: %s | | | | | | |\n", f.what, t.notRun)
		return
	}
	fmt.Fprintf(out, "| %s | %d | %d | %d | %d | %s | %s | %s |\n", f.what, t.tried, t.confirmed, t.lost, t.doubled,
		verdict(t.unsound, t.tried), verdict(t.unfolded, t.tried), verdict(t.unclear, t.tried))
	for _, r := range t.remarks {
		fmt.Fprintf(out, "<!-- %s: %s -->\n", f.name, r)
	}
}

func verdict(bad, tried int) string {
	if bad == 0 {
		return "ok"
	}
	return fmt.Sprintf("%d of %d NOT", bad, tried)
}
