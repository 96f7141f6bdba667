package app

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// originLetters are those of an origin's name, five bits each.
const originLetters = 16

// Origin is the name that browsers reach this database by on its own machine,
// under localhost (ruling 69): the cookie of a host goes to every port of that
// host, so that the host has to be one that nobody else there can name. It is
// made of the first entry's id, which is random and which only who reads the
// database knows: so it is the same after a restart and after a restore, and no
// row has to hold it. Empty while nothing was written down yet.
func (a *App) Origin(ctx context.Context, who Actor) (string, error) {
	name := ""
	err := a.view(ctx, who, ofDoors, func(tx Tx) error {
		first, err := tx.Entries(Filter{Limit: 1})
		if err != nil || len(first) == 0 {
			return err
		}
		sum := sha256.Sum256([]byte("ippo origin " + first[0].ID))
		name = "ippo-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:originLetters] + ".localhost"
		return nil
	})
	return name, err
}
