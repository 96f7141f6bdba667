// Package service writes down how a system starts ippo by itself: a unit of
// systemd, a property list of launchd, a task of Windows. It runs nothing.
package service

import (
	"encoding/xml"
	"errors"
	"strings"
)

// Name of the service, wherever it is one.
const Name = "ippo"

// Label of the service for launchd.
const Label = "app.ippo.ippo"

// Variable is one of the environment.
type Variable struct{ Name, Value string }

// Unit is what is to be started. What is secret is in the environment and never
// among the arguments, which others on the machine can read.
type Unit struct {
	Program     string // its whole path
	Arguments   []string
	Environment []Variable
}

// ErrLine is answered where a value has a line break: no unit can hold it.
var ErrLine = errors.New("a line break in a value")

func (u Unit) check() error {
	all := append([]string{u.Program}, u.Arguments...)
	for _, v := range u.Environment {
		all = append(all, v.Name, v.Value)
	}
	for _, s := range all {
		if strings.ContainsAny(s, "\x00\n\r") {
			return ErrLine
		}
	}
	return nil
}

// quoted is a word as systemd reads it back: % begins a specifier, and $ one of the
// environment, which a line that starts a program looks up and an assignment does
// not.
func quoted(s string, dollar bool) string {
	r := strings.NewReplacer(`\`, `\\`, `"`, `\"`, `%`, `%%`)
	if dollar {
		r = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `%`, `%%`, `$`, `$$`)
	}
	return `"` + r.Replace(s) + `"`
}

// Systemd is a unit of somebody's own systemd. What ippo prints is the link that
// signs in, and goes nowhere; what it has to say of trouble goes to the journal.
func (u Unit) Systemd() (string, error) {
	if err := u.check(); err != nil {
		return "", err
	}
	words := []string{quoted(u.Program, true)}
	for _, a := range u.Arguments {
		words = append(words, quoted(a, true))
	}
	var b strings.Builder
	b.WriteString("# Written by ippo service install; ippo service remove takes it away.\n[Unit]\nDescription=ippo\n\n[Service]\nType=exec\n")
	b.WriteString("ExecStart=" + strings.Join(words, " ") + "\n")
	for _, v := range u.Environment {
		b.WriteString("Environment=" + quoted(v.Name+"="+v.Value, false) + "\n")
	}
	b.WriteString(`StandardOutput=null
StandardError=journal
Restart=on-failure
RestartSec=5
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native

[Install]
WantedBy=default.target
`)
	return b.String(), nil
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}

// Launchd is an agent of launchd.
func (u Unit) Launchd() (string, error) {
	if err := u.check(); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>` + Label + `</string>
	<key>ProgramArguments</key>
	<array>
`)
	for _, a := range append([]string{u.Program}, u.Arguments...) {
		b.WriteString("\t\t<string>" + escaped(a) + "</string>\n")
	}
	b.WriteString("\t</array>\n\t<key>EnvironmentVariables</key>\n\t<dict>\n")
	for _, v := range u.Environment {
		b.WriteString("\t\t<key>" + escaped(v.Name) + "</key>\n\t\t<string>" + escaped(v.Value) + "</string>\n")
	}
	b.WriteString(`	</dict>
	<key>RunAtLoad</key>
	<true/>
	<key>KeepAlive</key>
	<dict>
		<key>SuccessfulExit</key>
		<false/>
	</dict>
	<key>StandardOutPath</key>
	<string>/dev/null</string>
	<key>Umask</key>
	<integer>63</integer>
</dict>
</plist>
`)
	return b.String(), nil
}

// Task is a task of Windows that begins with somebody's sign-in. A task has no
// environment of its own: it gets the person's.
func (u Unit) Task() (string, error) {
	if err := u.check(); err != nil {
		return "", err
	}
	var words []string
	for _, a := range u.Arguments {
		words = append(words, windowsWord(a))
	}
	return `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
	<Triggers>
		<LogonTrigger>
			<Enabled>true</Enabled>
		</LogonTrigger>
	</Triggers>
	<Settings>
		<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
		<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
		<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
		<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
		<Hidden>true</Hidden>
	</Settings>
	<Actions>
		<Exec>
			<Command>` + escaped(u.Program) + `</Command>
			<Arguments>` + escaped(strings.Join(words, " ")) + `</Arguments>
		</Exec>
	</Actions>
</Task>
`, nil
}

// windowsWord is an argument as programs of Windows take a line apart: backslashes
// count before a quotation mark only.
func windowsWord(s string) string {
	if s != "" && !strings.ContainsAny(s, " \t\"") {
		return s
	}
	var b strings.Builder
	slashes := 0
	b.WriteByte('"')
	for i := range len(s) {
		switch s[i] {
		case '\\':
			slashes++
			continue
		case '"':
			b.WriteString(strings.Repeat(`\`, 2*slashes+1))
		default:
			b.WriteString(strings.Repeat(`\`, slashes))
		}
		slashes = 0
		b.WriteByte(s[i])
	}
	b.WriteString(strings.Repeat(`\`, 2*slashes) + `"`)
	return b.String()
}
