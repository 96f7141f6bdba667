// Package exchange reads what other programs wrote: each foreign format has
// its own files here and all of them end in one neutral [History].
//
// It returns codes and arguments, never sentences: a [Drop] says by its
// [Reason] what was left out or noticed, and an error is a [goal.Error] with
// the key of a sentence. It writes nothing beside the person's file, asks no
// clock and knows no zone: a civil day in the source is the same civil day
// here.
//
// Files are read by what is in them (headers, columns), never by a version
// number alone, since every format exists in more dialects than its program
// admits to.
package exchange
