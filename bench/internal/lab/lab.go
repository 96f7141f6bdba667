// Package lab is what the benches share: building the program from the
// repository they stand in, starting its server and signing in.
package lab

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Root is the folder of go.mod, at or above where we are.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("not run inside the repository")
		}
		dir = up
	}
}

// Build makes the binary of a package of the repository, such as ".", without
// cgo, as a release is built; flags are those of go build.
func Build(ctx context.Context, binary, pkg string, flags ...string) error {
	root, err := Root()
	if err != nil {
		return err
	}
	args := append(append([]string{"build"}, flags...), "-o", binary, pkg)
	c := exec.CommandContext(ctx, "go", args...) //nolint:gosec // our own program
	c.Dir = root
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, said)
	}
	return nil
}

// Environment of a process of the program: its database, its clock, its zone
// and its home, and no colours. Nothing else is in it.
func Environment(database string, now time.Time, zone, home string) []string {
	return []string{
		"IPPO_DATABASE=" + database, "IPPO_NOW=" + now.Format(time.RFC3339), "TZ=" + zone, "HOME=" + home, "NO_COLOR=1", "LANG=en_GB.UTF-8",
	}
}

// Serve starts a command that is ippo serve and waits for the one-time link
// that it prints. A server that prints none is ended.
func Serve(c *exec.Cmd) (link *url.URL, err error) {
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err == nil {
		link, err = url.Parse(strings.TrimSpace(line))
	}
	if err != nil {
		Kill(c)
		return nil, fmt.Errorf("the server prints no link: %w", err)
	}
	return link, nil
}

// SignIn uses a one-time link and answers the cookie, as a header says it.
func SignIn(ctx context.Context, link *url.URL) (cookie string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, link.String(), http.NoBody)
	if err != nil {
		return "", err
	}
	c := http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(req)
	if err != nil {
		return "", err
	}
	defer func() { _ = res.Body.Close() }()
	for _, x := range res.Cookies() {
		cookie = x.Name + "=" + x.Value
	}
	if cookie == "" {
		return "", fmt.Errorf("the sign-in link answers %s", res.Status)
	}
	return cookie, nil
}

// Kill ends a process as a failing machine does.
func Kill(c *exec.Cmd) {
	_ = c.Process.Kill() // it may have ended
	_ = c.Wait()
}

// CopyFile copies a file, readable by nobody else.
func CopyFile(to, from string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(fmt.Errorf("copy %s: %w", from, err), out.Close())
	}
	return out.Close()
}

// Sleep waits, or ends with its context.
func Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
