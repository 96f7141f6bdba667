package backup

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"

	"github.com/ippo-app/ippo/internal/goal"
)

// Lock says who can read a backup: everybody who has the file (the zero
// value), the owners of keys, or whoever knows a passphrase.
type Lock struct {
	to         []age.Recipient
	passphrase string
}

// NewLock makes a lock of age recipients, or files that list some, or of a
// passphrase. Both at once is refused: age has no such files.
func NewLock(recipients []string, passphrase string) (Lock, error) {
	if len(recipients) > 0 && passphrase != "" {
		return Lock{}, goal.Invalid("recipient", "error.backup.both")
	}
	l := Lock{passphrase: passphrase}
	if passphrase != "" {
		r, err := age.NewScryptRecipient(passphrase)
		l.to = []age.Recipient{r}
		return l, err
	}
	for _, r := range recipients {
		var read io.Reader = strings.NewReader(r)
		if !strings.HasPrefix(r, "age1") {
			b, err := os.ReadFile(r)
			if err != nil {
				return Lock{}, goal.Invalid("recipient", "error.backup.recipient", r)
			}
			read = bytes.NewReader(b)
		}
		all, err := age.ParseRecipients(read)
		if err != nil {
			return Lock{}, goal.Invalid("recipient", "error.backup.recipient", r)
		}
		l.to = append(l.to, all...)
	}
	if l.On() {
		if _, err := age.Encrypt(io.Discard, l.to...); err != nil {
			return Lock{}, goal.Invalid("recipient", "error.backup.mixed_keys")
		}
	}
	return l, nil
}

// On says whether there is a lock at all.
func (l Lock) On() bool { return len(l.to) > 0 }

// Way in which a backup is locked.
type Way int

// The ways.
const (
	InTheOpen Way = iota
	ByKey
	ByPassphrase
)

func (l Lock) method() Way {
	switch {
	case l.passphrase != "":
		return ByPassphrase
	case l.On():
		return ByKey
	}
	return InTheOpen
}

// errOther says that what was read again is not what was written.
var errOther = errors.New("what was written reads otherwise")

// encrypt writes a file encrypted to another, and reads it again: with a
// passphrase as whoever restores it does, else byte for byte, since the key
// that opens it is not here.
func (l Lock) encrypt(ctx context.Context, from, to string) error {
	open, locked := sha256.New(), sha256.New()
	err := transformFile(ctx, from, to, func(in io.Reader, out io.Writer) error {
		w, err := age.Encrypt(io.MultiWriter(out, locked), l.to...)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, io.TeeReader(in, open))
		return errors.Join(err, w.Close())
	})
	if err != nil {
		return err
	}
	want, got := locked.Sum(nil), sha256.New()
	if l.passphrase != "" {
		want = open.Sum(nil)
	}
	err = withFile(ctx, to, func(in io.Reader) error {
		if l.passphrase != "" {
			id, err := age.NewScryptIdentity(l.passphrase)
			if err != nil {
				return err
			}
			if in, err = age.Decrypt(in, id); err != nil {
				return errors.Join(errOther, err)
			}
		}
		_, err := io.Copy(got, in)
		return err
	})
	if err == nil && !bytes.Equal(want, got.Sum(nil)) {
		err = errOther
	}
	return err
}

// transformFile makes a new file of another and brings it to the disk.
func transformFile(ctx context.Context, from, to string, f func(io.Reader, io.Writer) error) error {
	return withFile(ctx, from, func(in io.Reader) error {
		out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		err = f(in, out)
		return errors.Join(err, out.Sync(), out.Close())
	})
}

func withFile(ctx context.Context, path string, f func(io.Reader) error) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f(ctxReader{ctx, in}), in.Close())
}

// ctxReader reads until its context ends.
type ctxReader struct {
	ctx context.Context //nolint:containedctx // a reader is asked without one
	r   io.Reader
}

func (p ctxReader) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}

// Keys open what is encrypted. Each is asked for when it is needed.
type Keys struct {
	Identity   string                 // a file of age identities; empty for none
	Passphrase func() (string, error) // asks for it
}

const ageHead = "age-encryption.org/"

// IsEncrypted looks whether a file is one of age's, in bytes or in letters.
func IsEncrypted(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // only read
	head := make([]byte, len(armor.Header))
	n, _ := io.ReadFull(f, head)
	return bytes.HasPrefix(head[:n], []byte(ageHead)) || string(head[:n]) == armor.Header
}

// decrypt writes the open text of a file to another.
func (k Keys) decrypt(ctx context.Context, from, to string) error {
	ids, err := k.identities(from)
	if err != nil {
		return err
	}
	err = transformFile(ctx, from, to, func(in io.Reader, out io.Writer) error {
		open, err := age.Decrypt(unarmor(in), ids...)
		if err != nil {
			return err
		}
		_, err = io.Copy(out, open)
		return err
	})
	var none *age.NoIdentityMatchError
	switch {
	case err == nil, ctx.Err() != nil:
		return errors.Join(err, ctx.Err())
	case errors.As(err, &none) && k.Identity != "":
		return goal.Invalid("identity", "error.backup.other_key", k.Identity)
	case errors.As(err, &none):
		return goal.Invalid("passphrase", "error.backup.other_passphrase")
	}
	if _, system := errors.AsType[*os.PathError](err); system {
		return goal.Unavailable("file", "error.file.write", to)
	}
	return goal.Unavailable("file", "error.backup.damaged", from)
}

// unarmor reads a file of age that was written in letters as bytes.
func unarmor(in io.Reader) io.Reader {
	head := make([]byte, len(armor.Header))
	n, _ := io.ReadFull(in, head) // what is wrong with it, the next read says
	whole := io.MultiReader(bytes.NewReader(head[:n]), in)
	if string(head[:n]) == armor.Header {
		return armor.NewReader(whole)
	}
	return whole
}

// identities for a file: those of the identity file, or the passphrase, where
// the file was locked with one.
func (k Keys) identities(path string) ([]age.Identity, error) {
	if k.Identity != "" {
		f, err := os.Open(k.Identity)
		if err != nil {
			return nil, goal.Invalid("identity", "error.backup.identity", k.Identity)
		}
		defer func() { _ = f.Close() }() // only read
		ids, err := age.ParseIdentities(f)
		if err != nil {
			return nil, goal.Invalid("identity", "error.backup.identity", k.Identity)
		}
		return ids, nil
	}
	work, err := passphraseWork(path)
	switch {
	case err != nil:
		return nil, err
	case work == 0:
		return nil, goal.Invalid("identity", "error.backup.needs_key", path)
	case work > maxWork:
		return nil, goal.Unavailable("file", "error.backup.work", path)
	}
	words, err := k.Passphrase()
	if err != nil {
		return nil, err
	}
	id, err := age.NewScryptIdentity(words)
	if err != nil {
		return nil, goal.Invalid("passphrase", "error.backup.other_passphrase")
	}
	id.SetMaxWorkFactor(maxWork)
	return []age.Identity{id}, nil
}

// maxWork is how much work a passphrase may ask for, as a power of two: four
// times that of our own backups, 1 GB and some seconds. A file of another hand
// could ask for hours.
const maxWork = 20

var scryptStanza = regexp.MustCompile(`\n-> scrypt \S+ ([0-9]+)`)

// passphraseWork reads in the head of a file how much work its passphrase asks
// for; 0 where it was locked with a key.
func passphraseWork(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, goal.NotFound("file", "error.import.no_file", path)
	}
	defer func() { _ = f.Close() }() // only read
	head, err := age.ExtractHeader(unarmor(f))
	if err != nil {
		return 0, goal.Unavailable("file", "error.backup.damaged", path)
	}
	m := scryptStanza.FindSubmatch(head)
	if m == nil {
		return 0, nil
	}
	work, err := strconv.Atoi(string(m[1]))
	if err != nil || work == 0 {
		return 0, goal.Unavailable("file", "error.backup.damaged", path)
	}
	return work, nil
}
