package answer

import (
	"runtime"
	"syscall"
	"testing"
)

// TestMakingStandsBehind: what makes an answer gives way to all other threads, and those keep their place.
func TestMakingStandsBehind(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	mine, making := priority(t), make(chan int)
	go func() {
		standBehind()
		making <- priority(t)
	}()
	if got, want := <-making, max(mine, niceness); got != want {
		t.Errorf("what makes an answer has niceness %d, want %d", got, want)
	}
	if after := priority(t); after != mine {
		t.Errorf("the thread that waited had niceness %d, and has %d", mine, after)
	}
}

// priority gives the niceness of the thread that asks.
func priority(t *testing.T) int {
	t.Helper()
	told, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
	if err != nil {
		t.Error(err)
	}
	return 20 - told
}
