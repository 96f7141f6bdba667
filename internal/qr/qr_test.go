package qr

import (
	"errors"
	"image"
	"image/color"
	"os"
	"strings"
	"testing"

	goqr "github.com/piglig/go-qr"
	"pgregory.net/rapid"
)

// read reads a code as it is shown: dark on light, with its quiet zone.
func read(t *rapid.T, c Code) string {
	const scale = 3
	side := scale * (c.Size + 2*Quiet)
	img := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			if !c.At(x/scale-Quiet, y/scale-Quiet) {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	text, err := goqr.Decode(img)
	if err != nil {
		t.Fatal(err)
	}
	return text
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
	if runs != want || want == 0 {
		t.Errorf("%d runs, want %d", runs, want)
	}
}
