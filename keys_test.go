package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// Keys that are put together from what another room names: the tree of commands,
// codes of the importers, words of the templates, an ending that a place adds.
var namedElsewhere = regexp.MustCompile(`^(help\.|drop\.|unit\.|key\.k-|move\.(dates|numbers|error)\.|import\.why\.|settings\.language\.|term\.stat\.range|what\.|error\..*\.(page|after)$|web\.refused\.(session|host)\.)`)

var (
	literal = regexp.MustCompile("\"((?:[^\"\\\\\n]|\\\\.)*)\"|'([A-Za-z_.]+)'|`([^`]*)`")
	keyHead = regexp.MustCompile(`^[A-Za-z_.-]{2,}[._]$`)
)

// Every message is said somewhere: its key stands in the code, or a part of the
// code that begins such keys also names the rest of it. A message that nothing
// says is a text that four languages keep for nobody.
func TestEveryMessageIsSaid(t *testing.T) {
	rooms, all := literals(t)
	codes := map[string]bool{} // of the core, which every room says
	for _, room := range []string{"internal/goal", "internal/library"} {
		for l := range rooms[room] {
			codes[l] = true
		}
	}
	keys := library.For("en").Keys()
	if len(keys) < 2000 {
		t.Fatalf("only %d keys", len(keys))
	}
	for _, key := range keys {
		if !all[key] && !namedElsewhere.MatchString(key) && !putTogether(key, rooms, codes) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// putTogether says whether some room begins the key and names what follows.
func putTogether(key string, rooms map[string]map[string]bool, codes map[string]bool) bool {
	for _, room := range rooms {
		for head := range room {
			if end, ok := strings.CutPrefix(key, head); ok && strings.HasPrefix(end, ".") && room[end] {
				return true // a whole key, and an ending
			}
			if strings.HasPrefix(key, head) && keyHead.MatchString(head) && namesEnd(key[len(head):], room, codes) {
				return true
			}
		}
	}
	return false
}

// namesEnd says whether the end of a key is made of what a room and the core name.
func namesEnd(end string, room, codes map[string]bool) bool {
	known := func(s string) bool {
		return s == "" || room[s] || codes[s] || room[s+"."] || room["."+s] || strings.Trim(s, "0123456789") == ""
	}
	if known(end) {
		return true
	}
	for i := 1; i < len(end); i++ {
		switch {
		case end[i] == '.' && known(end[:i]) && (namesEnd(end[i+1:], room, codes) || namesEnd(end[i:], room, codes)),
			(end[i] == '_' || end[i-1] == '_' || end[i-1] == '.') && known(end[:i]) && namesEnd(end[i:], room, codes):
			return true
		}
	}
	return false
}

// literals of the program by room, and all of them.
func literals(t *testing.T) (rooms map[string]map[string]bool, all map[string]bool) {
	t.Helper()
	rooms, all = map[string]map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir("internal", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".ts") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		room := filepath.ToSlash(filepath.Dir(path))
		if rooms[room] == nil {
			rooms[room] = map[string]bool{}
		}
		for _, m := range literal.FindAllSubmatch(raw, -1) {
			l := string(m[1]) + string(m[2]) + string(m[3])
			rooms[room][l], all[l] = true, true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rooms, all
}
