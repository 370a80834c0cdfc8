package overlay

import (
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/twpayne/go-geos"
)

// poolSize is how many GEOS contexts there can ever be. go-geos never frees a context, so they are lent and taken back.
const poolSize = 8

// collectAfter is how many bytes of geometry may cross into C before the garbage collector is asked to run: GEOS memory
// is freed by the collector, which sees only the few Go bytes that hold it. In C a geometry takes some three times its WKB.
const collectAfter = 16 << 20

var (
	contexts = newPool()
	crossed  atomic.Int64 // bytes into C since the last forced collection
)

// newPool holds a nil for every context that was not made yet.
func newPool() chan *geos.Context {
	pool := make(chan *geos.Context, poolSize)
	for range poolSize {
		pool <- nil
	}
	return pool
}

// withContext lends work a context of its own. A panic, by which go-geos reports what GEOS refuses, becomes the error.
// work must not call withContext: with every context lent it would wait for itself.
func withContext(work func(*geos.Context) error) (err error) {
	context := <-contexts
	if context == nil {
		context = geos.NewContext()
	}
	defer func() { contexts <- context }()
	defer recovered(&err)
	return work(context)
}

// recovered is deferred around calls of go-geos, so that no panic gets out of the package.
func recovered(err *error) {
	if cause := recover(); cause != nil {
		*err = fmt.Errorf("GEOS refuses: %v", cause)
	}
}

// toGEOS checks an area and carries it into context; errors name its code.
func toGEOS(context *geos.Context, area Area) (*geos.Geom, error) {
	geometry, err := checked(context, area.Geometry)
	if err != nil {
		return nil, fmt.Errorf("area %s: %w", area.Code, err)
	}
	return geometry, nil
}

func checked(context *geos.Context, m orb.MultiPolygon) (geometry *geos.Geom, err error) {
	defer recovered(&err)
	if err := check(m); err != nil {
		return nil, err
	}
	if geometry, err = carry(context, m); err != nil {
		return nil, err
	}
	if !geometry.IsValid() {
		return nil, fmt.Errorf("invalid outline, repair it first: %s", geometry.IsValidReason())
	}
	return geometry, nil
}

// carry brings polygons into context as they are, valid or not.
func carry(context *geos.Context, m orb.MultiPolygon) (*geos.Geom, error) {
	bytes, err := wkb.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("write WKB: %w", err)
	}
	crossing(len(bytes))
	geometry, err := context.NewGeomFromWKB(bytes)
	if err != nil {
		return nil, fmt.Errorf("read WKB: %w", err)
	}
	if geometry == nil {
		return nil, errors.New("GEOS read nothing from WKB")
	}
	return geometry, nil
}

// fromGEOS takes the polygons out of a result of GEOS: lines and points, where areas only touch, are left out.
func fromGEOS(geometry *geos.Geom) (orb.MultiPolygon, error) {
	if geometry == nil {
		// An operation on geometry that GEOS cannot node gives nil and no reason.
		return nil, errors.New("GEOS gave no result")
	}
	if geometry.IsEmpty() {
		return nil, nil
	}
	if !geometry.IsValid() {
		return nil, fmt.Errorf("GEOS gave an invalid result: %s", geometry.IsValidReason())
	}
	found, err := wkb.Unmarshal(geometry.ToWKB())
	if err != nil {
		return nil, fmt.Errorf("read WKB of result: %w", err)
	}
	return polygons(found), nil
}

// crossing counts bytes that are about to become geometry in C, and has what is no longer used there freed in time.
func crossing(bytes int) {
	if crossed.Add(int64(bytes)) > collectAfter {
		crossed.Store(0)
		runtime.GC()
	}
}

// polygons gathers every polygon of a geometry; other kinds have none.
func polygons(g orb.Geometry) orb.MultiPolygon {
	switch g := g.(type) {
	case orb.MultiPolygon:
		return g
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case orb.Ring:
		return orb.MultiPolygon{{g}}
	case orb.Collection:
		var all orb.MultiPolygon
		for _, part := range g {
			all = append(all, polygons(part)...)
		}
		return all
	}
	return nil
}
