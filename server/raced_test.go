//go:build race

package server_test

// raced tells that the race detector is on: a child that answers a question then has no limit on its memory.
const raced = true
