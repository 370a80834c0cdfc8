package overlay

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

// Repair makes a valid outline of what a boundary file holds: rings are closed, repeated points dropped, crossings
// resolved with every part kept. Valid outlines keep their points. The error names the code where g is empty, is no
// polygon, is not finite, or does not lie in the Netherlands in RD metres.
func Repair(code string, g orb.Geometry) (orb.MultiPolygon, error) {
	repaired, err := repair(g)
	if err != nil {
		return nil, fmt.Errorf("repair area %s: %w", code, err)
	}
	return repaired, nil
}

func repair(g orb.Geometry) (orb.MultiPolygon, error) {
	given := polygons(g)
	if err := measured(given); err != nil {
		return nil, err
	}
	tidied := tidy(given)
	if len(tidied) == 0 {
		return nil, errors.New("empty outline")
	}
	if err := located(tidied); err != nil {
		return nil, err
	}
	var repaired orb.MultiPolygon
	err := withContext(func(context *geos.Context) error {
		geometry, err := carry(context, tidied)
		if err != nil {
			return err
		}
		if geometry.IsValid() {
			repaired = tidied
			return nil
		}
		// Structure keeps both lobes of a bow-tie, where a buffer of 0 loses one.
		repaired, err = fromGEOS(geometry.MakeValidWithParams(geos.MakeValidStructure, geos.MakeValidDiscardCollapsed))
		if err != nil {
			return fmt.Errorf("make valid: %w", err)
		}
		if len(repaired) == 0 {
			return errors.New("nothing is left of the outline: it has no area")
		}
		return nil
	})
	return repaired, err
}

// tidy copies m with rings closed and repeated points dropped. A ring of fewer than three points encloses nothing and
// goes; when it is the outer ring its holes go with it.
func tidy(m orb.MultiPolygon) orb.MultiPolygon {
	var all orb.MultiPolygon
	for _, polygon := range m {
		var kept orb.Polygon
		for i, ring := range polygon {
			ring = tidyRing(ring)
			if len(ring) >= 4 {
				kept = append(kept, ring)
			} else if i == 0 {
				break
			}
		}
		if len(kept) > 0 {
			all = append(all, kept)
		}
	}
	return all
}

func tidyRing(ring orb.Ring) orb.Ring {
	kept := make(orb.Ring, 0, len(ring)+1)
	for _, point := range ring {
		if len(kept) == 0 || point != kept[len(kept)-1] {
			kept = append(kept, point)
		}
	}
	if len(kept) > 0 && kept[0] != kept[len(kept)-1] {
		kept = append(kept, kept[0])
	}
	return kept
}
