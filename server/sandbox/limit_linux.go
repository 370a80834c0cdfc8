package sandbox

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Works tells whether this system can confine the child.
const Works = true

// apart gives the child a process group of its own, which is killed whole, and also when the server ends.
func apart(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
}

// limit takes the kernel's limits upon this process.
func limit(l Limits) error {
	seconds := uint64(l.Time.Seconds()) + 2 // the clock on the wall comes first
	for _, r := range []struct {
		what int
		most uint64
	}{
		{unix.RLIMIT_AS, addressSpace}, {unix.RLIMIT_CPU, seconds}, {unix.RLIMIT_FSIZE, 0}, {unix.RLIMIT_CORE, 0}, {unix.RLIMIT_NOFILE, 32},
		{unix.RLIMIT_MEMLOCK, 0}, {unix.RLIMIT_MSGQUEUE, 0},
	} {
		if err := unix.Setrlimit(r.what, &unix.Rlimit{Cur: r.most, Max: r.most}); err != nil {
			return fmt.Errorf("limit %d: %w", r.what, err)
		}
	}
	// When memory runs out all the same, the kernel takes this process first. Not every system lets it say so.
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
	return unix.Setpriority(unix.PRIO_PROCESS, 0, 19)
}

// refused lists the system calls that the child has no use for once the revision is open: all ways to a file, a socket,
// another process or more rights.
var refused = []uint32{
	unix.SYS_OPENAT, unix.SYS_OPENAT2, unix.SYS_NAME_TO_HANDLE_AT, unix.SYS_OPEN_BY_HANDLE_AT, unix.SYS_TRUNCATE, unix.SYS_UNLINKAT, unix.SYS_RENAMEAT2,
	unix.SYS_MKDIRAT, unix.SYS_MKNODAT, unix.SYS_LINKAT, unix.SYS_SYMLINKAT, unix.SYS_FCHMODAT, unix.SYS_FCHOWNAT, unix.SYS_FCHMOD, unix.SYS_FCHOWN,
	unix.SYS_SOCKET, unix.SYS_SOCKETPAIR, unix.SYS_CONNECT, unix.SYS_BIND, unix.SYS_LISTEN, unix.SYS_ACCEPT, unix.SYS_ACCEPT4, unix.SYS_SENDTO, unix.SYS_SENDMSG,
	unix.SYS_EXECVE, unix.SYS_EXECVEAT, unix.SYS_PTRACE, unix.SYS_KILL, unix.SYS_TKILL, unix.SYS_PIDFD_SEND_SIGNAL, unix.SYS_PIDFD_OPEN, unix.SYS_PIDFD_GETFD,
	unix.SYS_RT_SIGQUEUEINFO, unix.SYS_RT_TGSIGQUEUEINFO, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV, unix.SYS_SETPRIORITY, unix.SYS_PRLIMIT64,
	unix.SYS_SETRLIMIT, unix.SYS_MOUNT, unix.SYS_UMOUNT2, unix.SYS_PIVOT_ROOT, unix.SYS_CHROOT, unix.SYS_CHDIR, unix.SYS_FCHDIR, unix.SYS_SETNS, unix.SYS_UNSHARE,
	unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN, unix.SYS_USERFAULTFD, unix.SYS_IO_URING_SETUP, unix.SYS_IO_URING_ENTER, unix.SYS_IO_URING_REGISTER,
	unix.SYS_KEYCTL, unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY, unix.SYS_INIT_MODULE, unix.SYS_FINIT_MODULE, unix.SYS_KEXEC_LOAD, unix.SYS_REBOOT, unix.SYS_SWAPON,
	unix.SYS_SETUID, unix.SYS_SETGID, unix.SYS_SETRESUID, unix.SYS_SETRESGID, unix.SYS_SHMGET, unix.SYS_MEMFD_CREATE, unix.SYS_MQ_OPEN, unix.SYS_INOTIFY_INIT1, unix.SYS_FANOTIFY_INIT,
}

// blind keeps this process from being told where it stands: paths lead where they led, but of a link it hears that it is none. DuckDB
// follows the links in its file's path by name, and tells the whole path to who asks for duckdb_databases().
func blind() error {
	return install(filter(links, unix.EINVAL))
}

// shut closes the doors behind the child: from here on it has the files that are open, and no way to others.
func shut() error {
	return install(filter(append(refused, refusedHere...), unix.EPERM,
		when(unix.BPF_JEQ, unix.SYS_CLONE3), deny(unix.ENOSYS), // its flags cannot be seen; the C library then uses clone
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_CLONE, Jf: 4},
		load(argument), when(unix.BPF_JSET, unix.CLONE_THREAD), end(unix.SECCOMP_RET_ALLOW), deny(unix.EPERM))) // threads, no processes
}

// install gives this process, for good, a filter of its system calls, beside those that it has.
func install(program []unix.SockFilter) error {
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("no new rights: %w", err)
	}
	p := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	// All threads at once: DuckDB and the Go runtime have several.
	if _, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&p))); errno != 0 {
		return fmt.Errorf("filter system calls: %w", errno)
	}
	return nil
}

// Offsets in struct seccomp_data: the number, the architecture, and the low half of the first argument.
const number, architecture, argument = 0, 4, 16

func load(at uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
}

func end(action uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: action}
}

// when jumps over the next statement unless the test holds.
func when(test uint16, k uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_JMP | test | unix.BPF_K, K: k, Jf: 1}
}

func deny(errno unix.Errno) unix.SockFilter { return end(unix.SECCOMP_RET_ERRNO | uint32(errno)) }

// filter makes the program that the kernel runs at every system call (seccomp, in classic BPF): some get an error instead, further says
// what happens to others, and the rest is as before.
func filter(calls []uint32, errno unix.Errno, further ...unix.SockFilter) []unix.SockFilter {
	program := []unix.SockFilter{
		load(architecture), {Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: auditArch, Jt: 1}, end(unix.SECCOMP_RET_KILL_PROCESS),
		load(number), when(unix.BPF_JGE, 0x40000000), end(unix.SECCOMP_RET_KILL_PROCESS), // the numbers of x32
	}
	for _, call := range calls {
		program = append(program, when(unix.BPF_JEQ, call), deny(errno))
	}
	return append(append(program, further...), end(unix.SECCOMP_RET_ALLOW))
}
