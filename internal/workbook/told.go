package workbook

// told is what the book has to tell of itself once it is set.
type told struct {
	longer   []tooLong
	ringed   map[string]bool // texts with letters that no face has
	squeezed []string        // words of the book that had to be cut; a test holds that there are none
	full     []int           // pages that hold more than they have room for; no book has one
	seen     map[string]bool
}

// tooLong is a text that its field could not hold.
type tooLong struct {
	page  int
	where string
	text  string
}

func (t *told) heard(text string, rings int) {
	if rings > 0 {
		t.ringed[text] = true
	}
}

func (t *told) over(page int, where, text string) {
	if !t.seen[text] {
		t.seen[text] = true
		t.longer = append(t.longer, tooLong{page, where, text})
	}
}

// Told is what a person is told about a book beside the book itself.
type Told struct {
	Pages  int
	Longer int // texts that are longer than the book holds, even on its last page
	Ringed int // texts with letters that the book cannot print
}
