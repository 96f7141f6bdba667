package exchange

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/goal"
)

// entries is a format as a run of entries: each row is one, whatever stands in it.
type entries struct {
	name       string // of the file
	head, tail string
	between    string
	row        string   // with {day}, {value} and {note}
	day        string   // layout of a day, with year, month and day as %d
	values     []string // some of them no program writes
	note       bool     // an entry may have words
	quote      string   // around words
	options    Options
	statement  bool // it is SQL, of a database
}

// everyReader is each format with the entries that its program writes, and others.
func everyReader() map[string]entries {
	const iso, packed = "%04d-%02d-%02d", "%04d%02d%02d"
	json := func(head, row, tail, day string, note bool, values ...string) entries {
		return entries{name: "x.json", head: head, row: row, tail: tail, between: ",", day: day, values: values, note: note, quote: `"`}
	}
	table := func(head, row, day string, note bool, values ...string) entries {
		return entries{name: "x.csv", head: head + "\n", row: row + "\n", day: day, values: values, note: note}
	}
	query := func(head, row, day string, note bool, values ...string) entries {
		return entries{name: "x.db", head: head, row: row + ";\n", day: day, values: values, note: note, quote: "'", statement: true}
	}
	loop := strings.Join(append(loopSchema(21), "alter table Repetitions add column notes text",
		"insert into Habits (id, name, freq_num, freq_den) values (1, 'A', 1, 1)"), ";\n") + ";\n"
	all := map[string]entries{
		"tablehabit": json(`{"habits":[{"name":"A","create_t":1,"daily_goal":2,"records":[`, `{"record_date":{day},"record_type":{value},"reason":{note}}`,
			`]}]}`, "epoch", true, `1,"record_value":2`, `1,"record_value":1`, `1`, `2`, `7`, `"x"`),
		"beaver":     json(`{"habits":[{"name":"A","id":"a","star":true,"records":[`, `{"day":"{day}","done":{value},"text":{note}}`, `]}]}`, iso, true, "true", "false", "3"),
		"habittrove": json(`{"habits":[{"id":"1","name":"A","completions":[`, `"{day}T{value}"`, `]}]}`, iso, false, "08:00:00.000Z", "12:00:00.000Z", "soon"),
		"habitica": json(`{"preferences":{},"flags":{},"tasks":{"dailys":[{"_id":"d","text":"A","history":[`, `{"date":"{day}T10:00:00.000Z","value":1,{value}}`,
			`]}]}}`, iso, false, `"completed":true`, `"completed":false`, `"completed":false,"isDue":false`, `"x":1`),
		"habitica habits": json(`{"preferences":{},"flags":{},"tasks":{"habits":[{"_id":"d","text":"A","history":[`, `{"date":"{day}T10:00:00.000Z",{value}}`,
			`]}]}}`, iso, false, `"scoredUp":1`, `"scoredDown":2`, `"scoredUp":0`, `"value":3`),
		"history.csv": table("Task Name,Task ID,Task Type,Date,Value", "A,1,daily,{day} 10:00:00,{value}", iso, false, "1", "0", "x", ""),
		"beeminder": json(`[{"slug":"a","kyoom":true,"datapoints":[`, `{"daystamp":"{day}","value":{value},"comment":{note}}`, `]}]`, packed, true,
			"1", "0", "-3", `"x"`, `2,"is_dummy":true`, "null"),
		"lines": {name: "a.txt", row: "{day} {value} {note}\n", day: iso, values: []string{"1", "0", "1:30", "many"}, note: true, quote: `"`},
		"dijo": json(`[{"type":"Float","name":"A","goal":{"value":5,"precision":1},"stats":{`, `"{day}":{value}`, `}}]`, iso, false,
			`{"value":7,"precision":1}`, `{"value":7}`, `true`, `"x"`, `3`),
		"habo": json(`{"habits":[{"id":1,"title":"A","events":{`, `"{day} 12:00:00.000Z":[{value},{note}]`, `}}]}`, iso, true,
			`"DayType.check"`, `"DayType.fail"`, `"DayType.clear"`, `"DayType.skip"`, `"DayType.dream"`),
		"streak": json(`{"app":"streak","habits":[{"id":"h","name":"A","numberOfCompletionsPerDay":1,"completions":{`, `"{day}":{"date":"{day}",{value}}`, `}}]}`,
			"dmy", false, `"numberOfCompletions":1`, `"numberOfCompletions":0`, `"numberOfCompletions":"x"`, `"steps":["a"]`),
		".streaks": json(`{"app":"1","tasks":[{"id":"h","t":"A","log":[`, `{"d":{day},{value}}`, `]}]}`, packed, false, `"t":1`, `"t":2`, `"t":5`, `"t":9`, `"t":33`, `"t":"x"`),
		"habitbull": table("HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText", "A,,,{day},{value},{note}", iso, true,
			"1", "0", "-2150000000", "-3", "x", ""),
		"habitify": table("Habit,Date,Total log,Unit,Status,Habit ID,Note", "A,{day},{value},x,{note}", iso, true,
			"1,times,Completed", "0,times,Failed", "0,times,Skipped", "x,times,Vanished", ",,"),
		"streaks": table("task_id,title,entry_type,entry_date,quantity,notes", "1,A,{value},{day},1,{note}", packed, true,
			"completed_manually", "completed_auto", "missed_auto", "missed_manually", "skipped_manually", "dreamt"),
		"csv":   table("date,habit,value,note", "{day},A,{value},{note}", iso, true, "yes", "no", "skip", "perhaps", "12", "12.5", ""),
		"wide":  table("date,A,note", "{day},{value},{note}", iso, false, "yes", "no", "skip", "1", "0"),
		"harsh": {name: "log", row: "{day} : A : {value} : {note}\n", day: iso, values: []string{"y", "n", "s", "maybe"}, note: true},
		"loop-csv": {
			name: "Checkmarks.csv", head: "Date,A,\n", row: "{day},{value},\n", day: iso,
			values: []string{"YES_MANUAL", "YES_AUTO", "NO", "SKIP", "UNKNOWN", "PERHAPS", ""},
		},
		"paper":    {name: "s.txt", head: "A, 2026-01-01\n\n", row: "{day} {value} {note}\n", day: iso, values: []string{"o", "#", "*", "."}, note: true},
		"loop-db":  query(loop, "insert into Repetitions (habit, timestamp, value, notes) values (1, {day}, {value}, {note})", "millis", true, "2", "1", "0", "3", "-1", "9", "'x'"),
		"tickmate": query(tickmateTables, "insert into ticks (_track_id, year, month, day) values ({value}, {day})", "%d, %d, %d", false, "1", "9", "null"),
		"rewire":   query(rewireTables, "insert into checkins (habit_id, date, type, note) values (1, '{day}', {value}, {note})", packed, true, "1", "2", "3", "7", "null"),
	}
	w := all["wide"]
	w.options.Columns = map[string]string{roleHabits: "A"}
	all["wide"] = w
	return all
}

const (
	tickmateTables = "create table tracks (_id integer, name text, enabled integer); create table ticks (_track_id, year, month, day); insert into tracks values (1, 'A', 1);\n"
	rewireTables   = "create table habits (_id integer, name text, schedule integer, repeating_count integer); create table checkins (habit_id, date, type, note); insert into habits values (1, 'A', 2, 1);\n"
)

// draw makes a file of n entries.
func (e entries) draw(t *rapid.T, n int) string {
	rows := make([]string, n)
	for i := range rows {
		note := ""
		if e.note && rapid.Bool().Draw(t, "a note") {
			note = "words"
		}
		day := rapid.IntRange(1, 5).Draw(t, "day")
		if rapid.IntRange(0, 9).Draw(t, "a slip") == 0 {
			day = 31 // of February
		}
		rows[i] = strings.NewReplacer("{day}", e.dayOf(day), "{value}", rapid.SampledFrom(e.values).Draw(t, "value"),
			"{note}", e.quote+note+e.quote).Replace(e.row)
	}
	return e.head + strings.Join(rows, e.between) + e.tail
}

func (e entries) dayOf(day int) string {
	switch e.day {
	case "epoch":
		if day > 28 {
			return "999999999"
		}
		return strconv.Itoa(20454 + day)
	case "millis":
		if day > 28 {
			return "null"
		}
		return strconv.Itoa((20454 + day) * 86_400_000)
	case "dmy":
		return fmt.Sprintf("%02d-02-2026", day)
	}
	return fmt.Sprintf(e.day, 2026, 2, day)
}

// Whatever stands in a file, each of its entries counts once: as a day, as part of
// a day, as one that says nothing, or as left out with a remark (ruling 65).
func TestRuling65CountsAddUpToWhatIsInTheFile(t *testing.T) {
	t.Parallel()
	readers := everyReader()
	for name, e := range readers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(rt *rapid.T) {
				n := rapid.IntRange(1, 12).Draw(rt, "entries")
				content := e.draw(rt, n)
				tally, lost, ok := tallied(t, rt, e, content)
				if !ok {
					return
				}
				if tally.Entries() != n || tally.Lost != lost {
					rt.Fatalf("%d entries, %+v, %d said to be left out:\n%s", n, tally, lost, content)
				}
			})
		})
	}
	for _, f := range Formats() {
		if f == FormatIppo {
			continue
		}
		found := false
		for _, e := range readers {
			found = found || f.is(t, e)
		}
		if !found {
			t.Errorf("no entries of %s", f)
		}
	}
}

// is says whether the entries are of the format.
func (f Format) is(t *testing.T, e entries) bool {
	t.Helper()
	content := e.head + strings.NewReplacer("{day}", e.dayOf(1), "{value}", e.values[0], "{note}", e.quote+e.quote).Replace(e.row) + e.tail
	r, err := e.open(t, content)
	if err != nil {
		t.Fatalf("%v\n%s", err, content)
	}
	defer r.Close() //nolint:errcheck // a test
	return r.format == f
}

func (e entries) open(tb testing.TB, content string) (*Reading, error) {
	tb.Helper()
	b := []byte(content)
	if e.statement {
		var err error
		if b, err = os.ReadFile(database(tb, content)); err != nil {
			tb.Fatal(err)
		}
	}
	return OpenFrom(e.name, bytes.NewReader(b), int64(len(b)), e.options)
}

// tallied reads a file and counts what became of its entries; false for one that
// is refused with a sentence.
func tallied(tb testing.TB, rt *rapid.T, e entries, content string) (sum goal.Tally, lost int, ok bool) {
	tb.Helper()
	r, err := e.open(tb, content)
	if err != nil {
		if key(err) == "" {
			rt.Fatal(err)
		}
		return sum, 0, false
	}
	defer r.Close()                       //nolint:errcheck // a test
	h := r.History(goal.Date(2026, 2, 4)) // the fifth has not come yet
	add := func(t goal.Tally, ns []goal.Notice) {
		sum.Days, sum.Joined, sum.Blank, sum.Lost = sum.Days+t.Days, sum.Joined+t.Joined, sum.Blank+t.Blank, sum.Lost+t.Lost
		for _, n := range ns {
			if n.Entry {
				lost += n.Count
			}
		}
	}
	for _, x := range h.Habits {
		for _, err := range x.Days {
			if err != nil {
				rt.Fatal(err)
			}
		}
		add(x.Tally(), x.Notices())
	}
	add(h.Tally(), h.Notices())
	return sum, lost, true
}
