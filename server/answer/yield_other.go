//go:build !linux

package answer

// yield does nothing: elsewhere a thread has no niceness of its own.
func yield() {}
