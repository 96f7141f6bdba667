package webtest

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

var (
	tags   = regexp.MustCompile(`(?s)<[^>]*>`)
	inline = regexp.MustCompile(`(?i)\sstyle=|\son[a-z]+=|<script[^>]*>[^<]|javascript:`)
	spaces = regexp.MustCompile(`\s+`)
	inert  = regexp.MustCompile(`(?s)<template.*?</template>`)
)

// Shown is a page without what only a script brings out.
func Shown(page string) string { return inert.ReplaceAllString(page, "") }

// Text of a page as it is read.
func Text(page string) string {
	if i := strings.Index(page, "<main"); i >= 0 {
		page = page[i:]
	}
	return strings.TrimSpace(spaces.ReplaceAllString(tags.ReplaceAllString(Shown(page), " "), " "))
}

// Has fails where a page does not say something, as it is written or as a page
// escapes it.
func Has(t *testing.T, page string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(page, w) && !strings.Contains(page, html.EscapeString(w)) {
			t.Errorf("the page does not say %q:\n%s", w, page)
		}
	}
}

// Sound holds a page to what no page may break.
func Sound(t *testing.T, path, page string) {
	t.Helper()
	if m := inline.FindString(page); m != "" {
		t.Errorf("%s: %q breaks the content policy", path, m)
	}
	if n := strings.Count(Shown(page), "<h1"); n != 1 {
		t.Errorf("%s: %d h1", path, n)
	}
	if m := regexp.MustCompile(`<[a-z]+ [^>]*\belse[ >]`).FindString(page); m != "" {
		t.Errorf("%s: a condition was written as an attribute: %s", path, m)
	}
	if strings.Contains(page, "%!") || strings.Contains(page, "<nil>") {
		t.Errorf("%s: a value was not written as text", path)
	}
	for _, key := range regexp.MustCompile(`[>"](?:web|begin|move|goalpage|edit|paper|offline|timer|say|day|key|card|week)\.[a-z_.0-9]+[<"]`).FindAllString(page, -1) {
		t.Errorf("%s: the message %s is missing", path, key)
	}
	for _, hole := range regexp.MustCompile(`\{[a-z]+\}`).FindAllString(Text(page), -1) {
		t.Errorf("%s: nothing was filled in for %s", path, hole)
	}
}
