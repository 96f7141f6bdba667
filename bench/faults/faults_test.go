package main

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	if code, moved := ownMounts(); moved {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// killing is a test that builds the real program and ends it: a phase of its own.
func killing(t *testing.T) {
	t.Helper()
	if os.Getenv("IPPO_TEST_FAULTS") == "" {
		t.Skip("make test-faults runs it")
	}
}

// Every fault, a few times, on the real program; the server under load is killed
// a hundred times.
func TestFaults(t *testing.T) {
	killing(t)
	fl, err := newFaultLab(t.Context(), t.TempDir(), 1, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	fl.quick = true
	for _, f := range allFaults() {
		t.Run(f.name, func(t *testing.T) {
			defer fl.tidy()
			times := f.short
			if testing.Short() {
				times = min(times, 20)
			}
			got, err := f.run(t.Context(), fl, times)
			if err != nil {
				t.Fatal(err)
			}
			if got.notRun != "" {
				t.Skipf("NOT RUN HERE: %s", got.notRun)
			}
			if !got.good() || got.tried != times || got.confirmed == 0 {
				t.Errorf("%+v", got)
			}
		})
	}
}

// The check sees what is missing, what is there twice, and a table that says
// other than the journal.
func TestTheCheckSees(t *testing.T) {
	killing(t)
	ctx := context.Background()
	fl, err := newFaultLab(ctx, t.TempDir(), 1, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	sub, err := fl.newSubject(ctx, fl.path("a.db"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		if s, err := sub.done(ctx, n); err != nil || !s.good() {
			t.Fatal(s, err)
		}
	}
	x, err := sub.export(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if lost, doubled := x.against(sub.confirmed); lost != 0 || doubled != 0 || len(sub.confirmed) != 4 {
		t.Errorf("a good one: %d lost, %d doubled, %d confirmed", lost, doubled, len(sub.confirmed))
	}
	sub.confirmed["another"] = true
	if lost, _ := x.against(sub.confirmed); lost != 1 {
		t.Errorf("%d lost", lost)
	}
	twice := x
	twice.Journal = append(twice.Journal, x.Journal[len(x.Journal)-1])
	if _, doubled := twice.against(sub.confirmed); doubled != 1 {
		t.Errorf("%d doubled", doubled)
	}
	x.Days[0].Minutes++
	if _, doubled := x.against(nil); doubled != 1 {
		t.Errorf("%d minutes too many", doubled)
	}
	if difference([]byte("a\nb"), []byte("a\nc")) != "b became c" {
		t.Error("a difference is not seen")
	}
}

func TestTable(t *testing.T) {
	var out strings.Builder
	bad := tally{tried: 3, confirmed: 20, lost: 1, unsound: 2}
	bad.row(&out, fault{what: "a bad day"})
	none := tally{notRun: "no disk"}
	none.row(&out, fault{what: "another"})
	for _, want := range []string{"| a bad day | 3 | 20 | 1 | 0 | 2 of 3 NOT | ok | ok |", "NOT RUN HERE: no disk"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if bad.good() {
		t.Error("a loss is good")
	}
}

func TestRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"-only", "fire"}, {"-times", "-1"}, {"more"}, {"-what"}} {
		if _, err := readWish(args, io.Discard); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
	w, err := readWish([]string{"-only", "kill,full"}, io.Discard)
	if err != nil || !w.wants("full") || w.wants("power") {
		t.Errorf("%+v, %v", w, err)
	}
}
