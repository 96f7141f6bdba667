package exchange

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// maxSample is the longest sample of a remark, in characters.
const maxSample = 80

// drops counts remarks, reason by reason, in order of first appearance.
type drops []Drop

// add counts one more remark; the first sample is the one that is kept.
func (d *drops) add(r Reason, sample string) { d.addN(r, 1, sample) }

// addN counts n more remarks; n of 0 adds nothing.
func (d *drops) addN(r Reason, n int, sample string) {
	if n == 0 {
		return
	}
	for i := range *d {
		if (*d)[i].Reason == r {
			(*d)[i].Count += n
			return
		}
	}
	*d = append(*d, Drop{Reason: r, Count: n, Sample: shorten(clean(sample), maxSample)})
}

// book is a habit while its file is being read: at most one entry a day.
type book struct {
	habit Habit
	at    map[goal.Day]int
	drops drops
}

func newBook(h Habit) *book { return &book{habit: h, at: map[goal.Day]int{}} }

// keep adds an entry unless the day has one already.
func (b *book) keep(e Entry) {
	if _, taken := b.at[e.Day]; taken {
		b.drops.add(ReasonDuplicateDay, e.Day.String())
		return
	}
	b.at[e.Day] = len(b.habit.Entries)
	b.habit.Entries = append(b.habit.Entries, e)
}

// replace adds an entry; an earlier one of the same day gives way.
func (b *book) replace(e Entry) {
	if i, taken := b.at[e.Day]; taken {
		b.drops.add(ReasonDuplicateDay, e.Day.String())
		b.habit.Entries[i] = e
		return
	}
	b.keep(e)
}

// close ends the reading: the entries are sorted, body measures lose their
// numbers, and the remarks are handed over.
func (b *book) close() Habit {
	h := b.habit
	slices.SortFunc(h.Entries, func(x, y Entry) int { return cmp.Compare(x.Day, y.Day) })
	if len(h.Entries) == 0 {
		b.drops.add(ReasonNoEntries, h.Name)
	}
	if h.Kind != KindYesNo && isBodyUnit(h.Unit) {
		b.drops.addN(ReasonBodyMeasure, forgetAmounts(&h), h.Unit)
		h.Unit = ""
	}
	h.Dropped = b.drops
	return h
}

// closeAll closes the books in order.
func closeAll(books []*book) []Habit {
	habits := make([]Habit, len(books))
	for i, b := range books {
		habits[i] = b.close()
	}
	return habits
}

// keyring hands out habit keys: the source's own id, else the name. A number
// tells repeats apart. The position is left out on purpose: putting habits in
// another order must not make them new ones at the next import.
type keyring map[string]int

// key of the next habit; id may be empty.
func (k keyring) key(id, name string) string {
	kind, text := "uuid", id
	if id == "" {
		kind, text = "name", name
	}
	k[kind+":"+text]++
	return kind + ":" + strconv.Itoa(k[kind+":"+text]) + ":" + text
}
