package app

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Form names a form whose words are kept while they are typed (ruling 90). A
// goal is named in it by its id, a day and the first day of a week as in
// 2026-01-31.
type Form string

// FormBegin is a goal that is being begun.
const FormBegin Form = "begin"

// FormTemplate is the door of a template, with what it leaves open.
func FormTemplate(name string) Form { return formOf("template", name) }

// FormReview is a week that is looked back at, by its first day.
func FormReview(goalID string, week goal.Day) Form { return formOf("review", goalID, week.String()) }

// FormNote is the line about a day.
func FormNote(goalID string, day goal.Day) Form { return formOf("note", goalID, day.String()) }

// FormLookBack is a look back on a day of a season: season and day are counted
// from 1.
func FormLookBack(goalID string, season, day int) Form {
	return formOf("look-back", goalID, strconv.Itoa(season), strconv.Itoa(day))
}

// FormCompass is one part of the compass, with the id of what it is about where
// there are many.
func FormCompass(part string) Form { return formOf("compass", part) }

// FormPlan is the plan of a goal.
func FormPlan(goalID string) Form { return formOf("plan", goalID) }

// FormExperiment is an experiment that is being made up.
func FormExperiment(goalID string) Form { return formOf("experiment", goalID) }

// FormPaper is a month of paper, by the number of its card.
func FormPaper(goalID string, card int) Form { return formOf("paper", goalID, strconv.Itoa(card)) }

// FormSettings is one part of the settings.
func FormSettings(part string) Form { return formOf("settings", part) }

func formOf(parts ...string) Form { return Form(strings.Join(parts, ":")) }

// Kind is the first word of its name.
func (f Form) Kind() string {
	kind, _, _ := strings.Cut(string(f), ":")
	return kind
}

// parts are what stands in a form's name after its kind.
func parts(kind string) ([]string, bool) {
	m := map[string][]string{
		"begin": nil, "settings": {"word"}, "paper": {"goal", "number"},
		"review": {"goal", "day"}, "note": {"goal", "day"}, "look-back": {"goal", "number", "number"},
		"compass": {"word"}, "template": {"word"}, "plan": {"goal"}, "experiment": {"goal"},
	}
	p, known := m[kind]
	return p, known
}

// check refuses the name of no form, and that of a goal the person does not have.
func (f Form) check(tx Tx) error {
	said := strings.Split(string(f), ":")
	want, known := parts(said[0])
	if said = said[1:]; !known || len(said) != len(want) {
		return f.unknown()
	}
	for i, part := range said {
		switch want[i] {
		case "goal":
			if _, there, err := tx.Goal(part); err != nil || !there {
				return cmp.Or(err, f.unknown())
			}
		case "day":
			if _, err := goal.ParseDay(part); err != nil {
				return f.unknown()
			}
		case "number":
			if n, err := strconv.Atoi(part); err != nil || n < 1 || n > 9999 || strconv.Itoa(n) != part {
				return f.unknown()
			}
		case "word":
			if !word.MatchString(part) {
				return f.unknown()
			}
		}
	}
	return nil
}

// word is the name of a part of a page, such as "purpose", or with the id of what
// it is about.
var word = regexp.MustCompile(`^[a-z]{2,20}(-[0-9a-z-]{2,40})?$`)

func (f Form) unknown() error {
	name := string(f)
	return goal.Invalid("form", "draft.form", fmt.Sprintf("%.60s", name))
}
