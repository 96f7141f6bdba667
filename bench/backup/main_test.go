package main

import (
	"io"
	"os"
	"strings"
	"testing"
)

// A small run of all of it, with the real program: it has its turn among the
// faults.
func TestASmallOne(t *testing.T) {
	if os.Getenv("IPPO_TEST_FAULTS") == "" {
		t.Skip("make test-faults runs it")
	}
	var out strings.Builder
	if err := bench(t.Context(), []string{"-mb", "3", "-calm", "100ms", "-dir", t.TempDir()}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if rows := strings.Count(out.String(), "\n|"); rows != 6 {
		t.Errorf("%d rows:\n%s", rows, out.String())
	}
}

func TestRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"-mb", "0"}, {"more"}, {"-writers", "0"}} {
		if _, err := readWish(args, io.Discard); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}
