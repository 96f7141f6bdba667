//go:build !linux && !darwin && !windows

package cli

// freeSpace is not asked for on systems that ippo is not built for.
func freeSpace(string) (bytes uint64, ok bool) { return 0, false }
