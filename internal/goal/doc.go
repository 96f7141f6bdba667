// Package goal holds the method: purpose, outcome, plan, day log, chain, week
// and season, as values and pure functions. It does no I/O, never asks the
// time and knows nothing of storage, transport or language: everything it
// needs comes in as an argument, everything it finds goes out as a value.
//
// Where a rule comes from the written method, its comment names the section of
// docs/method.md ("method 4.3, rule 2") or the ruling of docs/rulings.md
// ("ruling 22"). Both change in the same commit as the rule.
package goal
