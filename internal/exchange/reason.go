package exchange

// Reason is the code of a remark; its words live in the language files.
type Reason string

// Reasons for which something of the source is not in the [History].
const (
	ReasonAutoDay       Reason = "auto_day"        // days Loop filled in by itself
	ReasonUnknownValue  Reason = "unknown_value"   // values no version of the program writes
	ReasonDuplicateDay  Reason = "duplicate_day"   // a second record of a day
	ReasonOrphan        Reason = "orphan"          // records of a habit that is not in the file
	ReasonBadLine       Reason = "bad_line"        // lines that cannot be read
	ReasonBadDate       Reason = "bad_date"        // dates that do not exist or are outside 1900-2199
	ReasonTooManyFields Reason = "too_many_fields" // values beyond the last habit of a table
	ReasonBodyMeasure   Reason = "body_measure"    // numbers of body or food; the days are kept (method 11)
	ReasonHeading       Reason = "heading"         // headings between habits
	ReasonBadAmount     Reason = "bad_amount"      // amounts that are no number: 0, the text joins the note
	ReasonBadFrequency  Reason = "bad_frequency"   // frequencies that cannot be read: taken as daily
	ReasonFrequencyMode Reason = "frequency_mode"  // a column that only a fork of Loop writes
)

// Reasons that only point something out; nothing is lost.
const (
	ReasonNoEntries      Reason = "no_entries"      // a habit without a single day
	ReasonAfterEndDate   Reason = "after_end_date"  // days after the habit's own end; kept
	ReasonJoinedComment  Reason = "joined_comment"  // notes that held the separator; kept whole
	ReasonUnlistedHabit  Reason = "unlisted_habit"  // only in the log: taken as daily
	ReasonDuplicateHabit Reason = "duplicate_habit" // listed twice: the first line holds
	ReasonUnknownTarget  Reason = "unknown_target"  // a numeric habit whose target the file does not say
	ReasonUnknownVersion Reason = "unknown_version" // a newer or older version; read by its columns
)

// Loses says whether the reason means that something of the source was left
// out, so that a report can count it as dropped.
func (r Reason) Loses() bool {
	switch r {
	case ReasonNoEntries, ReasonAfterEndDate, ReasonJoinedComment, ReasonUnlistedHabit,
		ReasonDuplicateHabit, ReasonUnknownTarget, ReasonUnknownVersion:
		return false
	case ReasonAutoDay, ReasonUnknownValue, ReasonDuplicateDay, ReasonOrphan, ReasonBadLine,
		ReasonBadDate, ReasonTooManyFields, ReasonBodyMeasure, ReasonHeading, ReasonBadAmount,
		ReasonBadFrequency, ReasonFrequencyMode:
		return true
	}
	return true
}
