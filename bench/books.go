package main

import (
	"context"
	"time"

	"github.com/ippo-app/ippo/internal/library"
)

// What a whole book may take (ruling 117).
const (
	bookTime   = 300 // milliseconds
	bookMemory = 60  // megabytes
	bookRounds = 5
)

// books prints the workbook of a goal with ten years behind it in every
// language, as a process of its own: the time of reading all of that is in it,
// and the memory is that of the whole process at its highest.
func (b *place) books(ctx context.Context) error {
	db, err := b.database(ctx, 10)
	if err != nil {
		return err
	}
	b.say("printing a workbook in %d languages, %d times each", len(library.Complete()), bookRounds)
	for _, lang := range library.Complete() {
		var times []time.Duration
		most := 0.0
		for range bookRounds {
			c := b.ippo(db, benchDay(), "workbook", seedGoals()[0], "--language", lang, "-o", b.path("book.pdf"), "--yes")
			took, memory, err := b.watched(ctx, c, "book.pdf")
			if err != nil {
				return err
			}
			times, most = append(times, took), max(most, memory)
		}
		name := "workbook, 28 pages, " + lang
		b.out.atMost(name, milliseconds(quantile(times, 0.5)), bookTime, " ms")
		if most > 0 {
			b.out.atMost("  its memory", most, bookMemory, " MB")
		}
	}
	return nil
}
