package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/netip"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// act is one thing that a person can do, with what it says in words that are the
// same whenever it is done.
type act struct {
	name   string
	writes []string                          // the functions of package app that write for it
	before func(now, earlier *app.App) error // earlier is three days before
	do     func(*app.App) (string, error)
}

// faultsDay is the day on which faults happen.
func faultsDay() goal.Day { return goal.Date(2026, 1, 9) }

func faultsNow() time.Time { return time.Date(2026, 1, 9, 20, 0, 0, 0, time.UTC) }

func command(n int, b goal.Body) goal.Command {
	return goal.Command{ID: id(n), At: faultsNow().UnixMilli(), Day: faultsDay(), Device: "test", Body: b}
}

func done(a *app.App, cs ...goal.Command) error {
	_, err := a.DoAll(context.Background(), app.Local(), cs)
	return err
}

func saying(ans app.Answer, err error) (string, error) {
	r := ans.Entry.Result
	return fmt.Sprint(ans.Entry.Position, r.What, r.Redo, r.Target, r.Before, r.After, ans.AsOne), err
}

// allActs is where every act begins.
func allActs(a *app.App) error {
	minutes := 10.0
	return done(a, beginning(faultsNow()), command(1, goal.Stamp{Goal: "g", Minutes: &minutes, Note: "a marker here"}),
		command(2, goal.Remark{Goal: "g", Note: "fine"}))
}

// acts are all that write, each once.
func acts() []act {
	ctx := context.Background()
	minutes := 5.0
	link := ""
	newLink := func(a, _ *app.App) (err error) {
		link, err = a.NewLink(ctx, app.Local())
		return err
	}
	token := ""
	signIn := func(_, earlier *app.App) (err error) {
		if err = newLink(earlier, nil); err == nil {
			token, err = earlier.SignIn(ctx, link, "test")
		}
		return err
	}
	goodFor := func(a *app.App, token string, err error) (string, error) {
		if err != nil {
			return "", err
		}
		who, good, err := a.Authenticate(ctx, token)
		return fmt.Sprint(who.Person, good), err
	}
	var code app.PairingCode
	shown := func(a, _ *app.App) (err error) {
		code, err = a.OpenPairing(ctx, app.Local())
		return err
	}
	wish := ""
	asked := func(a, _ *app.App) (err error) {
		if err = shown(a, nil); err == nil {
			wish, err = a.AskIn(ctx, code.Digits, "test", netip.Addr{})
		}
		return err
	}
	yes := func(a *app.App) error {
		p, err := a.Pairing(ctx, app.Local())
		return errors.Join(err, a.AnswerPairing(ctx, app.Local(), p.Figures, true))
	}
	paired := func(a *app.App, err error) (string, error) {
		if err != nil {
			return "", err
		}
		p, err := a.Pairing(ctx, app.Local())
		return string(p.State) + p.Device, err
	}
	server := app.NewRunning("127.0.0.1:8377")
	servers := func(a *app.App) (string, error) {
		all, err := a.Running(ctx, app.Local())
		return strconv.Itoa(len(all)), err
	}
	return []act{
		{"a stamp", []string{"doAll"}, nil, func(a *app.App) (string, error) {
			return saying(a.Do(ctx, app.Local(), command(10, goal.Stamp{Goal: "g", Minutes: &minutes})))
		}},
		{"two as one", []string{"doAll"}, nil, func(a *app.App) (string, error) {
			answers, err := a.DoAsOne(ctx, app.Local(), []goal.Command{command(10, goal.Stamp{Goal: "g"}), command(11, goal.Remark{Goal: "g", Note: "x"})})
			return strconv.Itoa(len(answers)), err
		}},
		{"three, one of them refused", []string{"DoEach"}, nil, func(a *app.App) (string, error) {
			out, head, err := a.DoEach(ctx, app.Local(), []goal.Command{
				command(10, goal.Stamp{Goal: "g", Minutes: &minutes}), command(11, goal.Rest{Goal: "none"}), command(12, goal.Stamp{Goal: "g"}),
			})
			if err != nil {
				return "", err
			}
			return fmt.Sprint(out[0].Err, out[1].Err, out[2].Err, head), nil
		}},
		{"an undo", []string{"takeBack"}, nil, func(a *app.App) (string, error) { return saying(a.UndoLast(ctx, app.Local(), "test", "")) }},
		{"an undo of two as one", []string{"takeBack"}, func(a, _ *app.App) error {
			_, err := a.DoAsOne(ctx, app.Local(), []goal.Command{command(10, goal.Stamp{Goal: "g"}), command(11, goal.Remark{Goal: "g", Note: "x"})})
			return err
		}, func(a *app.App) (string, error) { return saying(a.UndoLast(ctx, app.Local(), "test", "")) }},
		{"words removed", []string{"RemoveWords"}, nil, func(a *app.App) (string, error) {
			ans, err := a.RemoveWords(ctx, app.Local(), "test", "a marker here")
			return strconv.FormatInt(ans.Entry.Position, 10), err
		}},
		{"a link", []string{"NewLink"}, nil, func(a *app.App) (string, error) {
			if err := newLink(a, nil); err != nil {
				return "", err
			}
			token, err := a.SignIn(ctx, link, "test")
			return goodFor(a, token, err)
		}},
		{"a sign-in", []string{"SignIn"}, newLink, func(a *app.App) (string, error) {
			token, err := a.SignIn(ctx, link, "test")
			return goodFor(a, token, err)
		}},
		{"a session that is used", []string{"Authenticate"}, signIn, func(a *app.App) (string, error) { return goodFor(a, token, nil) }},
		{"a sign-out", []string{"SignOut"}, signIn, func(a *app.App) (string, error) {
			who, _, err := a.Authenticate(ctx, token)
			return "", errors.Join(err, a.SignOut(ctx, who))
		}},
		{"a code to pair by", []string{"OpenPairing"}, nil, func(a *app.App) (string, error) {
			_, err := a.OpenPairing(ctx, app.Local())
			return paired(a, err)
		}},
		{"a device that asks", []string{"AskIn"}, shown, func(a *app.App) (string, error) {
			_, err := a.AskIn(ctx, code.Token, "test", netip.Addr{})
			return paired(a, err)
		}},
		{"a device that is let in", []string{"AnswerPairing"}, asked, func(a *app.App) (string, error) {
			return paired(a, yes(a))
		}},
		{"a device that comes in", []string{"ComeIn"}, func(a, _ *app.App) error { return errors.Join(asked(a, nil), yes(a)) }, func(a *app.App) (string, error) {
			token, err := a.ComeIn(ctx, wish)
			return goodFor(a, token, err)
		}},
		{"a code that is closed", []string{"ClosePairing"}, shown, func(a *app.App) (string, error) {
			return paired(a, a.ClosePairing(ctx, app.Local()))
		}},
		{"a server that runs", []string{"Announce"}, nil, func(a *app.App) (string, error) {
			if err := a.Announce(ctx, app.Local(), server); err != nil {
				return "", err
			}
			return servers(a)
		}},
		{"a server that ends", []string{"Withdraw"}, func(a, _ *app.App) error { return a.Announce(ctx, app.Local(), server) }, func(a *app.App) (string, error) {
			if err := a.Withdraw(ctx, app.Local(), server); err != nil {
				return "", err
			}
			return servers(a)
		}},
		{"an address in force", []string{"SetAddresses"}, nil, func(a *app.App) (string, error) {
			if err := a.SetAddresses(ctx, app.Local(), []string{"https://a.example", "https://b.example"}); err != nil {
				return "", err
			}
			all, err := a.Addresses(ctx, app.Local())
			return fmt.Sprint(all), err
		}},
		{"a draft", []string{"SaveDraft"}, nil, func(a *app.App) (string, error) {
			d, sent, err := a.SaveDraft(ctx, app.Local(), typing())
			return fmt.Sprint(d.Fields["1.area"].Values, sent), err
		}},
		{"a draft thrown away", []string{"DropDraft"}, func(a, _ *app.App) error {
			_, _, err := a.SaveDraft(ctx, app.Local(), typing())
			return err
		}, func(a *app.App) (string, error) { return "", a.DropDraft(ctx, app.Local(), app.FormBegin) }},
		{"a form that is sent, with its draft", []string{"doAll"}, func(a, _ *app.App) error {
			_, _, err := a.SaveDraft(ctx, app.Local(), typing())
			return err
		}, func(a *app.App) (string, error) {
			return saying(a.Do(app.Sends(ctx, app.FormBegin), app.Local(), command(10, goal.Stamp{Goal: "g", Minutes: &minutes})))
		}},
		{"an import", []string{"begin", "write"}, nil, func(a *app.App) (string, error) {
			r, err := a.Import(ctx, app.Local(), history(), app.ImportOptions{})
			return fmt.Sprint(r.New, r.Same, r.Changed, r.Resumed, len(r.Habits)), err
		}},
		{"a journal taken in", []string{"TakeIn"}, nil, func(a *app.App) (string, error) {
			r, err := a.TakeIn(ctx, app.Local(), journalOf(20, 21, 22), false)
			return fmt.Sprint(r.New, r.Same), err
		}},
		{"a rebuild", []string{"Rebuild"}, nil, func(a *app.App) (string, error) { return "", a.Rebuild(ctx, app.Local()) }},
		{"an examination", []string{"Examine"}, nil, func(a *app.App) (string, error) { return "", a.Examine(ctx, app.Local()) }},
		{"a form that is sent and changes nothing", []string{"nothingSent"}, func(a, _ *app.App) error {
			_, _, err := a.SaveDraft(ctx, app.Local(), typing())
			return err
		}, func(a *app.App) (string, error) {
			_, err := a.DoAll(app.Sends(ctx, app.FormBegin), app.Local(), nil)
			return "", err
		}},
		{"a reminder set", []string{"doAll"}, nil, func(a *app.App) (string, error) {
			return saying(a.Do(ctx, app.Local(), command(10, goal.SetReminder{Minute: 450, Weekdays: 127})))
		}},
		{"a reminder sent", []string{"claim", "settle"}, func(a, _ *app.App) error {
			return done(a, command(11, goal.Undo{Target: id(1)}), command(10, goal.SetReminder{Minute: 20 * 60, Weekdays: 127}))
		}, func(a *app.App) (string, error) {
			to := &post{}
			n, err := a.RemindDue(ctx, to)
			return fmt.Sprint(n, to.days), err
		}},
		{"all erased", []string{"Erase"}, nil, func(a *app.App) (string, error) { return "", a.Erase(ctx, app.Local()) }},
	}
}

// typing is what a device types into the form of a goal that is begun.
func typing() app.DraftChange {
	return app.DraftChange{Form: app.FormBegin, Device: "test", Fields: map[string]app.Text{"1.area": {Values: []string{"x"}}}}
}

// history of another program.
func history() goal.History {
	const days = 40
	first := faultsDay() - days
	none := func() []goal.Notice { return nil }
	return goal.History{Format: "test", File: "f", Notices: none, Habits: []goal.Habit{{
		Goal: id(8000), Title: "Run", Source: goal.Source{Format: "test", Key: "run", Num: 1, Den: 1}, Notices: none,
		Days: func(yield func(goal.HabitDay, error) bool) {
			for n := range goal.Day(days) {
				if !yield(goal.HabitDay{ID: id(10000 + int(n)), Day: first + n, Status: goal.LogDone}, nil) {
					return
				}
			}
		},
	}}}
}

func journalOf(numbers ...int) iter.Seq2[goal.Entry, error] {
	return func(yield func(goal.Entry, error) bool) {
		for i, n := range numbers {
			e := goal.Entry{Position: int64(i + 1), Command: command(n, goal.Stamp{Goal: "g"})}
			e.Hash, _ = e.Command.Hash()
			if !yield(e, nil) {
				return
			}
		}
	}
}
