package page

import (
	"net/http"
	"strings"
)

// Region that a browser asks for first, such as US in en-US; empty where it
// names none.
func Region(r *http.Request) string {
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	first, _, _ = strings.Cut(first, ";")
	_, region, _ := strings.Cut(strings.TrimSpace(first), "-")
	return strings.ToUpper(region)
}
