package main

import (
	"os"
	"syscall"
)

// syncData is what SQLite calls after a commit: the data, not its times.
func syncData(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }
