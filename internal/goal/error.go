package goal

import "fmt"

// Code sorts the errors that a person can do something about.
type Code string

// The codes. Everything that is not an [Error] is the program's own fault.
const (
	CodeInvalid     Code = "invalid"     // the input is wrong; say what to write instead
	CodeNotFound    Code = "not_found"   // there is no such thing
	CodeConflict    Code = "conflict"    // it clashes with what is already there
	CodeForbidden   Code = "forbidden"   // not yours to see or change
	CodeUnavailable Code = "unavailable" // not possible now: a locked, full, read-only or foreign database
)

// Error is something a person can mend: a code, the field it is about, and the
// key of the sentence that says what to do, with its arguments.
type Error struct {
	Code  Code
	Field string
	Key   string // key of a message in the language files
	Args  []any
}

// Error is for logs; people read the sentence that Key stands for.
func (e *Error) Error() string {
	if e.Field != "" {
		return fmt.Sprintf("%s: %s: %s %v", e.Code, e.Field, e.Key, e.Args)
	}
	return fmt.Sprintf("%s: %s %v", e.Code, e.Key, e.Args)
}

// Invalid makes an error with code invalid about a field.
func Invalid(field, key string, args ...any) *Error {
	return &Error{CodeInvalid, field, key, args}
}

// NotFound makes an error with code not_found.
func NotFound(field, key string, args ...any) *Error {
	return &Error{CodeNotFound, field, key, args}
}

// Conflict makes an error with code conflict.
func Conflict(field, key string, args ...any) *Error {
	return &Error{CodeConflict, field, key, args}
}

// Forbidden makes an error with code forbidden.
func Forbidden(field, key string, args ...any) *Error {
	return &Error{CodeForbidden, field, key, args}
}

// Unavailable makes an error with code unavailable.
func Unavailable(field, key string, args ...any) *Error {
	return &Error{CodeUnavailable, field, key, args}
}
