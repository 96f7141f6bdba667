package exchange

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// addUnknown takes a record of which the value was not understood: its note stays,
// where it has one, and the day is neither a yes nor a no (ruling 65).
func (im *importer) addUnknown(x *habit, r record, why reason, sample string) error {
	r.value, r.amount = valueNote, 0
	if r.note == "" {
		x.drops.add(why, sample)
		return nil
	}
	x.drops.add(reasonNoteOnly, sample)
	return im.add(x, r)
}

// mostStrange keys and columns are named one by one.
const mostStrange = 50

// unknown notes a key or a column that has no role: it is named in the report.
func (im *importer) unknown(name string) {
	im.oddities++
	name = shorten(strings.Join(strings.Fields(clean(name)), " "), maxSample)
	if len(im.strange) < mostStrange && !slices.Contains(im.strange, name) {
		im.strange = append(im.strange, name)
	}
}

// missing has the report name a key that a habit should have and has not, where
// there is another one instead that nobody knows.
func (im *importer) missing(key string, since int) bool {
	if im.oddities == since {
		return false
	}
	im.unknown(key)
	return true
}

// unclear says that what a habit asks was not understood: its amounts are history,
// and none of them is a yes (ruling 65).
func (im *importer) unclear(x *habit, key string, code int64) {
	im.unknown(key + ": " + strconv.FormatInt(code, 10))
	x.unjudged = true
}

// leaveGone says what of the file goes with the habits that are left out.
func (im *importer) leaveGone() {
	for _, x := range im.habits {
		if !x.gone {
			continue
		}
		im.drops.addN(reasonGoneDays, x.count, x.name)
		for _, d := range x.drops {
			if d.reason.isEntry() || d.reason.isBlank() {
				im.drops.addN(d.reason, d.count, d.sample)
			}
		}
	}
}

// nameStrange puts what has no role into the report.
func (im *importer) nameStrange() {
	im.drops.addN(reasonUnknownColumn, len(im.strange), strings.Join(im.strange, ", "))
}

// maxSample is the longest sample of a remark, in characters.
const maxSample = 80

// drop is a remark: how often something was left out or noticed, and the first
// time it was.
type drop struct {
	reason reason
	count  int
	sample string // words of the source, at most 80 characters; may be empty
}

// drops counts remarks, reason by reason, in order of first appearance.
type drops []drop

// add counts one more remark; the first sample is the one that is kept.
func (d *drops) add(r reason, sample string) { d.addN(r, 1, sample) }

// addN counts n more remarks; n of 0 adds nothing.
func (d *drops) addN(r reason, n int, sample string) {
	if n == 0 {
		return
	}
	for i := range *d {
		if (*d)[i].reason == r {
			(*d)[i].count += n
			return
		}
	}
	*d = append(*d, drop{r, n, shorten(strings.Join(strings.Fields(clean(sample)), " "), maxSample)})
}

func (d drops) notices() []goal.Notice {
	var out []goal.Notice
	for _, x := range d {
		out = append(out, goal.Notice{Code: string(x.reason), Count: x.count, Sample: x.sample, Lost: x.reason.loses(), Entry: x.reason.isEntry()})
	}
	return out
}

// tally counts the entries that the remarks are about.
func (d drops) tally() (t goal.Tally) {
	for _, x := range d {
		switch {
		case x.reason.isEntry():
			t.Lost += x.count
		case x.reason.isBlank():
			t.Blank += x.count
		case x.reason == reasonAddedUp:
			t.Joined += x.count
		}
	}
	return t
}
