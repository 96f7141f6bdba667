package qr

// blank is a code of a version with its own patterns, and nothing said yet.
func blank(version int) Code {
	n := 4*version + 17
	c := Code{n, make([]bool, n*n), make([]bool, n*n)}
	for i := range n {
		c.fix(6, i, i%2 == 0)
		c.fix(i, 6, i%2 == 0)
	}
	for _, at := range [][2]int{{3, 3}, {n - 4, 3}, {3, n - 4}} {
		c.finder(at[0], at[1])
	}
	places := alignments(version)
	for i, x := range places {
		for j, y := range places {
			last := len(places) - 1
			if i == 0 && j == 0 || i == 0 && j == last || i == last && j == 0 {
				continue // a finder is there
			}
			c.alignment(x, y)
		}
	}
	c.format(0) // its place
	c.version(version)
	return c
}

func (c Code) fix(x, y int, dark bool) {
	if x >= 0 && y >= 0 && x < c.Size && y < c.Size {
		c.dark[y*c.Size+x], c.fixed[y*c.Size+x] = dark, true
	}
}

func (c Code) finder(x, y int) {
	for dy := -4; dy <= 4; dy++ {
		for dx := -4; dx <= 4; dx++ {
			d := max(dx, -dx, dy, -dy)
			c.fix(x+dx, y+dy, d != 2 && d != 4)
		}
	}
}

func (c Code) alignment(x, y int) {
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			c.fix(x+dx, y+dy, max(dx, -dx, dy, -dy) != 1)
		}
	}
}

// alignments are where the small squares stand, along one side.
func alignments(version int) []int {
	if version == 1 {
		return nil
	}
	n := version/7 + 2
	step := (version*4 + n*2 + 1) / (n*2 - 2) * 2
	all := make([]int, n)
	all[0] = 6
	for i, at := n-1, version*4+10; i > 0; i, at = i-1, at-step {
		all[i] = at
	}
	return all
}

// format says twice which level and mask a code has.
func (c Code) format(mask int) {
	const levelM = 0
	data := levelM<<3 | mask
	r := data
	for range 10 {
		r = r<<1 ^ r>>9*0x537
	}
	bits := (data<<10 | r) ^ 0x5412
	on := func(i int) bool { return bits>>i&1 == 1 }
	n := c.Size
	for i := range 6 {
		c.fix(8, i, on(i))
		c.fix(14-i-9, 8, on(i+9))
	}
	c.fix(8, 7, on(6))
	c.fix(8, 8, on(7))
	c.fix(7, 8, on(8))
	for i := range 8 {
		c.fix(n-1-i, 8, on(i))
	}
	for i := 8; i < 15; i++ {
		c.fix(8, n-15+i, on(i))
	}
	c.fix(8, n-8, true)
}

// version says twice which one a large code is.
func (c Code) version(version int) {
	if version < 7 {
		return
	}
	r := version
	for range 12 {
		r = r<<1 ^ r>>11*0x1f25
	}
	bits := version<<12 | r
	for i := range 18 {
		a, b := c.Size-11+i%3, i/3
		c.fix(a, b, bits>>i&1 == 1)
		c.fix(b, a, bits>>i&1 == 1)
	}
}

// lay the codewords, two columns at a time, up and down from the right.
func (c Code) lay(words []byte) {
	i := 0
	c.walk(func(at int) {
		if i < 8*len(words) {
			c.dark[at] = words[i/8]>>(7-i%8)&1 == 1
			i++
		}
	})
}

// walk over what is free, in the order of the codewords.
func (c Code) walk(f func(at int)) {
	for right := c.Size - 1; right >= 1; right -= 2 {
		if right == 6 {
			right = 5
		}
		for i := range c.Size {
			y := i
			if (right+1)&2 == 0 {
				y = c.Size - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				if at := y*c.Size + x; !c.fixed[at] {
					f(at)
				}
			}
		}
	}
}

// turns says whether a mask turns a module around.
func turns(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// masked is the code under the mask that a reader has the least trouble with.
func (c Code) masked() Code {
	var best Code
	least := -1
	for mask := range 8 {
		m := Code{c.Size, append([]bool(nil), c.dark...), c.fixed}
		for at := range m.dark {
			if !m.fixed[at] && turns(mask, at%c.Size, at/c.Size) {
				m.dark[at] = !m.dark[at]
			}
		}
		m.format(mask)
		if p := m.penalty(); least < 0 || p < least {
			best, least = m, p
		}
	}
	return best
}

// penalty is how much of a code could mislead a reader.
func (c Code) penalty() int {
	sum, dark := 0, 0
	for i := range c.Size {
		sum += c.runs(func(j int) bool { return c.At(j, i) }) + c.runs(func(j int) bool { return c.At(i, j) })
		for j := range c.Size {
			if c.At(i, j) {
				dark++
			}
			if i > 0 && j > 0 && c.At(i, j) == c.At(i-1, j) && c.At(i, j) == c.At(i, j-1) && c.At(i, j) == c.At(i-1, j-1) {
				sum += 3
			}
		}
	}
	off := dark*20 - c.Size*c.Size*10
	return sum + max(off, -off)/(c.Size*c.Size)*10
}

// runs is the penalty of one line: long runs, and what looks like a finder.
func (c Code) runs(at func(int) bool) int {
	sum, run := 0, 0
	window := 0
	for j := -Quiet; j < c.Size+Quiet; j++ {
		on := j >= 0 && j < c.Size && at(j)
		window = window<<1&0x7ff | map[bool]int{true: 1}[on]
		if window == 0b10111010000 || window == 0b00001011101 {
			sum += 40
		}
		if j < 0 || j >= c.Size {
			continue
		}
		if j > 0 && on == at(j-1) {
			run++
		} else {
			run = 1
		}
		if run == 5 {
			sum += 3
		} else if run > 5 {
			sum++
		}
	}
	return sum
}
