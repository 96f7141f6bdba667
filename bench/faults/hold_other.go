//go:build !unix

package main

import "errors"

func canHold() bool { return false }

func (*server) hold() error { return errors.ErrUnsupported }

func (*server) goOn() error { return errors.ErrUnsupported }
