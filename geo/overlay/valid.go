package overlay

import (
	"errors"
	"fmt"

	"github.com/twpayne/go-geos"
)

// ErrCrossing says that an outline crosses or touches itself where it may not.
var ErrCrossing = errors.New("the outline crosses itself")

// Valid tells what is wrong with an outline as it is, in RD metres and before any repair; nil when nothing is.
func Valid(area Area) error {
	if err := check(area.Geometry); err != nil {
		return fmt.Errorf("area %s: %w", area.Code, err)
	}
	return withContext(func(context *geos.Context) error {
		geometry, err := carry(context, area.Geometry)
		if err != nil {
			return fmt.Errorf("area %s: %w", area.Code, err)
		}
		if !geometry.IsValid() {
			return fmt.Errorf("area %s: %w: %s", area.Code, ErrCrossing, geometry.IsValidReason())
		}
		return nil
	})
}
