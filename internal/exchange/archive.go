package exchange

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// archive is a zip whose files are read within limits.
type archive struct {
	members []member
	left    int64 // bytes that may still be unpacked
}

// member is one file of an archive; its name has slashes and no dots.
type member struct {
	name string
	file *zip.File
}

// openArchive reads the list of files of a zip, without what macOS adds.
func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, errDamaged(err)
	}
	if len(z.File) > maxMembers {
		return nil, goal.Invalid("file", "error.import.too_many", maxMembers)
	}
	a := &archive{left: maxArchive}
	for _, f := range z.File {
		name := path.Clean(strings.ReplaceAll(f.Name, `\`, "/"))
		hidden := strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(path.Base(name), "._")
		if hidden || strings.HasSuffix(f.Name, "/") || strings.HasSuffix(f.Name, `\`) {
			continue
		}
		a.members = append(a.members, member{name, f})
	}
	return a, nil
}

// find is the first file with this base name, nearest to the top; capitals do
// not matter.
func (a *archive) find(base string) (member, bool) {
	var best member
	for _, m := range a.members {
		if !strings.EqualFold(path.Base(m.name), base) {
			continue
		}
		if best.file == nil || strings.Count(m.name, "/") < strings.Count(best.name, "/") {
			best = m
		}
	}
	return best, best.file != nil
}

// only is the single file whose name ends in ext.
func (a *archive) only(ext string) (member, bool) {
	var found []member
	for _, m := range a.members {
		if strings.EqualFold(path.Ext(m.name), ext) {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		return member{}, false
	}
	return found[0], true
}

// read unpacks one file within the limits.
func (a *archive) read(m member) ([]byte, error) {
	limit := min(maxUnpacked, a.left)
	if m.file.UncompressedSize64 > uint64(limit) { //nolint:gosec // limit is never negative
		return nil, errTooLarge(limit)
	}
	if m.file.Flags&1 != 0 {
		return nil, goal.Invalid("file", "error.import.locked_zip")
	}
	rc, err := m.file.Open()
	if err != nil {
		return nil, errDamaged(err)
	}
	defer rc.Close() //nolint:errcheck // only read from
	b, err := readAll(rc, limit)
	var known *goal.Error
	if errors.As(err, &known) {
		return nil, err
	}
	if err != nil {
		return nil, errDamaged(err)
	}
	a.left -= int64(len(b))
	return b, nil
}
