package qr

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// read is the other way round, of its own: which mask, what order, whether every
// block's correction is right, and the bytes.
func read(t *rapid.T, c Code) string {
	version := (c.Size - 17) / 4
	mask := -1
	for m := range 8 {
		probe := blank(version)
		probe.format(m)
		same := true
		for i := range c.Size {
			same = same && probe.At(8, i) == c.At(8, i) || !probe.fixed[i*c.Size+8]
		}
		if same {
			mask = m
			break
		}
	}
	var bits []byte
	c.walk(func(at int) {
		x, y := at%c.Size, at/c.Size
		bit := byte(0)
		if c.dark[at] != turns(mask, x, y) {
			bit = 1
		}
		bits = append(bits, bit)
	})
	words := make([]byte, allWords(version))
	for i := range words {
		for j := range 8 {
			words[i] = words[i]<<1 | bits[8*i+j]
		}
	}
	n, checks := blocksOf(version)
	data := dataWords(version)
	blocks := make([][]byte, n)
	i := 0
	for row := 0; i < data; row++ {
		for b := range n {
			size := data / n
			if b >= n-data%n {
				size++
			}
			if row < size {
				blocks[b] = append(blocks[b], words[i])
				i++
			}
		}
	}
	for range checks {
		for b := range n {
			blocks[b] = append(blocks[b], words[i])
			i++
		}
	}
	var all []byte
	for _, b := range blocks {
		root := byte(1)
		for range checks { // a right block is 0 at every root
			sum := byte(0)
			for _, w := range b {
				sum = times(sum, root) ^ w
			}
			if sum != 0 {
				t.Fatalf("a block's correction is wrong: %x", sum)
			}
			root = times(root, 2)
		}
		all = append(all, b[:len(b)-checks]...)
	}
	length := int(all[0]&15)<<4 | int(all[1]>>4)
	from := 1
	if version >= 10 {
		length = int(all[0]&15)<<12 | int(all[1])<<4 | int(all[2]>>4)
		from = 2
	}
	var text []byte
	for i := range length {
		text = append(text, all[from+i]<<4|all[from+i+1]>>4)
	}
	return string(text)
}

func TestACodeSaysItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, -1, 400).Draw(t, "text")
		c, err := Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, c); got != text {
			t.Fatalf("%q, drawn and read: %q", text, got)
		}
	})
}

func TestALongTextHasNoCode(t *testing.T) {
	if _, err := Encode(strings.Repeat("x", 413)); !errors.Is(err, ErrLong) {
		t.Error(err)
	}
}

// The golden codes were read by a reader of another maker.
func TestGoldenCodes(t *testing.T) {
	for name, text := range map[string]string{
		"home":   "http://192.168.178.20:8377/pair#ABCDEFGHIJKLMNOPQRSTUVWXYZ",
		"public": "https://" + strings.Repeat("habits.", 20) + "example.org/pair#ABCDEFGHIJKLMNOPQRSTUVWXYZ",
	} {
		c, err := Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(c.Blocks(), "\n") + "\n"
		path := "testdata/" + name + ".txt"
		if os.Getenv("IPPO_UPDATE") != "" {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || string(want) != got {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

// A picture's path covers exactly the dark modules.
func TestThePathIsTheCode(t *testing.T) {
	c, err := Encode("http://192.168.1.20:8377")
	if err != nil {
		t.Fatal(err)
	}
	runs := strings.Count(c.Path(), "M")
	want := 0
	for y := range c.Size {
		for x := range c.Size {
			if c.At(x, y) && !c.At(x-1, y) {
				want++
			}
		}
	}
	if runs != want || !slices.Contains(c.dark, true) {
		t.Errorf("%d runs, want %d", runs, want)
	}
}
