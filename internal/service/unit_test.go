package service

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// awkward is a unit of what people really have: spaces, signs that mean something to
// one of the systems, and a password.
func awkward() Unit {
	return Unit{
		Program:   `/home/kim lee/50% off/"ippo"`,
		Arguments: []string{"serve", "--no-open", "--url", "https://ippo.example.org", `C:\my data\`, "$HOME", `a"b\"c`},
		Environment: []Variable{
			{"IPPO_DATABASE", `postgres://kim:p%40ss"w$rd&<\@db.example/ippo`}, {"IPPO_BACKUP_TO", "/home/kim lee/backups"},
		},
	}
}

// What is written for each system is a golden file. The one of systemd is run by the
// stories and by who uses it; the others were not run.
func TestGoldenUnits(t *testing.T) {
	u := awkward()
	for name, write := range map[string]func() (string, error){"ippo.service": u.Systemd, "ippo.plist": u.Launchd, "ippo.xml": u.Task} {
		got, err := write()
		if err != nil {
			t.Fatal(err)
		}
		path := "testdata/" + name
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || got != string(want) {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
		if strings.HasSuffix(name, ".service") {
			continue
		}
		for d := xml.NewDecoder(strings.NewReader(got)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}

// A line break would begin another setting.
func TestALineBreakIsRefused(t *testing.T) {
	for _, u := range []Unit{
		{Program: "a\nExecStart=b"}, {Program: "a", Arguments: []string{"b\rc"}}, {Program: "a", Environment: []Variable{{"A", "b\nc"}}},
	} {
		for _, write := range []func() (string, error){u.Systemd, u.Launchd, u.Task} {
			if _, err := write(); !errors.Is(err, ErrLine) {
				t.Errorf("%+v: %v", u, err)
			}
		}
	}
}
