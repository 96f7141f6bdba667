// Package proxies puts real proxies in front of the real program. Their
// configurations are those of docs/hosting.md.
package proxies

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

const host = "ippo.example.org"

// real is a test that runs proxies: a phase of its own.
func real(t *testing.T) {
	t.Helper()
	if os.Getenv("IPPO_TEST_PROXIES") == "" {
		t.Skip("make test-proxies runs it")
	}
}

// program is a tool that has to be there.
func program(t *testing.T, name string) string {
	t.Helper()
	for _, at := range []string{name, filepath.Join("/usr/sbin", name)} {
		if found, err := exec.LookPath(at); err == nil {
			return found
		}
	}
	t.Fatalf("%s is not here; make test-proxies installs it", name)
	return ""
}

// recipe is a block of docs/hosting.md, under its heading.
func recipe(t *testing.T, heading string) string {
	t.Helper()
	root, err := lab.Root()
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(root, "docs", "hosting.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(b), "\n## "+heading+"\n")
	m := regexp.MustCompile("(?s)```[a-z]+\n(.*?)```\n").FindStringSubmatch(rest)
	if !found || m == nil {
		t.Fatalf("docs/hosting.md has no recipe under %s", heading)
	}
	return m[1]
}

// freePort of this machine. Somebody else could take it before it is used, which
// ends the test with a sentence.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// said is what a process says, to be read while it runs.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// stopped ends a process when the test is over.
func stopped(t *testing.T, c *exec.Cmd) {
	t.Helper()
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM) // it may have ended
		late := time.AfterFunc(20*time.Second, func() { _ = c.Process.Kill() })
		defer late.Stop()
		_ = c.Wait() // however it ends
	})
}

// house is the program behind a proxy, and a browser that trusts its
// certificate.
type house struct {
	t        *testing.T
	dir      string
	url      string // the public address
	port     string // of the proxy
	listens  string // where the program itself does
	database string
	link     *url.URL
	log      *said // of the program
	client   *http.Client
}

// binary is built once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "ippo-proxies-")
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "ippo")
	return file, lab.Build(context.Background(), file, ".")
})

func TestMain(m *testing.M) {
	code := m.Run()
	if os.Getenv("IPPO_TEST_PROXIES") != "" {
		if file, err := binary(); err == nil {
			_ = os.RemoveAll(filepath.Dir(file)) // a folder for temporary files
		}
	}
	os.Exit(code)
}

func newHouse(t *testing.T) *house {
	t.Helper()
	real(t)
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, dir: t.TempDir(), port: freePort(t), listens: "127.0.0.1:" + freePort(t), log: &said{}}
	h.url, h.database = "https://"+host+":"+h.port, filepath.Join(h.dir, "ippo.db")
	h.certificate()
	c := exec.CommandContext(context.WithoutCancel(t.Context()), program, "serve", "--no-open", "--url", h.url, "--listen", h.listens) // its signal ends it
	c.Env, c.Stderr = h.environment(), h.log
	if h.link, err = lab.Serve(c); err != nil {
		t.Fatal(err, h.log)
	}
	stopped(t, c)
	return h
}

func (h *house) environment() []string {
	return lab.Environment(h.database, time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC), "Europe/Berlin", h.dir)
}

// terminal is the program used beside its server.
func (h *house) terminal(args ...string) {
	h.t.Helper()
	program, err := binary()
	if err != nil {
		h.t.Fatal(err)
	}
	c := exec.CommandContext(h.t.Context(), program, args...)
	c.Env = h.environment()
	if out, err := c.CombinedOutput(); err != nil {
		h.t.Fatalf("%q: %v %s", args, err, out)
	}
}

// certificate of the host, and a client that trusts it alone and finds the host
// on this machine.
func (h *house) certificate() {
	h.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		h.t.Fatal(err)
	}
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		h.t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		h.t.Fatal(err)
	}
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	secret := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})
	h.write("cert.pem", string(cert))
	h.write("key.pem", string(secret))
	h.write("both.pem", string(cert)+string(secret))
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(cert)
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	h.client = &http.Client{
		Jar:           jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true,
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, network, "127.0.0.1:"+h.port)
			},
		},
	}
}

// write a file of the house.
func (h *house) write(name, text string) string {
	h.t.Helper()
	file := filepath.Join(h.dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return file
}

// here is a recipe with what differs in a test: ports, and where files are.
func (h *house) here(recipe string) string {
	return strings.NewReplacer(
		"127.0.0.1:8377", h.listens, "/etc/ssl/ippo/", h.dir+"/", "listen 443", "listen 127.0.0.1:"+h.port, "bind :443", "bind 127.0.0.1:"+h.port,
	).Replace(recipe)
}

// front starts a proxy and waits until it can be reached.
func (h *house) front(name string, args ...string) {
	h.t.Helper()
	log := &said{}
	c := exec.CommandContext(context.WithoutCancel(h.t.Context()), program(h.t, name), args...) // its signal ends it
	c.Dir, c.Stdout, c.Stderr = h.dir, log, log
	c.Env = []string{"HOME=" + h.dir, "XDG_DATA_HOME=" + h.dir, "XDG_CONFIG_HOME=" + h.dir, "PATH=" + os.Getenv("PATH")}
	if err := c.Start(); err != nil {
		h.t.Fatal(err)
	}
	stopped(h.t, c)
	ctx, end := context.WithTimeout(h.t.Context(), time.Minute)
	defer end()
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.url+"/static/none", nil)
		if err != nil {
			h.t.Fatal(err)
		}
		resp, err := h.client.Do(r)
		if err == nil {
			_ = resp.Body.Close()
			if resp.StatusCode < http.StatusInternalServerError { // else it does not know yet that the program is there
				return
			}
		}
		if lab.Sleep(ctx, 50*time.Millisecond) != nil {
			h.t.Fatalf("%s is not reached: %v\n%s", name, err, log)
		}
	}
}

func (h *house) caddy(recipe string) {
	h.t.Helper()
	head := "{\n\tadmin off\n\tauto_https disable_redirects\n\thttps_port " + h.port + "\n\thttp_port " + freePort(h.t) + "\n}\n"
	site := host + " {\n\tbind 127.0.0.1\n\ttls " + h.dir + "/cert.pem " + h.dir + "/key.pem\n"
	h.front("caddy", "run", "--adapter", "caddyfile", "--config", h.write("Caddyfile", head+strings.Replace(h.here(recipe), host+" {\n", site, 1)))
}

func (h *house) nginx(recipe string) {
	h.t.Helper()
	head := "daemon off;\nmaster_process off;\npid " + h.dir + "/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"
	for _, what := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		head += what + "_temp_path " + h.dir + "/" + what + ";\n"
	}
	h.front("nginx", "-e", "stderr", "-p", h.dir, "-c", h.write("nginx.conf", head+h.here(recipe)+"}\n"))
}

func (h *house) haproxy(recipe string) {
	h.t.Helper()
	h.front("haproxy", "-db", "-f", h.write("haproxy.cfg", h.here(recipe)))
}
