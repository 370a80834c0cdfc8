// Package boundary reads the outlines of gemeenten, wijken and buurten from GeoJSON, TopoJSON, GeoPackage and shapefiles.
package boundary

import (
	"fmt"

	"github.com/paulmach/orb"
)

// Limits that keep a damaged or hostile file from filling the memory. The largest source that we know of is the national
// GeoPackage of 2024, of which the zip file is 104 MB; a point takes 16 bytes there as here.
const (
	maxBytes  = 512 << 20 // of one file
	maxAreas  = 200_000   // records of one layer, the limit of package sheet
	perRing   = 4         // points that a ring, polygon or arc counts for on top of its own, as it takes memory without any
	maxLayers = 1_000
	maxRoom   = 32 << 20 // points of one file as they come out: 512 MB; an arc of a TopoJSON counts every time it is used
)

// The two coordinate systems that sources use, as Layer.CRS names them.
const (
	RDNew = "EPSG:28992" // metres, x before y
	WGS84 = "EPSG:4326"  // degrees, longitude before latitude
)

// The levels of Layer.Level.
const (
	Gemeente = "gemeente"
	Wijk     = "wijk"
	Buurt    = "buurt"
)

// Layer is the areas of one level and division year, out of one file or one table of a file.
type Layer struct {
	Format   string // GeoJSON, TopoJSON, GeoPackage or Shapefile
	Level    string // Gemeente, Wijk or Buurt, found from the codes
	Year     int    // of the division; 0 when the file does not say
	Name     string // of the layer, object or table; empty when the file does not say
	CRS      string // RDNew or WGS84, checked against the coordinates
	Areas    []Area // in the order of the file, each code once
	Rejected int    // records that are not in Areas
	Note     string // Dutch: what was left out, joined or concluded; empty when there is nothing to know
}

// Area is one gemeente, wijk or buurt.
type Area struct {
	Line     int    // number of the feature or record, from 1
	Code     string // such as "BU99010101"; it may hold letters
	Name     string
	Gemeente string // code of the gemeente: as the file says, else out of Code
	Change   string // CBS's flag of change since the year before ("1", "2", "3"), as the file says
	Water    bool   // nothing but water
	// Geometry is in the layer's CRS. Rings are closed and of at least four finite points, outer rings counter-clockwise
	// and holes clockwise; they may still cross themselves. Empty only in a layer of label points.
	Geometry orb.MultiPolygon
	Label    *orb.Point // where the file has label points
}

// checkSize refuses a file that is over the limit, before it is read.
func checkSize(bytes int64) error {
	if bytes > maxBytes {
		return fmt.Errorf("%d bytes is over the limit of %d", bytes, maxBytes)
	}
	return nil
}

// room is what is left of maxRoom while a file is read.
type room int

// take makes room for n points.
func (r *room) take(n int) error {
	if n < 0 || n > int(*r) {
		return fmt.Errorf("over the limit of %d points in one file", maxRoom)
	}
	*r -= room(n)
	return nil
}
