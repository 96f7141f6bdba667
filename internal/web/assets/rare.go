package assets

import (
	"bytes"
	"regexp"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssBlock   = regexp.MustCompile(`\{[^{}]*\}`)
	cssClass   = regexp.MustCompile(`\.([a-zA-Z][\w-]*)`)
)

// classes that the selectors of a style sheet name.
func classes(css []byte) map[string]bool {
	css = cssBlock.ReplaceAll(cssComment.ReplaceAll(css, nil), nil)
	all := map[string]bool{}
	for _, m := range cssClass.FindAllSubmatch(css, -1) {
		all[string(m[1])] = true
	}
	return all
}

// rareClasses are those that the rare style names and the common one does not.
func (fset *Files) rareClasses() map[string]bool {
	rare := classes(fset.byFile[RareStyle].plain)
	for name := range classes(fset.byFile[CommonStyle].plain) {
		delete(rare, name)
	}
	return rare
}

// NeedsRare says whether a page has a class that only the rare style knows (ruling 111).
func (fset *Files) NeedsRare(content []byte) bool {
	for {
		_, after, found := bytes.Cut(content, []byte(`class="`))
		if !found {
			return false
		}
		names, rest, _ := bytes.Cut(after, []byte(`"`))
		for name := range bytes.FieldsSeq(names) {
			if fset.rare[string(name)] {
				return true
			}
		}
		content = rest
	}
}
