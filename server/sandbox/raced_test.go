//go:build race

package sandbox_test

// raced tells that the race detector is on: drawing is then ten times slower, and the fortieth picture shows no race
// that the fourth does not.
const raced = true
