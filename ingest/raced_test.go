//go:build race

package ingest

// raced is true under the race detector, where the publishers' own files take minutes.
const raced = true
