package sandbox

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_AARCH64

// refusedHere are the older calls that only this architecture has: none.
var refusedHere []uint32
