package app

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// App is the one way in: terminal, pages and API all call it.
type App struct {
	store Store
	now   func() time.Time
	newID func() string

	tries        tries        // of codes to pair by
	notProlonged atomic.Int64 // when a session could not be prolonged, ms UTC
}

// New makes an App. now is the only clock it knows.
func New(store Store, now func() time.Time) *App {
	return &App{store: store, now: now, newID: func() string {
		id, err := uuid.NewV7()
		if err != nil { // the system has no randomness; nothing safe can be done
			panic(err)
		}
		return id.String()
	}}
}

// Answer is what applying a command says.
type Answer struct {
	Command  string // its id
	Entry    goal.Entry
	Replayed bool // it had been applied before; nothing changed
	AsOne    bool // an undo of more than one command: of all that was written in one go
}

// Undid names what an undo took back or brought back: the kind of a command, or
// "as_one".
func (a Answer) Undid() string {
	if a.AsOne {
		return "as_one"
	}
	return string(a.Entry.Result.What)
}

// Command makes a command of a person acting now. day zero means today.
func (a *App) Command(ctx context.Context, who Actor, device string, day goal.Day, body goal.Body) (goal.Command, error) {
	at := a.now().UnixMilli()
	if day == 0 {
		today, err := a.Day(ctx, who)
		if err != nil {
			return goal.Command{}, err
		}
		day = today
	}
	return goal.Command{ID: a.newID(), At: at, Day: day, Device: device, Body: body}, nil
}

// NewID is a fresh command or goal id.
func (a *App) NewID() string { return a.newID() }

// Day is the person's today.
func (a *App) Day(ctx context.Context, who Actor) (goal.Day, error) {
	var d goal.Day
	err := a.view(ctx, who, ofDay, func(tx Tx) error {
		cal, err := calendar(tx)
		if err != nil {
			return err
		}
		d = cal.DayAt(a.now().UnixMilli())
		return nil
	})
	return d, err
}

// Now is the instant, ms UTC.
func (a *App) Now() int64 { return a.now().UnixMilli() }

// Keys are what a browser and a cache have to know of the person.
func (a *App) Keys(ctx context.Context, who Actor) (k Keys, err error) {
	err = a.view(ctx, who, ofDay, func(tx Tx) error {
		k, err = tx.Keys()
		return err
	})
	return k, err
}

func calendar(tx Tx) (goal.Calendar, error) {
	s, err := tx.Settings()
	if err != nil {
		return goal.Calendar{}, err
	}
	return goal.NewCalendar(s, zone.Load), nil
}

// Settings of the person, and their today.
func (a *App) Settings(ctx context.Context, who Actor) (goal.Settings, goal.Day, error) {
	var s goal.Settings
	var d goal.Day
	err := a.view(ctx, who, ofBook, func(tx Tx) (err error) {
		if s, err = tx.Settings(); err != nil {
			return err
		}
		d = goal.NewCalendar(s, zone.Load).DayAt(a.now().UnixMilli())
		return nil
	})
	return s, d, err
}
