//go:build !linux

package sandbox

import (
	"errors"
	"os/exec"
)

// Works tells whether this system can hold a child: only Linux has the means that we use.
const Works = false

var errSystem = errors.New("the sandbox needs Linux")

func apart(*exec.Cmd) {}

func limit(Limits) error { return errSystem }

func blind() error { return errSystem }

func shut() error { return errSystem }
