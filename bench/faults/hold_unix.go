//go:build unix

package main

import "syscall"

func canHold() bool { return true }

// hold stops the server where it is.
func (s *server) hold() error { return s.cmd.Process.Signal(syscall.SIGSTOP) }

// goOn lets it go on.
func (s *server) goOn() error { return s.cmd.Process.Signal(syscall.SIGCONT) }
