package main

import (
	"encoding/csv"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/store"
	"github.com/ippo-app/ippo/internal/web"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// find holds what a text says against the count; every group of the pattern is a
// figure.
func (l *liver) find(where, text, pattern string, want ...any) {
	l.t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if m == nil {
		l.wrong("%s: nothing like %s in\n%s", where, pattern, text)
		return
	}
	for i, w := range want {
		l.same(where+" "+pattern, m[i+1], fmt.Sprint(w))
	}
}

// compareTexts holds what a person reads in the terminal against the count.
func (l *liver) compareTexts(slug string, t tally) {
	said := l.read("explain", slug)
	l.find("explain", said, `(\d+) days? with a stamp since`, t.practised)
	if t.active > 0 {
		l.find("explain", said, `Done (\d+), not today (\d+), covered (\d+), no entry (\d+)\.`, t.done, t.missed, t.covered, t.active-t.logged)
		l.find("explain", said, `Done on (\d+) of the (\d+) days it was due`, t.done, t.active)
		l.find("explain", said, `Left out: (\d+) of rest, (\d+) of pause`, t.rest, t.pause)
	}
	if t.episodes > 0 {
		l.find("explain", said, `(\d+) of (\d+) single or double misse?s? ended`, t.recovered, t.episodes)
	}
	said = l.read("stats", slug, "--words")
	l.find("stats", said, `Days practised: (\d+)\.`, t.practised)
	if t.active > 0 {
		l.find("stats", said, `Adherence: (\d+) of (\d+)`, t.done, t.active)
		l.find("stats", said, `Consistency: ([0-9.]+)\.\n`, fmt.Sprintf("%.2f", math.Round(t.steadiness*100)/100))
	}
	if t.chain.state != "resting" && t.chain.length >= 3 {
		l.find("stats", said, `Chain: (\d+) days`, t.chain.length)
		if t.chain.recoveries > 0 {
			l.find("stats", said, `Chain: \d+ days, (\d+) mended`, t.chain.recoveries)
		}
	}
}

// compareExport holds the rows of both exports against the days that were said,
// and answers the slugs of the goals.
func (l *liver) compareExport() (slugs map[string]string) {
	doc := l.parse(l.read("export"))
	slugs = map[string]string{}
	for _, x := range entries(doc, "goals") {
		slugs[fmt.Sprint(object(x)["id"])] = fmt.Sprint(object(x)["slug"])
	}
	rows := map[string]answer{}
	for _, x := range entries(doc, "days") {
		rows[slugs[fmt.Sprint(object(x)["goal"])]+" "+fmt.Sprint(object(x)["day"])] = object(x)
	}
	folder := filepath.Join(l.t.TempDir(), "tables") + "/"
	l.read("export", "--format", "csv", "-o", folder)
	table := l.table(folder + "days.csv")
	said := 0
	for _, start := range l.goals {
		g := l.life(start.slug)
		for d := g.begun; d <= l.today()+14; d++ {
			var want string
			var minutes, amount float64
			switch {
			case len(g.stamps[d]) > 0:
				want = "done"
			case g.words[d] != "":
				want = g.words[d]
			default:
				continue
			}
			said++
			for _, s := range g.stamps[d] {
				minutes, amount = minutes+or(s.minutes), amount+or(s.amount)
			}
			key := g.slug + " " + dateOf(d)
			l.same("export "+key, fmt.Sprint(rows[key]["status"]), want)
			l.same("export "+key+" minutes", sumOf(rows[key]["minutes"]), minutes)
			l.same("export "+key+" amount", sumOf(rows[key]["amount"]), amount)
			l.same("days.csv "+key, table[key]["status"], want)
			l.same("days.csv "+key+" minutes", orNone(minutes), table[key]["minutes"])
		}
	}
	l.same("export: days", len(rows), said)
	l.same("days.csv: rows", len(table), said)
	return slugs
}

func or(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}

func orNone(x float64) string {
	if x == 0 {
		return ""
	}
	return spelt(x)
}

// sumOf is a number, or a list of them.
func sumOf(x any) float64 {
	switch y := x.(type) {
	case float64:
		return y
	case []any:
		sum := 0.
		for _, z := range y {
			sum += sumOf(z)
		}
		return sum
	}
	return 0
}

// comparePages holds what a browser shows against the count.
func (l *liver) comparePages(slugs map[string]string) {
	s, err := store.Open(l.t.Context(), l.env["IPPO_DATABASE"])
	if err != nil {
		l.t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			l.t.Error(err)
		}
	}()
	site := web.New(app.New(s, func() time.Time { return l.now }), slog.New(slog.DiscardHandler)).Handler()
	get := func(path string) string {
		r := httptest.NewRequestWithContext(web.WithPerson(l.t.Context(), app.Local()), http.MethodGet, path, nil)
		r.Header.Set("Accept-Language", "en")
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			l.wrong("GET %s: %d", path, w.Code)
		}
		return w.Body.String()
	}
	l.compareFront(get("/"), slugs)
	for _, g := range l.goals {
		path := "/goals/" + g.slug
		l.comparePage(path, webtest.Text(get(path)), l.life(g.slug).tallyOn(l.lookDay(l.life(g.slug))))
	}
}

// compareFront is the page of the day: each card speaks of its goal, and what
// stands below them of the only one.
func (l *liver) compareFront(html string, slugs map[string]string) {
	html = regexp.MustCompile(`(?s)<template.*?</template>`).ReplaceAllString(html, "") // what the script shows later
	cards := regexp.MustCompile(`(?s)<section class="sheet [^>]*data-goal="([^"]+)".*?</section>`).FindAllStringSubmatch(html, -1)
	if len(cards) == 0 && len(l.active()) > 0 {
		l.wrong("Today speaks of no goal")
	}
	for _, m := range cards {
		slug := slugs[m[1]]
		if slug == "" || l.life(slug).left() {
			continue
		}
		t, said := l.life(slug).tallyOn(l.today()), m[0]
		if len(cards) == 1 {
			said = html
		}
		where := "Today " + slug
		l.find(where, said, `class="num[ a-z]*">(\d+)</b>(?:<[^>]*>| )*days? practised`, t.practised)
		if n := len(t.weeks); n > 0 && t.weeks[n-1].days > 0 && t.status[l.today()] != "pause" {
			l.find(where, said, `"(?:Week: )?([0-9.,]+) of ([0-9.,]+)[^"]*"`, about(t.weeks[n-1].done), about(t.weeks[n-1].target))
		}
		if len(cards) == 1 && t.chain.state != "resting" && t.chain.length >= 3 {
			l.find(where, said, `(\d+) in the chain`, t.chain.length)
		}
	}
}

// comparePage is a goal's own page.
func (l *liver) comparePage(path, said string, t tally) {
	l.find(path, said, `Days practised (\d+) in all`, t.practised)
	if t.chain.state != "resting" && t.chain.length >= 3 {
		l.find(path, said, `Chain (\d+) days`, t.chain.length)
		if t.chain.recoveries > 0 {
			l.find(path, said, `Chain \d+ days, (\d+) mended`, t.chain.recoveries)
		}
	}
	if t.active > 0 {
		l.find(path, said, `Days the step was due (\d+) of (\d+) done`, t.done, t.active)
	}
	if silent := t.active - t.logged; silent*10 > t.active*3 && t.logged > 0 { // more than 30 of 100 (6.2)
		l.find(path, said, `Leaving out days with no entry: (\d+) of (\d+)`, t.done, t.logged)
	}
	if t.episodes > 0 {
		l.find(path, said, `Came back (\d+) of (\d+) time`, t.recovered, t.episodes)
	}
	if !t.over {
		l.find(path, said, `Season (\d+) of 90 days`, t.lastNumber())
	}
}

// about is an amount as it is shown.
func about(x float64) string { return spelt(math.Round(x*10) / 10) }

// table reads a CSV file by goal and day.
func (l *liver) table(path string) map[string]map[string]string {
	f, err := os.Open(path)
	if err != nil {
		l.t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // it was only read
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		l.t.Fatal(err)
	}
	rows := map[string]map[string]string{}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, title := range lines[0] {
			row[title] = line[i]
		}
		rows[row["goal"]+" "+row["date"]] = row
	}
	return rows
}
