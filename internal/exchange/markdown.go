package exchange

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
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
	j := &diary{w: bufio.NewWriterSize(w, 64<<10), words: words, ar: ar, said: map[goal.Day][]entryLine{}, apart: true}
	j.gather()
	j.front()
	for year := ar.First.Year(); year <= ar.Last.Year(); year++ {
		if err := j.year(year); err != nil {
			return err
		}
	}
	return j.w.Flush()
}

// diary is a journal while it is written.
type diary struct {
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

func (j *diary) say(key string, args map[string]any) string { return j.words.Say("journal."+key, args) }

func (j *diary) put(d goal.Day, about, what string, quotes ...string) {
	j.said[d] = append(j.said[d], entryLine{about, what, quotes})
}

// gather puts what was said and decided beside the days.
func (j *diary) gather() {
	for _, g := range j.ar.Goals {
		j.goal(g)
		j.story(g, j.ar.Stories[g.ID])
		for _, m := range j.ar.Measurements[g.ID] {
			j.put(m.Day, g.Title, j.measured(g, m))
		}
	}
	for _, n := range j.ar.Compass.Energy {
		key := "energy_note"
		if n.Gives() {
			key = "gives"
		} else if n.Takes() {
			key = "takes"
		}
		j.put(n.Day, "", j.say(key, nil), n.Words)
	}
	for _, t := range j.ar.Compass.Trials {
		if t.State != goal.TrialTried {
			continue
		}
		j.put(t.Day, "", j.say("tried", map[string]any{"what": t.What}), t.Line)
	}
	for _, p := range j.ar.Compass.Purposes {
		j.put(p.From, "", j.say("direction", nil), j.words.Why(p))
	}
}

func (j *diary) goal(g goal.Goal) {
	if g.Source != nil {
		if g.Source.First == 0 {
			return
		}
		j.put(g.Source.Asked, g.Title, j.say("imported", map[string]any{
			"first": j.words.Date(g.Source.First) + " " + strconv.Itoa(g.Source.First.Year()),
		}))
		return
	}
	purpose := ""
	if p, ok := g.Purpose(g.Begun); ok {
		purpose = j.words.Why(p)
	}
	outcome := ""
	if s, ok := g.Season(g.Begun); ok && s.Outcome.Text != g.Title {
		outcome = s.Outcome.Text
	}
	j.put(g.Begun, g.Title, j.say("begun", nil), purpose, outcome)
	l := goal.See(goal.Sight{Goal: g, Calendar: goal.NewCalendar(j.ar.Settings, time.LoadLocation), Today: max(j.ar.Last, g.Begun)})
	for _, e := range l.Timeline(goal.Story{Experiments: j.ar.Stories[g.ID].Experiments}) {
		if e.Day == g.Begun && e.Kind == goal.EventSeason {
			continue
		}
		what, words := j.words.Event(e)
		j.put(e.Day, g.Title, what, words)
	}
}

func (j *diary) story(g goal.Goal, s goal.Story) {
	for _, r := range s.Reviews {
		j.put(r.Day, g.Title, j.say("review", map[string]any{"week": j.words.Date(r.Week)}),
			r.Helped, r.Suffers, r.Words, r.First, r.Close)
	}
	for _, b := range s.LookBacks {
		j.put(b.Day, g.Title, j.say("look_back", map[string]any{"n": b.Number}), b.Keep, b.Change, b.Stop, b.Learnt)
	}
}

func (j *diary) measured(g goal.Goal, m goal.Measurement) string {
	s, _ := g.Season(m.Day)
	switch {
	case m.Milestone > 0 && m.Milestone <= len(s.Outcome.Milestones):
		return j.say("milestone", map[string]any{"text": s.Outcome.Milestones[m.Milestone-1].Text})
	case m.Yes != nil && *m.Yes:
		return j.say("reached", nil)
	}
	return j.say("measured", map[string]any{"value": strings.TrimSpace(j.words.Number(m.Value) + " " + s.Outcome.Unit)})
}

// front is the title, and the direction as it stands.
func (j *diary) front() {
	title := j.say("title", nil)
	if n := j.ar.Settings.Name; n != "" {
		title = j.say("title_of", map[string]any{"name": n})
	}
	j.heading("# " + escape(title))
	for _, lens := range []string{"", "love", "good", "needed", "supported"} {
		items := slices.DeleteFunc(slices.Clone(j.ar.Compass.Items), func(x goal.CompassItem) bool { return x.Lens != lens })
		if len(items) == 0 {
			continue
		}
		if lens != "" {
			j.heading("## " + j.words.Say("lens."+lens, nil))
		}
		for _, x := range items {
			j.text("- " + escape(x.Words))
		}
	}
}

// year writes the days of a year that have anything to say.
func (j *diary) year(year int) error {
	titles := map[string]string{}
	for _, g := range j.ar.Goals {
		titles[g.ID] = g.Title
	}
	lines := map[goal.Day][]entryLine{}
	for d, es := range j.said {
		if d.Year() == year {
			lines[d] = append(lines[d], es...)
		}
	}
	for l, err := range j.ar.Days(goal.Date(year, 1, 1), goal.Date(year, 12, 31)) {
		if err != nil {
			return err
		}
		if e, ok := j.day(l, titles[l.Goal]); ok {
			lines[l.Day] = append(lines[l.Day], e)
		}
	}
	for _, f := range j.ar.Feelings {
		if f.Day.Year() == year && (f.Energy != nil || f.Mood != nil) {
			lines[f.Day] = append(lines[f.Day], entryLine{what: j.felt(f)})
		}
	}
	days := make([]goal.Day, 0, len(lines))
	for d := range lines {
		days = append(days, d)
	}
	slices.Sort(days)
	for _, d := range days {
		if j.last != year {
			j.last = year
			j.heading("## " + strconv.Itoa(year))
		}
		j.heading("### " + j.words.Date(d))
		for _, e := range lines[d] {
			j.entry(e)
		}
	}
	return nil
}

// day says a day log; one on which nothing was done and nothing said is left to
// the calendar.
func (j *diary) day(l goal.DayLog, title string) (entryLine, bool) {
	e := entryLine{about: title}
	var parts []string
	switch l.Status {
	case goal.LogDone:
		parts = append(parts, j.say("done", nil))
	case goal.LogRest:
		parts = append(parts, j.say("rest", nil))
	case goal.LogMissed:
		parts = append(parts, j.say("missed", nil))
	case goal.LogNone: // only what is said below
	}
	if m, ok := l.Minutes(); ok {
		parts = append(parts, j.words.Number(m)+" "+j.words.Unit("minutes", m))
	}
	if u, ok := l.Units(); ok && u != 0 {
		parts = append(parts, j.words.Number(u))
	}
	if l.Tag != "" {
		parts = append(parts, j.words.Tag(l.Tag))
	}
	e.what = strings.Join(parts, ", ")
	if l.Note != "" {
		e.quotes = []string{l.Note}
	}
	return e, l.Status == goal.LogDone || l.Note != "" || l.Tag != "" || len(l.Amounts) > 0
}

func (j *diary) felt(f goal.Feeling) string {
	switch {
	case f.Mood == nil:
		return j.say("energy", map[string]any{"n": *f.Energy})
	case f.Energy == nil:
		return j.say("mood", map[string]any{"n": *f.Mood})
	}
	return j.say("felt", map[string]any{"energy": *f.Energy, "mood": *f.Mood})
}

// entry writes a line and the words below it.
func (j *diary) entry(e entryLine) {
	s := "- "
	if e.about != "" {
		s += "**" + escape(e.about) + "**"
		if e.what != "" {
			s += ": "
		}
	}
	j.text(s + escape(e.what))
	said := false
	for _, q := range e.quotes {
		if q = strings.TrimSpace(q); q == "" {
			continue
		}
		if said {
			j.text("  >")
		}
		said = true
		for line := range strings.SplitSeq(q, "\n") {
			j.text(strings.TrimRight("  > "+line, " "))
		}
	}
}

// heading writes a heading with an empty line before and after it.
func (j *diary) heading(s string) {
	if !j.apart {
		j.text("")
	}
	j.text(s)
	j.text("")
	j.apart = true
}

func (j *diary) text(s string) {
	j.apart = false
	_, _ = j.w.WriteString(s + "\n") // Flush tells
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
