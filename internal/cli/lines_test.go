package cli

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/library"
)

// line is one command of the tree as somebody uses it in the life of
// [lifeOf]. IN stands for a folder.
type line struct {
	args    string
	before  []string // other lines, right before it
	at      string   // 2026-10-09 08:00 where empty
	writes  bool     // something is kept that was not there before
	endless bool     // it goes on for long, and is only looked at where it is refused
}

// lines are all commands that do something, by their path.
func lines() map[string]line {
	return map[string]line{
		"ippo":             {args: ""},
		"today":            {args: "today"},
		"done":             {args: "done", writes: true},
		"skip":             {args: "skip", writes: true},
		"rest":             {args: "rest", writes: true},
		"pause":            {args: "pause", writes: true},
		"resume":           {args: "resume", before: []string{"pause"}, writes: true},
		"cover":            {args: "cover --on 2026-10-07", writes: true},
		"measure":          {args: "measure m1", writes: true},
		"undo":             {args: "undo", writes: true},
		"begin":            {args: "begin --yes --template learning", writes: true},
		"templates":        {args: "templates"},
		"goals":            {args: "goals"},
		"goal show":        {args: "goal show"},
		"goal edit":        {args: "goal edit --minutes 4", writes: true},
		"goal park":        {args: "goal park", writes: true},
		"goal keep":        {args: "goal keep", writes: true},
		"goal resume":      {args: "goal resume", before: []string{"goal park"}, writes: true},
		"goal end":         {args: "goal end", writes: true},
		"goal repeat":      {args: "goal repeat", at: "2027-01-20 08:00", writes: true},
		"goal retro":       {args: "goal retro --learnt calm", at: "2026-11-10 08:00", writes: true},
		"compass":          {args: "compass"},
		"compass items":    {args: "compass items --remove 1", writes: true},
		"compass add":      {args: "compass add drawing --lens love --love 3", writes: true},
		"compass purpose":  {args: "compass purpose --grow-in cooking --so-i-can host", writes: true},
		"compass check":    {args: "compass check --dismiss vague things", writes: true},
		"compass trial":    {args: "compass trial baking --before 2 --after 4 --again 7", writes: true},
		"compass energy":   {args: "compass energy walking --before 2 --after 4", writes: true},
		"guide":            {args: "guide"},
		"workbook":         {args: "workbook -o IN/book.pdf", writes: true},
		"review":           {args: "review --pulse 4 --decision keep", at: "2026-10-12 08:00", writes: true},
		"stats":            {args: "stats"},
		"explain":          {args: "explain"},
		"experiment":       {args: "experiment"},
		"experiment show":  {args: "experiment show", before: []string{"experiment start --lever cue --what earlier"}},
		"experiment start": {args: "experiment start --lever cue --what earlier", writes: true},
		"experiment stop":  {args: "experiment stop --act adopt", before: []string{"experiment start --lever cue --what earlier"}, writes: true},
		"import":           {args: "import IN/log", writes: true},
		"export":           {args: "export -o IN/all.json", writes: true},
		"backup":           {args: "backup IN/kept.db", writes: true},
		"restore":          {args: "restore IN/kept.db --yes", before: []string{"backup IN/kept.db"}, writes: true},
		"settings":         {args: "settings --theme dark", writes: true},
		"erase":            {args: "erase --yes", writes: true},
		"serve":            {args: "serve --no-open --listen nowhere", endless: true},
		"phone":            {args: "phone", endless: true},
		"service":          {args: "service"},
		"service install":  {args: "service install", endless: true},
		"service remove":   {args: "service remove", endless: true},
		"service status":   {args: "service status", endless: true},
		"doctor":           {args: "doctor --rebuild", writes: true},
		"version":          {args: "version"},
		"completion":       {args: "completion bash"},
		"man":              {args: "man"},
	}
}

// steering is what no terminal may get from a note, a name or a file: a title, a
// cleared screen, the clipboard, and the same in one byte.
const steering = "\x1b]0;pwn\a\x1b[2J\x1b]52;c;cHdu\a\u009b2Jx"

// lifeOf is somebody with a goal of a few days, two of them missed, whose every
// word holds what would steer a terminal.
func lifeOf(t *testing.T) *person {
	t.Helper()
	p := newPerson(t)
	dir := filepath.Dir(p.env["IPPO_DATABASE"])
	if err := os.WriteFile(filepath.Join(dir, "log"), []byte("2026-10-01 : Orch"+steering+"ids : y : a note"+steering+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness", "--cue", "After coffee"+steering, "--step", "Put on shoes"+steering,
		"--outcome", "Run"+steering, "--grow-in", "calm"+steering, "--so-i-can", "play"+steering, "--if-then", "If it rains, then I march"+steering)
	p.at("2026-10-05 07:00", "done", "--note", "up the hill"+steering, "--met", "1:did")
	p.at("2026-10-05 08:00", "compass", "add", "chess"+steering, "--lens", "love")
	p.at("2026-10-05 08:00", "compass", "energy", "tea"+steering, "--before", "2", "--after", "4")
	p.at("2026-10-05 08:00", "compass", "trial", "bread"+steering, "--before", "2", "--after", "4", "--again", "7")
	return p
}

// anew is the same life in a folder of its own.
func (p *person) anew(t *testing.T) *person {
	t.Helper()
	from, to := filepath.Dir(p.env["IPPO_DATABASE"]), t.TempDir()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	q := &person{t, maps.Clone(p.env)}
	q.env["IPPO_DATABASE"] = filepath.Join(to, "ippo.db")
	return q
}

// place is the folder of the person's files.
func (p *person) place() string { return filepath.Dir(p.env["IPPO_DATABASE"]) }

func (l line) time() string {
	if l.at == "" {
		return "2026-10-09 08:00"
	}
	return l.at
}

// prepare runs what comes before the line, and answers its arguments.
func (l line) prepare(p *person) []string {
	p.t.Helper()
	for _, b := range l.before {
		p.at(l.time(), p.split(b)...)
	}
	return p.split(l.args)
}

func (p *person) split(args string) []string {
	return strings.Fields(strings.ReplaceAll(args, "IN/", p.place()+string(filepath.Separator)))
}

// runInto is run with a standard output of one's own.
func (p *person) runInto(at string, out interface{ Write([]byte) (int, error) }, args ...string) (code int, errs string) {
	p.t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		p.t.Fatal(err)
	}
	now, err := time.ParseInLocation("2006-01-02 15:04", at, zone)
	if err != nil {
		p.t.Fatal(err)
	}
	var e bytes.Buffer
	getenv := func(k string) string { return p.env[k] }
	code = Main(p.t.Context(), args, bytes.NewReader(nil), out, &e, getenv, func() time.Time { return now })
	return code, e.String()
}

func wholeTree() *cobra.Command {
	return tree(deps{words: &wording{Words: library.For("en")}, flags: &flags{}, course: &course{}, getenv: func(string) string { return "" }})
}

// eachCommand visits all commands of the tree that do something, with their
// paths as in [lines].
func eachCommand(visit func(path string, c *cobra.Command)) {
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		_, path, below := strings.Cut(c.CommandPath(), " ")
		if !below {
			path = c.Name()
		}
		if c.Runnable() && path != "goal" {
			visit(path, c)
		}
		for _, s := range c.Commands() {
			walk(s)
		}
	}
	walk(wholeTree())
}

// Every command of the tree has its line, so that what is held for all of them
// is held for a new one too.
func TestEveryCommandHasALine(t *testing.T) {
	found := map[string]bool{}
	eachCommand(func(path string, _ *cobra.Command) {
		found[path] = true
		if _, ok := lines()[path]; !ok {
			t.Errorf("%s: no line", path)
		}
	})
	for path := range lines() {
		if !found[path] {
			t.Errorf("%s: there is no such command", path)
		}
	}
}
