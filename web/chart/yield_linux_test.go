package chart

import (
	"runtime"
	"syscall"
	"testing"
)

// TestDrawingStandsBehind: what draws gives way to all other threads, and those keep their place.
func TestDrawingStandsBehind(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	mine := priority(t)
	var drawing int
	aside(func() { drawing = priority(t) })
	if want := max(mine, niceness); drawing != want {
		t.Errorf("what draws has niceness %d, want %d", drawing, want)
	}
	if after := priority(t); after != mine {
		t.Errorf("the thread that waited had niceness %d, and has %d", mine, after)
	}
}

// TestABrokenDrawingIsNoEnd: what goes wrong on the other thread comes back to who asked for it.
func TestABrokenDrawingIsNoEnd(t *testing.T) {
	defer func() {
		if recover() != "broken" {
			t.Error("the fault did not come back")
		}
	}()
	aside(func() { panic("broken") })
}

// priority gives the niceness of the thread that asks; the kernel answers 20 less that (getpriority(2)).
func priority(t *testing.T) int {
	t.Helper()
	p, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
	if err != nil {
		t.Fatal(err)
	}
	return 20 - p
}
