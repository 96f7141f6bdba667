package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/goal"
)

// readsKey notes at a flag how its text is read, so that nonsense is refused as
// wrong usage whatever there is to look at: also without a goal, or a database
// (ruling 62).
const readsKey = "reads"

// How the text of a flag is read.
const (
	readsDay      = "day"
	readsWeekdays = "weekdays"
	readsMet      = "met"
	readsNote     = "note"
	readsLine     = "line"
	readsPlanLine = "plan line"
)

// takesTexts notes that flags take texts of a kind, each of which has its length.
func takesTexts(fl *pflag.FlagSet, kind string, names ...string) {
	for _, name := range names {
		reads(fl, name, kind)
	}
}

// takesDay notes that flags take a day, and offers days to choose from.
func (d deps) takesDay(c *cobra.Command, names ...string) {
	for _, name := range names {
		reads(c.Flags(), name, readsDay)
		_ = c.RegisterFlagCompletionFunc(name, d.completeDays) // only refuses a flag that is not there
	}
}

func (d deps) takesWeekdays(c *cobra.Command, name string) {
	reads(c.Flags(), name, readsWeekdays)
	_ = c.RegisterFlagCompletionFunc(name, d.completeWeekdays) // only refuses a flag that is not there
}

func reads(fl *pflag.FlagSet, name, how string) {
	f := fl.Lookup(name)
	if f.Annotations == nil {
		f.Annotations = map[string][]string{}
	}
	f.Annotations[readsKey] = []string{how}
}

// checkReading reads what a flag was given as the command will, as far as that
// needs nothing that is stored.
func (d deps) checkReading(f *pflag.Flag) error {
	how := f.Annotations[readsKey]
	if len(how) == 0 {
		return nil
	}
	values := []string{f.Value.String()}
	if list, ok := f.Value.(pflag.SliceValue); ok {
		values = list.GetSlice()
	}
	for _, s := range values {
		if err := d.readAs(how[0], s); err != nil {
			return err
		}
	}
	return nil
}

func (d deps) readAs(how, s string) error {
	var err error
	switch how {
	case readsDay:
		y, m, day := d.now().Date()
		_, err = d.parseDay(s, goal.Date(y, m, day), back) // which day it means matters later
	case readsWeekdays:
		_, err = d.parseWeekdays(s)
	case readsMet:
		_, _, err = parseMet(s, goal.MaxIfThen+1)
	case readsNote:
		err = goal.CheckNote(s)
	case readsLine:
		err = goal.CheckLine("", s)
	case readsPlanLine:
		err = goal.CheckPlanLine("", s)
	}
	return err
}
