package geo

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
)

// ReadOutline reads an outline as it is stored: WKB in RD metres.
func ReadOutline(outline []byte) (orb.MultiPolygon, error) {
	shape, err := wkb.Unmarshal(outline)
	if err != nil {
		return nil, fmt.Errorf("outline: %w", err)
	}
	m, ok := shape.(orb.MultiPolygon)
	if !ok {
		return nil, fmt.Errorf("outline is a %T", shape)
	}
	return m, nil
}
