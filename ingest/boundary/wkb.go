package boundary

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// gpGeometry reads a geometry of a GeoPackage: the header "GP", then well-known binary. It gives the number of the
// reference system, and an empty shape when the geometry says that it is empty.
func gpGeometry(blob []byte, left *room) (srs int32, shape orb.MultiPolygon, err error) {
	if len(blob) < 8 || blob[0] != 'G' || blob[1] != 'P' {
		return 0, nil, errors.New("geometry does not begin with GP")
	}
	version, flags := blob[2], blob[3]
	if version != 0 || flags&0x20 != 0 {
		return 0, nil, fmt.Errorf("geometry of version %d with flags %#x is not standard", version, flags)
	}
	var order binary.ByteOrder = binary.BigEndian
	if flags&1 != 0 {
		order = binary.LittleEndian
	}
	srs = int32(order.Uint32(blob[4:]))
	envelopes := []int{0, 32, 48, 48, 64} // none, xy, xyz, xym, xyzm
	kind := int(flags >> 1 & 7)
	if kind >= len(envelopes) || len(blob) < 8+envelopes[kind] {
		return 0, nil, fmt.Errorf("geometry with an envelope of kind %d that is cut off or unknown", kind)
	}
	if flags&0x10 != 0 {
		return srs, nil, nil
	}
	r := wkbReader{data: blob[8+envelopes[kind]:], left: left}
	shape, err = r.shape()
	if err == nil && len(r.data) > 0 {
		err = fmt.Errorf("%d bytes behind the geometry", len(r.data))
	}
	if err != nil {
		return 0, nil, err
	}
	return srs, shape, nil
}

// wkbReader reads well-known binary from the front of data.
type wkbReader struct {
	data  []byte
	order binary.ByteOrder
	left  *room
}

var errCutOff = errors.New("geometry is cut off")

const (
	wkbPolygon      = 3
	wkbMultiPolygon = 6
)

// header reads the byte order and type, and how many numbers a position has. Z and M come as 1000, 2000 or 3000 more than
// the plain type (ISO), or as its two highest bits.
func (r *wkbReader) header() (kind uint32, width int, err error) {
	if len(r.data) < 5 {
		return 0, 0, errCutOff
	}
	switch r.data[0] {
	case 0:
		r.order = binary.BigEndian
	case 1:
		r.order = binary.LittleEndian
	default:
		return 0, 0, fmt.Errorf("geometry with byte order %d", r.data[0])
	}
	kind = r.order.Uint32(r.data[1:])
	r.data = r.data[5:]
	width = 2 + int(kind>>31) + int(kind>>30&1)
	kind &^= 3 << 30
	if kind >= 4000 || kind >= 1000 && width > 2 {
		return 0, 0, fmt.Errorf("geometry of type %d", kind)
	}
	width += []int{0, 1, 1, 2}[kind/1000]
	return kind % 1000, width, nil
}

// count reads a number of things that take at least size bytes each.
func (r *wkbReader) count(size int) (int, error) {
	if len(r.data) < 4 {
		return 0, errCutOff
	}
	n := int64(r.order.Uint32(r.data))
	r.data = r.data[4:]
	if n*int64(size) > int64(len(r.data)) {
		return 0, errCutOff
	}
	return int(n), nil
}

func (r *wkbReader) shape() (orb.MultiPolygon, error) {
	kind, width, err := r.header()
	if err != nil {
		return nil, err
	}
	switch kind {
	case wkbPolygon:
		polygon, err := r.polygon(width)
		if err != nil || len(polygon) == 0 {
			return nil, err
		}
		return orb.MultiPolygon{polygon}, nil
	case wkbMultiPolygon:
		n, err := r.count(9)
		if err != nil {
			return nil, err
		}
		var shape orb.MultiPolygon
		for range n {
			kind, width, err := r.header()
			if err != nil {
				return nil, err
			}
			if kind != wkbPolygon {
				return nil, fmt.Errorf("geometry of type %d in a multipolygon", kind)
			}
			polygon, err := r.polygon(width)
			if err != nil {
				return nil, err
			}
			shape = append(shape, polygon)
		}
		return shape, nil
	}
	return nil, fmt.Errorf("geometry of type %d is not a polygon", kind)
}

func (r *wkbReader) polygon(width int) (orb.Polygon, error) {
	rings, err := r.count(4)
	if err != nil {
		return nil, err
	}
	if err := r.left.take(perRing * (rings + 1)); err != nil {
		return nil, err
	}
	polygon := make(orb.Polygon, rings)
	for i := range polygon {
		n, err := r.count(8 * width)
		if err != nil {
			return nil, err
		}
		if err := r.left.take(n); err != nil {
			return nil, err
		}
		polygon[i] = make(orb.Ring, n)
		for k := range polygon[i] {
			at := r.data[k*8*width:]
			polygon[i][k] = orb.Point{math.Float64frombits(r.order.Uint64(at)), math.Float64frombits(r.order.Uint64(at[8:]))}
		}
		r.data = r.data[n*8*width:]
	}
	return polygon, nil
}
