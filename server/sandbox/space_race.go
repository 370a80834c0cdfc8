//go:build race

package sandbox

// addressSpace is as large as it gets: the race detector maps terabytes that it never fills. Such a program is for tests.
const addressSpace = 1<<64 - 1
