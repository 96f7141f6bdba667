package imports

import (
	"crypto/rand"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// A file that is brought in waits on the server between the look inside and the
// decision, so that it is sent only once. It waits for an hour at most, can be
// read by nobody else, and where the system allows it has no name any more: it
// is gone with the process, whatever happens.
const (
	uploadLife  = 60 * 60 * 1000 // ms
	mostUploads = 8
	fieldBytes  = 64 << 10
)

// upload is a file that waits, and what was said of it.
type upload struct {
	mu      sync.Mutex
	who     app.Actor
	at      int64 // last use, ms UTC
	name    string
	file    *os.File // nil once it was kept or let go
	size    int64
	options exchange.Options
	choose  map[string]goal.Choice
	report  *app.Report // what was kept
	own     bool        // it is ippo's own file
}

// uploads by their token.
type uploads struct {
	mu   sync.Mutex
	list map[string]*upload
}

// put keeps an upload and lets go of those that are too old or too many.
func (u *uploads) put(x *upload, now int64) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.list == nil {
		u.list = map[string]*upload{}
	}
	x.at = now
	u.sweep(now)
	for len(u.list) >= mostUploads {
		u.drop(u.oldest())
	}
	token := rand.Text()
	u.list[token] = x
	return token
}

// get finds the person's upload; one that is gone is no mistake of theirs.
func (u *uploads) get(token string, who app.Actor, now int64) (*upload, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sweep(now)
	x, ok := u.list[token]
	if !ok || x.who.Person != who.Person {
		return nil, goal.NotFound("file", "move.gone")
	}
	x.at = now
	return x, nil
}

func (u *uploads) sweep(now int64) {
	for token, x := range u.list {
		if now-x.at > uploadLife {
			u.drop(token)
		}
	}
}

// forget lets go of all that a person brought.
func (u *uploads) forget(who app.PersonID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for token, x := range u.list {
		if x.who.Person == who {
			u.drop(token)
		}
	}
}

func (u *uploads) oldest() string {
	token := ""
	for t, x := range u.list {
		if token == "" || x.at < u.list[token].at {
			token = t
		}
	}
	return token
}

func (u *uploads) drop(token string) {
	x := u.list[token]
	delete(u.list, token)
	go func() { // who is reading it may finish
		x.mu.Lock()
		defer x.mu.Unlock()
		x.release()
	}()
}

// release lets go of the file.
func (x *upload) release() {
	if x.file == nil {
		return
	}
	_ = x.file.Close()           // it was only read
	_ = os.Remove(x.file.Name()) // there only where an open file keeps its name
	x.file = nil
}

// readUpload a file out of a form. Fields that come with it are answered as well.
func readUpload(r *http.Request) (*upload, page.Form, error) {
	f := page.Form{Values: url.Values{}}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, f, goal.Invalid("file", "move.no_file")
	}
	x := &upload{choose: map[string]goal.Choice{}}
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = x.part(p, f)
		}
		if err != nil {
			x.release()
			return nil, f, tooLarge(err)
		}
	}
	if x.file == nil || x.size == 0 {
		x.release()
		return nil, f, goal.Invalid("file", "move.no_file")
	}
	return x, f, nil
}

// part is the file, or a small field beside it.
func (x *upload) part(p *multipart.Part, f page.Form) error {
	if p.FormName() != "file" {
		b, err := io.ReadAll(io.LimitReader(p, fieldBytes))
		f.Add(p.FormName(), string(b))
		return err
	}
	if x.file != nil {
		return nil
	}
	file, err := os.CreateTemp("", "ippo-import-*") // mode 0600
	if err != nil {
		return goal.Unavailable("file", "error.import.no_room")
	}
	_ = os.Remove(file.Name()) // some systems keep the name of an open file
	x.file, x.name = file, filepath.Base(filepath.ToSlash(p.FileName()))
	x.size, err = io.Copy(file, p)
	return err
}

// tooLarge says so in a sentence; a full disk too.
func tooLarge(err error) error {
	if most, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return goal.Invalid("file", "error.import.too_large", most.Limit>>20)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return goal.Invalid("file", "web.form.broken")
	}
	if _, ok := errors.AsType[*os.PathError](err); ok {
		return goal.Unavailable("file", "error.import.no_room")
	}
	return err
}
