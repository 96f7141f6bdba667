package goal

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// RemoveWords blanks words in the entries that held them (ruling 15). It names
// the entries and keeps nothing of the words.
type RemoveWords struct {
	From []string `json:"from"` // ids of entries
}

// blanked stands where words were that cannot be left out.
const blanked = "…"

// isWords says whether a field of an object in the journal holds a person's own
// words. Three names are days elsewhere: the first step of a review, and the
// prediction of an experiment.
func isWords(field string, in map[string]any) bool {
	switch field {
	case "first":
		return in["week"] != nil
	case "from", "to":
		return in["lever"] != nil
	}
	return slices.Contains([]string{
		"note", "title", "text", "grow_in", "so_i_can", "words", "cue", "fallback", "setup", "bundle", "where", "unit", "reason", "name", "emergency",
		"must_not_suffer", "track", "moment", "nicer", "helper", "later", "helped", "suffers", "close",
		"what", "study", "keep", "change", "stop", "learnt", "line", "file",
	}, field)
}

// Holds says whether a JSON text holds words in any of its strings.
func Holds(text []byte, words string) bool {
	q, err := encode(words)
	return err == nil && bytes.Contains(text, q[1:len(q)-1])
}

// Without is the body with words taken out of every text a person wrote in it,
// and whether it held them.
func Without(b Body, words string) (Body, bool, error) {
	if strings.TrimSpace(words) == "" {
		return b, false, nil
	}
	payload, err := encode(b)
	if err != nil || !Holds(payload, words) {
		return b, false, err
	}
	d := json.NewDecoder(bytes.NewReader(payload))
	d.UseNumber() // a seed has more digits than a float
	var fields map[string]any
	if err := d.Decode(&fields); err != nil {
		return b, false, err
	}
	if !removeFrom(fields, words) {
		return b, false, nil
	}
	if payload, err = encode(fields); err != nil {
		return b, false, err
	}
	out, err := ParseBody(b.Kind(), payload)
	return out, err == nil, err
}

// removeFrom takes words out of the texts of a JSON object and of all within it.
func removeFrom(fields map[string]any, words string) bool {
	found := false
	for name, v := range fields {
		switch x := v.(type) {
		case string:
			if isWords(name, fields) && strings.Contains(x, words) {
				found = true
				fields[name] = withoutWords(x, words)
			}
		case map[string]any:
			found = removeFrom(x, words) || found
		case []any:
			for _, y := range x {
				if m, ok := y.(map[string]any); ok {
					found = removeFrom(m, words) || found
				}
			}
		}
	}
	return found
}

// withoutWords is what stays of a text; where that is nothing, a mark says so.
func withoutWords(text, words string) string {
	if s := strings.TrimSpace(strings.ReplaceAll(text, words, "")); s != "" {
		return s
	}
	return blanked
}

// Blanked is a JSON text in which every string that held words is empty, and
// whether any did. A text that is no JSON is empty as a whole.
func Blanked(text []byte, words string) ([]byte, bool) {
	if strings.TrimSpace(words) == "" || !Holds(text, words) && !bytes.Contains(text, []byte(words)) {
		return text, false
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var all any
	if d.Decode(&all) != nil {
		return nil, true
	}
	out, err := encode(blank(all, words))
	if err != nil {
		return nil, true
	}
	return out, true
}

// blank empties the strings of a JSON value that hold words.
func blank(v any, words string) any {
	switch x := v.(type) {
	case string:
		if strings.Contains(x, words) {
			return ""
		}
	case []any:
		for i := range x {
			x[i] = blank(x[i], words)
		}
	case map[string]any:
		for name := range x {
			x[name] = blank(x[name], words)
		}
	}
	return v
}
