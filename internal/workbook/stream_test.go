package workbook_test

import (
	"errors"
	"testing"

	"github.com/ippo-app/ippo/internal/workbook"
)

// reader of a book that counts what comes at once, and goes away after so much.
type reader struct{ all, most, patience int }

var errGone = errors.New("gone")

func (r *reader) Write(p []byte) (int, error) {
	r.all += len(p)
	r.most = max(r.most, len(p))
	if r.patience > 0 && r.all > r.patience {
		return 0, errGone
	}
	return len(p), nil
}

// A book is sent as it is packed, in small pieces: no second copy of it waits in
// memory, and a reader who went away ends it.
func TestTheBookIsStreamed(t *testing.T) {
	b := book("ja", workbook.A4, walker())
	whole := &reader{}
	if _, err := workbook.Write(whole, b); err != nil {
		t.Fatal(err)
	}
	if whole.all < 100_000 || whole.most > whole.all/2 {
		t.Errorf("%d bytes, %d of them at once", whole.all, whole.most)
	}
	if _, err := workbook.Write(&reader{patience: 50_000}, b); !errors.Is(err, errGone) {
		t.Errorf("the reader went away: %v", err)
	}
}
