package webtest

import (
	"context"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Walk answers the steps of begin from 1 to last as the sample season does.
func (v *Visitor) Walk(last int) {
	v.T.Helper()
	steps := [][]string{
		{"area", "health", "later_list", "Italian; the shed roof"},
		{
			"grow_in", "steady strength", "so_i_can", "keep up with my daughter on the hill path.", "provisional", "1",
			"external", "2", "introjected", "4", "identified", "6", "intrinsic", "5", "private_test", "8",
		},
		{
			"outcome", "Walk 5 km easily", "type", "level_up", "start", "0,8", "target", "5", "unit", "km",
			"milestones", "left over", "yours", "yes", "done_in_time", "1", "must_not_suffer", "Sleep", "confidence", "8",
		},
		{"metric", "sessions", "target", "3", "unit", "walks", "session_min", "15", "where", "the park", "control", "yes", "count", "no"},
		{
			"step", "Put on shoes, walk five minutes", "minutes", "5", "cue", "pour the first coffee,", "fallback", "hang up my work bag.",
			"rest", "Sunday", "worst_day", "9", "needs", "weather", "needs", "kit", "nicer", "music",
		},
		{"if", "it rains when I reach for my shoes,", "then", "I march on the spot for one song.", "tag", "place", "pictured", "1"},
		{"track", "paper", "moment", "I take my shoes off"},
	}
	for i, fields := range steps[:last] {
		want := "/begin/" + strconv.Itoa(i+2)
		if i == 6 {
			want = "/begin/done?goal=walk-5-km"
		}
		v.To(want, "/begin/"+strconv.Itoa(i+1), fields...)
	}
}

// Begin a goal from a template through the app, as the pages of begin do.
func (v *Visitor) Begin(template string) {
	v.T.Helper()
	tpl, ok := library.For("en").Template(template)
	if !ok {
		v.T.Fatal(template)
	}
	b := tpl.Begin(v.NewID())
	b.Second = true
	v.Does(b)
}

// Does a command through the app, as some page does.
func (v *Visitor) Does(b goal.Body) {
	v.T.Helper()
	c, err := v.Command(context.Background(), app.Local(), "test", 0, b)
	if err != nil {
		v.T.Fatal(err)
	}
	if _, err := v.Do(context.Background(), app.Local(), c); err != nil {
		v.T.Fatal(err)
	}
}

// Live stamps or leaves out days from the visitor's first on: o done, f
// forgotten, . nothing said.
func (v *Visitor) Live(first string, marks string) {
	v.T.Helper()
	v.At(first)
	start := v.Time
	for i, c := range marks {
		v.Time = start.AddDate(0, 0, i)
		switch c {
		case 'o':
			v.Did("/stamp", "goal", "fitness")
		case 'f':
			v.Did("/skip", "goal", "fitness", "tag", "cue")
		}
	}
}

// LookAt a goal; without a slug at the only one.
func (v *Visitor) LookAt(slug string) goal.Look {
	v.T.Helper()
	l, err := v.Look(context.Background(), app.Local(), slug)
	if err != nil {
		v.T.Fatal(err)
	}
	return l
}

// Story is what was decided on the goal "fitness".
func (v *Visitor) Story() goal.Story {
	v.T.Helper()
	s, err := v.LoadStory(context.Background(), app.Local(), "fitness")
	if err != nil {
		v.T.Fatal(err)
	}
	return s.Story
}
