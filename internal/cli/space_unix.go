//go:build linux || darwin

package cli

import "golang.org/x/sys/unix"

// freeSpace of the disk that a folder is on, for who is not root.
func freeSpace(dir string) (bytes uint64, ok bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}
