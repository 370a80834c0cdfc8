package boundary

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wijkinzicht/ingest/sheet"
)

// Shapefile reads a shapefile of polygons (types 5, 15 and 25; heights and measures are left out) with its table of
// attributes and its .prj. With an empty prj the coordinates tell the system. Rings are outer rings or holes by their
// direction; one with the direction of a hole that lies in no outer ring is taken as an outer ring. It fails on a file
// that is cut off, on another number of shapes than of records in the table, and for the rest as GeoJSON does.
//
// It is our own reader: the Go libraries for the format that we know of could not be installed to be tried.
func Shapefile(shp, dbf []byte, prj string) (Layer, error) {
	layer, err := readShapefile(shp, dbf, prj)
	if err != nil {
		return Layer{}, fmt.Errorf("read shapefile: %w", err)
	}
	return layer, nil
}

func readShapefile(shp, dbf []byte, prj string) (Layer, error) {
	if err := checkSize(int64(len(shp)) + int64(len(dbf))); err != nil {
		return Layer{}, err
	}
	crs, err := parsePRJ(prj)
	if err != nil {
		return Layer{}, err
	}
	table, err := sheet.DBase(dbf)
	if err != nil {
		return Layer{}, err
	}
	if len(table.Rows) == 0 {
		return Layer{}, errors.New("the table of attributes has no fields")
	}
	records, err := readShapes(shp)
	if err != nil {
		return Layer{}, err
	}
	if crs == webMercator || crs == "" && inMercator(records) {
		unproject(records)
		crs = WGS84
	}
	headings, rows := table.Rows[0], table.Rows[1:]
	// The reader of the table leaves out deleted records, behind which every row would belong to another shape.
	if n := len(records); n != len(rows) && records[n-1].err == nil {
		return Layer{}, fmt.Errorf("%d shapes, but %d records with attributes", n, len(rows))
	}
	for i := range min(len(records), len(rows)) {
		for column, text := range rows[i] {
			if column < len(headings) {
				records[i].set(headings[column], text)
			}
		}
	}
	return build(Layer{Format: "Shapefile", CRS: crs}, "record", records)
}

// readShapes gives a record for every shape; the one that cannot be read is the last and holds the reason.
func readShapes(shp []byte) ([]record, error) {
	if len(shp) < 100 || binary.BigEndian.Uint32(shp) != 9994 || binary.LittleEndian.Uint32(shp[28:]) != 1000 {
		return nil, errors.New("the file does not begin as a .shp")
	}
	kind := binary.LittleEndian.Uint32(shp[32:])
	if kind != 5 && kind != 15 && kind != 25 {
		return nil, fmt.Errorf("shapes are of type %d, not polygons (5, 15 or 25)", kind)
	}
	if says := 2 * int64(binary.BigEndian.Uint32(shp[24:])); says > int64(len(shp)) || says < 100 {
		return nil, fmt.Errorf("cut off: the header says %d bytes, the file holds %d", says, len(shp))
	} else {
		shp = shp[100:says]
	}
	left := room(maxRoom)
	var records []record
	for len(shp) > 0 {
		if len(records) == maxAreas {
			return nil, fmt.Errorf("over the limit of %d shapes", maxAreas)
		}
		r := record{line: len(records) + 1}
		var content []byte
		if content, shp, r.err = cutShape(shp); r.err == nil {
			r.shape, r.err = readShape(content, kind, &left)
		}
		records = append(records, r)
		if r.err != nil { // build reports it, with the code
			break
		}
	}
	if len(records) == 0 {
		return nil, errors.New("no shapes")
	}
	return records, nil
}

// cutShape takes the first shape off shp. Lengths are in words of two bytes.
func cutShape(shp []byte) (content, rest []byte, err error) {
	if len(shp) < 8 {
		return nil, nil, errors.New("shape is cut off")
	}
	length := 2 * int64(binary.BigEndian.Uint32(shp[4:]))
	if length < 4 || length > int64(len(shp)-8) {
		return nil, nil, fmt.Errorf("shape of %d bytes is cut off", length)
	}
	return shp[8 : 8+length], shp[8+length:], nil
}

// readShape gives an empty outline for a null shape.
func readShape(content []byte, kind uint32, left *room) (orb.MultiPolygon, error) {
	le := binary.LittleEndian
	if k := le.Uint32(content); k == 0 {
		return nil, nil
	} else if k != kind {
		return nil, fmt.Errorf("shape of type %d in a file of type %d", k, kind)
	}
	if len(content) < 44 {
		return nil, errors.New("shape is cut off")
	}
	parts, count := int64(le.Uint32(content[36:])), int64(le.Uint32(content[40:]))
	if parts*4+count*16 > int64(len(content)-44) {
		return nil, fmt.Errorf("shape is cut off: it says %d parts and %d points", parts, count)
	}
	if err := left.take(int(perRing*parts + count)); err != nil {
		return nil, err
	}
	points := content[44+4*parts:]
	var rings []orb.Ring
	for i := range parts {
		from, to := int64(le.Uint32(content[44+4*i:])), count
		if i+1 < parts {
			to = int64(le.Uint32(content[48+4*i:]))
		}
		if from >= to || to > count || i == 0 && from != 0 {
			return nil, fmt.Errorf("part %d runs from point %d to %d of %d", i+1, from, to, count)
		}
		ring := make(orb.Ring, to-from)
		for k := range ring {
			at := points[(from+int64(k))*16:]
			ring[k] = orb.Point{math.Float64frombits(le.Uint64(at)), math.Float64frombits(le.Uint64(at[8:]))}
		}
		if err := checkRing(ring); err != nil {
			return nil, err
		}
		rings = append(rings, ring)
	}
	return group(rings), nil
}

// group puts every hole with the smallest outer ring that it lies in. In a shapefile outer rings run clockwise.
func group(rings []orb.Ring) orb.MultiPolygon {
	type outer struct {
		bound orb.Bound
		area  float64
		at    int
	}
	var shape orb.MultiPolygon
	var outers []outer
	for _, ring := range rings {
		if ring.Orientation() != orb.CCW {
			outers = append(outers, outer{ring.Bound(), math.Abs(planar.Area(ring)), len(shape)})
			shape = append(shape, orb.Polygon{ring})
		}
	}
	slices.SortStableFunc(outers, func(a, b outer) int { return cmp.Compare(a.area, b.area) })
	for _, ring := range rings {
		if ring.Orientation() != orb.CCW {
			continue
		}
		bound := ring.Bound()
		i := slices.IndexFunc(outers, func(o outer) bool {
			return o.bound.Contains(bound.Min) && o.bound.Contains(bound.Max) && within(ring, shape[o.at][0])
		})
		if i < 0 {
			shape = append(shape, orb.Polygon{ring})
			continue
		}
		shape[outers[i].at] = append(shape[outers[i].at], ring)
	}
	return shape
}
