package app

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// kindServer is the row of a server that runs. It stands beside the sessions,
// which no copy holds: a restored database knows of no server.
const kindServer = "server"

// Running is a server of this database. A row alone may be stale, and another
// program may have its address by now: whoever asks the address wants the proof.
type Running struct {
	Address string // host:port
	key     string // known to the server and to who reads the database
}

// NewRunning names a server that is about to listen on an address.
func NewRunning(address string) Running { return Running{Address: address, key: rand.Text()} }

// At is the same server, asked at another of its addresses.
func (r Running) At(address string) Running { return Running{address, r.key} }

// Proof answers a question as only this server can.
func (r Running) Proof(question string) string {
	h := hmac.New(sha256.New, []byte(r.key))
	h.Write([]byte(question)) // a hash takes everything
	return hex.EncodeToString(h.Sum(nil))
}

// Announce writes down that a server runs, unless that is known already. What
// was said of its address before is over: two cannot listen on one.
func (a *App) Announce(ctx context.Context, who Actor, r Running) error {
	known := false
	err := a.view(ctx, who, ofDoors, func(tx Tx) (err error) {
		_, known, err = tx.Session(r.key)
		return err
	})
	if err != nil || known {
		return err
	}
	if err := a.store.AddFirst(ctx); err != nil { // everything may have been erased meanwhile
		return err
	}
	now := a.now()
	return a.update(ctx, who, ofDoors, func(tx Tx) error {
		old, err := tx.Sessions(kindServer)
		if err != nil {
			return err
		}
		for _, o := range old {
			if o.Device == r.Address {
				if err := tx.DropSession(o.Hash); err != nil {
					return err
				}
			}
		}
		return tx.PutSession(Session{
			Hash: r.key, Kind: kindServer, Created: now.UnixMilli(), Expires: now.Add(SessionLife).UnixMilli(), Device: r.Address,
		})
	})
}

// Withdraw says that a server runs no more.
func (a *App) Withdraw(ctx context.Context, who Actor, r Running) error {
	return a.update(ctx, who, ofDoors, func(tx Tx) error { return tx.DropSession(r.key) })
}

// Running lists the servers that were announced, the newest first.
func (a *App) Running(ctx context.Context, who Actor) ([]Running, error) {
	var all []Running
	err := a.view(ctx, who, ofDoors, func(tx Tx) error {
		rows, err := tx.Sessions(kindServer)
		for _, s := range rows {
			all = append(all, Running{Address: s.Device, key: s.Hash})
		}
		return err
	})
	return all, err
}
