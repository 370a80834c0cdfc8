//go:build !race

package sandbox

// addressSpace bounds the child's memory. DuckDB asks for at most half a gigabyte, but a single function may ask for
// more; the Go runtime reserves some hundreds of megabytes that it never touches.
const addressSpace = 2 << 30
