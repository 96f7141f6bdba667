package cli

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// newPassphrase is asked for twice: nobody can open the backup without it.
func (d deps) newPassphrase(ctx context.Context) (string, error) {
	if v := d.getenv(envBackupPassphrase); v != "" {
		return v, nil
	}
	one, err := d.terminal().Secret(ctx, d.say("term.backup.passphrase"))
	if err != nil {
		return "", err
	}
	two, err := d.terminal().Secret(ctx, d.say("term.backup.passphrase_again"))
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
	return d.terminal().Secret(ctx, d.say("term.backup.passphrase"))
}
