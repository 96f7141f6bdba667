package exchange

import (
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

// A date that has only one reading decides for the file; what leaves it open is
// asked for.
func TestDateOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		dates []string
		asked Order
		want  Order
		again bool
		key   string
	}{
		{dates: nil},
		{dates: []string{"2026-01-31", "31.12.2026", "5/5/2026", "20260704"}},
		{dates: []string{"01-02-26"}, key: "error.import.open_dates"},
		{dates: []string{"01-02-26"}, asked: OrderDMY, want: OrderDMY, again: true},
		{dates: []string{"01-02-26", "16-02-26"}, want: OrderDMY, again: true},
		{dates: []string{"01-02-26", "02-16-26", "99-99-99"}, want: OrderMDY},
		{dates: []string{"02-16-26"}},
		{dates: []string{"02-16-26", "16-02-26"}, key: "error.import.open_dates"},
		{dates: []string{"02-16-26", "16-02-26"}, asked: OrderMDY, want: OrderMDY, again: true},
	} {
		var d dates
		for _, s := range c.dates {
			d.parse(s)
		}
		order, again, err := d.decide(c.asked)
		if order != c.want || again != c.again || key(err) != c.key {
			t.Errorf("%v: %q %v %v", c.dates, order, again, err)
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"2026-1-31": "2026-01-31", "2026/01/31": "2026-01-31", "2026.01.31": "2026-01-31", "20260131": "2026-01-31",
		"2026-01-31T23:59:59Z": "2026-01-31", "2026-01-31 08:00": "2026-01-31", "2026 01 31": "2026-01-31",
		"31.1.26": "2026-01-31", "1/31/2026 7:15": "2026-01-31", "31 Jan 2026": "2026-01-31", "Jan 31, 2026": "2026-01-31",
		"Sat, 31 January 2026": "2026-01-31", "January 31st, 2026": "2026-01-31",
		"2026-02-29": "", "2026-13-01": "", "1899-12-31": "", "31": "", "tomorrow": "", "": "", "3 Foo 2026": "",
	} {
		var d dates
		day, ok := d.parse(s)
		if got := day.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
	ymd := dates{order: OrderYMD}
	if day, ok := ymd.parse("26-01-31"); !ok || day != goal.Date(2026, 1, 31) {
		t.Errorf("year first: %v", day)
	}
}

func TestDecodeText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"\xEF\xBB\xBFa\r\nb":          "a\nb",
		"\xFF\xFEa\x00\xF6\x00\n\x00": "aö\n",
		"a\x00b\x00c\x00d\x00":        "abcd",
		"\x00a\x00b\x00c":             "abc",
		"\xFE\xFF\x00a":               "a",
		"f\xFCr \x96 \x80":            "für – €",
		"歩":                           "歩",
		"a\rb\r\n\r\nc":               "a\nb\n\nc",
	} {
		if got := decodeText([]byte(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := clean("a\x00b\xFF"); got != "ab\uFFFD" {
		t.Errorf("clean: %q", got)
	}
	if got := shorten("一二三", 2); got != "一…" {
		t.Errorf("shorten: %q", got)
	}
}

func TestBodyUnits(t *testing.T) {
	t.Parallel()
	for unit, want := range map[string]bool{
		"kg": true, " KG ": true, "lbs": true, "stone": true, "kcal": true, "cal.": true, "BMI": true, "inch waist": true,
		"pages": false, "km": false, "calls": false, "inch": false, "": false, "stonework": false,
	} {
		if goal.IsBodyUnit(unit) != want {
			t.Errorf("%q: %v", unit, !want)
		}
	}
}
