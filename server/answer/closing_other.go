//go:build !linux

package answer

// closing has no event of its own here: a client that left is seen when its connection is broken.
const closing = 0
