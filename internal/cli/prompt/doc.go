// Package prompt is how the terminal asks: one line, a yes before something
// that is protected, a passphrase, and forms of several questions, drawn or a
// line at a time. It knows no goal and no command.
package prompt
