package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// settingsFlags are what ippo settings changes; what is not named stays.
type settingsFlags struct {
	name, zone, language, theme, emergency *string
	weekStart                              string
	rollover                               *int
	hide, show                             []string
}

// settingsAnswer is the document of ippo settings --json.
type settingsAnswer struct {
	Command   string   `json:"command,omitempty"`
	Name      string   `json:"name"`
	Zone      string   `json:"zone"`
	WeekStart string   `json:"week_start"`
	Rollover  int      `json:"rollover"`
	Language  string   `json:"language"` // empty for that of the surroundings
	Theme     string   `json:"theme"`    // light, dark, or empty for the system's
	Hidden    []string `json:"hidden"`   // parts that Today leaves out
	Shown     []string `json:"shown"`    // parts off at first that Today has
	Emergency string   `json:"emergency"`
}

func newSettings(d deps) *cobra.Command {
	var f settingsFlags
	c := &cobra.Command{
		Use:     "settings",
		Example: "  ippo settings\n  ippo settings --zone Asia/Tokyo\n  ippo settings --week-start sun --rollover 4\n  ippo settings --language de --theme dark --hide mood",
		Args:    noArgs,
		PreRunE: func(*cobra.Command, []string) error {
			b, err := d.askedSettings(f)
			if err != nil {
				return err
			}
			return cmp.Or(app.KnownZone(b.Zone), goal.CheckBody(b))
		},
		RunE: func(c *cobra.Command, _ []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.settings(c.Context(), a, f) })
		},
	}
	fl := c.Flags()
	textVar(fl, &f.zone, "zone")
	fl.StringVar(&f.weekStart, "week-start", "", "")
	wholeVar(fl, &f.rollover, "rollover", scale(0, goal.MaxRollover, 4))
	textVar(fl, &f.language, "language")
	textVar(fl, &f.theme, "theme")
	textVar(fl, &f.name, "name")
	textVar(fl, &f.emergency, "emergency")
	parts := slices.Concat(goal.Hideable(), goal.Showable())
	choicesVar(c, &f.hide, "hide", parts...)
	choicesVar(c, &f.show, "show", parts...)
	clearsTexts(c)
	return c
}

// settings changes what was named, as the settings page does, and shows what
// holds then (ruling 68).
func (d deps) settings(ctx context.Context, a *app.App, f settingsFlags) error {
	b, err := d.askedSettings(f)
	if err != nil {
		return err
	}
	set, _, err := a.Settings(ctx, me())
	if err != nil {
		return err
	}
	b.Hidden, b.Shown = f.hidden(set), f.shown(set)
	command := ""
	if b != (goal.SetSettings{}) {
		if err := d.saveFirstSettings(ctx, a); err != nil {
			return err
		}
		ans, err := d.do(ctx, a, b)
		if err != nil {
			return err
		}
		command = ans.Command
	}
	if set, _, err = a.Settings(ctx, me()); err != nil {
		return err
	}
	d.words.use(cmp.Or(set.Locale, d.language()))
	doc := d.settingsDocument(set)
	doc.Command = command
	if d.flags.json {
		return d.json(doc)
	}
	d.showSettings(doc)
	if command != "" { // a bare undo means what was done, not what was set (ruling 17)
		d.print(d.say("term.settings.undo", library.Args{"command": command}))
	}
	return nil
}

// hidden are the fields that Today leaves out then; nil where no flag speaks of
// them.
func (f settingsFlags) hidden(s goal.Settings) *string {
	if len(f.hide)+len(f.show) == 0 {
		return nil
	}
	var fields []string
	for _, field := range goal.Hideable() {
		if slices.Contains(f.hide, field) || s.Hides(field) && !slices.Contains(f.show, field) {
			fields = append(fields, field)
		}
	}
	return new(strings.Join(fields, ","))
}

// shown are the parts off at first that Today has then; nil where no flag speaks of them.
func (f settingsFlags) shown(s goal.Settings) *string {
	if len(f.hide)+len(f.show) == 0 {
		return nil
	}
	var parts []string
	for _, part := range goal.Showable() {
		if slices.Contains(f.show, part) || s.Shows(part) && !slices.Contains(f.hide, part) {
			parts = append(parts, part)
		}
	}
	return new(strings.Join(parts, ","))
}

// askedSettings are the settings that the flags name.
func (d deps) askedSettings(f settingsFlags) (goal.SetSettings, error) {
	b := goal.SetSettings{Name: f.name, Locale: f.language, Zone: f.zone, Theme: f.theme, Emergency: f.emergency, Rollover: f.rollover}
	if l := f.language; l != nil && *l != "" && !slices.Contains(library.Complete(), *l) {
		return b, wrong("error.language", clipped(*l))
	}
	if f.weekStart != "" {
		w, ok := d.parseWeekday(f.weekStart)
		if !ok {
			return b, wrong("error.weekday", clipped(f.weekStart))
		}
		b.WeekStart = new(int(w))
	}
	return b, nil
}

func (d deps) settingsDocument(s goal.Settings) settingsAnswer {
	doc := settingsAnswer{
		Name: s.Name, Zone: "UTC", WeekStart: weekdayName(time.Monday), Rollover: goal.DefaultRollover,
		Language: s.Locale, Theme: s.Theme, Emergency: s.Emergency, Hidden: []string{}, Shown: []string{},
	}
	for _, part := range goal.Showable() {
		if s.Shows(part) {
			doc.Shown = append(doc.Shown, part)
		}
	}
	for _, field := range goal.Hideable() {
		if s.Hides(field) {
			doc.Hidden = append(doc.Hidden, field)
		}
	}
	if n := len(s.Zones); n > 0 {
		doc.Zone = s.Zones[n-1].Zone
	} else if z := d.zone(); z != "" {
		doc.Zone = z // the first command of all writes it down
	}
	if n := len(s.Grids); n > 0 {
		doc.WeekStart, doc.Rollover = weekdayName(s.Grids[n-1].WeekStart), s.Grids[n-1].Rollover
	}
	return doc
}

func weekdayName(w time.Weekday) string { return folded(w.String())[:englishWeekday] }

func (d deps) showSettings(doc settingsAnswer) {
	week, _ := d.parseWeekday(doc.WeekStart) // ours
	language := doc.Language
	if language != "" {
		language = d.say("settings.language." + language)
	}
	hidden := make([]string, len(doc.Hidden))
	for i, field := range doc.Hidden {
		hidden[i] = d.say("settings.show." + field)
	}
	rows := []draw.Figure{
		{Name: d.say("settings.zone"), Value: doc.Zone},
		{Name: d.say("term.settings.week"), Value: d.words.Weekday(week)},
		{Name: d.say("term.settings.rollover"), Value: d.say("settings.hour", library.Args{"n": doc.Rollover})},
		{Name: d.say("settings.language"), Value: language},
		{Name: d.say("settings.theme"), Value: d.say("settings.theme." + doc.Theme)},
		{Name: d.say("term.settings.hidden"), Value: strings.Join(hidden, ", ")},
		{Name: d.say("settings.name"), Value: doc.Name},
		{Name: d.say("term.settings.emergency"), Value: doc.Emergency},
	}
	if language == "" {
		rows[3].Value = d.say("term.settings.language")
	}
	d.printer().Table(slices.DeleteFunc(rows, func(f draw.Figure) bool { return f.Value == "" }))
}
