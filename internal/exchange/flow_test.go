package exchange

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// flow is a file of a format that is as long as one likes: it begins, goes on
// with one row after another, and may end.
type flow struct {
	format     Format
	name, more string // of the file, and of one that lies before it
	before     string // its content
	head, tail string
	row        func(n int) string
}

func same(row string) func(int) string { return func(int) string { return row } }

// flows are such files, at least one of each format that is text.
func flows() []flow {
	bee := `[{"slug":"a","goal_type":"hustler","kyoom":true,"datapoints":[`
	return []flow{
		{
			format: FormatTableHabit, head: `{"habits":[{"name":"A","create_t":1,"records":[`, tail: "{}]}]}",
			row: func(n int) string {
				return fmt.Sprintf(`{"record_date":%d,"record_type":1,"record_value":1},`, n%20000)
			},
		},
		{
			format: FormatBeaver, head: `{"habits":[{"name":"A","id":"a","records":[`, tail: "{}]}]}",
			row: same(`{"day":"2026-01-05","done":true,"text":"a note"},`),
		},
		{
			format: FormatHabitTrove, head: `{"habits":[{"id":"1","name":"A","frequency":"FREQ=DAILY","completions":[`, tail: `""]}]}`,
			row: same(`"2026-01-05T08:00:00.000Z",`),
		},
		{
			format: FormatHabitica, head: `{"preferences":{},"tasks":{"dailys":[{"_id":"d","text":"A","history":[`, tail: "{}]}]}}",
			row: same(`{"date":1767596400000,"value":1,"isDue":true,"completed":true},`),
		},
		{
			format: FormatHabitica, head: "Task Name,Task ID,Task Type,Date,Value\n",
			row: func(n int) string { return fmt.Sprintf("A,1,habit,2016-06-02 13:26:05,%d\n", n) },
		},
		{format: FormatBeeminder, head: bee, tail: "{}]}]", row: same(`{"daystamp":"20260105","value":1,"comment":"c"},`)},
		{format: FormatBeeminder, row: same("2026-01-05 12 \"a note\"\n")},
		{format: FormatDijo, head: `[{"type":"Count","name":"A","goal":1,"stats":{`, tail: `"":0}}]`, row: same(`"2026-01-05":1,`)},
		{format: FormatHabo, head: `[{"id":1,"title":"A","events":{`, tail: `"":[]}}]`, row: same(`"2026-01-05 12:00:00.000Z":["DayType.check",""],`)},
		{format: FormatHabitBull, head: "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n", row: same("A,,,2026-01-05,1,\"a\nnote\"\n")},
		{format: FormatHabitify, head: "Habit,Date,Total log,Unit,Status,Habit ID\n", row: same("A,2026-01-05,1,times,Completed,x\n")},
		{format: FormatStreaks, head: "task_id,title,entry_type,entry_date,quantity,notes\n", row: same("1,A,completed_manually,20260105,1,a note\n")},
		{format: FormatCSV, head: "date,habit,value,note\n", row: same("2026-01-05,A,12,a note\n")},
		{format: FormatPaper, head: "fitness, 2026-09-07\n", row: func(n int) string { return fmt.Sprintf("%d # 25 she came along\n", n%90+1) }},
		{format: FormatHarsh, name: "log", row: same("2026-01-05 : A : y : a note : 1.5\n")},
		{
			format: FormatStreak, head: `{"app":"streak","version":2,"habits":[{"id":"h","name":"A","numberOfCompletionsPerDay":1,"completions":{`,
			tail: `"05-01-2026":{}}}]}`, row: same(`"05-01-2026":{"date":"05-01-2026","numberOfCompletions":1},`),
		},
		{
			format: FormatStreaks, head: `{"app":"10","tasks":[{"id":"h","t":"A","log":[`, tail: `{"d":20260105,"t":1}]}]}`,
			row: same(`{"d":20260105,"t":1,"p":2},`),
		},
		{
			format: FormatLoopCSV, name: "001 A/Checkmarks.csv", more: "Habits.csv", head: "Date,Value,Notes\n",
			before: "Position,Name,Type,FrequencyNumerator,FrequencyDenominator\n001,A,YES_NO,1,1\n", row: same("2026-07-04,YES_MANUAL,a note\n"),
		},
	}
}

// archive is the file with size bytes of rows; without end if size is 0. looked is
// called every now and then while it is read.
func (f flow) archive(size, budget int64, looked func()) *archive {
	name := f.name
	if name == "" {
		name = "some.name"
	}
	a := &archive{plain: true, left: budget}
	if f.more != "" {
		a.plain = false
		a.members = append(a.members, member{f.more, int64(len(f.before)), func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(f.before)), nil
		}})
	}
	a.members = append(a.members, member{name, size, func() (io.ReadCloser, error) {
		return io.NopCloser(&flowReader{flow: f, size: size, held: []byte(f.head), looked: looked}), nil
	}})
	return a
}

// flowReader makes the file while it is read.
type flowReader struct {
	flow
	size, made int64
	n          int
	held       []byte
	ended      bool
	looked     func()
	unseen     int
}

func (r *flowReader) Read(p []byte) (int, error) {
	for len(r.held) < len(p) && !r.ended {
		if r.size > 0 && r.made >= r.size {
			r.held, r.ended = append(r.held, r.tail...), true
			break
		}
		row := r.row(r.n)
		r.n++
		r.made += int64(len(row))
		r.held = append(r.held, row...)
	}
	n := copy(p, r.held)
	r.held = append(r.held[:0], r.held[n:]...)
	if r.unseen += n; r.unseen >= 256<<10 && r.looked != nil {
		r.looked()
		r.unseen = 0
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// A file without end is refused with one sentence, whatever format it has.
func TestEndlessFilesAreRefused(t *testing.T) {
	t.Parallel()
	for _, f := range flows() {
		t.Run(string(f.format)+" "+f.head, func(t *testing.T) {
			t.Parallel()
			_, err := read(f.archive(0, megabyte, nil), Options{})
			if key(err) != "error.import.too_large" {
				t.Error(err)
			}
		})
	}
	few := &sorter{count: maxRecords}
	if err := few.add(0, record{}); key(err) != "error.import.too_many" {
		t.Error(err)
	}
}

// What is held while a file is read does not grow with the file. The bench
// measures whole processes and a hundred megabytes; this one is quick.
func TestMemoryDoesNotGrowWithTheFile(t *testing.T) { //nolint:paralleltest // it looks at the memory of the process
	large(t)
	for _, f := range flows() {
		t.Run(string(f.format)+" "+f.head, func(t *testing.T) { //nolint:paralleltest // as above
			held := func(size int64) uint64 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				before, most := m.HeapAlloc, m.HeapAlloc
				im := newImporter(f.archive(size, 4*size, func() {
					runtime.GC()
					runtime.ReadMemStats(&m)
					most = max(most, m.HeapAlloc)
				}), Options{})
				im.sorter.most = 256
				k, members, err := detect(im.archive, im.options)
				if err == nil {
					err = im.run(k, members)
				}
				if err = errors.Join(err, im.sorter.finish(), im.sorter.close()); err != nil {
					t.Fatal(err)
				}
				if k.format != f.format || im.sorter.count < 5000 {
					t.Fatalf("read as %s, %d records", k.format, im.sorter.count)
				}
				return most - before
			}
			small, large := held(megabyte/2), held(2*megabyte)
			if large > small+megabyte/2 {
				t.Errorf("half a megabyte of file takes %d bytes, two take %d", small, large)
			}
		})
	}
}
