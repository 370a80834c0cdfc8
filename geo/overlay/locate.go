package overlay

import (
	"fmt"
	"slices"
	"sync"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

// locating is the one context of all locators: their prepared geometry outlives any loan from the pool. go-geos locks
// it, so locators may be used by several goroutines, which then take turns.
var locating = sync.OnceValue(geos.NewContext)

// pointBytes is about what one point takes in C.
const pointBytes = 200

// Locator says in which areas of a layer a point lies.
type Locator struct {
	codes    []string
	prepared []*geos.PrepGeom
	boxes    boxes
}

// NewLocator prepares areas for many questions; errors name the area that cannot be used.
func NewLocator(areas []Area) (locator *Locator, err error) {
	defer recovered(&err)
	locator = &Locator{}
	for _, area := range areas {
		geometry, err := toGEOS(locating(), area)
		if err != nil {
			return nil, fmt.Errorf("prepare areas: %w", err)
		}
		locator.codes = append(locator.codes, area.Code)
		locator.prepared = append(locator.prepared, geometry.Prepare())
	}
	locator.boxes = newBoxes(areas)
	return locator, nil
}

// At gives the sorted codes of the areas that hold p (RD metres), border included: a point on a border may have two. A
// point that is nowhere, or not finite, has none.
func (l *Locator) At(p orb.Point) []string {
	if !finite(p[0]) || !finite(p[1]) {
		return nil
	}
	crossing(pointBytes)
	var codes []string
	for _, i := range l.boxes.meeting(p.Bound()) {
		// Not ContainsXY: before GEOS 3.12 go-geos has an empty shell for it, which answers no to everything.
		if l.prepared[i].Intersects(locating().NewPointFromXY(p[0], p[1])) {
			codes = append(codes, l.codes[i])
		}
	}
	slices.Sort(codes)
	return codes
}
