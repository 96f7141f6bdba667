package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the engine of the foreign file
)

// The backup that is brought in.
const (
	loopHabits  = 5
	loopDays    = 2000
	loopEntries = loopHabits * loopDays
	loopRounds  = 5
)

// imports brings a Loop backup into an empty database.
func (b *place) imports(ctx context.Context) error {
	backup := b.path("Loop Habits Backup.db")
	if err := writeLoop(ctx, backup, benchDay()); err != nil {
		return err
	}
	b.say("bringing in %d entries, %d times", loopEntries, loopRounds)
	var times []time.Duration
	for i := range loopRounds {
		took, said, err := timed(ctx, b.ippo(b.path(fmt.Sprintf("import-%d.db", i)), benchDay(), "import", backup))
		if err != nil {
			return err
		}
		if !strings.Contains(said, "2,000") && !strings.Contains(said, "2000") && !strings.Contains(said, "10,000") {
			return fmt.Errorf("the import does not speak of what it brought in:\n%s", said)
		}
		times = append(times, took)
	}
	median := quantile(times, 0.5)
	b.out.atMost("import of a Loop backup with 10,000 entries", median.Seconds(), 2, " s")
	b.out.fact("the same, entries a second", figure(loopEntries/median.Seconds()))
	return nil
}

// writeLoop writes a backup as Loop's schema 24 has it: daily yes/no habits
// that are done on four days of five.
func writeLoop(ctx context.Context, path string, now time.Time) (err error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, s := range []string{
		`create table Habits (id integer primary key autoincrement, archived integer, color integer, description text, freq_den integer,
			freq_num integer, highlight integer, name text, position integer, reminder_hour integer, reminder_min integer,
			reminder_days integer not null default 127, type integer not null default 0, target_type integer not null default 0,
			target_value real not null default 0, unit text not null default "", question text, uuid text)`,
		`create table Repetitions (id integer primary key autoincrement, habit integer not null references habits(id),
			timestamp integer not null, value integer not null, notes text)`,
		`create unique index idx_repetitions_habit_timestamp on Repetitions(habit, timestamp)`,
		`pragma user_version = 24`,
	} {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it says nothing
	today := now.Truncate(24 * time.Hour)
	for h := 1; h <= loopHabits; h++ {
		_, err := tx.ExecContext(ctx, `insert into Habits (id, archived, color, description, freq_den, freq_num, name, position, question, uuid)
			values (?, 0, 3, '', 1, 1, ?, ?, '', ?)`, h, fmt.Sprintf("Habit %d", h), h, fmt.Sprintf("%032d", h))
		if err != nil {
			return err
		}
		for d := range loopDays {
			value, notes := 2, ""
			if (d+h)%5 == 0 {
				value = 0
			}
			if d%100 == 0 {
				notes = "a note"
			}
			at := today.AddDate(0, 0, -d-1).UnixMilli()
			if _, err := tx.ExecContext(ctx, `insert into Repetitions (habit, timestamp, value, notes) values (?, ?, ?, ?)`, h, at, value, notes); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}
