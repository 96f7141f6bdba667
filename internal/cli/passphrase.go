package cli

import (
	"context"
	"fmt"
	"os"

	"golang.org/x/term"

	"github.com/ippo-app/ippo/internal/goal"
)

// newPassphrase is asked for twice: nobody can open the backup without it.
func (d deps) newPassphrase(ctx context.Context) (string, error) {
	if v := d.getenv(envBackupPassphrase); v != "" {
		return v, nil
	}
	one, err := d.secret(ctx, d.say("term.backup.passphrase"))
	if err != nil {
		return "", err
	}
	two, err := d.secret(ctx, d.say("term.backup.passphrase_again"))
	if err == nil && one != two {
		err = goal.Invalid("passphrase", "error.backup.passphrases")
	}
	return one, err
}

// passphrase of a backup that is there.
func (d deps) passphrase(ctx context.Context) (string, error) {
	if v := d.getenv(envBackupPassphrase); v != "" {
		return v, nil
	}
	return d.secret(ctx, d.say("term.backup.passphrase"))
}

// secret asks for a line that is not shown. It is never a flag, which others
// on the machine can read.
func (d deps) secret(ctx context.Context, question string) (string, error) {
	f, ok := d.in.(*os.File)
	if !ok || !d.mayAsk() {
		return "", goal.Invalid("passphrase", "error.backup.nobody_asked")
	}
	fd := int(f.Fd())
	shown, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	_, _ = fmt.Fprint(d.err, question+" ")
	type answer struct {
		line []byte
		err  error
	}
	answers := make(chan answer, 1)
	go func() { // left behind by an interrupt: the program is ending
		line, err := term.ReadPassword(fd)
		answers <- answer{line, err}
	}()
	var a answer
	select {
	case a = <-answers:
	case <-ctx.Done():
		a.err = ctx.Err()
		_ = term.Restore(fd, shown)
	}
	_, _ = fmt.Fprintln(d.err)
	if a.err != nil && ctx.Err() != nil {
		return "", ctx.Err()
	}
	if len(a.line) == 0 {
		return "", goal.Invalid("passphrase", "error.backup.nobody_asked")
	}
	return string(a.line), nil
}
