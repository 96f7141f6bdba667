//go:build !linux

package main

import (
	"context"
	"errors"
)

const onlyLinux = "disks of its own are mounted on Linux only"

func ownMounts() (code int, done bool) { return 0, false }

func (*faultLab) smallDisk() (dir, why string) { return "", onlyLinux }

type disk struct{ dir string }

func (*faultLab) ownDisk(context.Context, ...string) (d *disk, why string) { return nil, onlyLinux }

func (*faultLab) slow(*disk, int) (why string) { return onlyLinux }

func (*disk) turnReadOnly(context.Context) error { return errors.ErrUnsupported }

func (*disk) forget(context.Context) error { return errors.ErrUnsupported }

func (*disk) anew(context.Context) error { return errors.ErrUnsupported }
