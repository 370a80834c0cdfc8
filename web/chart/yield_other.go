//go:build !linux

package chart

// yield does nothing: elsewhere a thread has no niceness of its own.
func yield() {}
