package assets

import (
	"regexp"
	"strings"
	"testing"
)

// A rule of the rare style that names no class of its own would hang on what else stands on a page.
func TestRuling111ARareRuleHasAClassOfItsOwn(t *testing.T) {
	fset := Load()
	css := string(cssComment.ReplaceAll(fset.byFile[RareStyle].plain, nil))
	for _, m := range regexp.MustCompile(`(?m)(?:^|[{}])\s*([^{}@]+)\{[^{}]*\}`).FindAllStringSubmatch(css, -1) {
		for name := range classes([]byte(m[1] + "{}")) {
			if fset.rare[name] {
				m[1] = ""
			}
		}
		if s := strings.TrimSpace(m[1]); s != "" {
			t.Errorf("%s: no class that only this sheet knows", s)
		}
	}
}

func TestRuling111APageAsksForTheRareStyleByItsClasses(t *testing.T) {
	fset := Load()
	for content, want := range map[string]bool{
		`<p class="small">ikigai</p>`:    false,
		`<p class="lens">`:               true,
		`<div class="stack ikigai">`:     true,
		`<p title="ikigai" class="small`: false,
	} {
		if fset.NeedsRare([]byte(content)) != want {
			t.Errorf("%s: not %t", content, want)
		}
	}
}

// What a style or a page asks for is there, under its hashed name, with its licence.
func TestRuling111FontsAndTheirLicences(t *testing.T) {
	fset := Load()
	for _, font := range Fonts() {
		f := fset.byFile[font]
		if f == nil || f.kind != "font/woff2" || f.small != nil {
			t.Fatalf("%s is not sent as a font", font)
		}
		if css := string(fset.byFile[CommonStyle].plain); !strings.Contains(css, "url("+f.name+")") {
			t.Errorf("the style does not ask for %s", f.name)
		}
		licence := fset.byFile[strings.TrimSuffix(font, ".woff2")+"-OFL.txt"]
		if licence == nil || !strings.HasPrefix(string(licence.plain), "Copyright 20") {
			t.Errorf("%s: no licence", font)
		}
	}
}
