// Package sandbox answers a stranger's question in SQL in a process of its own, which cannot touch anything but one
// revision and is killed at its deadline.
//
// What holds it, from the outside in: a process group of its own, without environment, killed with SIGKILL at the deadline
// and with the server; limits of the kernel on address space, processor time, file size and open files; a filter of
// system calls (seccomp) that, once the revision is open, refuses to open any other file, to make a socket and to start
// another program, and from the start tells it of no link where it leads, so that DuckDB cannot say where the store is; the lowest priority; and DuckDB itself with external access off and its settings locked, asked one
// statement that only reads. It is no defence against a fault in the kernel.
package sandbox
