package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
)

//go:embed frozen.json
var frozenFile []byte

// frozenPath is where the file lies in the repository.
const frozenPath = "bench/simulate/frozen.json"

// span is the range of a uniform draw.
type span struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	Says string  `json:"says,omitempty"`
}

// logging says how well days are logged.
type logging struct {
	Tagged  float64 `json:"tagged"`
	Right   float64 `json:"right"`
	Rated   float64 `json:"rated"`
	Skipped float64 `json:"skipped"`
	Says    string  `json:"says,omitempty"`
}

// setting is a set of worlds: ranges that differ from the usual ones.
type setting struct {
	Name       string          `json:"name"`
	Says       string          `json:"says"`
	Parameters map[string]span `json:"parameters"`
	Logs       *logging        `json:"logs,omitempty"`
}

// frozen is everything that was decided before the reported run.
type frozen struct {
	Says       string              `json:"says"`
	Days       int                 `json:"days"`
	Worlds     int                 `json:"worlds"`
	People     int                 `json:"people"`
	Seeds      map[string]uint64   `json:"seeds"`
	Parameters map[string]span     `json:"parameters"`
	Logs       logging             `json:"logs"`
	Settings   []setting           `json:"settings"`
	Policies   map[string][]string `json:"policies"`
	Metrics    metrics             `json:"metrics"`
	Gates      gateLimits          `json:"gates"`
	Rules      rules               `json:"rules"`
}

// metrics are what is looked at and what counts as a difference (method 12.7).
type metrics struct {
	CoPrimary  []string `json:"co_primary"`
	Secondary  []string `json:"secondary"`
	Unit       string   `json:"unit"`
	Better     float64  `json:"better"`
	Worse      float64  `json:"worse"`
	ClaimShare float64  `json:"claim_share"`
	ClaimLoss  float64  `json:"claim_loss"`
}

// rules are the source files that decide, model included, with a hash of what
// stands in them and one of what they do.
type rules struct {
	Says      string   `json:"says"`
	Files     []string `json:"files"`
	SHA256    string   `json:"sha256"`
	Behaviour string   `json:"behaviour"`
}

// readFrozen reads the embedded file; an unknown field or parameter is an
// error.
func readFrozen() (frozen, error) {
	var f frozen
	d := json.NewDecoder(bytes.NewReader(frozenFile))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return f, fmt.Errorf("%s: %w", frozenPath, err)
	}
	if f.Days != days {
		return f, fmt.Errorf("%s: the model has %d days, the file %d", frozenPath, days, f.Days)
	}
	for _, s := range f.Settings {
		if _, err := f.ranges(s); err != nil {
			return f, fmt.Errorf("%s: %s: %w", frozenPath, s.Name, err)
		}
		for _, p := range f.Policies[s.Name] {
			if !slices.Contains(policyNames(), p) {
				return f, fmt.Errorf("%s: %s: no policy is called %q", frozenPath, s.Name, p)
			}
		}
	}
	return f, nil
}

// frozenHash is the hash of the embedded file.
func frozenHash() string {
	sum := sha256.Sum256(frozenFile)
	return hex.EncodeToString(sum[:])
}

// ranges are the parameters of a setting, in the order of the draws.
func (f frozen) ranges(s setting) ([params]span, error) {
	var all [params]span
	names := paramNames()
	for name := range s.Parameters {
		if !slices.Contains(names[:], name) {
			return all, fmt.Errorf("no parameter is called %q", name)
		}
	}
	for i, name := range names {
		r, ok := f.Parameters[name]
		if own, changed := s.Parameters[name]; changed {
			r, ok = own, true
		}
		if !ok || r.High < r.Low {
			return all, fmt.Errorf("parameter %q has no range", name)
		}
		all[i] = r
	}
	return all, nil
}

// logging of a setting.
func (f frozen) logging(s setting) logging {
	if s.Logs != nil {
		return *s.Logs
	}
	return f.Logs
}

// moved says where a file lies today that had another name when it was frozen.
// The frozen file stays as it was decided, and a file that only moved is still
// as frozen: it is hashed under its name of then.
func moved() map[string]string {
	return map[string]string{}
}

// cutOut are files that were cut out of a frozen one since. They are in no hash,
// so that the frozen one shows as changed; what they do shows in the sample.
func cutOut() []string { return nil }

// nowAt is the place today of a file that was frozen.
func nowAt(name string) string {
	if to, ok := moved()[name]; ok {
		return to
	}
	return name
}

// rulesHash is the hash of the files that decide, without comments and layout,
// so that it changes when what they do may have changed and only then.
func rulesHash(root string, files []string) (string, error) {
	h := sha256.New()
	for _, name := range files {
		src, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(nowAt(name))))
		if err != nil {
			return "", err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, name, src, parser.SkipObjectResolution)
		if err != nil {
			return "", err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			forgetComments(n)
			return true
		})
		tree.Comments = nil
		fmt.Fprintf(h, "%s\n", name)
		if err := format.Node(h, set, tree); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Size of the sample that shows what the rules do.
const (
	sampleWorlds = 8
	samplePeople = 25
)

// behaviour is a hash of what comes out of a small sample with the seed that
// the program was developed with: every policy, every figure. It stays when
// the sources change and what they decide does not.
func behaviour(f frozen) (string, error) {
	o, err := runSetting(f, f.Settings[0], size{f.Seeds["develop"], sampleWorlds, samplePeople, 1})
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range o.policies {
		for i, t := range o.tallies[name] {
			fmt.Fprintf(h, "%s %d %.9g\n", name, i, t)
		}
	}
	fmt.Fprintf(h, "%v\n", o.rows) // maps print in the order of their keys
	return hex.EncodeToString(h.Sum(nil)), nil
}

func forgetComments(n ast.Node) {
	switch n := n.(type) {
	case *ast.File:
		n.Doc = nil
	case *ast.GenDecl:
		n.Doc = nil
	case *ast.FuncDecl:
		n.Doc = nil
	case *ast.Field:
		n.Doc, n.Comment = nil, nil
	case *ast.TypeSpec:
		n.Doc, n.Comment = nil, nil
	case *ast.ValueSpec:
		n.Doc, n.Comment = nil, nil
	case *ast.ImportSpec:
		n.Doc, n.Comment = nil, nil
	}
}
