package boundary

import (
	"errors"
	"fmt"
)

// What keeps a file from being read, apart from damage.
var (
	ErrCRS        = errors.New("the coordinate system is not one of ours, or the coordinates are not in it")
	ErrUnfinished = errors.New("unfinished changes")
)

// Fault says at which record of a layer a reader stopped.
type Fault struct {
	Noun string // row, feature or shape
	Line int    // counting from one
	Code string // of the area; empty where it is not known
	Err  error
}

func (f *Fault) Unwrap() error { return f.Err }

func (f *Fault) Error() string {
	if f.Code != "" {
		return fmt.Sprintf("%s %d (%s): %v", f.Noun, f.Line, f.Code, f.Err)
	}
	return fmt.Sprintf("%s %d: %v", f.Noun, f.Line, f.Err)
}

// crsError is an ErrCRS that says which coordinates, or which system.
type crsError string

func (e crsError) Error() string        { return string(e) }
func (e crsError) Is(target error) bool { return target == ErrCRS }

func crsErrorf(format string, args ...any) error { return crsError(fmt.Sprintf(format, args...)) }
