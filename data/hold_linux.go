package data

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// hold takes a lock on a file under which no process may write it, and that only its own descriptor lets go of. DuckDB's own lock is of
// the process (POSIX): it is lost when the process closes any other descriptor of the file, as who sends it to a visitor does.
func hold(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	err = unix.FcntlFlock(file.Fd(), unix.F_OFD_SETLK, &unix.Flock_t{Type: unix.F_RDLCK, Whence: io.SeekStart})
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("%w (%w)", ErrWritten, err)
	}
	return file, nil
}
