package main

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// largeFileOf is a file of a format: it begins, has habits of many days each,
// and ends.
type largeFileOf struct {
	format, name     string
	head, tail       string
	habit, habitEnds string // %d is its number
	row, between     string // %[1]s is the day, %[2]d the day since 1970, %[3]d milliseconds, %[4]d the habit
	compact          bool   // the day without hyphens
}

// daysOfLarge is how many days a habit of a large file has: 27 years.
const daysOfLarge = 10_000

// largeFiles are the formats that are text.
func largeFiles() []largeFileOf {
	return []largeFileOf{
		{
			format: "tablehabit", name: "t.json", head: `{"habits":[`, tail: `{}]}`, habit: `{"name":"H %d","create_t":%[1]d,"records":[`, habitEnds: `]},`,
			row: `{"record_date":%[2]d,"record_type":1,"record_value":1,"reason":"a note"}`, between: ",",
		},
		{
			format: "beaver", name: "b.json", head: `{"habits":[`, tail: `{}]}`, habit: `{"name":"H %d","id":"%[1]d","records":[`, habitEnds: `]},`,
			row: `{"day":"%[1]s","done":true,"text":"a note"}`, between: ",",
		},
		{
			format: "habittrove", name: "h.json", head: `{"habits":[`, tail: `{}]}`, habit: `{"id":"%d","name":"H %[1]d","frequency":"FREQ=DAILY","completions":[`, habitEnds: `]},`,
			row: `"%[1]sT08:00:00.000Z"`, between: ",",
		},
		{
			format: "habitica", name: "u.json", head: `{"preferences":{"timezoneOffset":-60},"tasks":{"dailys":[`, tail: `{}]}}`,
			habit: `{"_id":"%d","text":"H %[1]d","frequency":"daily","everyX":1,"history":[`, habitEnds: `]},`,
			row: `{"date":%[3]d,"value":1,"isDue":true,"completed":true}`, between: ",",
		},
		{
			format: "beeminder", name: "g.json", head: `[`, tail: `{}]`, habit: `{"slug":"g%d","kyoom":true,"goal_type":"hustler","rate":1,"runits":"d","datapoints":[`, habitEnds: `]},`,
			row: `{"daystamp":"%[1]s","value":1,"comment":"a note"}`, between: ",", compact: true,
		},
		{
			format: "streak", name: "k.json", head: `{"app":"streak","habits":[`, tail: `{}]}`,
			habit: `{"id":"%d","name":"H %[1]d","kind":0,"numberOfCompletionsPerDay":1,"completions":{`, habitEnds: `}},`,
			row: `"%[1]s":{"date":"05-01-2026","numberOfCompletions":1}`, between: ",",
		},
		{
			format: "dijo", name: "d.json", head: `[`, tail: `{}]`, habit: `{"type":"Count","name":"H %d","goal":1,"stats":{`, habitEnds: `}},`,
			row: `"%[1]s":1`, between: ",",
		},
		{
			format: "habo", name: "o.json", head: `[`, tail: `{}]`, habit: `{"id":%d,"title":"H %[1]d","events":{`, habitEnds: `}},`,
			row: `"%[1]s 12:00:00.000Z":["DayType.check","a note"]`, between: ",",
		},
		{format: "habitbull", name: "l.csv", head: "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n", row: "H %[4]d,,,%[1]s,1,\"a note\"\n"},
		{format: "habitify", name: "y.csv", head: "Habit,Date,Total log,Unit,Status,Habit ID\n", row: "H %[4]d,%[1]s,1,times,Completed,%[4]d\n"},
		{format: "streaks", name: "s.csv", head: "task_id,title,entry_type,entry_date,quantity,notes\n", row: "%[4]d,H %[4]d,completed_manually,%[1]s,1,a note\n"},
		{format: "csv", name: "c.csv", head: "date,habit,value,note\n", row: "%[1]s,H %[4]d,12,a note\n"},
		{format: "paper", name: "p.txt", head: "sheet, 2013-03-18\n", row: "%[1]s # 25 a note\n"},
		{format: "harsh", name: "log", row: "%[1]s : H %[4]d : y : a note : 1.5\n"},
	}
}

// write the file, with as many habits as it takes.
func (f largeFileOf) write(path string) error {
	type day struct {
		text   string
		number int64
		ms     int64
	}
	days := make([]day, daysOfLarge)
	for n := range days {
		t := benchDay().AddDate(0, 0, -n-1)
		days[n] = day{t.Format(time.DateOnly), t.Unix() / 86400, t.UnixMilli()}
		if f.compact {
			days[n].text = t.Format("20060102")
		}
	}
	return writeTo(path, func(w *bufio.Writer) {
		size := 0
		add := func(text string) {
			n, _ := w.WriteString(text) // the error comes with Flush
			size += n
		}
		add(f.head)
		for habit := 1; size < largeFile; habit++ {
			if f.habit != "" {
				add(fmt.Sprintf(f.habit, habit))
			}
			for i, d := range days {
				if i > 0 {
					add(f.between)
				}
				add(f.filled(d.text, d.number, d.ms, habit))
			}
			add(f.habitEnds)
		}
		_, _ = w.WriteString(f.tail)
	})
}

// filled is a row; its places are named so that each is used or not.
func (f largeFileOf) filled(text string, number, ms int64, habit int) string {
	return strings.NewReplacer("%[1]s", text, "%[2]d", strconv.FormatInt(number, 10), "%[3]d", strconv.FormatInt(ms, 10),
		"%[4]d", strconv.Itoa(habit)).Replace(f.row)
}

// largeLoop looks at a backup of Loop's that is a hundred megabytes long.
func (b *place) largeLoop(ctx context.Context) (err error) {
	b.say("a large backup of Loop's")
	path := b.path("large-loop.db")
	if err := writeLoop(ctx, path, benchDay()); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `with recursive n(i) as (select 0 union all select i + 1 from n where i < 99999)
		insert or replace into Repetitions (habit, timestamp, value, notes)
		select 1 + i % 5, $1 - i / 5 * 86400000, 2, printf('%1000s', i) from n`, benchDay().Truncate(24*time.Hour).UnixMilli())
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	took, memory, err := b.watched(ctx, b.ippo(b.path("large.db"), benchDay(), "import", path, "--dry-run"), "Nothing has been written")
	if err != nil {
		return err
	}
	b.out.fact(figure(float64(info.Size())/(1<<20))+" MB of a Loop backup", figure(took.Seconds())+" s")
	b.out.atMost("  its memory", memory, mostMemory, " MB")
	return os.Remove(path)
}
