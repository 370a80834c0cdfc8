//go:build !linux

package data

import "os"

// hold opens the file; without locks of a descriptor there is DuckDB's own alone.
func hold(path string) (*os.File, error) { return os.Open(path) }
