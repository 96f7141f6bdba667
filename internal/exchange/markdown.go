package exchange

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// Words are what a language says in the exports that people read. All keys
// begin with journal or lens.
type Words struct {
	Say    func(key string, args map[string]any) string
	Date   func(goal.Day) string // Friday 23 October
	Number func(float64) string
	Tag    func(goal.MissTag) string
	Unit   func(unit string, n float64) string
	Event  func(goal.Event) (what, words string) // a line of a goal's timeline
	Why    func(goal.Purpose) string             // the sentence of the why
}

// Markdown writes an archive as a journal to read: day by day, what was done
// and what was said about it, in the person's own words.
func Markdown(w io.Writer, ar goal.Archive, words Words) error {
	md := &markdownWriter{w: bufio.NewWriterSize(&tamed{w: w}, 64<<10), words: words, ar: ar, said: map[goal.Day][]entryLine{}, apart: true}
	md.collect()
	md.header()
	for year := ar.First.Year(); year <= ar.Last.Year(); year++ {
		if err := md.year(year); err != nil {
			return err
		}
	}
	return md.w.Flush()
}

// markdownWriter is a journal while it is written.
type markdownWriter struct {
	w     *bufio.Writer
	words Words
	ar    goal.Archive
	said  map[goal.Day][]entryLine // what is not in a day log
	last  int                      // the year whose heading was written last
	apart bool                     // an empty line, or nothing, was written last
}

// entryLine is a line of a day: about what, what happened, and the person's
// words.
type entryLine struct {
	about, what string
	quotes      []string
}

func (md *markdownWriter) say(key string, args map[string]any) string {
	return md.words.Say("journal."+key, args)
}

func (md *markdownWriter) add(d goal.Day, about, what string, quotes ...string) {
	md.said[d] = append(md.said[d], entryLine{about, what, quotes})
}

// collect puts what was said and decided beside the days.
func (md *markdownWriter) collect() {
	for _, g := range md.ar.Goals {
		md.goal(g)
		md.story(g, md.ar.Stories[g.ID])
		for _, m := range md.ar.Measurements[g.ID] {
			md.add(m.Day, g.Title, md.measured(g, m))
		}
	}
	for _, n := range md.ar.Compass.Energy {
		key := "energy_note"
		if n.Gives() {
			key = "gives"
		} else if n.Takes() {
			key = "takes"
		}
		md.add(n.Day, "", md.say(key, nil), n.Words)
	}
	for _, t := range md.ar.Compass.Trials {
		if t.State != goal.TrialTried {
			continue
		}
		md.add(t.Day, "", md.say("tried", map[string]any{"what": t.What}), t.Line)
	}
	for _, p := range md.ar.Compass.Purposes {
		md.add(p.From, "", md.say("direction", nil), md.words.Why(p))
	}
}

func (md *markdownWriter) goal(g goal.Goal) {
	if g.Source != nil {
		if g.Source.First == 0 {
			return
		}
		md.add(g.Source.Asked, g.Title, md.say("imported", map[string]any{
			"first": md.words.Date(g.Source.First) + " " + strconv.Itoa(g.Source.First.Year()),
		}))
		return
	}
	purpose := ""
	if p, ok := g.Purpose(g.Begun); ok {
		purpose = md.words.Why(p)
	}
	outcome := ""
	if s, ok := g.Season(g.Begun); ok && s.Outcome.Text != g.Title {
		outcome = s.Outcome.Text
	}
	md.add(g.Begun, g.Title, md.say("begun", nil), purpose, outcome)
	l := goal.See(goal.Sight{Goal: g, Calendar: goal.NewCalendar(md.ar.Settings, zone.Load), Today: max(md.ar.Last, g.Begun)})
	for _, e := range l.Timeline(goal.Story{Experiments: md.ar.Stories[g.ID].Experiments}) {
		if e.Day == g.Begun && e.Kind == goal.EventSeason {
			continue
		}
		what, words := md.words.Event(e)
		md.add(e.Day, g.Title, what, words)
	}
}

func (md *markdownWriter) story(g goal.Goal, s goal.Story) {
	for _, r := range s.Reviews {
		md.add(r.Day, g.Title, md.say("review", map[string]any{"week": md.words.Date(r.Week)}),
			r.Helped, r.Suffers, r.Words, r.First, r.Close)
	}
	for _, b := range s.LookBacks {
		md.add(b.Day, g.Title, md.say("look_back", map[string]any{"n": b.Number}), b.Keep, b.Change, b.Stop, b.Learnt)
	}
}

func (md *markdownWriter) measured(g goal.Goal, m goal.Measurement) string {
	s, _ := g.Season(m.Day)
	switch {
	case m.Milestone > 0 && m.Milestone <= len(s.Outcome.Milestones):
		return md.say("milestone", map[string]any{"text": s.Outcome.Milestones[m.Milestone-1].Text})
	case m.Yes != nil && *m.Yes:
		return md.say("reached", nil)
	}
	return md.say("measured", map[string]any{"value": strings.TrimSpace(md.words.Number(m.Value) + " " + s.Outcome.Unit)})
}

// header is the title, and the direction as it stands.
func (md *markdownWriter) header() {
	title := md.say("title", nil)
	if n := md.ar.Settings.Name; n != "" {
		title = md.say("title_of", map[string]any{"name": n})
	}
	md.heading("# " + escape(title))
	for _, lens := range []string{"", "love", "good", "needed", "supported"} {
		items := slices.DeleteFunc(slices.Clone(md.ar.Compass.Items), func(x goal.CompassItem) bool { return x.Lens != lens })
		if len(items) == 0 {
			continue
		}
		if lens != "" {
			md.heading("## " + md.words.Say("lens."+lens, nil))
		}
		for _, x := range items {
			md.text("- " + escape(x.Words))
		}
	}
}

// year writes the days of a year that have anything to say.
func (md *markdownWriter) year(year int) error {
	titles := map[string]string{}
	for _, g := range md.ar.Goals {
		titles[g.ID] = g.Title
	}
	lines := map[goal.Day][]entryLine{}
	for d, es := range md.said {
		if d.Year() == year {
			lines[d] = append(lines[d], es...)
		}
	}
	for l, err := range md.ar.Days(goal.Date(year, 1, 1), goal.Date(year, 12, 31)) {
		if err != nil {
			return err
		}
		if e, ok := md.day(l, titles[l.Goal]); ok {
			lines[l.Day] = append(lines[l.Day], e)
		}
	}
	for _, f := range md.ar.Feelings {
		if f.Day.Year() == year && (f.Energy != nil || f.Mood != nil) {
			lines[f.Day] = append(lines[f.Day], entryLine{what: md.feelingText(f)})
		}
	}
	days := make([]goal.Day, 0, len(lines))
	for d := range lines {
		days = append(days, d)
	}
	slices.Sort(days)
	for _, d := range days {
		if md.last != year {
			md.last = year
			md.heading("## " + strconv.Itoa(year))
		}
		md.heading("### " + md.words.Date(d))
		for _, e := range lines[d] {
			md.entry(e)
		}
	}
	return nil
}

// day says a day log; one on which nothing was done and nothing said is left to
// the calendar.
func (md *markdownWriter) day(l goal.DayLog, title string) (entryLine, bool) {
	e := entryLine{about: title}
	var parts []string
	switch l.Status {
	case goal.LogDone:
		parts = append(parts, md.say("done", nil))
	case goal.LogRest:
		parts = append(parts, md.say("rest", nil))
	case goal.LogMissed:
		parts = append(parts, md.say("missed", nil))
	case goal.LogNone: // only what is said below
	}
	if m, ok := l.Minutes(); ok {
		parts = append(parts, md.words.Number(m)+" "+md.words.Unit("minutes", m))
	}
	if u, ok := l.Units(); ok && u != 0 {
		parts = append(parts, md.words.Number(u))
	}
	if l.Tag != "" {
		parts = append(parts, md.words.Tag(l.Tag))
	}
	e.what = strings.Join(parts, ", ")
	if l.Note != "" {
		e.quotes = []string{l.Note}
	}
	return e, l.Status == goal.LogDone || l.Note != "" || l.Tag != "" || len(l.Amounts) > 0
}

func (md *markdownWriter) feelingText(f goal.Feeling) string {
	switch {
	case f.Mood == nil:
		return md.say("energy", map[string]any{"n": *f.Energy})
	case f.Energy == nil:
		return md.say("mood", map[string]any{"n": *f.Mood})
	}
	return md.say("felt", map[string]any{"energy": *f.Energy, "mood": *f.Mood})
}

// entry writes a line and the words below it.
func (md *markdownWriter) entry(e entryLine) {
	s := "- "
	if e.about != "" {
		s += "**" + escape(e.about) + "**"
		if e.what != "" {
			s += ": "
		}
	}
	md.text(s + escape(e.what))
	said := false
	for _, q := range e.quotes {
		if q = strings.TrimSpace(q); q == "" {
			continue
		}
		if said {
			md.text("  >")
		}
		said = true
		for line := range strings.SplitSeq(q, "\n") {
			md.text(strings.TrimRight("  > "+line, " "))
		}
	}
}

// heading writes a heading with an empty line before and after it.
func (md *markdownWriter) heading(s string) {
	if !md.apart {
		md.text("")
	}
	md.text(s)
	md.text("")
	md.apart = true
}

func (md *markdownWriter) text(s string) {
	md.apart = false
	_, _ = md.w.WriteString(s + "\n") // Flush tells
}

// escape keeps words from being read as marks of Markdown.
func escape(s string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\n", " ") {
		if strings.ContainsRune("\\`*_[]<>#", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
