package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// moved marks the process that has its own mounts.
const moved = "IPPO_FAULTS_MOVED"

// ownMounts starts the program again where its mounts and processes are its own
// and end with it: nobody else sees them, and a killed run leaves none behind.
// Without rights it becomes its own root there. Where the system does not allow that,
// it stays where it is, and faults that need a disk of their own are not run.
func ownMounts() (code int, done bool) {
	if os.Getenv(moved) != "" {
		return 0, false
	}
	c := exec.Command("/proc/self/exe", os.Args[1:]...) //nolint:gosec,noctx // ourselves, to the end
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	c.Env = append(os.Environ(), moved+"=1")
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWPID, Unshareflags: syscall.CLONE_NEWNS, Pdeathsig: syscall.SIGKILL}
	if uid, gid := os.Getuid(), os.Getgid(); uid != 0 {
		c.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		c.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: uid, Size: 1}}
		c.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: gid, Size: 1}}
	}
	if err := c.Start(); err != nil {
		return 0, false
	}
	_ = c.Wait() // its code says it
	return c.ProcessState.ExitCode(), true
}

// smallDisk mounts a disk of a few megabytes, or says why it cannot.
func (fl *faultLab) smallDisk() (dir, why string) {
	dir = fl.path("small")
	err := os.Mkdir(dir, 0o700)
	if err == nil && os.Getenv(moved) == "" {
		err = errors.New("this system gives no mounts of one's own")
	}
	if err == nil {
		err = syscall.Mount("faults", dir, "tmpfs", 0, "size=3m")
	}
	if err != nil {
		return "", "no small disk can be mounted (" + err.Error() + ")"
	}
	fl.leave = append(fl.leave, func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir, ""
}

// disk is a file system in a file.
type disk struct{ image, dir string }

// ownDisk makes and mounts an ext4 in a file, or says why it cannot.
func (fl *faultLab) ownDisk(ctx context.Context, options ...string) (d *disk, why string) {
	if os.Getenv(moved) == "" {
		return nil, "no disk can be mounted (this system gives no mounts of one's own)"
	}
	d = &disk{image: fl.path("disk"), dir: fl.path("mounted")}
	err := os.Mkdir(d.dir, 0o700)
	if err == nil {
		err = os.WriteFile(d.image, nil, 0o600)
	}
	if err == nil {
		err = os.Truncate(d.image, 64<<20)
	}
	if err == nil {
		err = tool(ctx, "mkfs.ext4", append(options, "-q", "-F", d.image)...)
	}
	if err == nil {
		err = d.mount(ctx)
	}
	if err != nil {
		return nil, "no disk of its own can be mounted, which needs root and mkfs.ext4 (" + err.Error() + ")"
	}
	fl.leave = append(fl.leave, func() { _ = syscall.Unmount(d.dir, syscall.MNT_DETACH) })
	return d, ""
}

func tool(ctx context.Context, name string, args ...string) error {
	if said, err := exec.CommandContext(ctx, name, args...).CombinedOutput(); err != nil { //nolint:gosec // mount and its like
		return fmt.Errorf("%s: %w %s", filepath.Base(name), err, strings.TrimSpace(string(said)))
	}
	return nil
}

func (d *disk) mount(ctx context.Context) error {
	return tool(ctx, "mount", "-o", "loop", d.image, d.dir)
}

// turnReadOnly is what ext4 does when it meets an error.
func (d *disk) turnReadOnly(context.Context) error {
	err := syscall.Mount("", d.dir, "", syscall.MS_REMOUNT, "abort")
	if errors.Is(err, syscall.EROFS) {
		return nil // it says so at once
	}
	return err
}

// shutDown is EXT4_IOC_SHUTDOWN; withoutLog leaves even ext4's own log unwritten.
const (
	shutDown   = 0x8004587d
	withoutLog = 2
)

// forget drops everything that was not synced, and answers nothing any more. All
// processes stand still at that moment, as those of a machine without power do:
// some syncs that are under way in it are answered with a success that is none,
// also to a program of nine lines.
func (d *disk) forget(ctx context.Context) error {
	f, err := os.Open(d.dir)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	defer func() { _ = syscall.Kill(everyone, syscall.SIGCONT) }() // none is left
	if err := standStill(ctx); err != nil {
		return err
	}
	how := uint32(withoutLog)
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), shutDown, uintptr(unsafe.Pointer(&how))); no != 0 { //nolint:gosec // the call takes a pointer
		return no
	}
	return nil
}

// everyone is every process but the first one, in a process tree of one's own.
const everyone = -1

// standStill stops all processes but this one, and waits for those that the
// system is doing something for.
func standStill(ctx context.Context) error {
	if os.Getpid() != 1 {
		return errors.New("these are not processes of one's own")
	}
	if err := syscall.Kill(everyone, syscall.SIGSTOP); err != nil {
		return err
	}
	self, err := os.Readlink("/proc/self") // the number that /proc knows this process by
	if err != nil {
		return err
	}
	for {
		busy, err := anyRuns(self)
		if err != nil || !busy {
			return err
		}
		if err := lab.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
}

// anyRuns says whether a thread of a child of a process is neither stopped nor
// over.
func anyRuns(parent string) (bool, error) {
	threads, err := filepath.Glob("/proc/[0-9]*/task/*/stat")
	if err != nil {
		return false, err
	}
	for _, file := range threads {
		b, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended since
		}
		// number (name) state parent ...; a name may hold blanks
		f := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
		if len(f) > 1 && f[1] == parent && !slices.Contains([]string{"T", "t", "Z", "X"}, f[0]) {
			return true, nil
		}
	}
	return false, nil
}

// anew mounts the disk again. ext4 plays its log back; without a log the disk
// is looked through first, as a person would do it.
func (d *disk) anew(ctx context.Context) error {
	if err := tool(ctx, "umount", d.dir); err != nil {
		return err
	}
	look := exec.CommandContext(ctx, "e2fsck", "-f", "-y", d.image) //nolint:gosec // our own file
	const mended = 1
	if said, err := look.CombinedOutput(); err != nil && look.ProcessState.ExitCode() != mended {
		return fmt.Errorf("e2fsck: %w %s", err, said)
	}
	return d.mount(ctx)
}

// throttle is where a kernel with control groups of the first version is told
// how many writes a second a device takes.
const throttle = "/sys/fs/cgroup/blkio/blkio.throttle.write_iops_device"

// slow lets so many writes a second through to the disk, until the house is
// tidied; or says why it cannot.
func (fl *faultLab) slow(d *disk, writes int) (why string) {
	var at syscall.Stat_t
	if err := syscall.Stat(d.dir, &at); err != nil {
		return err.Error()
	}
	device := fmt.Sprintf("%d:%d", unix.Major(at.Dev), unix.Minor(at.Dev))
	limit := func(n int) error {
		return os.WriteFile(throttle, fmt.Appendf(nil, "%s %d", device, n), 0)
	}
	if err := limit(writes); err != nil {
		return "no disk can be slowed (" + err.Error() + ")"
	}
	fl.leave = append(fl.leave, func() { _ = limit(0) })
	return ""
}
