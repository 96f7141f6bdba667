package cli

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/backup"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
)

// doctorBackup is the last good backup.
type doctorBackup struct {
	File      string `json:"file"`
	Made      string `json:"made"`
	Encrypted bool   `json:"encrypted"`
	Current   bool   `json:"current"` // nothing was written down since
	at        time.Time
}

// roomToSpare is what a database and its log want beside what they have: 64 MB.
const roomToSpare = 64 << 20

// backupDays is how old a last backup may be while there is something new.
const backupDays = 7

// lookAround looks at the file, its folder and its disk.
func (d deps) lookAround(a *doctorAnswer, path string) {
	size, loose := uint64(0), []string{}
	for _, tail := range []string{"", "-wal", "-shm", ".backup.json", ".lock", ".door", ".turn"} {
		fi, err := os.Stat(path + tail)
		if err != nil {
			continue
		}
		size += uint64(max(fi.Size(), 0))
		if runtime.GOOS != "windows" && fi.Mode().Perm()&0o077 != 0 {
			loose = append(loose, quoted(path+tail))
		}
	}
	if len(loose) > 0 {
		a.note("mode", d.say("term.doctor.mode", library.Args{"file": loose[0], "how": "chmod 600 " + strings.Join(loose, " ")}))
	}
	dir := filepath.Dir(path)
	if f, err := os.CreateTemp(dir, filepath.Base(path)+".look-*"); err != nil {
		a.note("folder", d.say("term.doctor.folder", library.Args{"folder": dir}))
	} else {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}
	if free, ok := freeSpace(dir); ok {
		a.FreeBytes = &free
		if free < size+roomToSpare {
			a.note("space", d.say("term.doctor.space", library.Args{"free": int(free >> 20), "folder": dir}))
		}
	}
	d.lookForLeftovers(a, path)
}

// lookForLeftovers names what was left beside the database: by a process that
// was ended, and the copies that upgrades, restores and rebuilds keep on purpose.
func (d deps) lookForLeftovers(a *doctorAnswer, path string) {
	name := filepath.Base(path)
	for _, f := range store.Leftovers(filepath.Dir(path), func(n string) bool { return n == name }) {
		a.note("leftover", d.say("term.doctor.leftover", library.Args{"file": f}))
	}
	kept := regexp.MustCompile(`^` + regexp.QuoteMeta(name) + `\.(?:old-[0-9-]+|schema-[0-9]+)$`)
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return
	}
	for _, e := range entries {
		file := filepath.Join(filepath.Dir(path), e.Name())
		if kept.MatchString(e.Name()) && filepath.Base(a.Kept) != e.Name() { // what was kept just now is said already
			a.note("kept", d.say("term.doctor.kept", library.Args{"file": file}))
		}
	}
}

// lookAtBackups looks whether the last good backup is still what it was, and
// how old it is.
func (d deps) lookAtBackups(ctx context.Context, a *doctorAnswer, s store.Store, path string) error {
	r := backup.ReadRecord(path)
	mark, err := s.Mark(ctx)
	if err != nil {
		return err
	}
	if t := r.Trouble; t != nil {
		a.note("backup_trouble", d.say("term.doctor.trouble", library.Args{
			"when": d.moment(t.At), "to": t.To, "why": d.sentenceOf(t.Err()),
		}))
	}
	g := r.Good
	if g == nil {
		if mark.Position > 0 {
			a.note("backup_none", d.say("term.doctor.none"))
		}
		return nil
	}
	a.Backup = &doctorBackup{g.File, g.Made.UTC().Format(time.RFC3339), g.Encrypted, g.Mark == mark, g.Made}
	if _, err := os.Stat(g.File); err != nil {
		a.note("backup_gone", d.say("term.doctor.gone", library.Args{"file": g.File}))
	} else if !g.Whole(ctx) {
		a.note("backup_changed", d.say("term.doctor.changed", library.Args{"file": g.File}))
	}
	if days := int(d.now().Sub(g.Made).Hours() / 24); days >= backupDays && g.Mark != mark {
		a.note("backup_old", d.say("term.doctor.old", library.Args{"n": days}))
	}
	return nil
}
