package library

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// Suggested is a review's suggestion in words.
type Suggested struct {
	What    string   // what would be done
	Reason  string   // the short sentence why
	Changes []string // from what to what
	Because []string // the numbers it used
}

// Suggest says a suggestion (method 7.3).
func (w *Words) Suggest(s goal.Suggestion) Suggested {
	a := Args{"tag": w.Say("tag." + string(s.Tag))}
	if s.Weekday != nil {
		a["weekday"] = w.Weekday(*s.Weekday)
	}
	if n, of, ok := s.Counts(); ok {
		a["n"], a["of"] = n, of
	}
	out := Suggested{What: w.Say(w.actionKey(s), a), Reason: w.Say(s.Reason, a), Changes: w.changes(s)}
	for _, b := range s.Because {
		out.Because = append(out.Because, w.because(b))
	}
	if s.Early {
		out.Because = append(out.Because, w.Say("review.early"))
	}
	return out
}

// actionKey is the text of what would be done; where there are no sessions, none
// are spoken of (ruling 51).
func (w *Words) actionKey(s goal.Suggestion) string {
	key := "review.action." + string(s.Action)
	if s.Action == goal.ActAddSession && strings.HasSuffix(s.Reason, ".week") {
		return key + ".week"
	}
	return key
}

func (w *Words) changes(s goal.Suggestion) []string {
	var lines []string
	if c := s.Step; c != nil && c.From != c.To {
		lines = append(lines, w.Say("review.change.step", Args{"from": w.About(c.From), "to": w.About(c.To)}))
	}
	if c := s.Target; c != nil {
		key := "review.change.target"
		switch {
		case c.SessionTo > 0:
			key = "review.change.session"
		case c.Alternates:
			key = "review.change.alternate"
		case c.Session > 1:
			key = "review.change.longer"
		case c.Session > 0:
			key = "review.change.shorter"
		}
		lines = append(lines, w.Say(key, Args{
			"from": w.About(c.From), "to": w.About(c.To), "more": w.About(c.To + 1),
			"session_from": w.About(c.SessionFrom), "session_to": w.About(c.SessionTo),
		}))
	}
	if s.Days > 0 {
		lines = append(lines, w.Say("review.change.days", Args{"n": s.Days}))
	}
	return lines
}

// because says one fact; shares are percentages, tags and weekdays have names.
func (w *Words) because(b goal.Because) string {
	a := Args{}
	for i, v := range b.Args {
		a[strconv.Itoa(i)] = w.fact(b.Key, v)
	}
	return w.Say(b.Key, a)
}

func (w *Words) fact(key string, v any) any {
	x, isNumber := v.(float64)
	switch key {
	case "review.because.again":
		if s, ok := v.(string); ok {
			if d, err := goal.ParseDay(s); err == nil {
				return w.Date(d)
			}
			return w.Say("review.short." + s)
		}
	case "review.because.tag":
		if s, ok := v.(string); ok {
			return w.Say("tag." + s)
		}
	case "review.because.plan":
		if isNumber {
			v = int(x) // of an older journal
		}
		return w.Say("review.times", Args{"n": v})
	case "review.because.weekday":
		if n, ok := v.(int); ok {
			return w.Weekday(time.Weekday(n))
		}
		if isNumber {
			return w.Weekday(time.Weekday(int(x)))
		}
	case "review.because.low_energy", "review.because.week", "review.because.weeks",
		"review.because.four_weeks", "review.because.chance", "review.because.steady":
		if isNumber {
			return w.Percent(x)
		}
	}
	if isNumber {
		return w.About(x)
	}
	return v
}

// Percent writes a share of 0 to 1.
func (w *Words) Percent(x float64) string {
	return w.Say("percent", Args{"n": int(math.Round(100 * x))})
}
