package app

import (
	"context"
	"time"
)

// kindAddress is the row of a public address. It stands beside the sessions,
// which no copy holds: a restored database is perhaps on another machine, and
// at no address before somebody says so.
const kindAddress = "address"

// Addresses are the public addresses that were in force when a server of this
// database began last, the one of mails and links first (ruling 126).
func (a *App) Addresses(ctx context.Context, who Actor) ([]string, error) {
	var all []string
	err := a.view(ctx, who, ofDoors, func(tx Tx) error {
		all = nil // it may run twice
		rows, err := tx.Sessions(kindAddress)
		for _, s := range rows {
			all = append(all, s.Device)
		}
		return err
	})
	return all, err
}

// SetAddresses writes down which public addresses are in force; none for a
// server that is alone on its machine.
func (a *App) SetAddresses(ctx context.Context, who Actor, addresses []string) error {
	if known, err := a.Addresses(ctx, who); err != nil || len(addresses) == 0 && len(known) == 0 {
		return err
	}
	now := a.now()
	return a.update(ctx, who, ofDoors, func(tx Tx) error {
		old, err := tx.Sessions(kindAddress)
		if err != nil {
			return err
		}
		for _, o := range old { // a row that is there keeps its place
			if err := tx.DropSession(o.Hash); err != nil {
				return err
			}
		}
		for i, address := range addresses {
			if err := tx.PutSession(Session{
				Hash: hashToken("address " + address), Kind: kindAddress, Device: address,
				Created: now.UnixMilli() - int64(i), // the newest is the first
				Expires: now.Add(SessionLife).UnixMilli(),
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Devices counts the sessions that are good.
func (a *App) Devices(ctx context.Context, who Actor) (int, error) {
	n, now := 0, a.now()
	err := a.view(ctx, who, ofDoors, func(tx Tx) error {
		n = 0
		rows, err := tx.Sessions(kindSession)
		for _, s := range rows {
			if s.goodAt(now) {
				n++
			}
		}
		return err
	})
	return n, err
}

// AddressPause is how often a server writes its addresses down anew, so that
// they are not swept with the sessions that nobody uses.
const AddressPause = 24 * time.Hour
