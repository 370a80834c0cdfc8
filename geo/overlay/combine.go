package overlay

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

// Union is the ground that parts cover together; errors name the part that cannot be used.
func Union(parts []Area) (orb.MultiPolygon, error) {
	if len(parts) == 0 {
		return nil, errors.New("unite areas: there are none")
	}
	var united orb.MultiPolygon
	err := withContext(func(context *geos.Context) error {
		var all orb.MultiPolygon
		for _, part := range parts {
			if _, err := toGEOS(context, part); err != nil {
				return err
			}
			all = append(all, part.Geometry...)
		}
		// Together they are no valid multipolygon, which is what UnaryUnion makes of them.
		together, err := carry(context, all)
		if err != nil {
			return err
		}
		united, err = fromGEOS(together.UnaryUnion())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("unite %d areas from %s on: %w", len(parts), parts[0].Code, err)
	}
	return united, nil
}

// Close fills gaps and slits narrower than twice metres: parts of one area that were simplified each by itself leave them
// between their borders. Outer borders keep their course, but for corners sharper than a mitre of two.
func Close(a Area, metres float64) (orb.MultiPolygon, error) {
	const quarter, mitre = 4, 2
	var closed orb.MultiPolygon
	err := withContext(func(context *geos.Context) error {
		g, err := toGEOS(context, a)
		if err != nil {
			return err
		}
		grown := g.BufferWithStyle(metres, quarter, geos.BufCapStyleFlat, geos.BufJoinStyleMitre, mitre)
		closed, err = fromGEOS(grown.BufferWithStyle(-metres, quarter, geos.BufCapStyleFlat, geos.BufJoinStyleMitre, mitre))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("close area %s: %w", a.Code, err)
	}
	return closed, nil
}

// Intersection is the ground that a and b share, empty where they share none.
func Intersection(a, b Area) (orb.MultiPolygon, error) {
	shared, err := combined(a, []Area{b}, (*geos.Geom).Intersection)
	if err != nil {
		return nil, fmt.Errorf("intersect areas %s and %s: %w", a.Code, b.Code, err)
	}
	return shared, nil
}

// difference is the ground of a that lies in none of others.
func difference(a Area, others []Area) (orb.MultiPolygon, error) {
	left, err := combined(a, others, (*geos.Geom).Difference)
	if err != nil {
		return nil, fmt.Errorf("take %d areas from area %s: %w", len(others), a.Code, err)
	}
	return left, nil
}

// combined applies operation to a and each of others in turn.
func combined(a Area, others []Area, operation func(g, other *geos.Geom) *geos.Geom) (orb.MultiPolygon, error) {
	var result orb.MultiPolygon
	err := withContext(func(context *geos.Context) error {
		geometry, err := toGEOS(context, a)
		if err != nil {
			return err
		}
		for _, other := range others {
			second, err := toGEOS(context, other)
			if err != nil {
				return err
			}
			if geometry = operation(geometry, second); geometry == nil {
				break
			}
		}
		result, err = fromGEOS(geometry)
		return err
	})
	return result, err
}
