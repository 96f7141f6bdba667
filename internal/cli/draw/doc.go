// Package draw is how the terminal shows things: lines in ink, the marks of
// days, the week's circle, stamp cards and figures, within the width and the
// colours of a screen, and the same in sentences for whoever listens. It reads
// values and words, and asks nothing.
package draw
