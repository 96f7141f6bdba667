package exchange_test

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
)

// live does a number of things on a number of days, of any kind there is; what
// is refused is refused.
func live(t *rapid.T, p *person) {
	acts := everyAct()
	kinds := slices.Sorted(maps.Keys(acts))
	s := &scene{T: t, p: p}
	s.do(runStart(goalID(1), ""))
	for s.n = range rapid.IntRange(1, 25).Draw(t, "acts") {
		hours := rapid.IntRange(1, 40).Draw(t, "hours")
		if rapid.IntRange(0, 15).Draw(t, "long") == 0 {
			hours *= 24 // weeks without a word
		}
		p.now = p.now.Add(time.Duration(hours) * time.Hour)
		acts[rapid.SampledFrom(kinds).Draw(t, "kind")](s)
	}
}

// scene is a season while it is lived.
type scene struct {
	*rapid.T
	p *person
	n int // of the act
}

// A kind of command that no random season holds would be lost unseen.
func TestSeasonsHoldEveryKind(t *testing.T) {
	t.Parallel()
	acts := everyAct()
	for _, k := range exchange.EveryKind() {
		if acts[k] == nil {
			t.Errorf("no random season holds %s", k)
		}
	}
}

// everyAct does something of each kind.
func everyAct() map[goal.Kind]func(*scene) {
	imports := func(s *scene) { s.brings() }
	acts := map[goal.Kind]func(*scene){
		goal.KindRecord: imports,
		goal.KindImport: imports,
		goal.KindUndo:   func(s *scene) { _, _ = s.p.UndoLast(context.Background(), me, "test", "") },
		goal.KindWords: func(s *scene) {
			_, _ = s.p.RemoveWords(context.Background(), me, "test", rapid.SampledFrom([]string{"naïve", "note"}).Draw(s.T, "gone"))
		},
		goal.KindTryEnd: func(s *scene) { // what ends has begun
			id, of := s.id(300), s.goal()
			s.do(goal.StartExperiment{
				Experiment: id, Goal: of, Lever: goal.LeverPlace, What: "a place", Measure: goal.OfAdherence, From: "3", To: "4", Days: 7,
			})
			s.p.now = s.p.now.Add(8 * 24 * time.Hour)
			s.do(goal.EndExperiment{Experiment: id, Goal: of, Study: s.words(), Act: rapid.SampledFrom([]goal.Act{goal.Adopt, goal.Abandon}).Draw(s.T, "verdict")})
		},
	}
	for k, body := range everyBody() {
		acts[k] = func(s *scene) { s.do(body(s)) }
	}
	return acts
}

// everyBody is a body of each kind that a person sends by itself.
func everyBody() map[goal.Kind]func(*scene) goal.Body {
	bodies := dayBodies()
	maps.Copy(bodies, map[goal.Kind]func(*scene) goal.Body{
		goal.KindBegin:  func(s *scene) goal.Body { return runStart(s.goal(), s.words()) },
		goal.KindRevise: func(s *scene) goal.Body { return revise(s) },
		goal.KindPause: func(s *scene) goal.Body {
			return goal.PauseGoals{Goals: []string{s.goal()}, From: s.today(), To: s.today() + goal.Day(s.five())}
		},
		goal.KindResume: func(s *scene) goal.Body { return goal.ResumeGoals{Goals: []string{s.goal()}} },
		goal.KindStatus: func(s *scene) goal.Body {
			to := rapid.SampledFrom([]goal.Status{goal.StatusParked, goal.StatusActive, goal.StatusKept, goal.StatusEnded}).Draw(s.T, "status")
			return goal.SetStatus{Goal: s.goal(), To: to, Yes: true}
		},
		goal.KindSeason: func(s *scene) goal.Body {
			s.p.now = s.p.now.Add(95 * 24 * time.Hour)
			return goal.NextSeason{Goal: s.goal()}
		},
		goal.KindSettings: func(s *scene) goal.Body {
			five, zone := s.five(), rapid.SampledFrom([]string{"Europe/Berlin", "America/New_York", "Asia/Tokyo"}).Draw(s.T, "zone")
			return goal.SetSettings{Rollover: &five, Zone: &zone}
		},
		goal.KindReview: func(s *scene) goal.Body {
			five := s.five()
			return goal.WeekReview{Goal: s.goal(), Week: s.today() - 7, Words: s.words(), Pulse: &five}
		},
		goal.KindTry: func(s *scene) goal.Body {
			return goal.StartExperiment{
				Experiment: s.id(400), Goal: s.goal(), Lever: goal.LeverCue, What: "a cue", Measure: goal.OfAdherence, From: "2", To: "3", Days: 7,
			}
		},
		goal.KindLookBack: func(s *scene) goal.Body {
			s.p.now = s.p.now.Add(30 * 24 * time.Hour)
			return goal.LookBack{Goal: s.goal(), Number: 30, Keep: s.words()}
		},
	})
	maps.Copy(bodies, compassBodies())
	return bodies
}

// dayBodies are the day commands.
func dayBodies() map[goal.Kind]func(*scene) goal.Body {
	return map[goal.Kind]func(*scene) goal.Body{
		goal.KindStamp: func(s *scene) goal.Body {
			five, minutes := s.five(), s.minutes()
			return goal.Stamp{Goal: s.goal(), Minutes: &minutes, Note: s.words(), Feel: goal.Feel{Energy: &five}}
		},
		goal.KindSkip: func(s *scene) goal.Body { return goal.Skip{Goal: s.goal(), Tag: goal.TagTime, Note: s.words()} },
		goal.KindRest: func(s *scene) goal.Body { return goal.Rest{Goal: s.goal()} },
		goal.KindRemark: func(s *scene) goal.Body {
			five := s.five()
			return goal.Remark{Goal: s.goal(), Note: s.words(), Feel: goal.Feel{Mood: &five}}
		},
		goal.KindMeasure: func(s *scene) goal.Body { return goal.Measure{Goal: s.goal(), Value: s.minutes()} },
		goal.KindCover:   func(s *scene) goal.Body { return goal.Cover{Goal: s.goal()} },
	}
}

// compassBodies fill the compass.
func compassBodies() map[goal.Kind]func(*scene) goal.Body {
	return map[goal.Kind]func(*scene) goal.Body{
		goal.KindItem: func(s *scene) goal.Body {
			return goal.SetItem{ID: s.id(100), Lens: "love", Item: goal.Item{Words: "a thing" + s.words(), Love: 3}}
		},
		goal.KindEnergy: func(s *scene) goal.Body {
			return goal.SetEnergyNote{ID: s.id(200), Words: "a thing" + s.words(), Before: 2, After: 4}
		},
		goal.KindTrial: func(s *scene) goal.Body {
			return goal.SetTrial{ID: s.id(500), Trial: goal.Trial{What: "a thing", Before: 2, After: 4, Again: 8, Line: s.words()}}
		},
		goal.KindPurpose: func(s *scene) goal.Body {
			return goal.SetPurpose{PurposeChange: goal.PurposeChange{GrowIn: "calm", SoICan: "listen " + s.words()}}
		},
		goal.KindReminder: func(s *scene) goal.Body {
			return goal.SetReminder{Minute: rapid.IntRange(0, 1439).Draw(s.T, "minute"), Weekdays: goal.Weekdays(rapid.IntRange(0, 127).Draw(s.T, "weekdays"))}
		},
		goal.KindDismiss: func(*scene) goal.Body { return goal.Dismiss{Flag: goal.FlagBorrowed} },
	}
}

func revise(s *scene) goal.Revise {
	cue := s.words()
	return goal.Revise{Goal: s.goal(), Plan: goal.PlanChange{Cue: &cue}, Reason: s.words()}
}

// do sends a command of today, or of a day or two before.
func (s *scene) do(body goal.Body) {
	day := s.today()
	if body.Kind().Commutes() || body.Kind() == goal.KindCover {
		day -= goal.Day(rapid.IntRange(0, 2).Draw(s.T, "back"))
	}
	c, err := s.p.Command(context.Background(), me, "test", day, body)
	if err == nil {
		_, _ = s.p.Do(context.Background(), me, c)
	}
}

func (s *scene) today() goal.Day {
	d, err := s.p.Day(context.Background(), me)
	if err != nil {
		s.Fatal(err)
	}
	return d
}

func (s *scene) words() string {
	return rapid.SampledFrom([]string{"", "a note", "naïve 日本 <b> & \"q\"", "two\nlines"}).Draw(s.T, "words")
}

func (s *scene) goal() string     { return goalID(rapid.IntRange(1, 2).Draw(s.T, "goal")) }
func (s *scene) five() int        { return rapid.IntRange(1, 5).Draw(s.T, "five") }
func (s *scene) minutes() float64 { return float64(rapid.IntRange(1, 60).Draw(s.T, "minutes")) / 4 }
func (s *scene) id(of int) string { return goalID(of + s.n) }

func goalID(n int) string { return fmt.Sprintf("00000000-0000-7000-8000-%012d", n) }

// brings imports one of the samples.
func (s *scene) brings() {
	path := rapid.SampledFrom([]string{"harsh/folder", "beaver/habits.json", "streaks/streaks.csv", "tablehabit/habits.json"}).Draw(s.T, "file")
	r, err := exchange.Open(filepath.Join("testdata", path), exchange.Options{})
	if err != nil {
		s.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // only read from
	if _, err := s.p.Import(context.Background(), me, r.History(goal.Date(2026, 12, 31)), app.ImportOptions{}); err != nil {
		s.Fatal(err)
	}
}
