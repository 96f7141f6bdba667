package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/backup"
	"github.com/ippo-app/ippo/internal/store"
)

// outputPath is a path that a person named for something to be written. All
// that the terminal writes for them goes through this file (ruling 64); as the
// type of a flag it also tells the tests which flags those are.
type outputPath string

func (o *outputPath) String() string     { return string(*o) }
func (o *outputPath) Set(s string) error { *o = outputPath(s); return nil }
func (o *outputPath) Type() string       { return outputType }

const outputType = "output"

// writesArgument marks a command whose argument is an output path.
func writesArgument(c *cobra.Command) { annotate(c, outputType, "argument") }

// isStandard says whether standard output is meant.
func (o outputPath) isStandard() bool { return o == "" || o == "-" }

// isFolder says whether files of their own go into it.
func (o outputPath) isFolder() bool {
	info, err := os.Stat(string(o))
	return strings.HasSuffix(string(o), "/") || err == nil && info.IsDir()
}

func (o outputPath) join(name string) outputPath { return outputPath(filepath.Join(string(o), name)) }

// mayWrite refuses a path at which nothing may be written.
func (d deps) mayWrite(path outputPath) error {
	database, err := d.databaseFile()
	if err != nil {
		return err
	}
	return backup.MayWrite(string(path), database, d.flags.yes)
}

// mayFill refuses a folder that is none, or no place for what a person named.
func (d deps) mayFill(folder outputPath) error {
	database, err := d.databaseFile()
	if err != nil {
		return err
	}
	return backup.MayFill(string(folder), database)
}

// databaseFile is the path of the database, empty where it is on a server.
func (d deps) databaseFile() (string, error) {
	address, err := d.database()
	if err != nil || isServer(address) {
		return "", err
	}
	return address, nil
}

// write a file that is whole or not there.
func (o outputPath) write(f func(io.Writer) error) error {
	w, err := o.create()
	if err != nil {
		return err
	}
	return keepWhole(errors.Join(f(w), w.Close()), w)
}

// fill a folder, made where it is not there yet, with files that are all whole
// or not there.
func (o outputPath) fill(f func(create func(name string) (io.WriteCloser, error)) error) error {
	if err := os.MkdirAll(string(o), 0o700); err != nil {
		return err
	}
	var all []*wholeFile
	err := f(func(name string) (io.WriteCloser, error) {
		w, err := outputPath(filepath.Join(string(o), name)).create()
		if err == nil {
			all = append(all, w)
		}
		return w, err
	})
	return keepWhole(err, all...)
}

// wholeFile is being written under another name; what has its name stays
// meanwhile. Only its owner can read it.
type wholeFile struct {
	*os.File
	name string
}

func (o outputPath) create() (*wholeFile, error) {
	store.Sweep(string(o))
	part := store.Part(string(o))
	_ = os.Remove(part) // of a process of the same number, long gone
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	return &wholeFile{f, string(o)}, err
}

// Close brings the file to the disk.
func (w *wholeFile) Close() error { return errors.Join(w.Sync(), w.File.Close()) }

// keepWhole gives files their names, unless something went wrong.
func keepWhole(err error, files ...*wholeFile) error {
	for _, w := range files {
		if err == nil {
			err = os.Rename(w.Name(), w.name)
		}
		if err != nil {
			_ = os.Remove(w.Name()) // what was written of it is of no use
		}
	}
	return err
}
