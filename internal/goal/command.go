package goal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
)

// Kind names what a command does. It is stored and exported: never rename one.
type Kind string

// Day commands commute: a day is a fold over them in the order (instant, id),
// whatever the order of arrival (ruling 16).
const (
	KindStamp   Kind = "stamp"   // the step is done, with or without an amount
	KindSkip    Kind = "skip"    // not today
	KindRest    Kind = "rest"    // rest on this day
	KindRemark  Kind = "remark"  // note, tag, energy, mood, plan events alone
	KindMeasure Kind = "measure" // the outcome
	KindRecord  Kind = "record"  // one imported entry
)

// Ordered commands are decided in order of arrival and may be refused.
const (
	KindBegin    Kind = "begin"    // a goal and its first season
	KindRevise   Kind = "revise"   // plan, title, purpose or outcome
	KindPause    Kind = "pause"    // a range without asking
	KindResume   Kind = "resume"   // the pause ended yesterday
	KindCover    Kind = "cover"    // use a reserve
	KindStatus   Kind = "status"   // park, take up again, keep, end
	KindSeason   Kind = "season"   // repeat: the next season of the same goal
	KindSettings Kind = "settings" // zone, week start, roll-over, name
	KindReminder Kind = "reminder" // when to be asked, or never
	KindImport   Kind = "import"   // a batch of records
	KindReview   Kind = "review"   // the weekly review and its one change
	KindTry      Kind = "experiment"
	KindTryEnd   Kind = "experiment_end"
	KindLookBack Kind = "look_back" // day 30, 60 or 90
	KindItem     Kind = "item"      // of the compass
	KindEnergy   Kind = "energy_note"
	KindTrial    Kind = "trial"
	KindPurpose  Kind = "purpose"
	KindDismiss  Kind = "dismiss" // a thought hidden for good
	KindUndo     Kind = "undo"    // take back a command, or a batch
	KindWords    Kind = "remove_words"
)

// Commutes says whether the kind is a day command.
func (k Kind) Commutes() bool {
	switch k {
	case KindStamp, KindSkip, KindRest, KindRemark, KindMeasure, KindRecord:
		return true
	default:
		return false
	}
}

// StoryKinds make up a goal's story, see [FoldStory].
func StoryKinds() []Kind { return []Kind{KindReview, KindTry, KindTryEnd, KindLookBack} }

// CompassKinds make up the compass, see [FoldCompass].
func CompassKinds() []Kind {
	return []Kind{KindItem, KindEnergy, KindTrial, KindPurpose, KindDismiss}
}

// OrderedKinds are decided in order of arrival.
func OrderedKinds() []Kind {
	kinds := []Kind{
		KindBegin, KindRevise, KindPause, KindResume, KindCover, KindStatus, KindSeason, KindSettings, KindReminder, KindImport, KindUndo,
		KindWords,
	}
	return append(append(kinds, StoryKinds()...), CompassKinds()...)
}

// Command is one change, made by a person or an import. Applying it twice
// changes nothing the second time.
type Command struct {
	ID     string `json:"id"`               // UUID, chosen by whoever sends it
	At     int64  `json:"at"`               // when the person did it, ms UTC
	Day    Day    `json:"day"`              // the local day it is about
	Device string `json:"device,omitempty"` // terminal, web, import
	Body   Body   `json:"-"`
}

// Body is what a command carries; its kind says which type it is.
type Body interface {
	Kind() Kind
	// About is the goal the command is about, empty when it is about the
	// person or several goals.
	About() string
}

// Met says that the IF of a plan happened, and whether the THEN was done.
type Met struct {
	Plan string `json:"plan"` // IfThen.ID
	Did  bool   `json:"did"`
}

// Feel is how a day was, 1 to 5; nil says nothing.
type Feel struct {
	Energy *int `json:"energy,omitempty"`
	Mood   *int `json:"mood,omitempty"`
}

// Stamp does the step of a day. Minutes and Amount of several stamps add up.
type Stamp struct {
	Goal    string   `json:"goal"`
	Minutes *float64 `json:"minutes,omitempty"`
	Amount  *float64 `json:"amount,omitempty"`
	Full    bool     `json:"full,omitempty"`
	Note    string   `json:"note,omitempty"`
	Met     []Met    `json:"met,omitempty"`
	Feel
}

// Skip is "not today". On a stamped day it changes something only if Replaces
// names the stamps it saw (ruling 16).
type Skip struct {
	Goal     string   `json:"goal"`
	Tag      MissTag  `json:"tag,omitempty"`
	Note     string   `json:"note,omitempty"`
	Met      []Met    `json:"met,omitempty"`
	Replaces []string `json:"replaces,omitempty"`
	Feel
}

// Rest makes a day a rest day.
type Rest struct {
	Goal     string   `json:"goal"`
	Replaces []string `json:"replaces,omitempty"`
}

// Remark adds words or events to a day and leaves its status alone.
type Remark struct {
	Goal string  `json:"goal,omitempty"` // empty: energy and mood of the day only
	Tag  MissTag `json:"tag,omitempty"`
	Note string  `json:"note,omitempty"`
	Met  []Met   `json:"met,omitempty"`
	Feel
}

// Measure writes down the outcome (ruling 28).
type Measure struct {
	Goal      string  `json:"goal"`
	Value     float64 `json:"value"`
	Milestone int     `json:"milestone,omitempty"`
	Yes       *bool   `json:"yes,omitempty"`
	Ready     bool    `json:"ready,omitempty"`
}

// Record is one imported entry; records of one source and day replace each
// other, and a person's own day wins over them (ruling 18).
type Record struct {
	Goal   string    `json:"goal"`
	Batch  string    `json:"batch"`
	Status LogStatus `json:"status"`           // done, missed or rest; empty for an amount that decides nothing
	Amount *float64  `json:"amount,omitempty"` // in the habit's unit
	// Of a goal of our own, where the days came from paper:
	Minutes *float64 `json:"minutes,omitempty"`
	Full    bool     `json:"full,omitempty"` // more than the minimum
	Late    bool     `json:"late,omitempty"` // written after the day was over
	Note    string   `json:"note,omitempty"`
}

// Begin makes a goal with its first season.
type Begin struct {
	Goal        string       `json:"goal"` // id of the new goal
	Slug        string       `json:"slug,omitempty"`
	Title       string       `json:"title"`
	Area        Area         `json:"area"`
	Template    string       `json:"template,omitempty"`
	GrowIn      string       `json:"grow_in,omitempty"`
	SoICan      string       `json:"so_i_can,omitempty"`
	Provisional bool         `json:"provisional,omitempty"`
	Outcome     Outcome      `json:"outcome"`
	Plan        PlanChange   `json:"plan"`
	Confidence  *int         `json:"confidence,omitempty"`        // 0-10
	Before      *int         `json:"confidence_before,omitempty"` // the first answer, when something made it a 7
	Why         []int        `json:"why,omitempty"`               // four answers 1-7: external, introjected, identified, intrinsic
	PrivateTest *int         `json:"private_test,omitempty"`
	WorstDay    *int         `json:"worst_day,omitempty"`
	MustNot     string       `json:"must_not_suffer,omitempty"`
	Track       string       `json:"track,omitempty"`
	Moment      string       `json:"moment,omitempty"` // after what the step is ticked
	Needs       []Dependency `json:"needs,omitempty"`  // what the step leans on
	Nicer       string       `json:"nicer,omitempty"`  // how the step could be 10% nicer
	Helper      string       `json:"helper,omitempty"`
	Later       string       `json:"later,omitempty"`  // what waits for another season
	Worth       *int         `json:"worth,omitempty"`  // my days feel worth living, 0-10
	Second      bool         `json:"second,omitempty"` // the explicit yes to a second active goal
}

// PlanChange names what a revision changes; nil leaves a part as it was.
type PlanChange struct {
	Metric   *Metric   `json:"metric,omitempty"`
	Step     *Step     `json:"step,omitempty"`
	Cue      *string   `json:"cue,omitempty"`
	Fallback *string   `json:"fallback,omitempty"`
	Setup    *string   `json:"setup,omitempty"`
	Bundle   *string   `json:"bundle,omitempty"`
	Rest     *Weekdays `json:"rest,omitempty"`
	Reserves *int      `json:"reserves,omitempty"`
	IfThens  *[]IfThen `json:"if_thens,omitempty"`
}

// Revise changes a goal from a day on.
type Revise struct {
	Goal    string         `json:"goal"`
	From    Day            `json:"from,omitempty"` // not before; 0 means as soon as ruling 5 allows
	Days    int            `json:"days,omitempty"` // the change of plan ends by itself after these
	Plan    PlanChange     `json:"plan"`
	Title   *string        `json:"title,omitempty"`
	Purpose *PurposeChange `json:"purpose,omitempty"`
	Outcome *Outcome       `json:"outcome,omitempty"`
	Reason  string         `json:"reason,omitempty"`
}

// PurposeChange is a new wording of the why.
type PurposeChange struct {
	GrowIn      string `json:"grow_in"`
	SoICan      string `json:"so_i_can"`
	Provisional bool   `json:"provisional,omitempty"`
}

// PauseGoals stops asking for a range; To zero leaves the end open. No goals
// named means all active ones.
type PauseGoals struct {
	Goals []string `json:"goals,omitempty"`
	From  Day      `json:"from"`
	To    Day      `json:"to,omitempty"`
}

// ResumeGoals ends the pauses yesterday.
type ResumeGoals struct {
	Goals []string `json:"goals,omitempty"`
}

// Cover uses a reserve on the command's day.
type Cover struct {
	Goal string `json:"goal"`
}

// SetStatus parks, takes up again, keeps or ends a goal.
type SetStatus struct {
	Goal string `json:"goal"`
	To   Status `json:"to"`
	Yes  bool   `json:"yes,omitempty"` // the explicit yes to a second active goal
}

// NextSeason repeats: season n+1 of the same goal.
type NextSeason struct {
	Goal    string   `json:"goal"`
	Outcome *Outcome `json:"outcome,omitempty"` // nil: the same once more
}

// SetSettings changes a person's settings; nil leaves one as it was.
type SetSettings struct {
	Name      *string `json:"name,omitempty"`
	Locale    *string `json:"locale,omitempty"`
	Zone      *string `json:"zone,omitempty"`
	WeekStart *int    `json:"week_start,omitempty"` // 0 is Sunday
	Rollover  *int    `json:"rollover,omitempty"`
	Theme     *string `json:"theme,omitempty"`     // light, dark, or empty for the system's
	Hidden    *string `json:"hidden,omitempty"`    // parts that Today leaves out, with commas
	Shown     *string `json:"shown,omitempty"`     // parts off at first that Today has, with commas
	Emergency *string `json:"emergency,omitempty"` // the person's own emergency number
}

// Import opens a batch: the goals it makes and the goals that it adds to. Its
// records follow as commands of their own, a part at a time.
type Import struct {
	Format string         `json:"format"`
	File   string         `json:"file,omitempty"`
	Goals  []ImportedGoal `json:"goals,omitempty"`
	Into   []ImportedInto `json:"into,omitempty"`
	// Records that follow, new and restored. While there are fewer, the import
	// was interrupted, and the same file again goes on with it.
	Records int `json:"records,omitempty"`
	// Of names the import that this entry is a part of: earlier records that
	// live again, and those that no longer speak for their day (ruling 18).
	Of        string   `json:"of,omitempty"`
	Restored  []string `json:"restored,omitempty"`
	Withdrawn []string `json:"withdrawn,omitempty"`
	// Table is what the person said of the columns of a table, for the next one of
	// the same shape.
	Table *ImportedTable `json:"table,omitempty"`
}

// ImportedTable says of tables of one shape which column is which.
type ImportedTable struct {
	Shape   string           `json:"shape"`
	Columns []ImportedColumn `json:"columns"`
}

// ImportedColumn is a role and the title of the column, or columns, that have it.
type ImportedColumn struct {
	Role  string `json:"role"`
	Title string `json:"title"`
}

// ImportedGoal is a habit that became a kept or parked goal (ruling 33).
type ImportedGoal struct {
	Goal   string `json:"goal"`
	Title  string `json:"title"`
	Note   string `json:"note,omitempty"`
	Status Status `json:"status"` // kept or parked
	Source Source `json:"source"`
}

// ImportedInto is a goal that was there already, and the range of the days that
// it gets.
type ImportedInto struct {
	Goal  string `json:"goal"`
	First Day    `json:"first"`
	Last  Day    `json:"last"`
}

// Undo takes back the command (or batch) it names.
type Undo struct {
	Target string `json:"target"`
}

// Kind and About of every body.
func (Stamp) Kind() Kind       { return KindStamp }
func (Skip) Kind() Kind        { return KindSkip }
func (Rest) Kind() Kind        { return KindRest }
func (Remark) Kind() Kind      { return KindRemark }
func (Measure) Kind() Kind     { return KindMeasure }
func (Record) Kind() Kind      { return KindRecord }
func (Begin) Kind() Kind       { return KindBegin }
func (Revise) Kind() Kind      { return KindRevise }
func (PauseGoals) Kind() Kind  { return KindPause }
func (ResumeGoals) Kind() Kind { return KindResume }
func (Cover) Kind() Kind       { return KindCover }
func (SetStatus) Kind() Kind   { return KindStatus }
func (NextSeason) Kind() Kind  { return KindSeason }
func (SetSettings) Kind() Kind { return KindSettings }
func (SetReminder) Kind() Kind { return KindReminder }
func (Import) Kind() Kind      { return KindImport }
func (Undo) Kind() Kind        { return KindUndo }
func (RemoveWords) Kind() Kind { return KindWords }

func (WeekReview) Kind() Kind      { return KindReview }
func (StartExperiment) Kind() Kind { return KindTry }
func (EndExperiment) Kind() Kind   { return KindTryEnd }
func (LookBack) Kind() Kind        { return KindLookBack }
func (SetItem) Kind() Kind         { return KindItem }
func (SetEnergyNote) Kind() Kind   { return KindEnergy }
func (SetTrial) Kind() Kind        { return KindTrial }
func (SetPurpose) Kind() Kind      { return KindPurpose }
func (Dismiss) Kind() Kind         { return KindDismiss }

func (b Stamp) About() string      { return b.Goal }
func (b Skip) About() string       { return b.Goal }
func (b Rest) About() string       { return b.Goal }
func (b Remark) About() string     { return b.Goal }
func (b Measure) About() string    { return b.Goal }
func (b Record) About() string     { return b.Goal }
func (b Begin) About() string      { return b.Goal }
func (b Revise) About() string     { return b.Goal }
func (PauseGoals) About() string   { return "" }
func (ResumeGoals) About() string  { return "" }
func (b Cover) About() string      { return b.Goal }
func (b SetStatus) About() string  { return b.Goal }
func (b NextSeason) About() string { return b.Goal }
func (SetSettings) About() string  { return "" }
func (SetReminder) About() string  { return "" }
func (Import) About() string       { return "" }
func (Undo) About() string         { return "" }
func (RemoveWords) About() string  { return "" }

func (b WeekReview) About() string      { return b.Goal }
func (b StartExperiment) About() string { return b.Goal }
func (b EndExperiment) About() string   { return b.Goal }
func (b LookBack) About() string        { return b.Goal }
func (SetItem) About() string           { return "" }
func (SetEnergyNote) About() string     { return "" }
func (SetTrial) About() string          { return "" }
func (SetPurpose) About() string        { return "" }
func (Dismiss) About() string           { return "" }

// Payload is the body as JSON, the form that the journal keeps.
func (c Command) Payload() ([]byte, error) { return encode(c.Body) }

// Hash tells two commands with one id apart: it covers kind, day and body. The
// instant is left out, so that a form sent twice without JavaScript is one
// command: the first instant holds (ruling 15).
func (c Command) Hash() (string, error) {
	p, err := c.Payload()
	if err != nil {
		return "", err
	}
	return HashText(c.Body.Kind(), c.Day.String(), p)
}

// HashText is [Command.Hash] of a body as it is written down; day is empty for
// none.
func HashText(k Kind, day string, payload []byte) (string, error) {
	b, err := encode([]string{string(k), day})
	if err != nil {
		return "", err
	}
	h := sha256.New()
	h.Write(b)
	h.Write(payload)
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// encode writes JSON without escaping < > &, so that a person's words stay
// readable in the export.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// ParseBody reads what [Command.Payload] wrote. An unknown kind or field is an
// error with code invalid: the entry is from a newer program.
func ParseBody(kind Kind, payload []byte) (Body, error) {
	switch kind {
	case KindStamp:
		return parse[Stamp](payload)
	case KindSkip:
		return parse[Skip](payload)
	case KindRest:
		return parse[Rest](payload)
	case KindRemark:
		return parse[Remark](payload)
	case KindMeasure:
		return parse[Measure](payload)
	case KindRecord:
		return parse[Record](payload)
	case KindBegin:
		return parse[Begin](payload)
	case KindRevise:
		return parse[Revise](payload)
	case KindPause:
		return parse[PauseGoals](payload)
	case KindResume:
		return parse[ResumeGoals](payload)
	case KindCover:
		return parse[Cover](payload)
	case KindStatus:
		return parse[SetStatus](payload)
	case KindSeason:
		return parse[NextSeason](payload)
	case KindSettings:
		return parse[SetSettings](payload)
	case KindReminder:
		return parse[SetReminder](payload)
	case KindImport:
		return parse[Import](payload)
	case KindUndo:
		return parse[Undo](payload)
	case KindWords:
		return parse[RemoveWords](payload)
	case KindReview:
		return parse[WeekReview](payload)
	case KindTry:
		return parse[StartExperiment](payload)
	case KindTryEnd:
		return parse[EndExperiment](payload)
	case KindLookBack:
		return parse[LookBack](payload)
	case KindItem:
		return parse[SetItem](payload)
	case KindEnergy:
		return parseEnergyNote(payload)
	case KindTrial:
		return parse[SetTrial](payload)
	case KindPurpose:
		return parse[SetPurpose](payload)
	case KindDismiss:
		return parse[Dismiss](payload)
	}
	return nil, Invalid("kind", "error.command.kind", string(kind))
}

// Unreadable refuses JSON that is no command, and names the field that could not
// be read. What the decoder says is about our types and helps nobody.
func Unreadable(err error) *Error {
	if told, ok := errors.AsType[*Error](err); ok { // such as a day that is none
		return told
	}
	field := "body"
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		field = wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:]
	}
	return Invalid(field, "error.command.body")
}

func parse[B Body](payload []byte) (Body, error) {
	var b B
	d := json.NewDecoder(bytes.NewReader(payload))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return nil, Unreadable(err)
	}
	return b, nil
}

// parseEnergyNote reads a note of today, or one from before there were two
// numbers, which said only that something gave energy, or took it: the smallest
// difference says the same.
func parseEnergyNote(payload []byte) (Body, error) {
	b, err := parse[SetEnergyNote](payload)
	var was struct {
		ID    string `json:"id"`
		Words string `json:"words"`
		Gives *bool  `json:"gives"`
	}
	if err == nil || json.Unmarshal(payload, &was) != nil || was.Gives == nil {
		return b, err
	}
	const middle = 3 // of 1 to 5
	n := SetEnergyNote{ID: was.ID, Words: was.Words, Before: middle, After: middle - 1}
	if *was.Gives {
		n.After = middle + 1
	}
	return n, nil
}
