package goal

import (
	"regexp"
	"sync"
)

// lazy is a pattern that is compiled when it is first asked for, so that a
// start of the program compiles none.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
