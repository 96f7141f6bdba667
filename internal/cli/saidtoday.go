package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
)

// firstToday says whether something is to be said for the first time, and notes
// what was. It stands in the machine's own folder for what may be lost: reading
// never writes into the database, and another machine has its own surroundings.
// Where nothing can be noted it is said again.
func (d deps) firstToday(what, said string) bool {
	address, err := d.database()
	folder := d.cacheDir()
	if err != nil || folder == "" {
		return true
	}
	sum := sha256.Sum256([]byte(address))
	path := filepath.Join(folder, "ippo", what+"-"+hex.EncodeToString(sum[:6]))
	if b, err := os.ReadFile(path); err == nil && string(b) == said {
		return false
	}
	if os.MkdirAll(filepath.Dir(path), 0o700) == nil {
		_ = os.WriteFile(path, []byte(said), 0o600) // it is said once more then
	}
	return true
}

// cacheDir is the platform's folder for what may be lost; empty for none.
func (d deps) cacheDir() string {
	if v := d.getenv("XDG_CACHE_HOME"); v != "" {
		return v
	}
	home := d.getenv("HOME")
	switch {
	case runtime.GOOS == "windows":
		return d.getenv("LOCALAPPDATA")
	case home == "":
		return ""
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Caches")
	}
	return filepath.Join(home, ".cache")
}
