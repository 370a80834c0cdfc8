package answer

import "syscall"

// niceness puts a thread that makes an answer behind the others, which have 0: where both want a processor it gets a ninth of their share (sched(7)).
const niceness = 10

// yield lets the thread that calls it stand behind all others, if it does not already; on Linux a thread has a niceness of its own. It is no
// fault where that is not allowed. The kernel tells 20 less the niceness (getpriority(2)).
func yield() {
	if told, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0); err == nil && 20-told < niceness {
		_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, niceness)
	}
}
