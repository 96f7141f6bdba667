// Package qr draws a text as a QR code (ISO/IEC 18004): bytes, with a level of
// error correction that bears a seventh of it being unreadable (M). It knows no
// more than that, since what is drawn here is an address.
package qr

import "errors"

// Code is a square of dark and light modules, without the quiet zone of four that
// has to be around it.
type Code struct {
	Size  int
	dark  []bool
	fixed []bool // modules of the code's own patterns, which no mask touches
}

// Quiet is how many light modules have to be around a code.
const Quiet = 4

// ErrLong is answered where a text is longer than a code of this package holds.
var ErrLong = errors.New("longer than a code holds")

// At says whether a module is dark; outside of the code none is.
func (c Code) At(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.Size && y < c.Size && c.dark[y*c.Size+x]
}

// versions are how large a code may become.
const versions = 15

// blocksOf is what the standard says of level M: how many blocks a version has, and
// how many codewords of correction each of them.
func blocksOf(version int) (n, checks int) {
	blocks := [versions]int{1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10}
	words := [versions]int{10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24}
	return blocks[version-1], words[version-1]
}

// Encode draws a text in the smallest code that holds it.
func Encode(text string) (Code, error) {
	for v := 1; v <= versions; v++ {
		if bits := headBits(v) + 8*len(text); bits <= 8*dataWords(v) {
			c := blank(v)
			c.lay(interleave(v, payload(v, text)))
			return c.masked(), nil
		}
	}
	return Code{}, ErrLong
}

// headBits are those before the text: its mode, and how long it is.
func headBits(version int) int {
	if version < 10 {
		return 4 + 8
	}
	return 4 + 16
}

// allWords are the codewords that a version has room for.
func allWords(version int) int {
	n := (16*version+128)*version + 64
	if version >= 2 {
		align := version/7 + 2
		n -= (25*align-10)*align - 55
		if version >= 7 {
			n -= 36
		}
	}
	return n / 8
}

func dataWords(version int) int {
	n, checks := blocksOf(version)
	return allWords(version) - n*checks
}

// payload is the text as codewords: mode, length, bytes, end, and the two words
// that fill what is left.
func payload(version int, text string) []byte {
	var bits []bool
	put := func(value, n int) {
		for i := n - 1; i >= 0; i-- {
			bits = append(bits, value>>i&1 == 1)
		}
	}
	put(4, 4)
	put(len(text), headBits(version)-4)
	for i := range len(text) {
		put(int(text[i]), 8)
	}
	room := 8 * dataWords(version)
	put(0, min(4, room-len(bits)))
	put(0, -len(bits)&7)
	for fill := 0xec; len(bits) < room; fill ^= 0xec ^ 0x11 {
		put(fill, 8)
	}
	words := make([]byte, room/8)
	for i, on := range bits {
		if on {
			words[i/8] |= 0x80 >> (i % 8)
		}
	}
	return words
}

// interleave gives each block its correction, and takes a word of each in turn.
func interleave(version int, data []byte) []byte {
	n, checks := blocksOf(version)
	short := len(data) / n
	long := len(data) % n // so many blocks, the last ones, have a word more
	g := generator(checks)
	blocks, tails := make([][]byte, n), make([][]byte, n)
	for i := range n {
		size := short
		if i >= n-long {
			size++
		}
		blocks[i], data = data[:size], data[size:]
		tails[i] = remainder(blocks[i], g)
	}
	var out []byte
	for i := range short + 1 {
		for _, b := range blocks {
			if i < len(b) {
				out = append(out, b[i])
			}
		}
	}
	for i := range checks {
		for _, t := range tails {
			out = append(out, t[i])
		}
	}
	return out
}

// times multiplies in the field of 256 elements over x^8+x^4+x^3+x^2+1.
func times(a, b byte) byte {
	var p byte
	for i := 7; i >= 0; i-- {
		p = p<<1 ^ p>>7*0x1d ^ b>>i&1*a
	}
	return p
}

// generator is the polynomial whose roots are the first n powers of two, without
// its leading one.
func generator(n int) []byte {
	g := make([]byte, n)
	g[n-1] = 1
	root := byte(1)
	for range n {
		for j := range g {
			g[j] = times(g[j], root)
			if j+1 < n {
				g[j] ^= g[j+1]
			}
		}
		root = times(root, 2)
	}
	return g
}

// remainder of a block by the generator: its correction.
func remainder(block, g []byte) []byte {
	r := make([]byte, len(g))
	for _, b := range block {
		f := b ^ r[0]
		copy(r, r[1:])
		r[len(r)-1] = 0
		for i := range r {
			r[i] ^= times(g[i], f)
		}
	}
	return r
}
