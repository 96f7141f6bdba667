// Package workbook prints the book of one season: 28 pages, blank or with a
// person's own words on its lines (ruling 117). What stands on the pages is
// worked out first, as plain values; a kit in millimetres then draws them. A
// blank book is the same pages without the words.
package workbook

import (
	"cmp"
	"io"

	"codeberg.org/go-pdf/fpdf"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Only says which part is printed.
type Only string

// The whole book, the month for the wall, or one week's review.
const (
	Whole  Only = ""
	Cards  Only = "cards"
	Review Only = "review"
)

// Onlies lists the parts that can be printed alone.
func Onlies() []Only { return []Only{Cards, Review} }

// Book is what to print, and for whom.
type Book struct {
	Words   *library.Words
	Paper   Paper
	Only    Only
	Version string
	Day     goal.Day // of printing; a book with words is of its own day
	// Source is nil for a blank book.
	Source *Source
}

// Source is what a person wrote and did.
type Source struct {
	Look     goal.Look
	Story    goal.Story
	Compass  goal.Compass
	Settings goal.Settings
	Feelings map[goal.Day]goal.Feeling
}

// Write sets the book and writes it as a PDF. The same book has the same bytes
// on the same day.
func Write(w io.Writer, b Book) (Told, error) {
	s, err := b.set(contentOf(b))
	if err != nil {
		return Told{}, err
	}
	return s.finish(w)
}

// leaf is a page of the book.
type leaf struct {
	title string // in the list of contents
	part  string // key of the part's name, in the head
	stone int    // 1-7 on the pages of the seven steps
	draw  func(*sheet, *content)
}

// newSheet is an empty book.
func (b Book) newSheet(c *content) *sheet {
	paper := cmp.Or(b.Paper, A4)
	w, h := paper.size()
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: fpdf.SizeType{Wd: w, Ht: h}})
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // one packer packs all streams, where they go out
	pdf.SetMargins(0, 0, 0)
	pdf.SetLang(b.Words.Lang())
	pdf.SetCreationDate(c.printed.Time())
	pdf.SetModificationDate(c.printed.Time())
	pdf.SetProducer("ippo", true)
	pdf.SetCreator("ippo "+b.Version, true)
	s := &sheet{
		typesetter: typesetter{used: map[faceName]*face{}, ready: map[spoken]prepared{}},
		pdf:        pdf, words: b.Words, paper: paper, w: blockWidth,
		told:  &told{ringed: map[string]bool{}, seen: map[string]bool{}},
		fonts: map[faceName]bool{},
	}
	title, _ := s.printable(string(c.goal), ownVoice)
	pdf.SetTitle(cmp.Or(title, s.say("workbook.title"))+" · ippo", true)
	pdf.SetSubject(s.say("workbook.title"), true)
	pdf.SetKeywords("ippo, ikigai, kaizen", true)
	return s
}

// set draws all pages.
func (b Book) set(c *content) (*sheet, error) {
	s := b.newSheet(c)
	part := ""
	for _, l := range leaves(b, c) {
		s.setLeaf(l.number, l.leaf, c, part)
		part = l.part
	}
	if s.err != nil {
		return nil, s.err
	}
	return s, s.pdf.Error()
}

// setLeaf draws one page as it was designed, and closer where the words of a
// language need more room than that. One that is too full even so is printed as
// it is; a test holds that none is.
func (s *sheet) setLeaf(n int, l leaf, c *content, before string) {
	s.page, s.title = n, l.title
	kept := *s.told
	for s.tight = 0; ; s.tight++ {
		s.dry = true
		s.top()
		l.draw(s, c)
		s.told.longer, s.told.squeezed = kept.longer, kept.squeezed
		s.told.seen = forget(s.told.seen, kept.longer)
		if s.deep <= blockHeight+0.01 {
			break
		}
		if s.tight == 2 {
			s.told.full = append(s.told.full, n)
			break
		}
	}
	s.dry = false
	s.pdf.AddPage()
	s.tagged.open, s.tagged.next = "", 0
	s.head(l, c)
	s.bookmark(l, before)
	s.top()
	l.draw(s, c)
	s.foot(n, c)
	s.closeMark()
}

// forget what only a trial of a page noted.
func forget(seen map[string]bool, longer []tooLong) map[string]bool {
	clear(seen)
	for _, l := range longer {
		seen[l.text] = true
	}
	return seen
}

func (s *sheet) top() { s.x, s.y, s.w, s.deep = 0, 0, blockWidth, 0 }

// head names the part and the goal, and shows how far the seven steps are.
func (s *sheet) head(l leaf, c *content) {
	if l.part == "" {
		return
	}
	s.top()
	s.label(0, -9, 60, s.say(l.part), tinyStyle())
	if l.stone > 0 {
		const w, apart = 4.4, 6.4
		for i := range 7 {
			state := stoneToCome
			if i+1 < l.stone {
				state = stoneDone
			} else if i+1 == l.stone {
				state = stoneNow
			}
			s.stone(i, 85-3.5*apart+apart*float64(i)+1, -11.8, w, state)
		}
	}
	st := style{ownVoice, 8.5, 4, ink2}
	title, _ := s.printable(string(c.goal), ownVoice)
	if title == "" {
		return
	}
	if lines := s.wrap(title, st, 58); len(lines) > 1 {
		title = s.cut(lines, 1, st, 58)[0]
	}
	s.tag("P")
	s.textAt(blockWidth-s.width(title, st), -9, title, st)
	s.endTag()
}

func (s *sheet) foot(n int, c *content) {
	const base = blockHeight + 10
	s.top()
	if n == 1 {
		return
	}
	s.label(0, base, 40, "ippo", tinyStyle())
	s.centred(base, library.Number(float64(n)), style{ownVoice, 9.5, 4, black})
	if !c.blank {
		s.right(blockWidth, base, 60, s.words.DatedDate(c.printed), tinyStyle())
	}
}

// bookmark lists the page, and its part where a new one begins.
func (s *sheet) bookmark(l leaf, before string) {
	s.setFace(s.face(serif), tinyStyle())
	level := 0
	if l.part != "" {
		if l.part != before {
			s.pdf.Bookmark(s.say(l.part), 0, 0)
		}
		level = 1
	}
	s.pdf.Bookmark(l.title, level, 0)
}

func (s *sheet) finish(w io.Writer) (Told, error) {
	out, err := newStructured(w, s.tagged.elements)
	if err != nil {
		return Told{}, err
	}
	if err := s.pdf.Output(out); err != nil {
		return Told{}, err
	}
	return Told{Pages: s.pdf.PageCount(), Longer: len(s.told.longer), Ringed: len(s.told.ringed)}, nil
}

// say a message of the book.
func (s *sheet) say(key string, args ...library.Args) string { return s.words.Say(key, args...) }
