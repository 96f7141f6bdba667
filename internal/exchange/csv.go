package exchange

import (
	"archive/zip"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// CSV writes an archive as a zip of tables, one file each.
func CSV(w io.Writer, ar goal.Archive) error {
	z := zip.NewWriter(w)
	err := Tables(ar, func(name string) (io.WriteCloser, error) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // no time: the same archive, the same bytes
		return nopCloser{f}, err
	})
	return errors.Join(err, z.Close())
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// Tables writes the tables of an archive into the files that create makes.
func Tables(ar goal.Archive, create func(name string) (io.WriteCloser, error)) error {
	t := &csvWriter{ar: ar, slugs: map[string]string{}}
	for _, g := range ar.Goals {
		t.slugs[g.ID] = g.Slug
	}
	for _, x := range t.all() {
		if err := t.write(x.name, x.titles, create, x.rows); err != nil {
			return err
		}
	}
	return nil
}

// TableNames are the files that Tables makes.
func TableNames() []string {
	var names []string
	for _, x := range (&csvWriter{}).all() {
		names = append(names, x.name)
	}
	return names
}

// table is one file: its name, its columns and its rows.
type table struct {
	name   string
	titles string
	rows   func(row func(cells ...string) error) error
}

func (t *csvWriter) all() []table {
	return []table{
		{"days.csv", "date goal status minutes amount full tag late note", t.days},
		{"goals.csv", "goal title area status begun purpose from", t.goals},
		{"seasons.csv", "goal season first outcome type start target unit", t.seasons},
		{"plans.csv", "goal from step step_minutes metric target unit cue fallback", t.plans},
		{"measurements.csv", "date goal value milestone yes ready", t.measurements},
		{"feelings.csv", "date energy mood", t.feelings},
		{"reviews.csv", "goal week date helped tag pulse ease rule decision words first_step confidence close range_low range_high", t.reviews},
		{"experiments.csv", "goal first last lever what measure from to ended study act", t.experiments},
		{"lookbacks.csv", "goal date day keep change stop choice reached learnt", t.lookBacks},
		{"compass.csv", "date kind lens words energy again", t.compass},
	}
}

type csvWriter struct {
	ar    goal.Archive
	slugs map[string]string
}

func (t *csvWriter) write(name, titles string, create func(string) (io.WriteCloser, error), rows func(func(...string) error) error) error {
	f, err := create(name)
	if err != nil {
		return err
	}
	w := csv.NewWriter(&tamed{w: f})
	err = w.Write(strings.Fields(titles))
	if err == nil {
		err = rows(func(cells ...string) error { return w.Write(cells) })
	}
	w.Flush()
	return errors.Join(err, w.Error(), f.Close())
}

func (t *csvWriter) days(row func(...string) error) error {
	for l, err := range t.ar.Days(t.ar.First, t.ar.Last) {
		if err != nil {
			return err
		}
		d := newJSONDay(l)
		if err := row(d.Day.String(), cell(t.slugs[d.Goal]), string(d.Status), number(d.Minutes), number(d.Amount),
			yes(d.Full), string(d.Tag), yes(d.Late), cell(d.Note)); err != nil {
			return err
		}
	}
	return nil
}

func (t *csvWriter) goals(row func(...string) error) error {
	for _, g := range t.ar.Goals {
		purpose, from := "", ""
		if p, ok := g.Purpose(t.ar.Last); ok {
			purpose = goal.PurposeSentence(p.GrowIn, p.SoICan)
		}
		if g.Source != nil {
			from = g.Source.Format
		}
		if err := row(cell(g.Slug), cell(g.Title), string(g.Area), string(g.Status), g.Begun.String(), cell(purpose), from); err != nil {
			return err
		}
	}
	return nil
}

func (t *csvWriter) seasons(row func(...string) error) error {
	for _, g := range t.ar.Goals {
		for _, s := range g.Seasons {
			o := s.Outcome
			if err := row(cell(g.Slug), strconv.Itoa(s.Number), s.First.String(), cell(o.Text), string(o.Type),
				number(&o.Start), number(o.Target), cell(o.Unit)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *csvWriter) plans(row func(...string) error) error {
	for _, g := range t.ar.Goals {
		for _, p := range g.Plans() {
			if err := row(cell(g.Slug), p.From.String(), cell(p.Step.Text), number(&p.Step.Minutes), string(p.Metric.Kind),
				number(&p.Metric.Target), cell(p.Metric.Unit), cell(p.Cue), cell(p.Fallback)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *csvWriter) measurements(row func(...string) error) error {
	for m, err := range measurementsOf(t.ar) {
		if err != nil {
			return err
		}
		milestone, happened := "", ""
		if m.Milestone > 0 {
			milestone = strconv.Itoa(m.Milestone)
		}
		if m.Yes != nil {
			happened = yes(*m.Yes)
		}
		if err := row(m.Day.String(), cell(t.slugs[m.Goal]), number(&m.Value), milestone, happened, yes(m.Ready)); err != nil {
			return err
		}
	}
	return nil
}

func (t *csvWriter) feelings(row func(...string) error) error {
	for _, f := range t.ar.Feelings {
		if err := row(f.Day.String(), count(f.Energy), count(f.Mood)); err != nil {
			return err
		}
	}
	return nil
}

func (t *csvWriter) reviews(row func(...string) error) error {
	for _, g := range t.ar.Goals {
		for _, r := range t.ar.Stories[g.ID].Reviews {
			low, high := "", ""
			if x := r.Range; x != nil {
				low, high = number(&x.Low), number(&x.High)
			}
			if err := row(cell(g.Slug), r.Week.String(), r.Day.String(), cell(r.Helped), string(r.Tag), count(r.Pulse),
				count(r.Ease), string(r.Suggestion.Rule), string(r.Decision), cell(r.Words), cell(r.First), count(r.Confidence),
				cell(r.Close), low, high); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *csvWriter) experiments(row func(...string) error) error {
	for _, g := range t.ar.Goals {
		for _, x := range t.ar.Stories[g.ID].Experiments {
			if err := row(cell(g.Slug), x.First.String(), x.Last.String(), string(x.Lever), cell(x.What), string(x.Measure),
				cell(x.From), cell(x.To), yes(x.Ended), cell(x.Study), string(x.Act)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *csvWriter) lookBacks(row func(...string) error) error {
	for _, g := range t.ar.Goals {
		for _, b := range t.ar.Stories[g.ID].LookBacks {
			if err := row(cell(g.Slug), b.Day.String(), strconv.Itoa(b.Number), cell(b.Keep), cell(b.Change), cell(b.Stop),
				string(b.Way), b.Reached, cell(b.Learnt)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *csvWriter) compass(row func(...string) error) error {
	c := t.ar.Compass
	var err error
	put := func(cells ...string) {
		if err == nil {
			err = row(cells...)
		}
	}
	for _, p := range c.Purposes {
		put(p.From.String(), "purpose", "", cell(goal.PurposeSentence(p.GrowIn, p.SoICan)), "", "")
	}
	for _, x := range c.Items {
		put("", "item", x.Lens, cell(x.Words), "", "")
	}
	for _, x := range c.Energy {
		before, after := "", ""
		if x.Complete() {
			before, after = strconv.Itoa(x.Before), strconv.Itoa(x.After)
		}
		put(x.Day.String(), "energy", "", cell(x.Words), before, after)
	}
	for _, x := range c.Trials {
		put(x.Day.String(), "trial", "", cell(joinLines(x.What, x.Line)), strconv.Itoa(x.After-x.Before), strconv.Itoa(x.Again))
	}
	return err
}

// cell keeps a spreadsheet from reading a person's words as a formula.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func number(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

func count(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
