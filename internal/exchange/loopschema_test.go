package exchange

import (
	"fmt"
	"strings"
	"testing"
)

// Versions of Loop's schema at which something changed for a reader. Where
// between 13 and 21 the columns of numeric habits came does not matter to it.
const (
	withValue    = 13
	withNumeric  = 16
	withoutCache = 20
	withUnique   = 22
	withQuestion = 23
	withUUID     = 24
	withNotes    = 25
	withGroups   = 26
)

// loopSchema is the schema of a version, written from its description.
func loopSchema(version int) []string {
	habits := []string{
		"id integer primary key autoincrement", "archived integer", "color integer", "description text",
		"freq_den integer", "freq_num integer", "highlight integer", "name text", "position integer",
		"reminder_hour integer", "reminder_min integer",
	}
	days := []string{"id integer primary key autoincrement", "habit integer", "timestamp integer"}
	if version >= withValue {
		days = append(days, "value integer not null default 2")
	}
	if version >= withNumeric {
		habits = append(habits, "type integer not null default 0", "target_type integer not null default 0",
			"target_value real not null default 0", "unit text not null default ''")
	}
	if version >= withQuestion {
		habits = append(habits, "question text")
	}
	if version >= withUUID {
		habits = append(habits, "uuid text")
	}
	if version >= withNotes {
		days = append(days, "notes text")
	}
	if version >= withGroups {
		habits = append(habits, "group_uuid text references habitgroups(uuid)", "group_id integer references habitgroups(id)")
	}
	schema := []string{
		fmt.Sprintf("pragma user_version = %d", version),
		"create table Habits (" + strings.Join(habits, ", ") + ")",
		"create table Repetitions (" + strings.Join(days, ", ") + ")",
	}
	if version >= withGroups {
		schema = append(schema, "create table SharedIds (name text primary key, next_id integer not null)",
			"create table HabitGroups (id integer primary key, archived integer, name text, uuid text)")
	}
	if version < withoutCache {
		schema = append(schema, "create table Score (id integer primary key, habit integer, score real)")
	}
	if version >= withUnique {
		schema = append(schema, "create unique index one_a_day on Repetitions (habit, timestamp)")
	}
	return schema
}

// loopRows fills a version: two yes/no habits and, where there can be one, a
// numeric one, with every value that the version can hold.
func loopRows(t testing.TB, version int) []string {
	t.Helper()
	rows := []string{
		`insert into Habits (id, archived, name, description, freq_num, freq_den, position) values
		 (7, 0, 'Meditate', 'Did you sit?', 1, 1, 1), (3, 1, 'Run', 'Did you run?', 3, 7, 0)`,
	}
	day := func(habit int, date string, value any) {
		column, v := "", ""
		if version >= withValue {
			column, v = ", value", fmt.Sprint(", ", value)
		}
		rows = append(rows, fmt.Sprintf("insert into Repetitions (habit, timestamp%s) values (%d, %d%s)",
			column, habit, millis(t, date), v))
	}
	day(7, "2026-01-02", 2)
	day(7, "2026-01-01", 2)
	if version >= withValue {
		day(7, "2026-01-03", 0)
		day(7, "2026-01-04", 3)
		day(7, "2026-01-05", 1)
		day(7, "2026-01-06", -1)
		day(7, "2026-01-07", 9)
	}
	if version < withUnique {
		day(7, "2026-01-01", 0)
		day(99, "2026-01-01", 2)
	}
	if version >= withNumeric {
		rows = append(rows, `insert into Habits (id, name, freq_num, freq_den, position, type, target_type, target_value, unit)
			values (8, 'Read', 1, 7, 2, 1, 1, 20.5, 'pages')`)
		day(8, "2026-01-01", 12500)
		day(8, "2026-01-02", 0)
		day(8, "2026-01-03", 3)
		day(8, "2026-01-04", -1)
	}
	if version >= withQuestion {
		rows = append(rows, "update Habits set question = description, description = 'because'")
	}
	if version >= withUUID {
		rows = append(rows, "update Habits set uuid = 'ABC' || id")
	}
	if version >= withNotes {
		rows = append(rows, "update Repetitions set notes = 'a note' where habit = 7 and value in (-1, 2)")
	}
	if version >= withGroups {
		rows = append(rows, "update Habits set group_id = 20, group_uuid = 'g' where id = 8")
	}
	return rows
}
