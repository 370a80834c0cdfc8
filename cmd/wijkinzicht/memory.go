package main

import "runtime/debug"

// What the part of the program that Go knows of may take before it clears up more eagerly, in bytes. DuckDB, of which Go knows nothing,
// has a limit of its own. An ingest holds the largest files that it takes: without a limit, the largest map takes half as much again.
const (
	serveHeap  = 256 << 20
	ingestHeap = 768 << 20
)

// limitMemory sets such a limit, unless who runs the program set another.
func limitMemory(e env, limit int64) {
	if e.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}
