package chart

import "syscall"

// niceness puts a thread that draws behind the others, which have 0: where both want a processor it gets a ninth of their share (sched(7)).
const niceness = 10

// yield lets the thread that calls it stand behind all others; on Linux a thread has a niceness of its own. It is no fault where that is
// not allowed.
func yield() { _ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, niceness) }
