//go:build !race

package sandbox

// addressSpace bounds the child's memory, in bytes. DuckDB asks for at most half a gigabyte, but a single function may ask
// for more; Go and the stacks and heaps of its threads reserve 1.7 gigabytes, of which they touch little.
const addressSpace = 3 << 30
