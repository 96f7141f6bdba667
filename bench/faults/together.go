package main

import (
	"context"
	"errors"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// twoServers lets two servers and two terminals write to one database, which is
// allowed, and kills one of the servers.
func twoServers(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	sub, err := fl.newSubject(ctx, fl.path("two.db"))
	if err != nil {
		return t, err
	}
	var longest time.Duration
	for ; t.tried < times; t.tried++ {
		one, err := sub.serve(ctx)
		if err != nil {
			return t, err
		}
		two, err := sub.serve(ctx)
		if err != nil {
			one.kill()
			return t, err
		}
		l := sub.write(ctx, 2, 2, one, two)
		err = lab.Sleep(ctx, fl.between(50*time.Millisecond, 300*time.Millisecond))
		one.kill()
		err = errors.Join(err, lab.Sleep(ctx, fl.between(20*time.Millisecond, 150*time.Millisecond)), l.end())
		if err == nil {
			err = two.sendAgain(ctx)
		}
		if err := errors.Join(err, two.stop()); err != nil {
			return t, err
		}
		longest = max(longest, l.longest())
		f, err := sub.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	t.remark("a command of the terminal took at most %d ms beside two servers under load", longest.Milliseconds())
	return t, nil
}

func (l *load) longest() time.Duration {
	var most time.Duration
	for _, w := range l.waits {
		most = max(most, w)
	}
	return most
}

// standsStill holds a server still and lets it go on, again and again, with locks
// held.
func standsStill(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	sub, err := fl.newSubject(ctx, fl.path("still.db"))
	if err != nil {
		return t, err
	}
	var longest time.Duration
	for ; t.tried < times; t.tried++ {
		s, err := sub.serve(ctx)
		if err != nil {
			return t, err
		}
		if !canHold() {
			s.kill()
			t.notRun = "this system cannot hold a process"
			return t, nil
		}
		l := sub.write(ctx, 4, 2, s)
		for range 4 {
			err = errors.Join(err, lab.Sleep(ctx, fl.between(10*time.Millisecond, 60*time.Millisecond)), s.hold(),
				lab.Sleep(ctx, fl.between(5*time.Millisecond, 300*time.Millisecond)), s.goOn())
		}
		err = errors.Join(err, l.end(), s.sendAgain(ctx))
		if err := errors.Join(err, s.stop()); err != nil {
			return t, err
		}
		longest = max(longest, l.longest())
		f, err := sub.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	t.remark("a command of the terminal took at most %d ms while the server stood still for up to 300 ms", longest.Milliseconds())
	return t, nil
}
