package main

import (
	"os"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// law is what comments, tests and pages may name by number: "ruling 22",
// "method 4.3", "method 4.3, rule 2", "method 14 l", "decision 6".
type law map[string]bool

// readLaw takes the numbers from the headings and lists of the docs. A number
// that stands twice would say two things.
func readLaw(t *testing.T) law {
	t.Helper()
	l := law{}
	add := func(name string) {
		if l[name] {
			t.Errorf("%s stands twice", name)
		}
		l[name] = true
	}
	for line := range strings.Lines(document(t, "docs/rulings.md")) {
		if m := listed.FindStringSubmatch(line); m != nil {
			add("ruling " + m[1])
		}
	}
	section := ""
	for line := range strings.Lines(document(t, "docs/method.md")) {
		switch {
		case heading.MatchString(line):
			section = "method " + heading.FindStringSubmatch(line)[1]
			add(section)
		case strings.HasPrefix(section, "method 14") && lettered.MatchString(line):
			add(section + " " + lettered.FindStringSubmatch(line)[1])
		case listed.MatchString(line):
			l[section+" rule "+listed.FindStringSubmatch(line)[1]] = true
		}
	}
	_, decisions, _ := strings.Cut(document(t, "docs/design.md"), "## Decisions")
	for line := range strings.Lines(decisions) {
		if m := listed.FindStringSubmatch(line); m != nil {
			add("decision " + m[1])
		}
	}
	return l
}

var (
	heading  = regexp.MustCompile(`^###? (\d+(?:\.\d+)?)\.? `)
	listed   = regexp.MustCompile(`^(\d+)\. `)
	lettered = regexp.MustCompile(`^- \(([a-z])\) `)
)

func document(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestEveryNumberOfTheLawExists resolves what every file of the house names by
// number. What stood in a document that is not here says nothing to a reader.
func TestEveryNumberOfTheLawExists(t *testing.T) {
	l, found := readLaw(t), 0
	for _, file := range files(t, ".go", ".templ", ".ts", ".mjs", ".txtar", ".css", ".sql", ".sh", ".json", ".md") {
		if passedOver(file) {
			continue
		}
		text := joined(document(t, file))
		for _, r := range references(text.text) {
			found++
			if !l[r.name] {
				t.Errorf("%s:%d: there is no %s", file, text.line(r.at), r.name)
			}
		}
		for _, r := range foreigners(text.text) {
			t.Errorf("%s:%d: %q is no document of this house", file, text.line(r.at), r.name)
		}
	}
	if found < 400 {
		t.Errorf("only %d references were found, so this test looks in the wrong place", found)
	}
}

// passedOver are the samples of this file, what was generated, which says the
// same as its source, and the words that people read.
func passedOver(file string) bool {
	return file == "law_test.go" || strings.HasSuffix(file, "_templ.go") || strings.HasPrefix(file, "internal/library/lang/")
}

// foreigners are mentions of documents that the house was built from and does
// not hold: by number, or by the name of a file.
func foreigners(text string) []reference {
	var all []reference
	for _, at := range hits(text, "design", "architecture", "style", "product", "peers", "seed") {
		if m := foreign.FindString(text[at:]); m != "" {
			all = append(all, reference{m, at})
		}
	}
	return all
}

var foreign = regexp.MustCompile(`(?i)^(?:(?:design|architecture|style|product|peers)2?(?:\.md)?,? (?:section |chapter )?\d+\b` +
	`|(?:architecture|product|style|peers)\.md\b|design/\w+\.md\b|seed (?:step|faq) \d)`)

// hits are the places at which one of the words begins, in small letters, with a
// capital, or in capitals.
func hits(text string, words ...string) []int {
	var all []int
	for _, word := range words {
		for _, w := range []string{word, strings.ToUpper(word[:1]) + word[1:], strings.ToUpper(word)} {
			for from := 0; ; {
				i := strings.Index(text[from:], w)
				if i < 0 {
					break
				}
				all = append(all, from+i)
				from += i + len(w)
			}
		}
	}
	slices.Sort(all)
	return all
}

// plain is a text whose lines are joined, without the marks of comments, so
// that a reference may go on in the next line.
type plain struct {
	text   string
	starts []int // of each line
}

func joined(text string) plain {
	var p plain
	var b strings.Builder
	for line := range strings.Lines(text) {
		p.starts = append(p.starts, b.Len())
		line = strings.TrimSpace(line)
		for _, mark := range []string{"//", "#", "*", "--"} {
			line = strings.TrimPrefix(line, mark)
		}
		b.WriteString(strings.TrimSpace(line) + " ")
	}
	p.text = b.String()
	return p
}

// line of a byte, from 1.
func (p plain) line(at int) int { return sort.SearchInts(p.starts, at+1) }

// reference is one thing that is named, by its name in the law.
type reference struct {
	name string
	at   int
}

var (
	named = regexp.MustCompile(`^(?i:(ruling|method|decision))(s?) (\d)`)
	inID  = regexp.MustCompile(`^(Ruling|Method)(\d+(?:_\d+)?)((?:And\d+(?:_\d+)?)*)`)

	number    = regexp.MustCompile(`^\d+(?:\.\d+)?`)
	letter    = regexp.MustCompile(`^ ?([a-z])\b`)
	goesOn    = regexp.MustCompile(`^(?:, (?:and )?|,? (?:and|or) | to |-|–)(\d)`)
	rules     = regexp.MustCompile(`^,? (?:rule|gate)(s?) (\d)`)
	wordAfter = regexp.MustCompile(`^ [a-z]+`)
)

// references are all numbers of the law that a text names, in prose and in the
// names of tests.
func references(text string) []reference {
	var all []reference
	for _, at := range hits(text, "ruling", "method", "decision") {
		for _, name := range append(inProse(text[at:]), inName(text[at:])...) {
			all = append(all, reference{name, at})
		}
	}
	return all
}

// inProse reads "rulings 15 to 17" or "method 4.3, rule 2".
func inProse(text string) []string {
	m := named.FindStringSubmatchIndex(text)
	if m == nil {
		return nil
	}
	kind := strings.ToLower(text[m[2]:m[3]])
	names, end := list(text[m[6]:], kind, m[4] < m[5])
	if kind != "method" {
		return names
	}
	rest := text[m[6]+end:]
	if r := rules.FindStringSubmatchIndex(rest); r != nil {
		subs, _ := list(rest[r[4]:], names[len(names)-1]+" rule", r[2] < r[3])
		names = append(names, subs...)
	}
	return names
}

// inName reads "Ruling13And14" or "Method4_3".
func inName(text string) []string {
	m := inID.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	var names []string
	for n := range strings.SplitSeq(m[2]+m[3], "And") {
		names = append(names, strings.ToLower(m[1])+" "+strings.ReplaceAll(n, "_", "."))
	}
	return names
}

// list reads the numbers at the beginning of a text, "22", "31, 32", "15 to
// 17", "8.2-8.4" or "14 l", as names of a kind, and says where they end. After
// a comma and one thing named, "ruling 8, 14 days ahead", a number that goes on
// with a word is none of the list.
func list(text, kind string, several bool) (names []string, end int) {
	last := ""
	for joint := ""; ; {
		n := number.FindString(text[end:])
		after := end + len(n)
		if !strings.HasPrefix(kind, "method") || strings.HasSuffix(kind, "rule") {
			n, _, _ = strings.Cut(n, ".")
			after = end + len(n)
		}
		on := goesOn.FindStringSubmatchIndex(text[after:])
		if joint == ", " && !several && on == nil && wordAfter.MatchString(text[after:]) {
			return names, end - len(joint)
		}
		if n == "14" && kind == "method" {
			if m := letter.FindStringSubmatch(text[after:]); m != nil {
				n, after = "14 "+m[1], after+len(m[0])
				on = goesOn.FindStringSubmatchIndex(text[after:])
			}
		}
		if isRange := joint == " to " || joint == "-" || joint == "–"; isRange {
			for _, between := range span(last, n) {
				names = append(names, kind+" "+between)
			}
		} else {
			names = append(names, kind+" "+n)
		}
		last, end = n, after
		if on == nil {
			return names, end
		}
		joint = text[end : end+on[2]]
		end += on[2]
	}
}

// span are the numbers after first up to last: whole ones, or sections of one
// chapter. What is no span is its end alone.
func span(first, last string) []string {
	before := ""
	if chapter, _, ok := strings.Cut(first, "."); ok && strings.HasPrefix(last, chapter+".") {
		before = chapter + "."
	}
	from, errFrom := strconv.Atoi(strings.TrimPrefix(first, before))
	to, errTo := strconv.Atoi(strings.TrimPrefix(last, before))
	if errFrom != nil || errTo != nil || to <= from || to-from > 200 {
		return []string{last}
	}
	var all []string
	for n := from + 1; n <= to; n++ {
		all = append(all, before+strconv.Itoa(n))
	}
	return all
}

func TestReferencesAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"as ruling 22 says":                         "ruling 22",
		"Ruling 7.":                                 "ruling 7",
		"(rulings 3, 5 and 7)":                      "ruling 3|ruling 5|ruling 7",
		"rulings 22-24 hold":                        "ruling 22|ruling 23|ruling 24",
		"rulings 1 to 4":                            "ruling 1|ruling 2|ruling 3|ruling 4",
		"rulings 8 and 11)":                         "ruling 8|ruling 11",
		"Ruling 28, 29.":                            "ruling 28|ruling 29",
		"Ruling 16 and 17: undoing":                 "ruling 16|ruling 17",
		"ruling 12: UTC-12 to +14":                  "ruling 12",
		"ruling 8, 14 days ahead":                   "ruling 8",
		"rulings 8, 14 and 16 say":                  "ruling 8|ruling 14|ruling 16",
		"method 4.3, 7.2":                           "method 4.3|method 7.2",
		"method 2.3. The rest":                      "method 2.3",
		"Method 3":                                  "method 3",
		"method 7.3, 11).":                          "method 7.3|method 11",
		"method 8.2 to 8.4, ruling 30":              "method 8.2|method 8.3|method 8.4|ruling 30",
		"methods 1.5 and 5.2":                       "method 1.5|method 5.2",
		"method 4.3, rule 2":                        "method 4.3|method 4.3 rule 2",
		"method 4.3, rules 1-4 and 6; ruling 22":    "method 4.3|method 4.3 rule 1|method 4.3 rule 2|method 4.3 rule 3|method 4.3 rule 4|method 4.3 rule 6|ruling 22",
		"method 12.5, gate 2.":                      "method 12.5|method 12.5 rule 2",
		"(method 14e) and method 14 l.":             "method 14 e|method 14 l",
		"method 14 a day":                           "method 14 a",
		"(method 0, ruling 26)":                     "method 0|ruling 26",
		"// (method\n//   7.2; rulings\n// 27-28)":  "method 7.2|ruling 27|ruling 28",
		"# a story (ruling\n# 12 and\n# 13)":        "ruling 12|ruling 13",
		"decision 6 of the plan":                    "decision 6",
		"func TestRuling13And14Notes(t *testing.T)": "ruling 13|ruling 14",
		"func TestMethod1_5And5_2Linear":            "method 1.5|method 5.2",
		"func TestMethod11Kind":                     "method 11",
		"a method of app, http.MethodGet":           "",
		"the ruling, 22":                            "",
	} {
		var got []string
		for _, r := range references(joined(text).text) {
			got = append(got, r.name)
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%q: %s, want %s", text, g, want)
		}
	}
	p := joined("one\n// as ruling\n// 22 says\nruling 23\n")
	var lines []int
	for _, r := range references(p.text) {
		lines = append(lines, p.line(r.at))
	}
	if !slices.Equal(lines, []int{2, 4}) {
		t.Errorf("lines %v", lines)
	}
}

// A reference to a number that nothing has is seen, and so is one to a document
// that is not here.
func TestTheLawCanBeBroken(t *testing.T) {
	l := readLaw(t)
	for _, name := range []string{"ruling 0", "ruling 9999", "method 15", "method 4.9", "method 4.3 rule 9", "method 14 z", "decision 99"} {
		if l[name] {
			t.Errorf("there is a %s", name)
		}
	}
	for _, name := range []string{"ruling 1", "ruling 42", "method 0", "method 14", "method 4.3", "method 4.3 rule 8", "method 14 l", "method 12.5 rule 6", "decision 1"} {
		if !l[name] {
			t.Errorf("there is no %s", name)
		}
	}
	for text, broken := range map[string]bool{
		"(design 6)": true, "Design, section 8": true, "product.md, section 6": true, "architecture 11": true, "DESIGN 4": true, "design/terminal.md": true,
		"style 3": true, "docs/design.md": false, "by design": false, "a style of its own": false, "[the plan](design.md)": false,
	} {
		if (len(foreigners(text)) > 0) != broken {
			t.Errorf("%q: %v", text, !broken)
		}
	}
	if !slices.Contains(files(t, ".go"), "law_test.go") {
		t.Error("this file, which is passed over, has another name")
	}
}
