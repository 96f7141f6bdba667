package goal

// Undoing works out which entries are taken back. It is made of the undo and
// import entries of a journal alone, so that no flag has to be believed: an
// entry is undone while a live undo names it or the import it came with, and a
// record also while it was withdrawn later than it was restored (rulings 17, 18
// and 70). Where several spoke of one entry the latest of them holds.
type Undoing struct {
	undos   map[string]Undo     // seen so far, by id
	imports map[string][]Import // the parts of each
	opens   map[string]bool     // ids of imports seen so far
	live    map[string]int      // live undos that name an id
	said    map[string]undoing  // of single entries
	batches map[string]batchUndoing
	step    int
}

// undoing is what was said last of an entry, and when in the order of things.
type undoing struct {
	step   int
	undone bool
}

// batchUndoing holds for the entries of an import that were there by then.
type batchUndoing struct {
	undoing
	position int64
}

// NewUndoing reads the undo and import entries of a journal, in the order of
// position; others are passed over.
func NewUndoing(entries []Entry) *Undoing {
	u := &Undoing{
		undos: map[string]Undo{}, imports: map[string][]Import{}, opens: map[string]bool{},
		live: map[string]int{}, said: map[string]undoing{}, batches: map[string]batchUndoing{},
	}
	for _, e := range entries {
		switch b := e.Body.(type) {
		case Undo:
			if u.live[e.ID] == 0 { // else it was taken back before it arrived
				u.name(b.Target, 1, e.Position, map[string]bool{})
			}
			u.undos[e.ID] = b
		case Import:
			u.take(e, b)
		}
	}
	return u
}

// take adds an import, or a part of one.
func (u *Undoing) take(e Entry, b Import) {
	if b.Of == "" {
		u.opens[e.ID] = true
		if u.live[e.ID] > 0 { // an undo that arrived first
			u.setBatch(e.ID, true, e.Position)
		}
		return
	}
	u.imports[b.Of] = append(u.imports[b.Of], b)
	u.flip(b, false)
}

// name counts a live undo in or out and says what that makes of its target, and
// of what that names in turn. A ring, which only a hostile hand can make, is
// walked once.
func (u *Undoing) name(target string, n int, position int64, seen map[string]bool) {
	if seen[target] {
		return
	}
	seen[target] = true
	before := u.live[target] > 0
	u.live[target] += n
	undone := u.live[target] > 0
	if undone == before {
		return // another undo says the same
	}
	u.say(target, undone)
	if x, ok := u.undos[target]; ok && undone {
		u.name(x.Target, -1, position, seen)
	} else if ok {
		u.name(x.Target, 1, position, seen)
	}
	if u.opens[target] {
		u.setBatch(target, undone, position)
	}
}

func (u *Undoing) say(id string, undone bool) {
	u.step++
	u.said[id] = undoing{u.step, undone}
}

// setBatch takes all of an import back, or brings it back.
func (u *Undoing) setBatch(id string, undone bool, position int64) {
	u.step++
	u.batches[id] = batchUndoing{undoing{u.step, undone}, position}
	for _, part := range u.imports[id] {
		u.flip(part, undone)
	}
}

// flip turns the records that a part restored and those that it withdrew.
func (u *Undoing) flip(part Import, undone bool) {
	for _, id := range part.Restored {
		u.say(id, undone)
	}
	for _, id := range part.Withdrawn {
		u.say(id, !undone)
	}
}

// Undone says whether an entry is taken back.
func (u *Undoing) Undone(e Entry) bool {
	v := u.said[e.ID]
	if b := u.batches[e.Batch]; e.Batch != "" && b.step > v.step && e.Position < b.position {
		v = b.undoing
	}
	return v.undone
}

// Named are the ids of single entries that are taken back, and of the imports
// that are, in no order.
func (u *Undoing) Named() (ids, batches []string) {
	for id, v := range u.said {
		if v.undone {
			ids = append(ids, id)
		}
	}
	for id, v := range u.batches {
		if v.undone {
			batches = append(batches, id)
		}
	}
	return ids, batches
}
