package answer

import "golang.org/x/sys/unix"

// closing is what poll says of a connection of which the other side sends nothing more.
const closing = unix.POLLRDHUP
