package sandbox

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_AARCH64

// refusedHere are the older calls that only this architecture has: none.
var refusedHere []uint32

// links are the calls that tell where a link leads.
var links = []uint32{unix.SYS_READLINKAT}
