package workbook

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// why is the first chapter: pages 1 to 7.
type why struct {
	span   string // of the season, and the day of printing
	lenses map[library.Lens][]own
	items  []item
	more   int // items that the table has no room for
	meets  own
	tries  []try
	best   own
}

// item is a short answer, seen through the four lenses.
type item struct {
	words  own
	scores [4]int
	reach  int
}

// try is one small experiment of the compass.
type try struct {
	what                 own
	on                   string
	before, after, again *int
	line                 own
	fit                  string
}

const (
	itemRows = 12
	tryRows  = 3
)

func (f filling) why() why {
	x := why{lenses: map[library.Lens][]own{}}
	l := f.Look
	if l.Season != nil {
		span := library.Args{"n": l.DayNumber}
		maps.Copy(span, f.w.Span(l.Season.First, f.lastDay()))
		x.span = f.w.Say("workbook.cover.span", span)
	}
	items := slices.Clone(f.Compass.Items)
	for _, i := range items {
		lens := lensOf(i)
		x.lenses[lens] = append(x.lenses[lens], own(i.Words))
	}
	slices.SortStableFunc(items, func(a, b goal.CompassItem) int {
		return cmp.Or(cmp.Compare(b.Breadth(), a.Breadth()), cmp.Compare(b.Love, a.Love))
	})
	for _, i := range items {
		scores := [4]int{i.Love, i.Good, i.Needed, i.Supportable}
		if scores == [4]int{} {
			continue
		}
		if len(x.items) == itemRows {
			x.more++
			continue
		}
		x.items = append(x.items, item{own(i.Words), scores, i.Breadth()})
	}
	var meets []own
	for _, i := range f.Compass.Meets() {
		meets = append(meets, own(i.Words))
	}
	x.meets = joined(meets...)
	x.tries = f.tries()
	if best, ok := f.Compass.BestTrial(); ok {
		x.best = own(best.What)
	}
	return x
}

// lastDay of the season as far as it can be seen; without an end in sight, the
// ninetieth day from the first.
func (f filling) lastDay() goal.Day {
	if f.Look.SeasonEnd != 0 {
		return f.Look.SeasonEnd
	}
	return f.Look.Season.First + goal.SeasonDays - 1
}

// lensOf an item: where it came from, else where it scores highest.
func lensOf(i goal.CompassItem) library.Lens {
	all := library.Lenses()
	if slices.Contains(all, library.Lens(i.Lens)) {
		return library.Lens(i.Lens)
	}
	best := 0
	scores := [4]int{i.Love, i.Good, i.Needed, i.Supportable}
	for n, x := range scores {
		if x > scores[best] {
			best = n
		}
	}
	return all[best]
}

func (f filling) tries() []try {
	var all []try
	for _, t := range f.Compass.Trials {
		if t.State == goal.TrialLetGo {
			continue
		}
		x := try{what: own(t.What), on: f.w.WeekdayDate(t.Day), line: own(t.Line)}
		if t.State == goal.TrialTried {
			x.before, x.after, x.again = &t.Before, &t.After, &t.Again
			x.fit = strconv.Itoa(t.Fit())
		}
		all = append(all, x)
	}
	return all[max(0, len(all)-tryRows):]
}

func drawCover(s *sheet, c *content) {
	s.centred(-2, s.say("workbook.title"), style{ownVoice, 12, 6, black})
	s.enso(blockWidth/2, 74, 98, 100)
	s.brand(blockWidth/2-5.5, 134, 11)
	s.centred(163, s.say("workbook.cover.head"), style{ownVoice, 32, 12, black})
	s.y = 167
	if c.goal != "" && !c.blank {
		s.ownCentred(c.goal, style{ownVoice, 15, 7, black}, 2, s.say("workbook.cover.head"))
		s.centred(s.y+5, c.why.span, smallStyle())
	}
	s.y = 184
	s.column(25, 120, func() {
		s.field(s.say("workbook.cover.owner"), "")
		if c.blank {
			s.field(s.say("workbook.cover.runs"), "")
		}
	})
	s.y = 208
	var parts []func()
	for _, n := range []string{"begin", "write", "skip", "again"} {
		parts = append(parts, func() {
			s.over()
			b := smallStyle().in(black)
			b.voice = boldVoice
			s.para(s.say("workbook.cover."+n), b)
			s.small(s.say("workbook.cover." + n + ".text"))
		})
	}
	s.columns(parts...)
}

// ownCentred sets own words in the middle, at most n lines.
func (s *sheet) ownCentred(text own, st style, n int, where string) {
	lines, st := s.fitOwn(text, st, n, s.w, where)
	s.tag("P")
	for _, l := range lines {
		s.textAt(s.x+(s.w-s.width(l, st))/2, s.y+st.base(), l, st)
		s.down(st.line)
	}
	s.endTag()
}

// topic of the guide.
func (s *sheet) topic(id string) library.Topic {
	t, _ := s.words.Topic(id)
	return t
}

// itemsOf a topic: the points of all its lists.
func itemsOf(t library.Topic) []library.Point {
	var all []library.Point
	for _, b := range t.Blocks {
		all = append(all, b.Items...)
	}
	return all
}

func paragraphsOf(t library.Topic) []string {
	var all []string
	for _, b := range t.Blocks {
		all = append(all, b.Paragraphs...)
	}
	return all
}

func drawMethod(s *sheet, _ *content) {
	t := s.topic("method")
	s.h1(t.Title)
	s.lead(t.Blocks[0].Paragraphs[0])
	s.gap(8)
	pages := [7][2]int{{4, 9}, {10, 10}, {11, 11}, {12, 13}, {14, 16}, {17, 18}, {19, 22}}
	for i, p := range itemsOf(t) {
		if i == len(pages) {
			break
		}
		top := s.y
		s.stone(i, 0, s.y, 12, stoneToCome)
		s.column(0, 12, func() { s.centred(s.y+7.4, strconv.Itoa(i+1), style{ownVoice, 14, 7, black}) })
		s.right(blockWidth, s.y+5, 24, s.pages(pages[i]), tinyStyle())
		end := s.column(17, 122, func() {
			s.h2(p.Title)
			s.para(p.Text, s.bodyStyle())
		})
		s.down(max(end-s.y, 15))
		s.gap(max(1.5, 24.6-(s.y-top)))
	}
	s.said(s.say("goalpage.default"), s.say("workbook.method.always"))
}

func (s *sheet) pages(p [2]int) string {
	if p[0] == p[1] {
		return s.say("workbook.page", library.Args{"n": p[0]})
	}
	return s.say("workbook.pages", library.Args{"first": p[0], "last": p[1]})
}

// bodyStyle is set smaller where a page is full.
func (s *sheet) bodyStyle() style {
	return style{bookVoice, [...]float64{9.5, 9, 8.5}[s.tight], [...]float64{4.5, 4.2, 3.9}[s.tight], black}
}

// storyStyle is for what the book tells at some length.
func (s *sheet) storyStyle() style {
	return style{ownVoice, [...]float64{12.5, 11.5, 10.5}[s.tight], [...]float64{5.6, 5.1, 4.6}[s.tight], black}
}

func drawBreaks(s *sheet, _ *content) {
	s.h1(s.topic("why-goals-break").Title)
	s.gap(3)
	s.down(s.column(0, 160, func() {
		for _, p := range paragraphsOf(s.topic("why-goals-break")) {
			s.para(p, s.storyStyle())
			s.gap(1.8)
		}
	}) - s.y)
	s.gap(3)
	s.h2(s.say("workbook.breaks.ways"))
	s.small(s.say("workbook.breaks.tick"))
	s.gap(2)
	points := itemsOf(s.topic("mistakes"))
	half := (len(points) + 1) / 2
	side := func(ps []library.Point) func() {
		return func() {
			var all []check
			for _, p := range ps {
				all = append(all, check{label: p.Title, hint: p.Text, bold: true})
			}
			s.ticks(all...)
		}
	}
	s.columns(side(points[:half]), side(points[half:]))
	s.gap(3)
	s.h2(s.say("workbook.breaks.mine"))
	s.lines(s.spare(5, 2), "", "")
}

// spare is a number of empty lines: fewer where a page is full.
func (s *sheet) spare(n, least int) int { return n - s.tight*(n-least)/2 }

func drawCircles(s *sheet, c *content) {
	s.h1(s.say("workbook.circles"))
	s.gap(2)
	s.noted(func() { s.small(s.topic("ikigai").Blocks[0].Paragraphs[0]) })
	s.gap(5)
	s.lens(library.LensLove, 0, c)
	s.gap(5)
	s.lens(library.LensGood, 1, c)
}

func drawOtherCircles(s *sheet, c *content) {
	s.h1(s.say("workbook.circles.other"))
	s.gap(2)
	s.noted(func() { s.small(s.say("workbook.circles.enough")) })
	s.gap(6)
	s.lens(library.LensNeeded, 2, c)
	s.gap(6)
	s.lens(library.LensSupported, 3, c)
}

// lens with its ten questions, and lines to answer them on.
func (s *sheet) lens(l library.Lens, n int, c *content) {
	const r = 2.6
	centres := [4][2]float64{{6, 3.8}, {8.2, 6}, {6, 8.2}, {3.8, 6}}
	for i, p := range centres {
		if i == n {
			s.disc(p[0], s.y+p[1], r, grey([...]int{0xd9, 0xc4, 0xaa, 0x8c}[n]))
		}
	}
	for _, p := range centres {
		s.circle(p[0], s.y+p[1], r, pen{width: 0.2})
	}
	s.down(s.column(15, 140, func() {
		s.h2(s.say("lens." + string(l)))
		s.small(s.say("lens.hint." + string(l)))
	}) - s.y)
	s.down(3)
	st := s.listStyle()
	answers := c.why.lenses[l]
	rows := s.spare(10, 8)
	pitch := 9.0
	s.columns(func() {
		s.list(func() {
			for i, p := range s.words.Prompts(l) {
				s.item(func() {
					s.right(s.x+4.6, s.y+st.base(), 6, strconv.Itoa(i+1), tinyStyle())
					s.down(s.column(6.5, s.w-6.5, func() { s.para(p, st) }) - s.y)
				})
				s.gap(1.6)
			}
		})
	}, func() {
		s.y -= 5
		for i := range rows {
			var a own
			switch {
			case i < rows-1 && i < len(answers):
				a = answers[i]
			case i < len(answers):
				a = joined(answers[i:]...)
			}
			s.writeLines(1, pitch, ownStyle(), a, s.say("lens."+string(l)))
		}
	})
}

func drawMeets(s *sheet, c *content) {
	s.h1(s.say("compass.meets"))
	s.lead(s.say("workbook.meets.lead"))
	s.gap(5)
	s.table(func() {
		s.row(s.meetsHead)
		s.line(0, s.y, blockWidth, s.y, ruling())
		for i := range itemRows {
			var x item
			if i < len(c.why.items) {
				x = c.why.items[i]
			}
			s.row(func() { s.meetsRow(x) })
		}
	})
	s.gap(2)
	if c.why.more > 0 {
		s.small(s.say("workbook.meets.more", library.Args{"n": c.why.more}))
	}
	s.small(s.say("workbook.meets.hint"))
	s.gap(5)
	s.h2(s.say("workbook.meets.what"))
	s.small(s.say("workbook.meets.which"))
	s.lines(s.spare(3, 2), c.why.meets, s.say("workbook.meets.what"))
}

// Widths of the table of what meets: the words, then a column for each lens and
// one for how many of them reach two.
const meetsWords, meetsWide = 70.0, 20.0

func (s *sheet) meetsHead() {
	head := style{boldVoice, 8.5, 4.2, black}
	end := s.y + 4.2
	s.columnHead(func() {
		end = max(end, s.column(0, meetsWords, func() { s.para(s.say("workbook.meets.words"), head) }))
	})
	for i, n := range []string{"love", "good", "needed", "supported", "reach"} {
		s.columnHead(func() {
			end = max(end, s.column(meetsWords+meetsWide*float64(i), meetsWide, func() { s.centredPara(s.say("workbook.meets."+n), head) }))
		})
	}
	s.down(end + 1 - s.y)
}

// centredPara sets a text of the book in the middle of the column, line by line.
func (s *sheet) centredPara(text string, st style) {
	s.tag("P")
	for _, l := range s.wrap(s.ours(text, st), st, s.w-1) {
		s.textAt(s.x+(s.w-s.width(l, st))/2, s.y+st.base(), l, st)
		s.down(st.line)
	}
	s.endTag()
}

func (s *sheet) meetsRow(x item) {
	s.down([...]float64{10.6, 10, 9.4}[s.tight])
	s.line(0, s.y, blockWidth, s.y, writing())
	s.cell(func() {
		lines, st := s.fitOwn(x.words, style{ownVoice, 13, 5.4, black}, 1, meetsWords-2, s.say("compass.meets"))
		for _, l := range lines {
			s.tag("P")
			s.textAt(0, s.y-2, l, st)
			s.endTag()
		}
	})
	for n, score := range x.scores {
		s.cell(func() {
			if x.words != "" {
				s.figure(s.say("workbook.card.of", library.Args{"done": score, "target": 3}))
			}
			s.dots(meetsWords+meetsWide*float64(n)+meetsWide/2-4.2, s.y-4, score)
			s.endTag()
		})
	}
	s.cell(func() {
		if x.words != "" {
			s.column(meetsWords+4*meetsWide, meetsWide, func() { s.centred(s.y-2.4, strconv.Itoa(x.reach), style{ownVoice, 11, 5, black}) })
		}
	})
}

func drawTries(s *sheet, c *content) {
	s.h1(s.say("workbook.tries"))
	s.lead(s.say("workbook.tries.lead"))
	s.gap(6)
	for i := range tryRows {
		var t try
		if i < len(c.why.tries) {
			t = c.why.tries[i]
		}
		s.over()
		s.oneTry(i+1, t)
		s.gap(4)
	}
	s.columns(func() {
		s.h2(s.say("workbook.tries.ideas"))
		s.para(s.say("compass.ideas"), s.listStyle())
	}, func() {
		s.h2(s.say("workbook.tries.suggest"))
		s.narrow(3, c.why.best, s.say("workbook.tries.suggest"))
	})
}

func (s *sheet) oneTry(n int, t try) {
	s.label(0, s.y+7.3, 6, strconv.Itoa(n), style{ownVoice, 15, 7, black})
	s.fieldAt(7, s.y, 113, s.say("workbook.tries.i"), t.what, s.say("workbook.tries"))
	s.fieldAt(126, s.y, 44, s.say("workbook.on"), own(t.on), s.say("workbook.tries"))
	s.down(9)
	s.gap(3)
	end := s.y
	x := 0.0
	for _, q := range []struct {
		key   string
		scale scale
	}{
		{"workbook.tries.before", scale{1, 5, t.before, s.say("workbook.tries.empty"), s.say("workbook.tries.full"), true}},
		{"workbook.tries.after", scale{1, 5, t.after, s.say("workbook.tries.empty"), s.say("workbook.tries.full"), true}},
		{"workbook.tries.again", scale{0, 10, t.again, s.say("workbook.tries.no"), s.say("workbook.tries.gladly"), true}},
	} {
		end = max(end, s.column(x, q.scale.width(), func() {
			s.label(s.x, s.y+3, s.w+6, s.say(q.key), smallStyle().in(black))
			s.down(4.6)
			s.scaleHere(q.scale)
		}))
		x += q.scale.width() + 9
	}
	s.down(end - s.y)
	s.fieldAt(0, s.y, 96, s.say("compass.line"), t.line, s.say("workbook.tries"))
	s.fieldAt(102, s.y, 68, s.say("workbook.tries.fit"), own(t.fit), s.say("workbook.tries"))
	s.down(9)
}
