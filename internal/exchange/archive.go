package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// archive is what an import reads: one file, the files of a folder, or those of a
// zip, all read alike and within one budget of bytes.
type archive struct {
	members []member
	plain   bool  // one file, neither folder nor zip
	left    int64 // bytes that may still be read
	close   func() error
}

// member is one file of an archive; its name has slashes and no dots.
type member struct {
	name string
	size int64
	open func() (io.ReadCloser, error)
}

// openPath opens a file or folder of the person's.
func openPath(p string) (*archive, error) {
	info, err := os.Stat(p)
	if err != nil {
		return nil, errFile(filepath.Base(p), err)
	}
	if info.IsDir() {
		return openFolder(p)
	}
	if !info.Mode().IsRegular() {
		return nil, errUnknown()
	}
	f, err := os.Open(p)
	if err != nil {
		return nil, errFile(filepath.Base(p), err)
	}
	a, err := openFile(filepath.Base(p), f, info.Size())
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	a.close = f.Close
	return a, nil
}

// openFile opens size bytes behind r, a single file or a zip.
func openFile(name string, r io.ReaderAt, size int64) (*archive, error) {
	switch {
	case size == 0:
		return nil, goal.Invalid("file", "error.import.empty")
	case size > maxFile && !isOwnFile(name, r), size > maxOwn:
		return nil, errTooLarge(maxFile)
	}
	head := make([]byte, 4)
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, errFile(name, err)
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return openZip(r, size)
	}
	a := &archive{plain: true, left: max(4*maxFile, 3*size)} // a file may be read more than once
	a.members = []member{{path.Base(name), size, func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(r, 0, size)), nil
	}}}
	return a, nil
}

// isOwnFile says whether a file is our own export, which may be as long as a life.
func isOwnFile(name string, r io.ReaderAt) bool {
	head := make([]byte, 4<<10)
	n, _ := r.ReadAt(head, 0) // a file that is shorter or cannot be read says so later
	return isOwnExport(&sample{name: name, head: head[:n]})
}

// openZip reads the list of files of a zip, without what macOS adds.
func openZip(r io.ReaderAt, size int64) (*archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, errDamaged(err)
	}
	if len(z.File) > maxMembers {
		return nil, errTooMany(maxMembers)
	}
	a := &archive{left: maxUnpacked}
	for _, f := range z.File {
		name := path.Clean(strings.ReplaceAll(f.Name, `\`, "/"))
		if strings.HasPrefix(name, "__MACOSX/") || hidden(name) || strings.HasSuffix(f.Name, "/") || strings.HasSuffix(f.Name, `\`) {
			continue
		}
		if f.UncompressedSize64 > maxUnpacked {
			return nil, errTooLarge(maxUnpacked)
		}
		a.members = append(a.members, member{name, int64(f.UncompressedSize64), func() (io.ReadCloser, error) {
			if f.Flags&1 != 0 {
				return nil, goal.Invalid("file", "error.import.locked_zip")
			}
			rc, err := f.Open()
			return rc, asDamage(err)
		}})
	}
	return a, nil
}

// openFolder lists the files of a folder, four folders deep; hidden ones and
// what is no plain file are left out.
func openFolder(dir string) (*archive, error) {
	a := &archive{left: 4 * maxUnpacked}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil, name != "." && hidden(name), d.IsDir() && strings.Count(name, "/") > 3:
			return skip(d)
		case !d.Type().IsRegular():
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return nil //nolint:nilerr // gone since it was listed
		}
		if len(a.members) == maxMembers {
			return errTooMany(maxMembers)
		}
		a.members = append(a.members, member{name, info.Size(), func() (io.ReadCloser, error) {
			f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return nil, errFile(name, err)
			}
			return f, nil
		}})
		return nil
	})
	var own *goal.Error
	if err != nil && !errors.As(err, &own) {
		err = errFile(filepath.Base(dir), err)
	}
	return a, err
}

func hidden(name string) bool { return strings.HasPrefix(path.Base(name), ".") }

func skip(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// Close lets go of the file.
func (a *archive) Close() error {
	if a.close == nil {
		return nil
	}
	return a.close()
}

// find is the first file with this base name, nearest to the top; capitals do
// not matter.
func (a *archive) find(base string) (member, bool) {
	return a.best(func(name string) bool { return strings.EqualFold(path.Base(name), base) })
}

// best is the file nearest to the top that is wanted.
func (a *archive) best(wanted func(name string) bool) (member, bool) {
	var best member
	for _, m := range a.members {
		if wanted(m.name) && (best.open == nil || strings.Count(m.name, "/") < strings.Count(best.name, "/")) {
			best = m
		}
	}
	return best, best.open != nil
}

// read hands the bytes of a file to f, within the budget.
func (a *archive) read(m member, f func(io.Reader) error) error {
	rc, err := m.open()
	if err != nil {
		return err
	}
	defer rc.Close() //nolint:errcheck // only read from
	return asDamage(f(&limitedReader{rc, a}))
}

// head is the beginning of a file, at most n bytes.
func (a *archive) head(m member, n int64) ([]byte, error) {
	var b []byte
	err := a.read(m, func(r io.Reader) error {
		var err error
		b, err = io.ReadAll(io.LimitReader(r, n))
		return err
	})
	return b, err
}

// mentions says whether the bytes of a file hold a word, which is sooner told than
// what they mean.
func (a *archive) mentions(m member, word string) (found bool, err error) {
	err = a.read(m, func(r io.Reader) error {
		buf := make([]byte, 256<<10)
		held := 0 // of the end of what was looked at, where the word may have begun
		for {
			n, err := r.Read(buf[held:])
			seen := buf[:held+n]
			if found = bytes.Contains(seen, []byte(word)); found || errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			held = copy(buf, seen[max(0, len(seen)-len(word)+1):])
		}
	})
	return found, err
}

// limitedReader takes what is read off the budget of its archive.
type limitedReader struct {
	r io.Reader
	t *archive
}

func (b *limitedReader) Read(p []byte) (int, error) {
	if b.t.left <= 0 {
		return 0, errTooLarge(maxUnpacked)
	}
	n, err := b.r.Read(p)
	b.t.left -= int64(n)
	return n, err
}
