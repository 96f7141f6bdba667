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

var (
	summary = regexp.MustCompile(`(?s)<div class="note errsum" id="refused" role="alert" tabindex="-1" autofocus>.*?</ul>`)
	linked  = regexp.MustCompile(`href="#([^"]+)"`)
)

// Summed holds the page of a form that did not go through to its summary: one,
// which takes the focus, and leads to fields that are there and are told about;
// it answers how many.
func Summed(t *testing.T, path, page string) (links int) {
	t.Helper()
	found := summary.FindAllString(page, -1)
	if len(found) != 1 || strings.Count(page, " autofocus") != 1 {
		t.Errorf("%s: %d summaries of what was refused, %d ask for the focus", path, len(found), strings.Count(page, " autofocus"))
		return 0
	}
	for _, m := range linked.FindAllStringSubmatch(found[0], -1) {
		links++
		if strings.Count(page, ` id="`+m[1]+`"`) != 1 {
			t.Errorf("%s: the summary leads to #%s, which is there %d times", path, m[1], strings.Count(page, ` id="`+m[1]+`"`))
		}
		if m[1] != "missing" && strings.Count(page, ` id="`+m[1]+`-p"`) != 1 {
			t.Errorf("%s: nothing beside #%s says what to look at", path, m[1])
		}
	}
	return links
}
