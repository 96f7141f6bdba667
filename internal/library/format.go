package library

import (
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// Number without needless zeros, with a point: 3, 2.5.
func Number(f float64) string {
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// about is a number with one digit after the point at most.
func about(f float64) string {
	s := strconv.FormatFloat(f, 'f', 1, 64)
	return strings.TrimSuffix(s, ".0")
}

// Number as the language writes it, without needless zeros: 2.5 or 2,5.
func (w *Words) Number(f float64) string { return w.decimalPoint(Number(f)) }

// About is a number as the language writes it, with one digit after the point
// at most.
func (w *Words) About(f float64) string { return w.decimalPoint(about(f)) }

// Share is a number of 0 to 1 with two digits after the point: 0.05.
func (w *Words) Share(x float64) string { return w.decimalPoint(strconv.FormatFloat(x, 'f', 2, 64)) }

// decimalPoint writes the decimal sign of the language.
func (w *Words) decimalPoint(digits string) string {
	if !strings.Contains(digits, ".") {
		return digits
	}
	return strings.Replace(digits, ".", w.Say("number.point"), 1)
}

// Weekday is the name of a weekday.
func (w *Words) Weekday(d time.Weekday) string { return w.Say("weekday." + strconv.Itoa(int(d))) }

// ShortWeekday is Mon, Tue and so on.
func (w *Words) ShortWeekday(d time.Weekday) string {
	return w.Say("weekday.short." + strconv.Itoa(int(d)))
}

// ShortMonth is Oct.
func (w *Words) ShortMonth(m time.Month) string { return w.Say("month.short." + strconv.Itoa(int(m))) }

// Date is 7 October, in the order and with the signs of the language.
func (w *Words) Date(d goal.Day) string { return w.date("date.long", "month.", d) }

// ShortDate is 7 Oct.
func (w *Words) ShortDate(d goal.Day) string { return w.date("date.short", "month.short.", d) }

func (w *Words) date(pattern, months string, d goal.Day) string {
	t := d.Time()
	return w.Say(pattern, Args{"d": t.Day(), "month": w.Say(months + strconv.Itoa(int(t.Month())))})
}

// Span is a span of days for a message with {first} and {last}: 19 to 25
// October, and 28 September to 4 October. Which end goes without its month
// when both have the same is the language's.
func (w *Words) Span(first, last goal.Day) Args { return w.span(first, last, w.Date) }

// ShortSpan is Span with short months.
func (w *Words) ShortSpan(first, last goal.Day) Args { return w.span(first, last, w.ShortDate) }

func (w *Words) span(first, last goal.Day, date func(goal.Day) string) Args {
	a := Args{"first": date(first), "last": date(last)}
	if f, l := first.Time(), last.Time(); f.Year() == l.Year() && f.Month() == l.Month() {
		bare := first
		end := w.Say("date.drops")
		if end == "last" {
			bare = last
		}
		a[end] = w.date("date.bare", "month.", bare)
	}
	return a
}

// WeekdayDate is Fri 23 Oct.
func (w *Words) WeekdayDate(d goal.Day) string {
	return w.Say("date.weekday", Args{"weekday": w.ShortWeekday(d.Weekday()), "date": w.ShortDate(d)})
}

// DatedDay is Fri 23 Oct 2026.
func (w *Words) DatedDay(d goal.Day) string {
	return w.Say("date.year", Args{"day": w.WeekdayDate(d), "year": d.Time().Format("2006")})
}

// DayNear is 23 Oct, with its year when that is not the year of today.
func (w *Words) DayNear(d, today goal.Day) string {
	if d.Year() == today.Year() {
		return w.ShortDate(d)
	}
	return w.Say("date.year", Args{"day": w.ShortDate(d), "year": d.Time().Format("2006")})
}

// DatedDate is 23 October 2026.
func (w *Words) DatedDate(d goal.Day) string {
	return w.Say("date.dated", Args{"date": w.Date(d), "year": d.Time().Format("2006")})
}

// FullDate is Friday 23 October.
func (w *Words) FullDate(d goal.Day) string {
	return w.Say("date.full", Args{"weekday": w.Weekday(d.Weekday()), "date": w.Date(d)})
}
