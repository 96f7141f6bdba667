package exchange

// reason is the code of a remark; its words live in the language files under
// drop.
type reason string

// Reasons for which something of the source is not kept.
const (
	reasonAutoDay       reason = "auto_day"        // days the program filled in by itself
	reasonUnknownValue  reason = "unknown_value"   // values no version of the program writes
	reasonUnknownColumn reason = "unknown_column"  // columns of a table, or keys, without a role: named one by one
	reasonNoteOnly      reason = "note_only"       // entries of which nothing but the note was understood
	reasonDuplicateDay  reason = "duplicate_day"   // a second record of a day
	reasonOrphan        reason = "orphan"          // records of a habit that is not in the file
	reasonBadLine       reason = "bad_line"        // lines that cannot be read
	reasonBadDate       reason = "bad_date"        // dates that do not exist or are outside 1900-2199
	reasonShortDate     reason = "short_date"      // dates without a year, or counted from the day of writing
	reasonTooManyFields reason = "too_many_fields" // values beyond the last habit of a table
	reasonBodyMeasure   reason = "body_measure"    // numbers of body or food; the days are kept (method 11)
	reasonHeading       reason = "heading"         // headings between habits
	reasonBadAmount     reason = "bad_amount"      // amounts no habit has: 0, the text joins the note
	reasonBadFrequency  reason = "bad_frequency"   // frequencies that cannot be read: taken as daily
	reasonFrequencyMode reason = "frequency_mode"  // a column that only a fork of Loop writes
	reasonFutureDay     reason = "future_day"      // days that have not come yet
	reasonLongNote      reason = "long_note"       // notes longer than a note can be: cut
	reasonLongName      reason = "long_name"       // names longer than a line: cut
	reasonGoneDays      reason = "gone_days"       // days of what was thrown away there, or is done once
	reasonBadHabit      reason = "bad_habit"       // lines of a list of habits that cannot be read
	reasonDeleted       reason = "deleted"         // habits that were thrown away in the source
	reasonOthers        reason = "others"          // habits of other people
	reasonTodo          reason = "todo"            // tasks that are done once
	reasonReminder      reason = "reminder"        // reminders of the source
	reasonCategory      reason = "category"        // groups, tags and categories
)

// Reasons that only point something out; nothing is lost.
const (
	reasonNoEntries      reason = "no_entries"      // a habit without a single day
	reasonAfterEndDate   reason = "after_end_date"  // days after the habit's own end; kept
	reasonJoinedComment  reason = "joined_comment"  // notes that held the separator; kept whole
	reasonUnlistedHabit  reason = "unlisted_habit"  // only in the log: taken as daily
	reasonDuplicateHabit reason = "duplicate_habit" // listed twice: the first line holds
	reasonUnknownTarget  reason = "unknown_target"  // a numeric habit whose target the file does not say
	reasonUnknownVersion reason = "unknown_version" // a newer or older version; read by its columns
	reasonEncoding       reason = "encoding"        // the text was no UTF-8 and was converted
	reasonZone           reason = "zone"            // instants were made days in a zone
	reasonAddedUp        reason = "added_up"        // several records of a day became one
	reasonByValue        reason = "by_value"        // days read from the rise and fall of a value
	reasonTwoSided       reason = "two_sided"       // the minus side of a habit is a habit of its own
	reasonLevel          reason = "level"           // readings of a level: a day with one is done
	reasonPaperGap       reason = "paper_gap"       // empty places on a sheet: nothing is said of the day
	reasonNoValue        reason = "no_value"        // days with the source's own sign for no value: nothing is said of them
	reasonRecalled       reason = "recalled"        // the columns were said at an earlier import
	reasonSkip           reason = "skip"            // skipped days: they rest here (ruling 33)
	reasonNote           reason = "note"            // notes that came along
	reasonTarget         reason = "target"          // a daily amount: a day is done from the target on
	reasonAnyAmount      reason = "any_amount"      // an amount for several days: any makes a day done
	reasonAtMost         reason = "at_most"         // less was better there: the amounts are history
)

// isEntry says whether each that is counted is an entry of the file that is left
// out whole: a report counts these, and nothing else, as left out.
func (r reason) isEntry() bool {
	switch r {
	case reasonAutoDay, reasonUnknownValue, reasonDuplicateDay, reasonOrphan, reasonBadLine, reasonBadDate, reasonShortDate,
		reasonTooManyFields, reasonFutureDay, reasonGoneDays:
		return true
	default:
		return false
	}
}

// isBlank says whether each that is counted is an entry that says nothing of its
// day.
func (r reason) isBlank() bool { return r == reasonNoValue || r == reasonPaperGap }

// loses says whether the reason means that something of the source was left
// out, so that a report can count it as dropped.
func (r reason) loses() bool {
	switch r {
	case reasonNoEntries, reasonAfterEndDate, reasonJoinedComment, reasonUnlistedHabit, reasonDuplicateHabit,
		reasonUnknownTarget, reasonUnknownVersion, reasonEncoding, reasonZone, reasonAddedUp, reasonByValue,
		reasonTwoSided, reasonLevel, reasonPaperGap, reasonNoValue, reasonRecalled, reasonSkip, reasonNote, reasonTarget, reasonAnyAmount,
		reasonAtMost:
		return false
	default:
		return true
	}
}
