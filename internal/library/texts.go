package library

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync"
)

// texts are the messages of one file. The file has one message a line, so that
// a message is found without the others being decoded: a command in the
// terminal says a dozen of four hundred.
type texts struct {
	file string // its content, between line breaks
	mu   sync.RWMutex
	said map[string]message
}

// loadTexts reads a file of messages, and says whether the language has it.
func loadTexts(lang, name string) (*texts, bool) {
	b, err := files.ReadFile(path.Join("lang", lang, name))
	return &texts{file: string(b), said: map[string]message{}}, err == nil
}

// find a message.
func (t *texts) find(key string) (message, bool) {
	t.mu.RLock()
	m, ok := t.said[key]
	t.mu.RUnlock()
	if ok {
		return m, true
	}
	if strings.ContainsAny(key, "\"\n") { // a unit that a person wrote can be part of a key
		return message{}, false
	}
	_, rest, ok := strings.Cut(t.file, "\n  \""+key+"\": ")
	if !ok {
		return message{}, false
	}
	line, _, _ := strings.Cut(rest, "\n")
	if err := json.Unmarshal([]byte(strings.TrimSuffix(line, ",")), &m); err != nil {
		panic(fmt.Sprintf("%s: %v", key, err)) // a test finds every message of every file
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.said[key] = m
	return m, true
}

// all messages of the file.
func (t *texts) all() map[string]message {
	var ms map[string]message
	if err := json.Unmarshal([]byte(t.file), &ms); err != nil {
		panic(err) // a test reads every file
	}
	return ms
}
